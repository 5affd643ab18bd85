// Outlooks for tests: the shipped question with something changed, and what is read from the answer.
import { streamOf } from '#stats';
import {
  type ActivityRow,
  type EvidenceRecord,
  type MarginClaim,
  type Outlook,
  type OutlookAxis,
  type OutlookQuestion,
  areas,
  marketCountries,
  outlook,
  phases,
  publishedFrame,
  shippedQuestion,
} from '#market/rules';

/** The outlook of the shipped question with these changes, without refits unless asked. Throws where it is refused. */
export function made(question: Partial<OutlookQuestion> = {}, seed = 'seed'): Outlook {
  const outcome = outlook({ ...shippedQuestion, refits: 0, ...question }, seed);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

/** The same, where a refusal is expected. */
export const refused = (question: Partial<OutlookQuestion>) => outlook({ ...shippedQuestion, refits: 0, ...question }, 'seed');
/** A row of a margin. */
export const rowOf = ({ margins }: Outlook, axis: OutlookAxis, key: string, year: number) =>
  margins[axis].find((row) => row.key === key && row.year === year);
/** Its share; NaN where there is no such row. */
export const shareOf = (from: Outlook, axis: OutlookAxis, key: string, year: number) => rowOf(from, axis, key, year)?.share ?? Number.NaN;
/** A check by its name. */
export const checkOf = ({ checks }: Outlook, name: string) => checks.find((one) => one.name === name);
/** A value in the unit in which values are told. */
export const units = (value: number) => Math.round(value * 1_000);

/** Site-years of one year, from a seed; some cells and countries have none. */
export function activityOf(seed: number, year = 2025, cells = 120): ActivityRow[] {
  const stream = streamOf(seed, 'activity');
  const pick = <T>(from: readonly T[]) => from[Math.floor(stream.uniform() * from.length)] as T;
  const places = [...marketCountries.map(({ key }) => key), 'Unknown', 'PL'];
  return Array.from({ length: cells }, () => {
    return { country: pick(places), phase: pick(phases), area: pick(areas), year, siteYears: 20 * stream.uniform() };
  });
}

/** Site-years of a country in 2025, oncology in phase III unless told. */
export const row = (country: string, siteYears: number, more: Partial<ActivityRow> = {}): ActivityRow => {
  return { country, phase: 'III', area: 'Oncology', year: 2025, siteYears, ...more };
};
/** A claim about a region in 2025. */
export const claim = (key: string, more: Partial<MarginClaim>): MarginClaim => {
  return { id: key.toLowerCase(), axis: 'region', key, year: 2025, sd: 0, tag: 'published', reason: 'somebody’s figure', ...more };
};
/** A record like the first of the published frame, from another source. */
export const evidence = (record: Partial<EvidenceRecord>): EvidenceRecord => {
  return { ...(publishedFrame[0] as EvidenceRecord), id: 'another', source: 'another source', ...record };
};
