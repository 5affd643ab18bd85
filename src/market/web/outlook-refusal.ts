// Why there would be no outlook, in the reader's words: the rules tell a code and facts, here they become a sentence.
import { formatNumber, readProblem, refusalInWords, statusOf, useLanguage, type Say } from '#ui';
import type { Axis } from './held-queries.ts';
import { useHeldWords } from './held-words.ts';
import { assumptionName, keyName, percent } from './names.ts';
import { useMarketWords } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;

interface Ground {
  readonly say: Say;
  readonly market: Say;
  readonly language: string;
}

interface Claim {
  readonly axis: Axis;
  readonly key: string;
  readonly share: number;
}

const listed = (value: unknown): readonly Claim[] => (Array.isArray(value) ? (value as readonly Claim[]) : []);

/** The sentence of a refusal by its code and facts; null where there are no words for it. */
export function refusalSentence(code: string, facts: Facts, { say, market, language }: Ground): string | null {
  const { fault, assumption, claims, list, most, ...others } = facts;
  const key = `refused.${typeof fault === 'string' ? fault : code}`;
  const told = say(key, {
    ...others,
    most: typeof most === 'number' ? formatNumber(most, undefined, language) : '',
    list: typeof list === 'string' ? say(`listOf.${list}`) : '',
    assumption: typeof assumption === 'string' ? assumptionName(assumption, market, language) : '',
    claims: listed(claims)
      .map((each) => `${keyName(each.axis, each.key, market, language)} (${percent(each.share, language)})`)
      .join(', '),
  });
  return told === key ? null : told;
}

/** Says refusals of questions without an outlook; any other failure in the words of the page that asks. */
export function useOutlookRefusals() {
  const [say, market, language] = [useHeldWords(), useMarketWords(), useLanguage()];
  const ground = { say, market, language };
  return {
    sentence: (code: string, facts: Facts) => refusalSentence(code, facts, ground) ?? say('refused.other', { code }),
    inWords: (error: unknown, page: Say): unknown => {
      const { code, facts, requestId } = readProblem(error);
      const told = code && refusalSentence(code, facts, ground);
      return told ? { status: statusOf(error), title: told, code, requestId } : refusalInWords(error, page, language);
    },
  };
}
