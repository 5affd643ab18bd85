// Every way in which a question has no outlook is a sentence for its reader, with its figures.
import { describe, expect, it } from 'vitest';
import { setLanguage, wordsOf } from '#ui';
import { type EvidenceRecord, type OutlookQuestion, outlook, shippedQuestion } from '../rules.ts';
import './held-words.ts';
import { refusalSentence } from './outlook-refusal.ts';
import './words.ts';

const say = wordsOf('market-held');
const market = wordsOf('market');
const change = (id: string, value: number) => ({ changes: [{ id, value, reason: 'tried' }] });
const claim = (more: object) => ({
  claims: [
    { id: 'c', axis: 'region' as const, key: 'Europe', year: 2025, share: 0.3, sd: 0, tag: 'assumed' as const, reason: 'tried', ...more },
  ],
});
const sized = (value: number): EvidenceRecord => ({
  id: 'b',
  kind: 'total',
  claim: 'tried',
  quantity: 'market-size',
  value,
  unit: 'USD million',
  year: 2025,
  source: 'tried',
  sourceDate: null,
  segment: null,
  tag: 'published',
  disputed: false,
  note: null,
  sd: null,
});
const exclusive = {
  claims: [
    { ...claim({}).claims[0], id: 'one', share: 0.7 },
    { ...claim({}).claims[0], id: 'other', key: 'North America', share: 0.7 },
  ],
} as Partial<OutlookQuestion>;

const refused: readonly [string, Partial<OutlookQuestion>, RegExp, RegExp][] = [
  ['an unknown assumption', change('nothing.at.all', 1), /not there any more/, /./],
  ['a growth out of bounds', change('growth.area.Oncology', 9), /Oncology.*between −/, /Oncolog.a/],
  ['no number', change('growth.area.Oncology', Number.NaN), /needs a number/, /./],
  ['a number that nothing has', change('price.phase.III', 1e300), /at most 1,000,000,000/, /como máximo 1\.000\.000\.000/],
  ['a market of nothing', { evidence: [sized(0)] }, /above 0, and below USD 1,000,000,000 million/, /mayor que 0/],
  ['two records of one name', { evidence: [sized(7), sized(8)] }, /Two records/, /Dos registros/],
  ['two shares of one name', { claims: [...(claim({}).claims ?? []), ...(claim({}).claims ?? [])] }, /Two shares/, /Dos cuotas/],
  ['a share above the whole', claim({ share: 1.5 }), /between 0 and 100 %/, /entre 0 y 100 %/],
  ['a year outside the frame', claim({ year: 1999 }), /2025 to 2031/, /2025 .*2031/],
  ['shares that exclude each other', exclusive, /In 2025 .*Europe \(70.* North America \(70/, /2025.*Europa \(70.*América del Norte \(70/],
];

describe('[MKT-184] why there is no outlook', () => {
  it.each(refused)('%s is a sentence in both languages', async (_, given, english, spanish) => {
    const made = outlook({ ...shippedQuestion, ...given, refits: 20 }, 'seed');
    if (made.ok) throw new Error('it was answered');
    const facts = (made.detail ?? {}) as Record<string, unknown>;
    expect(refusalSentence(made.refusal, facts, { say, market, language: 'en' })).toMatch(english);
    await setLanguage('es');
    const told = refusalSentence(made.refusal, facts, { say, market, language: 'es' });
    await setLanguage('en');
    expect(told).toMatch(spanish);
    expect(told).not.toMatch(/\{\{|undefined|NaN/);
  });

  it('has none for a code that nobody here knows', () => {
    expect(refusalSentence('moon-full', {}, { say, market, language: 'en' })).toBeNull();
  });
});
