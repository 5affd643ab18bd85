// Ages that are still open: how long a query, a page or an invoice waits, when some have not ended yet.
import { DomainError } from '#lib';

/** One waiting time: `ended` false means it was still open after `duration`. */
export interface Waiting {
  readonly duration: number;
  readonly ended: boolean;
}

/** The curve after one duration at which something ended. */
export interface SurvivalStep {
  readonly duration: number;
  readonly atRisk: number;
  readonly ended: number;
  /** P(lag > duration). */
  readonly survival: number;
  /** Greenwood's standard error. */
  readonly standardError: number;
  /** Interval on the log scale at 95 %; null where the curve is 0. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** A curve with its median, null where less than half has ended. */
export interface Survival {
  readonly steps: readonly SurvivalStep[];
  readonly median: number | null;
  readonly waiting: number;
}

const Z_95 = 1.959963984540054;

/**
 * Kaplan-Meier: S = prod(1 - d/n); Greenwood se = S sqrt(sum d/(n(n-d))); interval S exp(-+z se/S), at most 1. What is still
 * open at a duration counts as at risk there. Averaging only what has ended would favour slow groups (length bias).
 * Reference: Kaplan and Meier 1958; Greenwood 1926; R survival::survfit(conf.type = 'log').
 * Throws on durations that are negative or not finite, and on none at all.
 */
export function kaplanMeier(waitings: readonly Waiting[]): Survival {
  if (waitings.length === 0) throw new DomainError('a curve needs at least one waiting time');
  if (waitings.some(({ duration }) => !(duration >= 0 && duration < Infinity)))
    throw new DomainError('a duration is finite and not negative');
  const byDuration = new Map<number, { ended: number; left: number }>();
  for (const { duration, ended } of waitings) {
    const here = byDuration.get(duration) ?? { ended: 0, left: 0 };
    here.left += 1;
    if (ended) here.ended += 1;
    byDuration.set(duration, here);
  }
  const steps: SurvivalStep[] = [];
  let [atRisk, survival, variance] = [waitings.length, 1, 0];
  for (const [duration, { ended, left }] of [...byDuration].sort(([a], [b]) => a - b)) {
    if (ended > 0) {
      survival *= 1 - ended / atRisk;
      variance = ended === atRisk ? variance : variance + ended / (atRisk * (atRisk - ended));
      steps.push(stepOf({ duration, atRisk, ended, survival, relative: Math.sqrt(variance) }));
    }
    atRisk -= left;
  }
  return { steps, median: medianOf(steps), waiting: waitings.filter(({ ended }) => !ended).length };
}

function stepOf({ relative, ...step }: Omit<SurvivalStep, 'standardError' | 'interval'> & { readonly relative: number }): SurvivalStep {
  const { survival } = step;
  if (survival === 0) return { ...step, standardError: 0, interval: null };
  const width = Math.exp(Z_95 * relative);
  return { ...step, standardError: survival * relative, interval: { low: survival / width, high: Math.min(1, survival * width) } };
}

// Where the curve runs level at one half, R answers the middle of that stretch.
function medianOf(steps: readonly SurvivalStep[]): number | null {
  const level = 0.5 + 1e-12;
  const at = steps.findIndex(({ survival }) => survival <= level);
  const first = steps[at];
  if (!first) return null;
  const next = steps[at + 1];
  return Math.abs(first.survival - 0.5) < 1e-12 && next ? (first.duration + next.duration) / 2 : first.duration;
}

/**
 * P(lag > days) with its interval. Before the first end it is 1. Null where the question reaches beyond what was watched:
 * the last waiting time is shorter than `days` and still open. Throws on a negative number of days.
 */
export function probabilityOfLagOver(
  days: number,
  waitings: readonly Waiting[],
): { readonly probability: number; readonly low: number; readonly high: number } | null {
  if (!(days >= 0)) throw new DomainError('days are not negative');
  const { steps } = kaplanMeier(waitings);
  const last = steps.findLast(({ duration }) => duration <= days);
  const longest = waitings.reduce((most, { duration }) => Math.max(most, duration), 0);
  if (days > longest && last?.survival !== 0) return null;
  if (!last) return { probability: 1, low: 1, high: 1 };
  return { probability: last.survival, low: last.interval?.low ?? 0, high: last.interval?.high ?? 0 };
}
