// How good earlier forecasts were: each is held against what happened by the days on which it is judged.
import { dateOfDay, dayNumber } from './days.ts';
import { type FanPoint, judgedDaysAhead } from './forecast.ts';

/** A forecast of the past: when it was made, and its fan. */
export interface PastForecast {
  readonly asOf: string;
  readonly fan: readonly FanPoint[];
}

/** A forecast against what happened `daysAhead` days after it was made. */
export interface Judged {
  readonly asOf: string;
  readonly date: string;
  readonly daysAhead: number;
  readonly actual: number;
  readonly q50: number;
  readonly low: number;
  readonly high: number;
  /** Whether the 50, 80 and 95 % intervals held what happened. */
  readonly covered: { readonly half: boolean; readonly most: boolean; readonly nearlyAll: boolean };
}

/** Judged forecasts in sum; everything is null where nothing was judged. */
export interface TrackRecord {
  readonly judged: number;
  readonly half: number | null;
  readonly most: number | null;
  readonly nearlyAll: number | null;
  /** The mean distance of the median from what happened, in patients. */
  readonly meanMiss: number | null;
  /** The mean of actual - median, in patients: above 0 where more came than was said. */
  readonly meanExcess: number | null;
  /** sum |actual - median| / sum of the widths of the 80 % intervals: about `rightMissOfWidth` where these are right; null where all have no width. */
  readonly missOfWidth: number | null;
}

/** What `missOfWidth` is of a normal forecast that is right: E|Z| = sqrt(2/pi) over the width of its 80 % interval, 2 x 1.2816. */
export const rightMissOfWidth = Math.sqrt(2 / Math.PI) / (2 * 1.281_551_565_5);

/** Every judgement that is due by `today` of forecasts of one study, the earliest forecast first; `enrolledOn` are its enrolments, in order. */
export function judgedUntil(today: string, past: readonly PastForecast[], enrolledOn: readonly string[]): readonly Judged[] {
  const actualBy = (date: string) => {
    const later = enrolledOn.findIndex((day) => day > date);
    return later === -1 ? enrolledOn.length : later;
  };
  return past
    .toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1))
    .flatMap(({ asOf, fan }) =>
      judgedDaysAhead.flatMap((daysAhead) => {
        const date = dateOfDay(dayNumber(asOf) + daysAhead);
        const point = fan.find((one) => one.date === date);
        if (!point || date > today) return [];
        const actual = actualBy(date);
        const holds = (low: number, high: number) => low <= actual && actual <= high;
        const covered = { half: holds(point.q25, point.q75), most: holds(point.q10, point.q90), nearlyAll: holds(point.q025, point.q975) };
        return [{ asOf, date, daysAhead, actual, q50: point.q50, low: point.q10, high: point.q90, covered }];
      }),
    );
}

/** Judgements in sum. */
export function recordOf(judged: readonly Judged[]): TrackRecord {
  const count = judged.length;
  if (count === 0) return { judged: 0, half: null, most: null, nearlyAll: null, meanMiss: null, meanExcess: null, missOfWidth: null };
  const share = (level: keyof Judged['covered']) => judged.filter(({ covered }) => covered[level]).length / count;
  const missed = judged.reduce((sum, { actual, q50 }) => sum + Math.abs(actual - q50), 0);
  const width = judged.reduce((sum, { low, high }) => sum + high - low, 0);
  return {
    judged: count,
    half: share('half'),
    most: share('most'),
    nearlyAll: share('nearlyAll'),
    meanMiss: missed / count,
    meanExcess: judged.reduce((sum, { actual, q50 }) => sum + actual - q50, 0) / count,
    missOfWidth: width > 0 ? missed / width : null,
  };
}

/** How many were enrolled by the end of every seventh day from one day to another, both told; `enrolledOn` in order. */
export function weeklyCounts(
  enrolledOn: readonly string[],
  from: string,
  to: string,
): readonly { readonly date: string; readonly enrolled: number }[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const dates = Array.from({ length: Math.max(0, Math.ceil((last - first) / 7)) + 1 }, (_, at) =>
    dateOfDay(Math.min(last, first + 7 * at)),
  );
  let at = 0;
  return dates.map((date) => {
    while ((enrolledOn[at] ?? '9999') <= date) at += 1;
    return { date, enrolled: at };
  });
}
