// Every check that the kernel can tell is told in the reader's words, with its figures.
import { describe, expect, it } from 'vitest';
import { setLanguage, wordsOf } from '#ui';
import { type OutlookQuestion, outlook, shippedQuestion } from '../rules.ts';
import { sampleActivity } from '../sample.ts';
import { checkInWords, effectInWords } from './check-words.ts';
import type { Outlook } from './queries.ts';
import './words.ts';

const say = wordsOf('market');

function madeOf(change: Partial<OutlookQuestion>): Outlook {
  const made = outlook({ ...shippedQuestion, ...change, refits: 20 }, 'seed');
  if (!made.ok) throw new Error(made.refusal);
  return structuredClone(made.value) as unknown as Outlook;
}

const told = (made: Outlook, language = 'en') => made.checks.map((check) => checkInWords(check, { outlook: made, say, language }));

const otherTotal: OutlookQuestion['evidence'][number] = {
  id: 'another',
  kind: 'total',
  claim: 'Another total.',
  quantity: 'market-size',
  value: 7.4,
  unit: 'USD billion',
  year: 2025,
  source: 'A second report',
  sourceDate: '2026-05',
  segment: null,
  tag: 'published',
  disputed: false,
  note: null,
  sd: null,
};

/** One that changes every rank, meets some claims and misses others, and contradicts itself. */
const troubled = madeOf({
  activity: sampleActivity,
  evidence: [otherTotal, { ...otherTotal, id: 'third', claim: 'Twenty billion.', value: 20, year: 2028 }],
  changes: [{ id: 'growth.area.Oncology', value: -0.05, reason: 'to lose its place' }],
  claims: [
    { id: 'exact', axis: 'region', key: 'Europe', year: 2025, share: 0.6, sd: 0, tag: 'assumed', reason: 'tried' },
    { id: 'loose', axis: 'area', key: 'CNS', year: 2025, share: 0.9, sd: 0.5, tag: 'assumed', reason: 'tried' },
  ],
});

describe('[MKT-101] the checks in words', () => {
  it('leave none of the shipped outlook as the server said it', () => {
    const made = madeOf({});
    const words = told(made);
    expect(words.filter(({ language }) => language)).toEqual([]);
    expect(words.map(({ name }) => name)).toContain('North America is the largest region');
    expect(words.map(({ detail }) => detail)).toContain('Published 5.65 % a year; what meets both totals is 5.6477 %.');
    expect(words.map(({ detail }) => detail).join(' ')).not.toMatch(/\{\{|checks\.|NaN|undefined/);
  });

  it('leave none of an outlook whose ranks, claims and evidence disagree', () => {
    const words = told(troubled);
    expect(words.filter(({ language }) => language)).toEqual([]);
    const details = words.map(({ detail }) => detail);
    expect(details.join(' ')).not.toMatch(/\{\{|checks\.|NaN|undefined/);
    expect(details).toContainEqual(
      expect.stringMatching(
        /^On the registry file and the assumptions Europe is ahead with .+ of 2025 against .+ of 2025; .+ states North America\./,
      ),
    );
    expect(details).toContainEqual(expect.stringMatching(/^Europe in 2025: 60\.0 % must be met, 60\.0 % in the outlook\.$/));
    expect(details).toContainEqual(expect.stringMatching(/claimed to within 50\.0 %/));
    expect(details).toContain('1 contradiction, named below.');
    expect(words).toContainEqual({
      name: 'Within the 80 %: Twenty billion.',
      detail: expect.stringMatching(
        /^2028: A second report states USD 20,000 million; USD 7,912\.3 million in the outlook, 80 % from USD [\d,.]+ million to USD [\d,.]+ million\.$/,
      ) as string,
    });
    expect(troubled.conflicts.map((each) => effectInWords(each, { outlook: troubled, say }))).toEqual([
      'The total stays as published; where the sources lie further apart than each says of itself, its interval widens.',
    ]);
  });

  it('say that the assumptions were changed where they were', () => {
    const [holds, fails] = [0.02, -0.05].map((value) =>
      told(madeOf({ changes: [{ id: 'growth.area.Oncology', value, reason: 'tried' }] })),
    );
    const ranks = [...(holds ?? []), ...(fails ?? [])].filter(({ name }) => /largest|fastest/.test(name));
    expect(ranks.map(({ language }) => language)).toEqual([undefined, undefined, undefined, undefined]);
    for (const { detail } of ranks) expect(detail).toMatch(/^On the assumptions as they were changed/);
  });

  it('are told in Spanish, with Spanish figures', async () => {
    await setLanguage('es');
    const words = told(troubled, 'es');
    await setLanguage('en');
    expect(words.map(({ name }) => name)).toContain('América del Norte es la región mayor');
    expect(words.map(({ detail }) => detail)).toContain('Publicado, el 5,65 % al año; lo que cumple ambos totales es el 5,6477 %.');
  });

  it('are told as the server said them where nobody here knows them', () => {
    const check = { name: 'the moon is full', ok: false, detail: 'It is not' };
    expect(checkInWords(check, { outlook: troubled, say, language: 'en' })).toEqual({
      name: check.name,
      detail: 'It is not',
      language: 'en',
    });
  });
});
