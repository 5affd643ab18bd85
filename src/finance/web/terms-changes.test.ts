// What a release changes is told in names, not in keys.
import { describe, expect, it } from 'vitest';
import { sampleTerms } from '../sample.ts';
import { failureInWords, partialInWords, triggerInWords } from './rate-words.ts';
import { termNames } from './term-names.ts';
import { termsChanges, type Terms } from './terms-changes.ts';

const say = (key: string, values: Readonly<Record<string, unknown>> = {}) => [key, ...Object.values(values)].join(' ');
const terms = { ...sampleTerms, invoiceables: [] } as unknown as Terms;
const names = termNames(terms.visitTerms, [{ key: 'ecg', name: '12-lead ECG' }]);

describe('terms in words', () => {
  it('[BR-15] a visit whose price changes is called by its label', () => {
    const after = { ...terms, visitTerms: terms.visitTerms.map((term) => (term.visitKey === 'V3' ? { ...term, directMinor: '1' } : term)) };
    const changes = termsChanges(terms, after, { currency: 'USD', say, language: 'en' });
    expect(changes.map(({ what }) => what)).toEqual(['V3 Week 4']);
  });

  it('a screen failure names the visits that it replaces, and procedures are named as in the schedule', () => {
    const failure = terms.screenFailure;
    if (!failure) throw new Error('the sample pays screen failures');
    expect(failureInWords(failure, 'USD', names, say)).toContain('V1 Screening');
    expect(triggerInWords({ trigger: 'conditional-procedure', activityKey: 'ecg' }, names, say)).toContain('12-lead ECG');
    expect(partialInWords({ kind: 'all-or-nothing', requiredActivities: ['ecg', 'unheard'] }, names, say)).toContain(
      '12-lead ECG, unheard',
    );
  });
});
