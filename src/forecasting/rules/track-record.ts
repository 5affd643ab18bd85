// How good earlier forecasts were: each is held against what happened by the days on which it is judged.
import { dateOfDay, dayNumber } from './days.ts';
import { type FanPoint, judgedDaysAhead } from './forecast.ts';

/** A forecast of the past: when it was made, and its fan. */
export interface PastForecast {
  readonly asOf: string;
  readonly enrolled: number;
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

/** Judged forecasts in sum. Shares are null where nothing was judged; the error is the mean of |actual - median| over the further patients that came. */
export interface TrackRecord {
  readonly judged: number;
  readonly half: number | null;
  readonly most: number | null;
  readonly nearlyAll: number | null;
  /** The mean distance of the median from what happened, in patients. */
  readonly meanMiss: number | null;
  /** 1 - sum|actual - median| / sum of patients that came meanwhile; null where none came. */
  readonly accuracy: number | null;
}

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

/** Judgements in sum; `before` answers how many were enrolled when a forecast was made. */
export function recordOf(judged: readonly (Judged & { readonly enrolled: number })[]): TrackRecord {
  const count = judged.length;
  if (count === 0) return { judged: 0, half: null, most: null, nearlyAll: null, meanMiss: null, accuracy: null };
  const share = (level: keyof Judged['covered']) => judged.filter(({ covered }) => covered[level]).length / count;
  const missed = judged.reduce((sum, { actual, q50 }) => sum + Math.abs(actual - q50), 0);
  const came = judged.reduce((sum, { actual, enrolled }) => sum + actual - enrolled, 0);
  return {
    judged: count,
    half: share('half'),
    most: share('most'),
    nearlyAll: share('nearlyAll'),
    meanMiss: missed / count,
    accuracy: came > 0 ? 1 - missed / came : null,
  };
}
