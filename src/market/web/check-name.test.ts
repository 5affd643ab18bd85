// The names of checks are known to the page, whatever the kernel checks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setLanguage, wordsOf } from '#ui';
import { outlook } from '../rules/outlook.ts';
import type { OutlookQuestion } from '../rules/outlook-types.ts';
import { checkName } from './check-name.ts';
import './words.ts';

const question: OutlookQuestion = {
  activity: [],
  changes: [],
  claims: [{ id: 'area-cns', axis: 'area', key: 'CNS', year: 2025, share: 0.2, sd: 0.1, tag: 'published', reason: 'A survey' }],
  evidence: [],
  scenario: null,
  history: [],
  refits: 2,
  tornadoOf: { axis: 'area', key: 'Oncology', year: 2031 },
};

describe('[MKT-120] what a change breaks or mends', () => {
  beforeAll(() => setLanguage('es'));
  afterAll(() => setLanguage('en'));

  it('is named in the words of the page for every check of an outlook', () => {
    const made = outlook(question, 'seed');
    if (!made.ok) throw new Error(made.refusal);
    const names = made.value.checks.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(7);
    const say = wordsOf('market');
    for (const name of names) expect(checkName(name, say, 'es')).not.toBe(name);
    expect(checkName('North America is the largest region', say, 'es')).toContain('América del Norte');
  });
});
