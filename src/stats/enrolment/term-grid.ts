// The integration over all hyper-parameters: the parameters of every choice of terms that has weight, and a grid of rates at each.
import type { TermsChosen } from './choice.ts';
import { type GridSize, type PosteriorNode, defaultGrid, gridPoints, weightedNodes } from './posterior.ts';
import type { TermPoint } from './term-scan.ts';
import { type TermChoice, type TermFit, type TermGround, axesOf, axisPrior, ratesOf, tableAt, termsAt } from './terms.ts';

/** The grid of rates at each value, by the number of term parameters: the first is the default of 13 x 17. */
const grids: readonly GridSize[] = [defaultGrid, { alphas: 7, means: 9, reach: 2.8 }, { alphas: 5, means: 7, reach: 2.4 }];
/** Values with less mass than this part of the largest are left out. */
const LEAST_MASS = Math.log(2e-3);
/** No forecast is carried by more members than this. */
export const mostMembers = 256;

function choiceNodes(ground: TermGround, choice: TermChoice, points: readonly TermPoint[]): readonly PosteriorNode[] {
  const axes = axesOf(choice);
  const grid = grids[axes.length];
  if (!grid) throw new RangeError(`no grid for ${axes.length} term parameters`);
  const top = points.reduce((high, { logMass }) => Math.max(high, logMass), -Infinity);
  return weightedNodes(
    points
      .filter(({ logMass }) => logMass > top + LEAST_MASS)
      .map(({ values }) => {
        const under = tableAt(ground, axes, values);
        const { rates } = ratesOf(ground, axes, values, under);
        const shift = under.offset + axisPrior(axes, values);
        return {
          ...under.terms,
          points: gridPoints(under.table, rates, ground.priors, grid).map((point) => ({ ...point, logMass: point.logMass + shift })),
        };
      }),
  );
}

/** Systematic choice of members by their weight, evenly along the list: every tenth of the weight keeps a tenth of the members. */
export function thinnedNodes(nodes: readonly PosteriorNode[], most = mostMembers): readonly PosteriorNode[] {
  const count = nodes.reduce((sum, { members }) => sum + members.length, 0);
  if (count <= most) return nodes;
  let before = 0;
  const thinned = nodes.map((node) => ({
    ...node,
    members: node.members.flatMap((member) => {
      const first = Math.ceil(before * most - 0.5);
      before += member.weight;
      const picked = Math.ceil(before * most - 0.5) - first;
      return picked > 0 ? [{ ...member, weight: picked }] : [];
    }),
  }));
  const total = thinned.reduce((sum, { members }) => members.reduce((inner, { weight }) => inner + weight, sum), 0);
  return thinned
    .filter(({ members }) => members.length > 0)
    .map((node) => ({ ...node, members: node.members.map((member) => ({ ...member, weight: member.weight / total })) }));
}

/** The posterior over the chosen terms, each with its weight, as weighted nodes. */
export function integrateTerms(ground: TermGround, terms: TermsChosen): readonly PosteriorNode[] {
  const all = terms.judged.flatMap(({ choice, weight, scan }) =>
    weight === 0
      ? []
      : choiceNodes(ground, choice, scan?.points ?? [{ values: [], logMass: 0 }]).map((node) => ({
          ...node,
          members: node.members.map((member) => ({ ...member, weight: member.weight * weight })),
        })),
  );
  return thinnedNodes(all);
}

/** A single node with a single member: the mode plugged in as if it were known. */
export function plugIn(fit: TermFit): readonly PosteriorNode[] {
  const { alpha, beta } = fit.rates;
  return [{ ...termsAt(axesOf(fit.choice), fit.values), members: [{ weight: 1, alpha, beta }] }];
}
