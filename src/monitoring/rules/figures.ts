// What a look keeps: counts as they were read, the groups they belong to, each group's figures, and how groups were compared.
import type { Dimension, IndicatorKey } from './indicators.ts';
import type { Prior } from './likely.ts';
import type { Direction } from './signal.ts';

/** What one study recorded at one site, by the person who recorded it where there is one. */
export interface Count {
  readonly studyId: string;
  readonly siteId: string;
  readonly personId: string | null;
  readonly numerator: number;
  readonly denominator: number;
}

/** A group: what is null does not narrow it. */
export interface Group {
  readonly siteId: string;
  readonly studyId: string | null;
  readonly personId: string | null;
}

/** Names a group among others of its kind. */
export function groupKey({ siteId, studyId, personId }: Group): string {
  return [siteId, studyId ?? '', personId ?? ''].join(' ');
}

/** What one group showed of one indicator. */
export interface Figure {
  readonly numerator: number;
  readonly denominator: number;
  /** What the same denominators would have counted at the rates of their studies over all sites. */
  readonly expected: number;
  /** Standard deviations away; null where the group is not judged. */
  readonly score: number | null;
  readonly flag: number | null;
  /** The share of false ones that is to be expected among all flags as strong as this (Benjamini-Hochberg). */
  readonly q: number | null;
  /** Whether its own rate changed between looks; null where that cannot be told. */
  readonly drift: Drift | null;
}

/** The evidence that a group's own rate rose or fell to at least twice or half of what it was. */
export interface Drift {
  readonly direction: Direction;
  /** The sum of evidence (CUSUM) at this look; 0 where nothing speaks for a change. */
  readonly sum: number;
  /** How rarely chance brings as much, as standard deviations; negative for a fall. */
  readonly score: number;
  readonly q: number;
  /** The day of the look after which it most likely began; null where the sum is 0. */
  readonly since: string | null;
  /** What was added since, and what the group's own rate before leads one to expect of that. */
  readonly numerator: number;
  readonly denominator: number;
  readonly expected: number;
}

export type Figures = Partial<Record<IndicatorKey, Figure>>;

/** How one indicator was judged over groups of one kind. */
export interface Comparison {
  readonly indicator: IndicatorKey;
  readonly dimension: Dimension;
  readonly groups: number;
  readonly judged: number;
  readonly high: number;
  readonly low: number;
  /** Over all groups, and what it counts over. */
  readonly numerator: number;
  readonly denominator: number;
  /** Spread between groups beyond chance, on the scale of the indicator's kind; null where nothing was judged. */
  readonly tau: number | null;
  /** How far groups differ from what their studies lead one to expect: what a small group's figure is drawn to. */
  readonly prior: Prior | null;
  /** Variance of what looks add to groups over that of counts by chance; null where no drift is told. */
  readonly dispersion: number | null;
  /** Counts at which a group with so much expected reaches each cut: the funnel. */
  readonly limits: readonly { readonly expected: number; readonly at: readonly (number | null)[] }[];
}

export interface LookSummary {
  readonly comparisons: readonly Comparison[];
  /** By kind of group, how rare by chance a drift must be to count among so many; none where none can be told. */
  readonly driftAt: Partial<Record<Dimension, number>>;
}
