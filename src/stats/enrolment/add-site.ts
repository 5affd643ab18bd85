// Which site to add: every candidate's gain in the chance of the target, per cost, with its interval over what is not known.
import { DomainError } from '#lib';
import { gammaQuantile } from '../distributions/index.ts';
import { type FittedStudy } from './fitted.ts';
import { type CountMoments, matchedTail } from './matched.ts';
import { networkOf } from './network.ts';
import type { Opening, SiteHistory } from './sites.ts';
import { applyChanges } from './what-if.ts';

/** A site that could be added, and what that costs, in any unit that all candidates share. */
export interface Candidate {
  readonly id: string;
  readonly opening: Opening;
  readonly cost: number;
  /** What other studies say of its rate; without it the rate is one of the study's own distribution. */
  readonly history?: SiteHistory | null;
}

/** A candidate's worth: P(target by the day) with it less without it. */
export interface RankedCandidate {
  readonly id: string;
  readonly gain: number;
  readonly low: number;
  readonly high: number;
  readonly gainPerCost: number;
  readonly expectedPatients: number;
  /** The probability that it has the largest gain per cost of all; those that are equal share it evenly. */
  readonly pBest: number;
}

/** A candidate's gain under one member, at points of its own expected count that are equally likely. */
interface MemberGain {
  readonly weight: number;
  readonly patients: number;
  readonly values: readonly number[];
}

const POINTS = 8;

/**
 * Equally likely points of a gamma of mean 1, at the middles of its eighths and scaled back to that mean. Shapes within one percent share
 * their points, because candidates by the dozen meet members by the hundred.
 */
function pointsOfShapes(): (shape: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (shape) => {
    const cell = Math.round(100 * Math.log(shape));
    const before = known.get(cell);
    if (before) return before;
    const rounded = Math.exp(cell / 100);
    const points = Array.from({ length: POINTS }, (_, at) => gammaQuantile((at + 0.5) / POINTS, rounded));
    const mean = points.reduce((sum, point) => sum + point, 0) / POINTS;
    const scaled = points.map((point) => (mean > 0 ? point / mean : 1));
    known.set(cell, scaled);
    return scaled;
  };
}

interface Asked {
  readonly needed: number;
  readonly day: number;
}

/** The candidate's part of the network under every member: the network with it less the network without it. */
function addedMoments(fitted: FittedStudy, { id, opening, history = null }: Candidate, day: number, before: readonly CountMoments[]) {
  const { fitted: changed } = applyChanges(fitted, null, [{ kind: 'open', sites: [{ id, opening, history }] }]);
  return networkOf(
    changed.study,
    changed.nodes,
    changed.effects,
  )(day).map((part, at): CountMoments => {
    const without = before[at] ?? { mean: 0, rateVariance: 0 };
    return { mean: Math.max(0, part.mean - without.mean), rateVariance: Math.max(0, part.rateVariance - without.rateVariance) };
  });
}

function gainsOf(fitted: FittedStudy, candidates: readonly Candidate[], { needed, day }: Asked): readonly (readonly MemberGain[])[] {
  const parts = networkOf(fitted.study, fitted.nodes, fitted.effects)(day);
  const before = parts.map((part) => matchedTail(part, needed));
  const points = pointsOfShapes();
  return candidates.map((candidate) => {
    if (!(candidate.cost > 0)) throw new DomainError(`candidate ${candidate.id} needs a positive cost`);
    const added = addedMoments(fitted, candidate, day, parts);
    return parts.map((part, at) => {
      const { mean, rateVariance } = added[at] ?? { mean: 0, rateVariance: 0 };
      const own = mean > 0 && rateVariance > 1e-9 * mean ** 2 ? points(mean ** 2 / rateVariance) : [1];
      const values = own.map((point) =>
        Math.max(0, matchedTail({ mean: part.mean + mean * point, rateVariance: part.rateVariance }, needed) - (before[at] ?? 0)),
      );
      return { weight: part.weight, patients: mean, values };
    });
  });
}

function quantileOf(gains: readonly MemberGain[], level: number): number {
  const sorted = gains
    .flatMap(({ weight, values }) => values.map((value) => ({ value, weight: weight / values.length })))
    .sort((one, other) => one.value - other.value);
  let sum = 0;
  for (const { weight, value } of sorted) {
    sum += weight;
    if (sum >= level) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}

// P(best) with ties broken by lot: the integral over x of the product over the others of P(worse) + x P(equal).
function winsOver(value: number, worths: readonly (readonly number[])[], own: number): number {
  const terms = [1];
  for (let other = 0; other < worths.length; other += 1) {
    const values = worths[other] ?? [];
    if (other === own || values.length === 0) continue;
    let [worse, equal] = [0, 0];
    for (const one of values) {
      if (one < value) worse += 1;
      else if (one === value) equal += 1;
    }
    if (worse + equal === 0) return 0;
    if (equal > 0) terms.push(0);
    for (let at = terms.length - 1; at >= 0; at -= 1)
      terms[at] = ((terms[at] ?? 0) * worse + (at > 0 ? (terms[at - 1] ?? 0) * equal : 0)) / values.length;
  }
  let wins = 0;
  for (let at = 0; at < terms.length; at += 1) wins += (terms[at] ?? 0) / (at + 1);
  return wins;
}

/** Under every member the candidates' own rates are independent of each other. */
function chancesToBeBest(gains: readonly (readonly MemberGain[])[], candidates: readonly Candidate[]): readonly number[] {
  const chances = candidates.map(() => 0);
  (gains[0] ?? []).forEach(({ weight }, at) => {
    const worths = gains.map((of, index) => (of[at]?.values ?? []).map((value) => value / (candidates[index]?.cost ?? 1)));
    worths.forEach((own, index) => {
      const wins = own.reduce((sum, value) => sum + winsOver(value, worths, index), 0) / own.length;
      chances[index] = (chances[index] ?? 0) + weight * wins;
    });
  });
  return chances;
}

/**
 * Ranks candidates by gain per cost. The gain is P(S + N_j >= n) - P(S >= n) by moments, under each member of the posterior and over the
 * candidate's own rate and opening, matched by a gamma; the interval (80 %) and the chance to be best run over all three. Throws a
 * DomainError on a cost that is not positive, or a history that is negative.
 */
export function rankCandidates(
  fitted: FittedStudy,
  ask: { readonly target: number; readonly day: number },
  candidates: readonly Candidate[],
): readonly RankedCandidate[] {
  const needed = ask.target - fitted.study.sites.reduce((sum, site) => sum + site.enrolled, 0);
  const gains = gainsOf(fitted, candidates, { needed, day: ask.day });
  const best = chancesToBeBest(gains, candidates);
  const ranked = candidates.map(({ id, cost }, index) => {
    const of = gains[index] ?? [];
    const gain = of.reduce((sum, { weight, values }) => sum + (weight * values.reduce((all, one) => all + one, 0)) / values.length, 0);
    return {
      id,
      gain,
      low: quantileOf(of, 0.1),
      high: quantileOf(of, 0.9),
      gainPerCost: gain / cost,
      expectedPatients: of.reduce((sum, { weight, patients }) => sum + weight * patients, 0),
      pBest: best[index] ?? 0,
    };
  });
  return ranked.sort((one, other) => other.gainPerCost - one.gainPerCost);
}
