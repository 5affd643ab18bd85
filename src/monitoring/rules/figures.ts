// What a look keeps: counts as they were read, the groups they belong to, each group's figures, and how groups were compared.
import type { Dimension, IndicatorKey } from './indicators.ts';
import type { Prior } from './likely.ts';

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
  /** Counts at which a group with so much expected reaches each cut: the funnel. */
  readonly limits: readonly { readonly expected: number; readonly at: readonly (number | null)[] }[];
}

export interface LookSummary {
  readonly comparisons: readonly Comparison[];
}
