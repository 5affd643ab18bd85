// A new site as a case: how the network's own openings went is drawn again and again, and set against what the site would cost.
import { randomStream } from '#lib';
import { type NewSiteHistory, followOn, monthsOf } from './new-site-history.ts';
import type { Area } from './taxonomy.ts';

/** What is asked; its costs and its catchment are assumptions of whoever asks. */
export interface NewSiteAsked {
  readonly country: string;
  readonly city: string | null;
  readonly areas: readonly Area[];
  readonly catchmentShare: number;
  readonly openingCostUsd: number;
  readonly monthlyCostUsd: number;
  readonly studies: number;
  readonly monthsBetweenStudies: number;
  readonly horizonMonths: number;
}

/** Quantiles of a month; null where so many paths never get there. */
export interface MonthSpread {
  readonly q10: number | null;
  readonly q50: number | null;
  readonly q90: number | null;
}

/** What comes of a new site; US dollars, months counted from the decision. */
export interface NewSiteOutcome {
  readonly breakEvenMonth: MonthSpread;
  /** Paths that do not break even within the horizon. */
  readonly pNever: number;
  readonly cumulative: readonly { readonly month: number; readonly q10: number; readonly q50: number; readonly q90: number }[];
  /** Median of what the best twelve months in a row earn. */
  readonly yearlyRevenue: number;
}

/** Changes when the same question and seed would be answered otherwise. */
export const newSiteKernel = 'new-site-1';
/** Drawn courses of a site. */
export const newSitePaths = 2_000;

/**
 * The outcome of a site that takes on studies one after the other, each opened as long after it was chosen as one of the network's
 * start-ups took, and earning month by month what one of the network's own studies at a site earned at that age. Null where nothing was
 * followed. The same question and seed give the same numbers.
 */
export function newSiteOutcome(asked: NewSiteAsked, history: NewSiteHistory, seed: string): NewSiteOutcome | null {
  if (history.courses.length === 0) return null;
  const { horizonMonths } = asked;
  const byAge = followOn(history.courses, horizonMonths);
  const stream = randomStream(seed, 'new-site');
  const sums = Array.from({ length: horizonMonths + 1 }, () => new Float64Array(newSitePaths));
  const [breakEven, yearly] = [new Float64Array(newSitePaths), new Float64Array(newSitePaths)];
  for (let path = 0; path < newSitePaths; path++) {
    const earned = new Float64Array(horizonMonths + 1);
    for (let study = 0; study < asked.studies; study++) {
      const opening = monthsOf(history.startUps, stream);
      if (opening === null) continue;
      const from = study * asked.monthsBetweenStudies + opening;
      let course = byAge[0]?.length ? stream.pick(byAge[0]) : null;
      for (let age = 0; course && from + age <= horizonMonths; age++) {
        if (age >= course.length) {
          const others = byAge[age];
          if (!others?.length) break;
          course = stream.pick(others);
        }
        earned[from + age] = (earned[from + age] ?? 0) + (course[age] ?? 0);
      }
    }
    breakEven[path] = follow(earned, asked, (month, sum) => ((sums[month] as Float64Array)[path] = sum));
    yearly[path] = bestYear(earned);
  }
  const never = breakEven.filter((month) => month === Infinity).length;
  return {
    breakEvenMonth: { q10: monthAt(breakEven, 0.1), q50: monthAt(breakEven, 0.5), q90: monthAt(breakEven, 0.9) },
    pNever: never / newSitePaths,
    cumulative: sums.map((values, month) => ({
      month,
      q10: quantile(values, 0.1),
      q50: quantile(values, 0.5),
      q90: quantile(values, 0.9),
    })),
    yearlyRevenue: quantile(yearly, 0.5),
  };
}

// Answers the first month from which on the site has earned what it cost until then, and stays there; Infinity for none.
function follow(
  earned: Float64Array,
  { openingCostUsd, monthlyCostUsd }: NewSiteAsked,
  told: (month: number, sum: number) => void,
): number {
  let [sum, since] = [-openingCostUsd, openingCostUsd === 0 ? 0 : Infinity];
  for (const [month, value] of earned.entries()) {
    sum += value - monthlyCostUsd;
    if (sum < 0) since = Infinity;
    else if (since === Infinity) since = month;
    told(month, sum);
  }
  return since;
}

function bestYear(earned: Float64Array): number {
  let [sum, best] = [0, 0];
  for (const [month, value] of earned.entries()) {
    sum += value - (month >= 12 ? (earned[month - 12] ?? 0) : 0);
    best = Math.max(best, sum);
  }
  return best;
}

const monthAt = (months: Float64Array, level: number): number | null => {
  const month = quantile(months, level);
  return month === Infinity ? null : month;
};

// The value that so great a part of all values does not exceed.
function quantile(values: Float64Array, level: number): number {
  const sorted = values.toSorted();
  return sorted[Math.min(sorted.length - 1, Math.ceil(level * sorted.length) - 1)] ?? 0;
}
