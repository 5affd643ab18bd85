// One indicator from counts to summary: analyse, flag, summarise; each step pure over plain rows.
import { DomainError } from '#lib';
import { type GroupCount, type Transformed, overallRate } from './counting.ts';
import { fisherJudgement } from './fisher.ts';
import type { Judgement } from './judgement.ts';
import { type Method, type Metric, type MetricKind, type Minimum, checkedThresholds, flagOf, type Thresholds } from './metric.ts';
import { normalJudgement } from './normal-approximation.ts';
import { poissonJudgement } from './poisson.ts';
import { robustJudgement } from './robust.ts';

/** Why a group has no score: too little has come together, or it has no denominator at all. */
export type Hidden = 'below-minimum' | 'no-denominator';

/** A group as judged; score and flag are null where hidden. */
export interface Judged extends GroupCount {
  /** Null without a denominator. */
  readonly rate: number | null;
  readonly score: number | null;
  readonly flag: number | null;
  readonly hidden: Hidden | null;
}

/** An indicator's answer. */
export interface Indicated {
  readonly judgement: Judgement;
  readonly groups: readonly Judged[];
}

/**
 * Analyse: scores of groups that all have a denominator. `identity` takes the rate itself as the score. Throws where the groups
 * do not suit the kind or method, and when there is no group.
 */
export function analyse(
  groups: readonly GroupCount[],
  { kind, method }: { readonly kind: MetricKind; readonly method: Method },
): Judgement {
  if (groups.length === 0) throw new DomainError('there is no group to judge');
  if (kind === 'identity') return identityJudgement(groups);
  switch (method) {
    case 'gsm':
      return normalJudgement(groups, kind);
    case 'robust':
      return robustJudgement(groups, kind);
    case 'poisson':
      return poissonJudgement(groups);
    case 'fisher':
      return fisherJudgement(groups);
  }
}

function identityJudgement(groups: readonly GroupCount[]): Judgement {
  const mu = overallRate(groups);
  return {
    mu,
    centre: mu,
    phi: null,
    tau: null,
    scores: groups.map(({ numerator, denominator }) => numerator / denominator),
    limitAt: (score, denominator) => (score < 0 ? null : score * denominator),
  };
}

/** Flag: half-open bins, then groups below the minimum are hidden; they have counted in mu and the spread all the same. */
export function flagged(groups: readonly GroupCount[], { scores }: Judgement, thresholds: Thresholds, minimum: Minimum): Judged[] {
  checkedThresholds(thresholds);
  return groups.map((group, at) => {
    const { numerator, denominator } = group;
    const rate = numerator / denominator;
    const amount = { numerator, denominator, difference: denominator - numerator }[minimum.of];
    if (amount < minimum.least) return { ...group, rate, score: null, flag: null, hidden: 'below-minimum' };
    const score = scores[at] ?? 0;
    return { ...group, rate, score, flag: flagOf(score, thresholds), hidden: null };
  });
}

const ORDER = [2, -2, 1, -1, 0];

/** Summarise: what stands out most first (2, -2, 1, -1, 0, hidden), within a flag the highest rate first, as gsm.core orders it. */
export function summarised(judged: readonly Judged[]): Judged[] {
  const placed = judged.map((one) => {
    const at = one.flag === null ? -1 : ORDER.indexOf(one.flag);
    return { one, place: at < 0 ? ORDER.length : at, rate: one.rate ?? -1 };
  });
  return placed.sort((a, b) => a.place - b.place || b.rate - a.rate).map(({ one }) => one);
}

/** All steps after counting, in the order of the groups; those without a denominator come last, hidden. */
export function indicated({ groups, without }: Transformed, metric: Pick<Metric, 'kind' | 'method' | 'thresholds' | 'minimum'>): Indicated {
  const judgement = analyse(groups, metric);
  const bare = without.map((group): Judged => ({ ...group, rate: null, score: null, flag: null, hidden: 'no-denominator' }));
  return { judgement, groups: [...flagged(groups, judgement, metric.thresholds, metric.minimum), ...bare] };
}
