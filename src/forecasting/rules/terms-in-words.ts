// The chosen terms as data and as a sentence: what was chosen, and why.
import type { FittedStudy, PosteriorNode } from '#stats';

/** The model of a forecast, as the command prints it. */
export interface ModelTold {
  readonly kernelVersion: string;
  readonly method: FittedStudy['method'];
  readonly openings: 'estimated' | 'midpoint' | 'window';
  readonly seed: number;
  readonly terms: string;
  readonly shape: { readonly kind: 'constant' | 'decay' | 'ramp'; readonly halfLifeDays: number | null; readonly rampDays: number | null };
  /** How often a first starter enrols against a last one; null where rates do not go with the order of starts. */
  readonly firstToLast: number | null;
  readonly chosenBy: 'time' | 'sites' | 'none';
  readonly judged: readonly { readonly terms: string; readonly heldBack: number; readonly gain: number; readonly weight: number }[];
  readonly reason: string;
  readonly startUps: {
    readonly known: number;
    readonly opened: number;
    readonly medianDays: number | null;
    readonly neverShare: number;
  } | null;
}

function averageOver(parts: readonly { readonly of: number; readonly node: PosteriorNode }[]): number {
  let [sum, whole] = [0, 0];
  for (const { of, node } of parts)
    for (const { weight } of node.members) {
      sum += of * weight;
      whole += weight;
    }
  return whole > 0 ? sum / whole : 0;
}

/** The terms' own numbers: each averaged over the part of the posterior that has it. */
export function termNumbers({ terms, nodes }: FittedStudy): Pick<ModelTold, 'shape' | 'firstToLast'> {
  const { shape, start } = terms.choice;
  const sloped = nodes.filter((node) => node.startSlope !== 0);
  const decaying = nodes.flatMap((node) => (node.shape.kind === 'decay' ? [{ of: node.shape.perDay, node }] : []));
  const rising = nodes.flatMap((node) => (node.shape.kind === 'ramp' ? [{ of: node.shape.days, node }] : []));
  const perDay = averageOver(decaying);
  return {
    shape: {
      kind: shape,
      halfLifeDays: shape === 'decay' && perDay > 0 ? Math.LN2 / perDay : null,
      rampDays: shape === 'ramp' ? averageOver(rising) : null,
    },
    firstToLast: start ? Math.exp(-averageOver(sloped.map((node) => ({ of: node.startSlope, node })))) : null,
  };
}

const held = { time: 'the later enrolments', sites: 'the sites that were held back', none: '' } as const;
const percent = (share: number) => `${Math.round(100 * share)} %`;

/** Why these terms. */
export function termsReason({ method, terms }: FittedStudy): string {
  if (method !== 'integrated')
    return 'A constant rate, plugged in as if it were known: this method is there for comparison and covers too little.';
  if (terms.by === 'none') return 'A constant rate: sites, patients or opening days are too few to tell anything else.';
  const others = terms.judged.filter(({ name }) => name !== terms.name && terms.judged.length > 1);
  const next = others.reduce((top, one) => (one.weight > top.weight ? one : top), others[0] ?? terms.judged[0] ?? { name: '', weight: 0 });
  const rest = next.weight > 0 ? ` Next comes ${next.name} with ${percent(next.weight)}.` : ' Nothing else has weight.';
  if (terms.name === 'constant')
    return `A constant rate, with ${percent(terms.weight)} of the weight: no other term made ${held[terms.by]} probable enough to replace it.${rest}`;
  return `${terms.name}, with ${percent(terms.weight)} of the weight: it made ${held[terms.by]} more probable than a constant rate did, by ${terms.gain.toFixed(1)} in log likelihood.${rest}`;
}
