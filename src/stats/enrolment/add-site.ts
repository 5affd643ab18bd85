// Which site to add: every candidate's gain in the chance of the target, per cost, with its interval over what is not known.
import { DomainError } from '#lib';
import { type FittedStudy } from './fitted.ts';
import { matchedTail } from './matched.ts';
import { networkOf, siteMoments } from './network.ts';
import type { Opening } from './sites.ts';

/** A site that could be added, and what that costs, in any unit that all candidates share. */
export interface Candidate {
  readonly id: string;
  readonly opening: Opening;
  readonly cost: number;
  /** What is believed of its rate relative to the network's mean; 1 where nothing is. */
  readonly relativeRate?: number;
}

/** A candidate's worth: P(target by the day) with it less without it. */
export interface RankedCandidate {
  readonly id: string;
  readonly gain: number;
  readonly low: number;
  readonly high: number;
  readonly gainPerCost: number;
  readonly expectedPatients: number;
  /** The probability that it has the largest gain per cost of all. */
  readonly pBest: number;
}

interface Weighted {
  readonly weight: number;
  readonly value: number;
}

function weightedQuantile(values: readonly Weighted[], level: number): number {
  const sorted = [...values].sort((one, other) => one.value - other.value);
  let sum = 0;
  for (const { weight, value } of sorted) {
    sum += weight;
    if (sum >= level) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}

/**
 * Ranks candidates by gain per cost. The gain under each member of the posterior is P(S + N_j >= n) - P(S >= n) by moments; the interval (80 %)
 * and the chance to be best run over the members. Throws a DomainError on a cost or relative rate that is not positive.
 */
export function rankCandidates(
  fitted: FittedStudy,
  ask: { readonly target: number; readonly day: number },
  candidates: readonly Candidate[],
): readonly RankedCandidate[] {
  const { study, nodes, effects } = fitted;
  const needed = ask.target - study.sites.reduce((sum, site) => sum + site.enrolled, 0);
  const parts = networkOf(study, nodes, effects)(ask.day);
  const members = nodes.flatMap((node) => node.members.map((member) => ({ node, member })));
  const before = parts.map((part) => matchedTail(part, needed));
  const gains = candidates.map((candidate) => {
    if (!(candidate.cost > 0) || !((candidate.relativeRate ?? 1) > 0))
      throw new DomainError(`candidate ${candidate.id} needs a positive cost and rate`);
    const site = { id: candidate.id, openedOn: null, enrolled: 0, opening: candidate.opening };
    const scale = (candidate.relativeRate ?? 1) * (effects.factor ?? 1);
    return members.map(({ node, member }, at) => {
      const added = siteMoments({ site, multiplier: scale }, study, { node, member, day: ask.day });
      const part = parts[at] ?? { weight: 0, mean: 0, rateVariance: 0 };
      const sum = { mean: part.mean + added.mean, rateVariance: part.rateVariance + added.rateVariance };
      return { weight: part.weight, patients: added.mean, value: Math.max(0, matchedTail(sum, needed) - (before[at] ?? 0)) };
    });
  });
  const best = members.map((_, at) =>
    gains.reduce((top, of, index) => (worth(of[at], candidates[index]) > worth(gains[top]?.[at], candidates[top]) ? index : top), 0),
  );
  const ranked = candidates.map((candidate, index) => {
    const of = gains[index] ?? [];
    const gain = of.reduce((sum, { weight, value }) => sum + weight * value, 0);
    return {
      id: candidate.id,
      gain,
      low: weightedQuantile(of, 0.1),
      high: weightedQuantile(of, 0.9),
      gainPerCost: gain / candidate.cost,
      expectedPatients: of.reduce((sum, { weight, patients }) => sum + weight * patients, 0),
      pBest: best.reduce((sum, winner, at) => sum + (winner === index ? (parts[at]?.weight ?? 0) : 0), 0),
    };
  });
  return ranked.sort((one, other) => other.gainPerCost - one.gainPerCost);
}

const worth = (gain: Weighted | undefined, candidate: Candidate | undefined): number => (gain?.value ?? 0) / (candidate?.cost ?? 1);
