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
  readonly judged: readonly { readonly terms: string; readonly heldBack: number; readonly gain: number }[];
  readonly reason: string;
  readonly startUps: {
    readonly known: number;
    readonly opened: number;
    readonly medianDays: number | null;
    readonly neverShare: number;
  } | null;
}

function averageOver(nodes: readonly PosteriorNode[], of: (node: PosteriorNode) => number): number {
  return nodes.reduce((sum, node) => sum + of(node) * node.members.reduce((inner, { weight }) => inner + weight, 0), 0);
}

/** The terms' own numbers, averaged over the posterior. */
export function termNumbers({ terms, nodes }: FittedStudy): Pick<ModelTold, 'shape' | 'firstToLast'> {
  const { shape, start } = terms.choice;
  const perDay = averageOver(nodes, (node) => (node.shape.kind === 'decay' ? node.shape.perDay : 0));
  const rampDays = averageOver(nodes, (node) => (node.shape.kind === 'ramp' ? node.shape.days : 0));
  return {
    shape: {
      kind: shape,
      halfLifeDays: shape === 'decay' && perDay > 0 ? Math.LN2 / perDay : null,
      rampDays: shape === 'ramp' ? rampDays : null,
    },
    firstToLast: start ? Math.exp(-averageOver(nodes, (node) => node.startSlope)) : null,
  };
}

const held = { time: 'the later enrolments', sites: 'the sites that were held back', none: '' } as const;

/** Why these terms. */
export function termsReason({ method, terms }: FittedStudy): string {
  if (method !== 'integrated')
    return 'A constant rate, plugged in as if it were known: this method is there for comparison and covers too little.';
  if (terms.by === 'none') return 'A constant rate: sites, patients or opening days are too few to tell anything else.';
  const others = terms.judged.filter(({ name }) => name !== 'constant');
  const next = others.reduce((top, one) => Math.max(top, one.gain), -Infinity);
  if (terms.name === 'constant')
    return `A constant rate: no other term made ${held[terms.by]} more probable by enough (the best gained ${next.toFixed(1)} of the 1 per parameter that it had to).`;
  return `${terms.name}: it made ${held[terms.by]} more probable than a constant rate by ${terms.gain.toFixed(1)} in log likelihood; ${terms.needed} were needed.`;
}
