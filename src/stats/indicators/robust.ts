// The default method: robust centre and spread between groups, exact tails where counts are small.
import { DomainError } from '#lib';
import { type GroupCount, overallRate } from './counting.ts';
import { type Judgement, flatJudgement, wholeLimit } from './judgement.ts';
import { proportionScale, rateScale, type Scale } from './scale.ts';
import { robustSpread, type Spread } from './spread.ts';
import { FARTHEST_SCORE, betaBinomialTails, binomialTails, gammaPoissonTails, poissonTails, type Tails, tailScore } from './tails.ts';

/** Below so many expected events (for proportions also non-events) the normal approximation gives way to exact tails. */
const FEW = 10;
/** Where fewer than ten events are expected, more than so many have the farthest score there is. */
const MOST_EXACT = 1e9;

/**
 * z = (y - theta) / sqrt(s^2 + tau^2) on the square-root scale for rates and the arcsine scale for proportions, theta and tau
 * robust. Groups expecting fewer than ten events get the mid-p score of the exact tail with the same spread between groups
 * (gamma-Poisson, beta-binomial; Poisson and binomial where tau is 0), so that an empty small group is no signal.
 * Numerators must be whole; for proportions denominators too. Where nothing or everything happened all scores are 0.
 * Reference: Spiegelhalter 2005, 10.1002/sim.1970 (additive model).
 */
export function robustJudgement(groups: readonly GroupCount[], kind: 'rate' | 'proportion'): Judgement {
  const mu = overallRate(groups);
  if (kind === 'proportion' && groups.some(({ numerator, denominator }) => numerator > denominator))
    throw new DomainError('a proportion has no numerator above its denominator');
  if (mu === 0 || (kind === 'proportion' && mu === 1)) return flatJudgement(mu, groups.length, { phi: 1, tau: 0 });
  const scale = kind === 'rate' ? rateScale : proportionScale;
  const spread = robustSpread(groups, scale);
  const exact = kind === 'rate' ? exactRate(spread) : exactProportion(spread);
  const normal = normalScore(spread, scale);
  const isFew = (denominator: number) => {
    const rate = scale.rateOf(spread.theta);
    return rate * denominator < FEW || (kind === 'proportion' && (1 - rate) * denominator < FEW);
  };
  const scoreOf = (numerator: number, denominator: number) =>
    isFew(denominator) ? tailScore(exact(Math.min(numerator, MOST_EXACT), denominator)) : normal(numerator, denominator);
  return {
    mu,
    centre: scale.rateOf(spread.theta),
    phi: spread.phi,
    tau: spread.tau,
    scores: groups.map(({ numerator, denominator }) => scoreOf(numerator, denominator)),
    limitAt: (score, denominator) => {
      if (!isFew(denominator)) return smoothLimit(score, kind === 'rate' ? 1e15 : denominator, (count) => normal(count, denominator));
      if (Math.abs(score) > FARTHEST_SCORE) return null;
      const search = { most: kind === 'rate' ? MOST_EXACT : denominator, near: scale.rateOf(spread.theta) * denominator };
      return wholeLimit(score, search, (count) => scoreOf(count, denominator));
    },
  };
}

function normalScore({ theta, tau }: Spread, scale: Scale): (numerator: number, denominator: number) => number {
  return (numerator, denominator) =>
    (scale.valueOf(numerator, denominator) - scale.expectedAt(theta, denominator)) / Math.hypot(scale.chanceAt(denominator), tau);
}

// Y = sqrt(rate) with mean theta and sd tau has E Y^2 = theta^2 + tau^2 and Var Y^2 = 4 theta^2 tau^2 + 2 tau^4.
function exactRate({ theta, tau }: Spread): (numerator: number, denominator: number) => Tails {
  const mean = theta ** 2 + tau ** 2;
  const variance = 4 * theta ** 2 * tau ** 2 + 2 * tau ** 4;
  const size = mean ** 2 / variance;
  return (numerator, denominator) =>
    size < 1e8 ? gammaPoissonTails(numerator, mean * denominator, size) : poissonTails(numerator, mean * denominator);
}

// On the arcsine scale a spread of tau is a variance of about 4 tau^2 p(1-p) on the plain one: rho of the beta-binomial.
function exactProportion({ theta, tau }: Spread): (numerator: number, denominator: number) => Tails {
  const p = Math.min(1 - 1e-12, Math.max(1e-12, Math.sin(theta) ** 2));
  const weight = 1 / Math.min(0.99, 4 * tau ** 2) - 1;
  return (numerator, denominator) =>
    weight < 1e6 ? betaBinomialTails(numerator, denominator, p * weight, (1 - p) * weight) : binomialTails(numerator, denominator, p);
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
