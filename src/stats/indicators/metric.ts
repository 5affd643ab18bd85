// A risk indicator as plain data: what is counted, over what, where it becomes noticeable, and what is done then.
import { DomainError } from '#lib';

/** `rate`: events per exposure. `proportion`: so many out of so many. `identity`: the quotient itself is judged by fixed cut-offs. */
export type MetricKind = 'rate' | 'proportion' | 'identity';

/** How groups are compared with each other. */
export type Method = 'gsm' | 'robust' | 'poisson' | 'fisher';

/** What must have come together before a group is judged; `difference` is denominator less numerator. */
export interface Minimum {
  readonly of: 'numerator' | 'denominator' | 'difference';
  readonly least: number;
}

/** Where a score becomes noticeable. */
export interface Thresholds {
  /** Ascending. */
  readonly cuts: readonly number[];
  /** One more than cuts: the flag of each half-open bin [cut, next cut). */
  readonly flags: readonly number[];
}

/** One indicator. The words are the author's own; the kernels read only `kind`, `method`, `thresholds` and `minimum`. */
export interface Metric {
  readonly key: string;
  readonly name: string;
  readonly numerator: string;
  readonly denominator: string;
  /** What the rate is shown in, as `per 100 visits`, and the factor that leads there. */
  readonly unit: { readonly name: string; readonly factor: number };
  readonly kind: MetricKind;
  readonly method: Method;
  readonly thresholds: Thresholds;
  readonly minimum: Minimum;
  readonly whatToDo: string;
}

/**
 * Thresholds with the flags that follow from their signs: every negative cut is one step down, every other one step up, so
 * `-2,-1,2,3` gives -2, -1, 0, 1, 2 and `2,3` gives 0, 1, 2. Throws on none, on two alike and on what is not finite.
 */
export function thresholdsOf(cuts: readonly number[]): Thresholds {
  const sorted = [...cuts].sort((a, b) => a - b);
  const below = sorted.filter((cut) => cut < 0).length;
  return checkedThresholds({ cuts: sorted, flags: Array.from({ length: sorted.length + 1 }, (_, bin) => bin - below) });
}

/** The thresholds when they can judge; throws a DomainError otherwise. */
export function checkedThresholds(thresholds: Thresholds): Thresholds {
  const { cuts, flags } = thresholds;
  if (cuts.length === 0) throw new DomainError('thresholds need at least one cut');
  if (cuts.some((cut) => !Number.isFinite(cut))) throw new DomainError('a threshold is a finite number');
  if (cuts.some((cut, at) => at > 0 && cut <= (cuts[at - 1] ?? cut))) throw new DomainError('thresholds ascend without repeating');
  if (flags.length !== cuts.length + 1) throw new DomainError('thresholds need one flag more than cuts');
  return thresholds;
}

/** The flag of a score: bins are half-open, a score on a cut belongs to the bin above it. */
export function flagOf(score: number, { cuts, flags }: Thresholds): number {
  if (Number.isNaN(score)) throw new DomainError('a score is a number');
  let bin = 0;
  while (bin < cuts.length && score >= (cuts[bin] ?? Infinity)) bin += 1;
  return flags[bin] ?? 0;
}
