// Those in screening now, who are the enrolments of the next weeks: a pass probability that they share, and the days that screening takes.
import { needAtLeast, needCount } from './domain.ts';
import type { CountMoments } from './matched.ts';

/** Screening as seen so far. Sites say how many days ago each of those in screening now began. */
export interface Screening {
  readonly passed: number;
  readonly failed: number;
  /** Days from the beginning of screening to enrolment, of those who were enrolled; at least one. */
  readonly lagDays: readonly number[];
  /** Days from the beginning of screening to the end of it, of those who failed; none where nobody knows, and then as of the enrolled. */
  readonly failedAfterDays: readonly number[];
}

/** Moments of the pass probability: Beta(1/2 + passed, 1/2 + failed), Jeffreys' prior. */
export function passMoments({ passed, failed }: Pick<Screening, 'passed' | 'failed'>): {
  readonly mean: number;
  readonly variance: number;
} {
  needCount('passed', passed);
  needCount('failed', failed);
  const [a, b] = [passed + 0.5, failed + 0.5];
  return { mean: a / (a + b), variance: (a * b) / ((a + b) ** 2 * (a + b + 1)) };
}

/** What is due of one who is in screening: the chance to be enrolled by a day, and how it moves with the pass probability. */
export interface DueChance {
  readonly chance: number;
  readonly slope: number;
}

/** How screening goes. */
export interface ScreeningCourse {
  /** The mean lag of those enrolled, in days. */
  readonly meanDays: number;
  /** E max(0, h - lag): the days out of the next h whose screenings can have led to an enrolment by then. Infinity for Infinity. */
  readonly effectiveDays: (ahead: number) => number;
  /**
   * Of one who has waited w days, by h days ahead: p(w) P(lag <= w + h | lag > w), where p(w) = rho S(w) / (rho S(w) + (1 - rho) T(w)) is
   * the chance to pass of who is still in screening, S and T being the shares of the enrolled and of the failed whose screening took longer.
   * 0 beyond the longest lag seen.
   */
  readonly due: (waited: number, ahead: number) => DueChance;
  /** Moments of the enrolled out of those in screening: all share one rho, whose variance therefore counts once for the sum of the slopes. */
  readonly joining: (waited: readonly number[], ahead: number, factor?: number) => CountMoments;
}

interface Lags {
  readonly days: number;
  readonly share: number;
}

function sharesOf(name: string, all: readonly number[]): readonly Lags[] {
  const counts = new Map<number, number>();
  for (const days of all) {
    needAtLeast(name, days, 0);
    counts.set(days, (counts.get(days) ?? 0) + 1);
  }
  return [...counts].map(([days, count]) => ({ days, share: count / all.length })).sort((one, other) => one.days - other.days);
}

const within = (lags: readonly Lags[], from: number, to: number): number =>
  lags.reduce((sum, { days, share }) => sum + (days > from && days <= to ? share : 0), 0);

/** The course out of what was seen. Throws a DomainError on no lag, a negative one, or counts that are none. */
export function screeningCourse(screening: Screening): ScreeningCourse {
  needAtLeast('number of screening lags', screening.lagDays.length, 1);
  const pass = passMoments(screening);
  const lags = sharesOf('lagDays', screening.lagDays);
  const failures = screening.failedAfterDays.length > 0 ? sharesOf('failedAfterDays', screening.failedAfterDays) : lags;
  const mean = (of: (days: number) => number) => lags.reduce((sum, { days, share }) => sum + share * of(days), 0);
  const due = (waited: number, ahead: number): DueChance => {
    const passing = within(lags, waited, Infinity);
    if (passing === 0) return { chance: 0, slope: 0 };
    const failing = within(failures, waited, Infinity);
    const all = pass.mean * passing + (1 - pass.mean) * failing;
    const share = within(lags, waited, waited + ahead) / passing;
    return { chance: (share * pass.mean * passing) / all, slope: (share * passing * failing) / all ** 2 };
  };
  return {
    meanDays: mean((days) => days),
    effectiveDays: (ahead) => mean((days) => Math.max(0, ahead - days)),
    due,
    joining: (waited, ahead, factor = 1) => {
      let [sum, squares, slopes, slopeSquares] = [0, 0, 0, 0];
      for (const days of waited) {
        const one = due(days, ahead);
        const [chance, slope] = [Math.min(1, one.chance * factor), one.slope * factor];
        sum += chance;
        squares += chance ** 2;
        slopes += slope;
        slopeSquares += slope ** 2;
      }
      return { mean: sum, rateVariance: pass.variance * (slopes ** 2 - slopeSquares) - squares };
    },
  };
}
