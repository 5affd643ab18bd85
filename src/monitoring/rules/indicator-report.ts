// One indicator over the groups of a file: figures, limits, each group's score and flag with its reason in words, and warnings.
import { type Outcome, ok, refuse } from '#lib';
import {
  type GroupCount,
  type Indicated,
  type Judged,
  type Method,
  type Thresholds,
  comparable,
  denominatorGrid,
  indicated,
  limitsOf,
  normalScores,
} from '#stats';

/** How the groups are judged. */
export interface IndicatorSettings {
  readonly kind: 'rate' | 'proportion';
  readonly method: Method;
  readonly thresholds: Thresholds;
  readonly minDenominator: number;
}

/** Where a line of the funnel runs; null where no count of so small a group reaches the threshold. */
export interface ReportedLimit {
  readonly threshold: number;
  readonly points: readonly { readonly denominator: number; readonly numerator: number | null; readonly rate: number | null }[];
}

export interface ReportedGroup {
  readonly group: string;
  readonly numerator: number;
  readonly denominator: number;
  /** Null without a denominator. */
  readonly rate: number | null;
  /** Null where hidden, as is the flag. */
  readonly score: number | null;
  readonly flag: number | null;
  readonly reason: string;
}

export type IndicatorWarning =
  | 'no-denominator'
  | 'below-minimum'
  | 'nothing-differs'
  | 'few-groups'
  | 'poisson-dispersed'
  | 'poisson-proportion'
  | 'fisher-rate';

/** The answer; what a method does not use (phi, tau) is null. `centre` is the rate around which the limits close. */
export interface IndicatorReport {
  readonly metric: 'rate' | 'proportion';
  readonly method: Method;
  readonly mu: number;
  readonly centre: number;
  readonly phi: number | null;
  readonly tau: number | null;
  readonly limits: readonly ReportedLimit[];
  /** In the order of the file. */
  readonly groups: readonly ReportedGroup[];
  readonly warnings: readonly { readonly code: IndicatorWarning; readonly message: string }[];
}

/** Below so many groups a spread between them is a guess. */
const FEW_GROUPS = 10;

/**
 * Judges the groups. A group without a denominator counts in nothing; groups below the minimum count in mu and the spread and are
 * hidden afterwards. Refuses when no group has a denominator, and when Fisher's test meets counts that are no 2x2 table.
 */
export function indicatorReport(
  counts: readonly GroupCount[],
  settings: IndicatorSettings,
): Outcome<IndicatorReport, 'no-denominator' | 'no-table'> {
  const { kind, method, thresholds, minDenominator } = settings;
  const transformed = comparable(counts);
  if (transformed.groups.length === 0) return refuse('no-denominator', { message: 'No group has a denominator above 0' });
  const odd = transformed.groups.find(
    ({ numerator, denominator }) => numerator > denominator || !Number.isInteger(denominator) || !Number.isInteger(numerator),
  );
  if (method === 'fisher' && odd)
    return refuse('no-table', {
      group: odd.groupId,
      message: `Fisher's test counts so many out of so many: ${odd.groupId} has ${odd.numerator} of ${odd.denominator}`,
    });
  const result = indicated(transformed, { kind, method, thresholds, minimum: { of: 'denominator', least: minDenominator } });
  const { mu, centre, phi, tau } = result.judgement;
  const byId = new Map(result.groups.map((judged) => [judged.groupId, judged]));
  const grid = denominatorGrid(transformed.groups);
  const whole = kind === 'proportion' || method === 'fisher';
  return ok({
    metric: kind,
    method,
    mu,
    centre,
    phi,
    tau,
    limits: limitsOf(result.judgement, thresholds.cuts, whole ? [...new Set(grid.map(Math.round))] : grid),
    groups: counts.flatMap(({ groupId }) => {
      const judged = byId.get(groupId);
      return judged ? [reported(judged, centre, settings)] : [];
    }),
    warnings: warningsOf(result, transformed.groups, settings),
  });
}

function reported(judged: Judged, centre: number, settings: IndicatorSettings): ReportedGroup {
  const { groupId: group, numerator, denominator, rate, score, flag } = judged;
  // A score of minus zero would be told as -0 by some readers of JSON.
  return {
    group,
    numerator,
    denominator,
    rate,
    score: score === null ? null : score + 0,
    flag,
    reason: reasonOf(judged, centre, settings),
  };
}

const short = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3))));

function reasonOf(judged: Judged, centre: number, { thresholds, minDenominator }: IndicatorSettings): string {
  const { numerator, denominator, score, flag, hidden } = judged;
  if (hidden === 'no-denominator') return 'It has no denominator and counts in nothing';
  if (hidden === 'below-minimum' || score === null)
    return `Its denominator ${short(denominator)} is below ${short(minDenominator)}; it is not judged yet`;
  const expected = `${short(numerator)} where ${short(centre * denominator)} are expected`;
  if (flag === 0) return `Within the limits: ${expected}`;
  const crossed =
    score < 0
      ? `is below ${thresholds.cuts.find((cut) => score < cut) ?? ''}`
      : `reaches ${thresholds.cuts.findLast((cut) => score >= cut) ?? ''}`;
  return `${score < 0 ? 'Fewer' : 'More'} than elsewhere: ${expected}; the score ${score.toFixed(2)} ${crossed}`;
}

function warningsOf(
  { judgement, groups }: Indicated,
  judged: readonly GroupCount[],
  { kind, method, minDenominator }: IndicatorSettings,
): IndicatorReport['warnings'] {
  const warnings: { code: IndicatorWarning; message: string }[] = [];
  const say = (code: IndicatorWarning, message: string) => warnings.push({ code, message });
  const hiddenAs = (why: Judged['hidden']) => groups.filter(({ hidden }) => hidden === why).length;
  const [without, below] = [hiddenAs('no-denominator'), hiddenAs('below-minimum')];
  if (without > 0) say('no-denominator', `${without} of ${groups.length} groups have no denominator and count in nothing`);
  if (below > 0) say('below-minimum', `${below} groups have a denominator below ${minDenominator}: they count in mu and are not judged`);
  if (judgement.mu === 0 || (kind === 'proportion' && judgement.mu === 1))
    say('nothing-differs', judgement.mu === 0 ? 'Nothing was counted in any group' : 'Everything was counted in every group');
  if (judged.length < FEW_GROUPS && (method === 'gsm' || method === 'robust'))
    say('few-groups', `With ${judged.length} groups the spread between groups is hardly known`);
  const phi = kind === 'rate' || judgement.mu <= 1 ? normalScores(judged, kind).phi : 1;
  if (method === 'poisson' && phi > 2)
    say('poisson-dispersed', `The groups differ more than chance (phi ${short(phi)}); Poisson limits take chance alone and flag too many`);
  if (method === 'poisson' && kind === 'proportion') say('poisson-proportion', 'Poisson limits suit proportions only where they are small');
  if (method === 'fisher' && kind === 'rate')
    say('fisher-rate', "Fisher's test takes each unit of the denominator for one that could be counted once");
  return warnings;
}
