// What a site did in other studies, and how much of that is believed of it in this one.
import type { SiteHistory } from '#stats';
import type { SiteOutlook } from './forecast.ts';

/** Patients that a site enrolled in other studies, and those that a site of those studies' mean rates would have. */
export interface HistoryElsewhere {
  readonly enrolled: number;
  readonly expected: number;
}

/** A site's part of another study's forecast, with the gamma of that study's rates. */
export interface PartElsewhere {
  readonly outlook: Pick<SiteOutlook, 'enrolled' | 'ratePerMonth'>;
  readonly rates: { readonly alpha: number; readonly meanPerMonth: number };
}

/** A participant of another study says half as much as one of this study: a site that does well in one does not in every other. */
export const historyCounts = 0.5;

/**
 * A site's history out of its parts of other studies. What was expected is read from the rate that was learnt there, mean (alpha + y) /
 * (alpha + e), so that the ages of sites and the order of their starts are allowed for as they were there.
 */
export function historyOf(parts: readonly PartElsewhere[]): HistoryElsewhere {
  return parts.reduce<HistoryElsewhere>(
    (sum, { outlook, rates: { alpha, meanPerMonth } }) => {
      const relative = meanPerMonth > 0 ? outlook.ratePerMonth.mean / meanPerMonth : 1;
      const expected = relative > 0 ? Math.max(0, (alpha + outlook.enrolled) / relative - alpha) : 0;
      return { enrolled: sum.enrolled + outlook.enrolled, expected: Math.round((sum.expected + expected) * 1_000) / 1_000 };
    },
    { enrolled: 0, expected: 0 },
  );
}

/** The history as the kernel takes it: at its part of its weight. */
export function countedHistory({ enrolled, expected }: HistoryElsewhere): SiteHistory {
  return { enrolled: enrolled * historyCounts, expected: expected * historyCounts };
}

/** What a history says of a site's rate next to the mean of a study whose rates have this alpha; 1 without one. */
export function relativeRate(history: HistoryElsewhere, alpha: number): number {
  const { enrolled, expected } = countedHistory(history);
  return (alpha + enrolled) / (alpha + expected);
}
