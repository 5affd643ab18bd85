// One indicator over groups of one kind: each group against what its studies lead one to expect, judged by the robust kernel.
import { type Judgement, flagOf, overallRate, robustJudgement, thresholdsOf } from '#stats';
import { type Comparison, type Count, type Figure, type Group, groupKey } from './figures.ts';
import type { Dimension, Indicator } from './indicators.ts';
import { type Prior, priorOf } from './likely.ts';

/** Fewer groups than this have no spread of their own to be judged by. */
export const LEAST_GROUPS = 5;

/** A group with its figure. */
export interface Judged {
  readonly group: Group;
  readonly figure: Figure;
}

interface Kernel {
  readonly judgement: Judgement;
  readonly prior: Prior;
  /** Expected over denominators of all that are compared. */
  readonly share: number;
}

/** The figures of every group, without the adjustment for many, and how they were judged. */
export function judge(
  indicator: Indicator,
  counts: readonly Count[],
  dimension: Dimension,
): { readonly groups: readonly Judged[]; readonly comparison: Comparison } {
  const groups = gathered(counts, dimension, studyRates(counts));
  // A study at one site alone has as many as expected by construction: among the others it would narrow what counts as usual.
  const comparable = groups.filter(({ expected, isAlone }) => expected > 0 && !isAlone);
  const isEnough = comparable.length >= LEAST_GROUPS && comparable.some(({ numerator }) => numerator > 0);
  const kernel = isEnough ? kernelOf(indicator, comparable) : null;
  const scores = new Map(comparable.map((group, at) => [group, kernel?.judgement.scores[at] ?? null]));
  const thresholds = thresholdsOf(indicator.cuts);
  const judged = groups.map((own): Judged => {
    const { group, isAlone, ...figure } = own;
    const score = !isAlone && figure.denominator >= indicator.least ? (scores.get(own) ?? null) : null;
    return { group, figure: { ...figure, score, flag: score === null ? null : flagOf(score, thresholds), q: null, drift: null } };
  });
  return { groups: judged, comparison: comparisonOf(indicator, dimension, judged, kernel) };
}

// Counts are judged over what is expected of them; shares as so many out of so many, each beside the share that is usual for its studies.
function kernelOf({ kind }: Indicator, comparable: readonly Gathered[]): Kernel {
  const asRates = comparable.map(({ group, numerator, expected }) => ({ groupId: groupKey(group), numerator, denominator: expected }));
  const asShares = comparable.map(({ group, numerator, denominator, expected }) => ({
    groupId: groupKey(group),
    numerator,
    denominator,
    usual: Math.min(1, expected / denominator),
  }));
  return {
    judgement: kind === 'proportion' ? robustJudgement(asShares, 'proportion') : robustJudgement(asRates, 'rate'),
    prior: priorOf(kind, comparable),
    share: 1 / overallRate(comparable.map(({ denominator, expected }) => ({ groupId: '', numerator: denominator, denominator: expected }))),
  };
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

function comparisonOf(indicator: Indicator, dimension: Dimension, judged: readonly Judged[], kernel: Kernel | null): Comparison {
  const sum = (of: (figure: Figure) => number) => judged.reduce((total, { figure }) => total + of(figure), 0);
  const flagged = (sign: number) => judged.filter(({ figure }) => Math.sign(figure.flag ?? 0) === sign).length;
  const most = Math.max(0, ...judged.map(({ figure }) => figure.expected));
  return {
    indicator: indicator.key,
    dimension,
    groups: judged.length,
    judged: judged.filter(({ figure }) => figure.score !== null).length,
    high: flagged(1),
    low: flagged(-1),
    numerator: sum(({ numerator }) => numerator),
    denominator: sum(({ denominator }) => denominator),
    tau: kernel?.judgement.tau ?? null,
    prior: kernel?.prior ?? null,
    dispersion: null,
    limits: kernel === null ? [] : funnel(kernel, indicator, most),
  };
}

const CURVE_POINTS = 40;

// Closer together where the funnel is steep; of shares at whole denominators, all of the common mix.
function funnel({ judgement, share }: Kernel, { kind, cuts }: Indicator, mostExpected: number): Comparison['limits'] {
  const most = (mostExpected * 1.05) / (kind === 'proportion' ? share : 1);
  const steps = Array.from({ length: CURVE_POINTS }, (_, at) => most * ((at + 1) / CURVE_POINTS) ** 2);
  const sizes = kind === 'proportion' ? [...new Set(steps.map((step) => Math.max(1, Math.round(step))))] : steps;
  return sizes.map((size) => ({
    expected: kind === 'proportion' ? size * share : size,
    at: cuts.map((cut) => judgement.limitAt(cut, size)),
  }));
}
