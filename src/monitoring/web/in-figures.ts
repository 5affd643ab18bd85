// A figure in words: what was counted over what, what is usual, and how far away it is. Pure.
import { formatDate, formatNumber, type Say, type Tone } from '#ui';
import type { IndicatorGroup, IndicatorView, Signal } from './queries.ts';

/** How an indicator is read. */
export type Reading = Pick<IndicatorView, 'per' | 'factor'>;
/** What is told of a place or person. */
export interface Shown {
  readonly numerator: number;
  readonly denominator: number;
  readonly expected: number;
  readonly score: number | null;
  readonly flag: number | null;
}

const MONTH = 30.4375;
const inMonths = (per: Reading['per']) => per === 'participant-days' || per === 'site-days';

/** `37 of 148 visits`, `2 in 131 participant-months`. */
export function amountInWords(
  { numerator, denominator }: Pick<Shown, 'numerator' | 'denominator'>,
  { per }: Reading,
  say: Say,
  language: string,
): string {
  const shown = inMonths(per) ? denominator / MONTH : denominator;
  const number = (value: number) => formatNumber(value, per === 'site-days' ? 1 : 0, language);
  return say(`amount.${per}`, { numerator: formatNumber(numerator, 0, language), denominator: number(shown) });
}

/** A rate as it is shown, without its unit. */
export function rateText(numerator: number, denominator: number, { factor }: Reading, language: string): string {
  return denominator > 0 ? formatNumber((numerator / denominator) * factor, 1, language) : '–';
}

/** The rate once chance is taken off, with its interval: `8.1 (5.2 to 11.6)`; a dash where nothing is known of it. */
export function likelyText(likely: IndicatorGroup['likely'], { factor }: Reading, say: Say, language: string): string {
  if (likely === null) return '–';
  const text = (value: number) => formatNumber(value * factor, 1, language);
  return say('likelyRange', { mean: text(likely.mean), low: text(likely.low), high: text(likely.high) });
}

/** How far away, in words. */
export function scoreInWords({ score, flag }: Pick<Shown, 'score' | 'flag'>, say: Say, language: string): string {
  if (score === null) return say('notJudged');
  if (!flag) return say('scoreUsual');
  return say(flag > 0 ? 'scoreAbove' : 'scoreBelow', { score: formatNumber(Math.abs(score), 1, language) });
}

/** The whole sentence: "37 of 148 visits, where the same studies have 15.1 of 100 visits: 2.8 standard deviations above." */
export function reasonInWords(shown: Shown, reading: Reading, say: Say, language: string): string {
  return say('reason', {
    amount: amountInWords(shown, reading, say, language),
    expected: rateText(shown.expected, shown.denominator, reading, language),
    per: say(`per.${reading.per}`),
    score: scoreInWords(shown, say, language),
  });
}

/** What opened a signal: how far a place lies away, or how surely its own rate changed. */
export function findingInWords(
  { foundBy, score, direction }: Pick<Signal, 'foundBy' | 'score' | 'direction'>,
  say: Say,
  language: string,
): string {
  if (foundBy === 'limit')
    return say(direction === 'high' ? 'scoreAbove' : 'scoreBelow', { score: formatNumber(Math.abs(score), 1, language) });
  return say(direction === 'high' ? 'driftAbove' : 'driftBelow', { score: formatNumber(Math.abs(score), 1, language) });
}

/** Why a signal was opened, in a whole sentence. */
export function signalReason(signal: Signal, say: Say, language: string): string {
  if (signal.foundBy === 'limit') return reasonInWords(signal, signal, say, language);
  return say('driftReason', {
    amount: amountInWords(signal, signal, say, language),
    day: signal.since === null ? '–' : formatDate(signal.since, { language }),
    expected: rateText(signal.expected, signal.denominator, signal, language),
    per: say(`per.${signal.per}`),
    score: findingInWords(signal, say, language),
  });
}

/** The hue of a flag; a strong one is late, a weaker one wants attention. */
export function toneOfFlag(flag: number | null): Tone {
  if (flag === null) return 'neutral';
  if (flag === 0) return 'good';
  return Math.abs(flag) > 1 ? 'late' : 'attention';
}

/** A flag in one word. */
export function flagInWords(flag: number | null, say: Say): string {
  if (flag === null) return say('flag.hidden');
  if (flag === 0) return say('flag.usual');
  return say(flag > 0 ? 'flag.high' : 'flag.low');
}

interface Placed {
  readonly siteId: string;
  readonly siteName: string;
  readonly studyId: string | null;
  readonly studyCode: string | null;
  readonly personId?: string | null;
  readonly personName?: string | null;
}

/** `Guadalajara`, `Guadalajara, BRZ-302`, `Ana Ruiz, Austin`. */
export function placeName({ siteName, studyCode, personId, personName }: Placed): string {
  if (personId) return `${personName ?? '–'}, ${siteName}`;
  return studyCode === null ? siteName : `${siteName}, ${studyCode}`;
}

/** The address of a group's figures and rows. */
export function groupAddress(
  indicator: string,
  { siteId, studyId, personId = null }: Pick<Placed, 'siteId' | 'studyId' | 'personId'>,
): string {
  const by = personId ? 'person' : studyId ? 'study-site' : 'site';
  const more = `${studyId ? `&study=${studyId}` : ''}${personId ? `&person=${personId}` : ''}`;
  return `/quality/indicators/${indicator}/place?by=${by}&site=${siteId}${more}`;
}
