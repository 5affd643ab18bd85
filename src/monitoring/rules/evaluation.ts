// From counts to what stands out: every indicator over every kind of group, adjusted together, so that many tests cry no wolf.
import { acrossIndicators } from '#stats';
import { type Past, withDrift } from './drift.ts';
import { type Comparison, type Count, type Figures, type Group, type LookSummary, groupKey } from './figures.ts';
import { type Dimension, type Indicator, type IndicatorKey, dimensions } from './indicators.ts';
import { type Judged, judge } from './judging.ts';

/** Changes whenever the same counts would be judged otherwise. */
export const KERNEL_VERSION = 'robust-3';

/** What a look found: by group its figures, by indicator and kind of group how it was judged. */
export interface Look {
  readonly summary: LookSummary;
  readonly results: readonly { readonly dimension: Dimension; readonly group: Group; readonly figures: Figures }[];
}

/** By kind of group, what earlier looks kept. */
export type PastLooks = Partial<Record<Dimension, readonly Past[]>>;

/**
 * Judges every indicator over every kind of group. Flags of one kind of group share one false-discovery rate over all indicators, and so do
 * their drifts since earlier looks, where those are given.
 */
export function evaluateLook(counted: ReadonlyMap<Indicator, readonly Count[]>, past: PastLooks = {}): Look {
  const comparisons: Comparison[] = [];
  const results: Look['results'][number][] = [];
  const driftAt: LookSummary['driftAt'] = {};
  for (const dimension of dimensions) {
    const judged = [...counted]
      .filter(([indicator]) => indicator.dimensions.includes(dimension))
      .map(([indicator, counts]) => ({ indicator, ...judge(indicator, counts, dimension) }));
    const { lists, p } = withDrift(judged, past[dimension] ?? []);
    if (p !== null) driftAt[dimension] = p;
    const discovered = withDiscovery(lists);
    comparisons.push(...lists.map(({ comparison }) => comparison));
    results.push(
      ...byGroup(
        dimension,
        lists.map(({ indicator }, at) => [indicator.key, discovered[at] ?? []] as const),
      ),
    );
  }
  return { summary: { comparisons, driftAt }, results };
}

function byGroup(dimension: Dimension, judged: readonly (readonly [IndicatorKey, readonly Judged[]])[]): Look['results'] {
  const found = new Map<string, { dimension: Dimension; group: Group; figures: Figures }>();
  for (const [key, groups] of judged)
    for (const { group, figure } of groups) {
      const known = found.get(groupKey(group));
      found.set(groupKey(group), { dimension, group, figures: { ...known?.figures, [key]: figure } });
    }
  return [...found.values()];
}

function withDiscovery(lists: readonly { readonly indicator: Indicator; readonly groups: readonly Judged[] }[]): Judged[][] {
  const found = acrossIndicators(
    lists.map(({ indicator: { key, kind }, groups }) => ({
      metric: { key, kind, method: 'robust' },
      groups: groups.map(({ group, figure: { score } }) => ({ groupId: groupKey(group), score })),
    })),
  );
  const adjusted = new Map(found.map(({ key, groupId, q }) => [`${key} ${groupId}`, q]));
  return lists.map(({ indicator: { key }, groups }) =>
    groups.map(({ group, figure }) => ({ group, figure: { ...figure, q: adjusted.get(`${key} ${groupKey(group)}`) ?? null } })),
  );
}
