// The default method: robust centre and spread between groups, exact tails where counts are small.
import { DomainError } from '#lib';
import { type GroupCount, overallRate } from './counting.ts';
import { type Judgement, flatJudgement, wholeLimit } from './judgement.ts';
import { proportionScale, rateScale } from './scale.ts';
import { robustSpread, type Spread } from './spread.ts';
import { FARTHEST_SCORE, betaBinomialTails, binomialTails, gammaPoissonTails, poissonTails, type Tails, tailScore } from './tails.ts';

/** Below so many expected events (for proportions also non-events) the normal approximation gives way to exact tails. */
const FEW = 10;
/** Where fewer than ten events are expected, more than so many have the farthest score there is. */
const MOST_EXACT = 1e9;

/** A group whose own mix leads one to expect another share than elsewhere. */
export interface MixedGroup extends GroupCount {
  /** The share that is usual for what this group has, above 0 and at most 1; the same for all groups where it is left out. */
  readonly usual?: number;
}

/** How counts of one group are scored: its own centre lies aside of the common one by its mix. */
interface Standing {
  readonly isFew: boolean;
  readonly scoreOf: (numerator: number) => number;
  readonly expected: number;
}

/**
 * z = (y - theta) / sqrt(s^2 + tau^2) on the square-root scale for rates and the arcsine scale for proportions, theta and tau
 * robust. Groups expecting fewer than ten events get the mid-p score of the exact tail with the same spread between groups
 * (gamma-Poisson, beta-binomial; Poisson and binomial where tau is 0), so that an empty small group is no signal.
 * Proportions of groups with a usual share of their own are compared by how far each lies from it on the arcsine scale; the sum of
 * binomials that a mix is varies a little less than the binomial at its mean share that is used here. Limits are those of a group
 * of the common mix.
 * Numerators must be whole; for proportions denominators too. Where nothing or everything happened all scores are 0.
 * Reference: Spiegelhalter 2005, 10.1002/sim.1970 (additive model).
 */
export function robustJudgement(groups: readonly MixedGroup[], kind: 'rate' | 'proportion'): Judgement {
  const mu = overallRate(groups);
  if (kind === 'proportion') checkedShares(groups);
  if (mu === 0 || (kind === 'proportion' && mu === 1)) return flatJudgement(mu, groups.length, { phi: 1, tau: 0 });
  const scale = kind === 'rate' ? rateScale : proportionScale;
  const asides = kind === 'rate' ? null : mixOf(groups);
  const spread = robustSpread(groups, scale, asides);
  const exactTails = kind === 'rate' ? exactRate(spread) : exactProportion(spread);
  const standing = (denominator: number, aside: number): Standing => {
    const theta = Math.min(scale.most, Math.max(0, spread.theta + aside));
    const rate = scale.rateOf(theta);
    const isFew = rate * denominator < FEW || (kind === 'proportion' && (1 - rate) * denominator < FEW);
    const sd = Math.hypot(scale.chanceAt(denominator), spread.tau);
    return {
      isFew,
      expected: rate * denominator,
      scoreOf: (numerator) =>
        isFew
          ? tailScore(exactTails(Math.min(numerator, MOST_EXACT), denominator, theta))
          : (scale.valueOf(numerator, denominator) - scale.expectedAt(theta, denominator)) / sd,
    };
  };
  return {
    mu,
    centre: scale.rateOf(spread.theta),
    phi: spread.phi,
    tau: spread.tau,
    scores: groups.map(({ numerator, denominator }, at) => standing(denominator, asides?.[at] ?? 0).scoreOf(numerator)),
    limitAt: (score, denominator) => {
      const { isFew, scoreOf, expected } = standing(denominator, 0);
      if (!isFew) return smoothLimit(score, kind === 'rate' ? 1e15 : denominator, scoreOf);
      if (Math.abs(score) > FARTHEST_SCORE) return null;
      return wholeLimit(score, { most: kind === 'rate' ? MOST_EXACT : denominator, near: expected }, scoreOf);
    },
  };
}

function checkedShares(groups: readonly MixedGroup[]): void {
  if (groups.some(({ numerator, denominator }) => numerator > denominator))
    throw new DomainError('a proportion has no numerator above its denominator');
  if (groups.some(({ usual }) => usual !== undefined && !(usual > 0 && usual <= 1)))
    throw new DomainError('a usual share lies above 0 and is at most 1');
  if (groups.some(({ usual }) => usual !== undefined) && groups.some(({ usual }) => usual === undefined))
    throw new DomainError('either every group has a usual share or none has');
}

// How far each group's usual share lies from that of all groups together, on the arcsine scale.
function mixOf(groups: readonly MixedGroup[]): Float64Array | null {
  if (groups[0]?.usual === undefined) return null;
  const common = groups.map(({ groupId, usual = 0, denominator }) => ({ groupId, numerator: usual * denominator, denominator }));
  const centre = proportionScale.thetaOf(overallRate(common));
  return Float64Array.from(groups, ({ usual = 0 }) => proportionScale.thetaOf(usual) - centre);
}

// Y = sqrt(rate) with mean theta and sd tau has E Y^2 = theta^2 + tau^2 and Var Y^2 = 4 theta^2 tau^2 + 2 tau^4.
function exactRate({ theta, tau }: Spread): (numerator: number, denominator: number, own: number) => Tails {
  const mean = theta ** 2 + tau ** 2;
  const variance = 4 * theta ** 2 * tau ** 2 + 2 * tau ** 4;
  const size = mean ** 2 / variance;
  return (numerator, denominator) =>
    size < 1e8 ? gammaPoissonTails(numerator, mean * denominator, size) : poissonTails(numerator, mean * denominator);
}

// On the arcsine scale a spread of tau is a variance of about 4 tau^2 p(1-p) on the plain one: rho of the beta-binomial.
function exactProportion({ tau }: Spread): (numerator: number, denominator: number, own: number) => Tails {
  const weight = 1 / Math.min(0.99, 4 * tau ** 2) - 1;
  return (numerator, denominator, own) => {
    const p = Math.min(1 - 1e-12, Math.max(1e-12, Math.sin(own) ** 2));
    return weight < 1e6
      ? betaBinomialTails(numerator, denominator, p * weight, (1 - p) * weight)
      : binomialTails(numerator, denominator, p);
  };
}

// The count between 0 and `most` at which a rising score reaches `score`; null outside.
function smoothLimit(score: number, most: number, scoreAt: (count: number) => number): number | null {
  if (scoreAt(0) > score || scoreAt(most) < score) return null;
  let [low, high] = [0, most];
  for (let round = 0; round < 200 && high - low > 1e-12 * high; round += 1) {
    const middle = (low + high) / 2;
    if (scoreAt(middle) < score) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
