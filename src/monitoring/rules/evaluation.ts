// From counts to what stands out: each group against what its studies lead one to expect, judged by the robust kernel.
import { benjaminiHochberg, flagOf, normalCdf, robustJudgement, thresholdsOf, type Judgement } from '#stats';
import { type Dimension, type Indicator, type IndicatorKey, dimensions } from './indicators.ts';

/** Changes whenever the same counts would be judged otherwise. */
export const KERNEL_VERSION = 'robust-1';
/** Fewer groups than this have no spread of their own to be judged by. */
export const LEAST_GROUPS = 5;

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
  /** Spread between groups beyond chance, on the square-root scale of observed over expected; null where nothing was judged. */
  readonly tau: number | null;
  /** Counts at which a group with so much expected reaches each cut: the funnel. */
  readonly limits: readonly { readonly expected: number; readonly at: readonly (number | null)[] }[];
}

export interface LookSummary {
  readonly comparisons: readonly Comparison[];
}

/** What a look found: by group its figures, by indicator and kind of group how it was judged. */
export interface Look {
  readonly summary: LookSummary;
  readonly results: readonly { readonly dimension: Dimension; readonly group: Group; readonly figures: Figures }[];
}

interface Judged {
  readonly group: Group;
  readonly figure: Figure;
}

/** Judges every indicator over every kind of group. Flags of one kind of group share one false-discovery rate over all indicators. */
export function evaluateLook(counted: ReadonlyMap<Indicator, readonly Count[]>): Look {
  const comparisons: Comparison[] = [];
  const results: Look['results'][number][] = [];
  for (const dimension of dimensions) {
    const judged = [...counted]
      .filter(([indicator]) => indicator.dimensions.includes(dimension))
      .map(([indicator, counts]) => ({ indicator, ...judge(indicator, counts, dimension) }));
    const discovered = withDiscovery(judged.map(({ groups }) => groups));
    comparisons.push(...judged.map(({ comparison }) => comparison));
    results.push(
      ...byGroup(
        dimension,
        judged.map(({ indicator }, at) => [indicator.key, discovered[at] ?? []] as const),
      ),
    );
  }
  return { summary: { comparisons }, results };
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

/** Names a group among others of its kind. */
export function groupKey({ siteId, studyId, personId }: Group): string {
  return [siteId, studyId ?? '', personId ?? ''].join(' ');
}

function judge(indicator: Indicator, counts: readonly Count[], dimension: Dimension) {
  const rates = studyRates(counts);
  const groups = gathered(counts, dimension, rates);
  // A study at one site alone has as many as expected by construction: among the others it would narrow what counts as usual.
  const comparable = groups.filter(({ expected, isAlone }) => expected > 0 && !isAlone);
  const isEnough = comparable.length >= LEAST_GROUPS && comparable.some(({ numerator }) => numerator > 0);
  const kernel = isEnough
    ? robustJudgement(
        comparable.map((group) => ({ groupId: groupKey(group.group), numerator: group.numerator, denominator: group.expected })),
        'rate',
      )
    : null;
  const scores = new Map(comparable.map((group, at) => [group, kernel?.scores[at] ?? null]));
  const thresholds = thresholdsOf(indicator.cuts);
  const judged = groups.map(({ group, isAlone, ...figure }, at): Judged => {
    const own = groups[at];
    const isJudged = !isAlone && figure.denominator >= indicator.least;
    const score = isJudged && own ? (scores.get(own) ?? null) : null;
    return { group, figure: { ...figure, score, flag: score === null ? null : flagOf(score, thresholds), q: null } };
  });
  return { groups: judged, comparison: comparisonOf(indicator, dimension, judged, kernel) };
}

/** The rate of each study over all its sites; a study at one site alone has nobody to be compared with. */
function studyRates(counts: readonly Count[]): ReadonlyMap<string, { readonly rate: number; readonly isAlone: boolean }> {
  const studies = new Map<string, { numerator: number; denominator: number; sites: Set<string> }>();
  for (const { studyId, siteId, numerator, denominator } of counts) {
    const study = studies.get(studyId) ?? { numerator: 0, denominator: 0, sites: new Set() };
    study.numerator += numerator;
    study.denominator += denominator;
    if (denominator > 0) study.sites.add(siteId);
    studies.set(studyId, study);
  }
  return new Map(
    [...studies].map(([id, { numerator, denominator, sites }]) => [
      id,
      { rate: denominator > 0 ? numerator / denominator : 0, isAlone: sites.size < 2 },
    ]),
  );
}

interface Gathered {
  readonly group: Group;
  readonly numerator: number;
  readonly denominator: number;
  readonly expected: number;
  readonly isAlone: boolean;
}

function gathered(counts: readonly Count[], dimension: Dimension, rates: ReturnType<typeof studyRates>): Gathered[] {
  const groups = new Map<string, Gathered>();
  for (const { siteId, studyId, personId, numerator, denominator } of counts) {
    if (dimension === 'person' && personId === null) continue;
    const group = { siteId, studyId: dimension === 'study-site' ? studyId : null, personId: dimension === 'person' ? personId : null };
    const { rate, isAlone } = rates.get(studyId) ?? { rate: 0, isAlone: true };
    const known = groups.get(groupKey(group));
    groups.set(groupKey(group), {
      group,
      numerator: (known?.numerator ?? 0) + numerator,
      denominator: (known?.denominator ?? 0) + denominator,
      expected: (known?.expected ?? 0) + rate * denominator,
      isAlone: (known?.isAlone ?? true) && isAlone,
    });
  }
  return [...groups.values()].filter(({ denominator }) => denominator > 0);
}

function comparisonOf(
  { key: indicator, cuts }: Indicator,
  dimension: Dimension,
  judged: readonly Judged[],
  kernel: Judgement | null,
): Comparison {
  const sum = (of: (figure: Figure) => number) => judged.reduce((total, { figure }) => total + of(figure), 0);
  const flagged = (sign: number) => judged.filter(({ figure }) => Math.sign(figure.flag ?? 0) === sign).length;
  const most = Math.max(0, ...judged.map(({ figure }) => figure.expected));
  return {
    indicator,
    dimension,
    groups: judged.length,
    judged: judged.filter(({ figure }) => figure.score !== null).length,
    high: flagged(1),
    low: flagged(-1),
    numerator: sum(({ numerator }) => numerator),
    denominator: sum(({ denominator }) => denominator),
    tau: kernel?.tau ?? null,
    limits: kernel === null ? [] : steps(most).map((expected) => ({ expected, at: cuts.map((cut) => kernel.limitAt(cut, expected)) })),
  };
}

const CURVE_POINTS = 40;

// Closer together where the funnel is steep.
function steps(most: number): number[] {
  return Array.from({ length: CURVE_POINTS }, (_, at) => most * 1.05 * ((at + 1) / CURVE_POINTS) ** 2);
}

function withDiscovery(lists: readonly (readonly Judged[])[]): Judged[][] {
  const scores = lists.flat().flatMap(({ figure }) => (figure.score === null ? [] : [figure.score]));
  const adjusted = benjaminiHochberg(scores.map((score) => Math.min(1, 2 * normalCdf(Math.abs(score), true))));
  let next = 0;
  return lists.map((list) =>
    list.map(({ group, figure }) => ({ group, figure: { ...figure, q: figure.score === null ? null : (adjusted[next++] ?? 1) } })),
  );
}
