// Which terms a study's rates may have beside the constant one, and how each is fitted to what was observed.
import { type RateFit, type RatePriors, fitRates, logLikelihood, logPrior } from './likelihood.ts';
import { type Observation, type RateTerms, tableUnder } from './observations.ts';
import type { RateShape } from './shape.ts';

/** A choice of terms: the shape of a site's rate over its age, and whether rates go with the order in which sites start. */
export interface TermChoice {
  readonly shape: RateShape['kind'];
  readonly start: boolean;
}

/** The name of a choice: `constant`, `ramp`, `decay+start` and so on. */
export function termName({ shape, start }: TermChoice): string {
  if (!start) return shape;
  return shape === 'constant' ? 'start' : `${shape}+start`;
}

/** Every choice, the simplest first. */
export const termChoices: readonly TermChoice[] = [
  { shape: 'constant', start: false },
  { shape: 'ramp', start: false },
  { shape: 'decay', start: false },
  { shape: 'constant', start: true },
  { shape: 'ramp', start: true },
  { shape: 'decay', start: true },
];

/** A parameter of a term: its range, its prior (normal, on its own scale) and its meaning for the rates. */
export interface TermAxis {
  readonly low: number;
  readonly high: number;
  readonly prior: { readonly mean: number; readonly sd: number };
  readonly apply: (terms: RateTerms, value: number) => RateTerms;
}

const rampAxis: TermAxis = {
  low: Math.log(7),
  high: Math.log(540),
  prior: { mean: Math.log(90), sd: 0.8 },
  apply: (terms, value) => ({ ...terms, shape: { kind: 'ramp', days: Math.exp(value) } }),
};
const decayAxis: TermAxis = {
  low: 0,
  high: 12,
  prior: { mean: 0, sd: 2 },
  apply: (terms, value) => ({ ...terms, shape: { kind: 'decay', perDay: value / 365 } }),
};
const startAxis: TermAxis = {
  low: -5,
  high: 5,
  prior: { mean: 0, sd: 1.5 },
  apply: (terms, value) => ({ ...terms, startSlope: value }),
};

/** The parameters of a choice, the shape's first. */
export function axesOf({ shape, start }: TermChoice): readonly TermAxis[] {
  const axes = shape === 'ramp' ? [rampAxis] : shape === 'decay' ? [decayAxis] : [];
  return start ? [...axes, startAxis] : axes;
}

/** Terms whose parameters have these values. */
export function termsAt(axes: readonly TermAxis[], values: readonly number[]): RateTerms {
  return axes.reduce<RateTerms>((terms, axis, at) => axis.apply(terms, values[at] ?? 0), { shape: { kind: 'constant' }, startSlope: 0 });
}

/** The log prior of values on their axes, without constants. */
export function axisPrior(axes: readonly TermAxis[], values: readonly number[]): number {
  return axes.reduce((sum, { prior }, at) => sum - 0.5 * (((values[at] ?? 0) - prior.mean) / prior.sd) ** 2, 0);
}

/** What the terms are fitted to. */
export interface TermGround {
  readonly observations: readonly Observation[];
  readonly studyAsOf: number;
  readonly priors: RatePriors;
}

/** A fitted choice: the values on its axes, the gamma of rates, and the log posterior density at the mode. */
export interface TermFit {
  readonly choice: TermChoice;
  readonly values: readonly number[];
  readonly rates: RateFit;
  readonly logPosterior: number;
}

/** Fits the gamma of rates under given values of the terms. */
export function ratesUnder(ground: TermGround, axes: readonly TermAxis[], values: readonly number[]): Omit<TermFit, 'choice'> {
  const { table, offset } = tableUnder(ground.observations, termsAt(axes, values), ground.studyAsOf);
  const rates = fitRates(table, ground.priors);
  const prior = logPrior(ground.priors, rates.alpha, rates.alpha / rates.beta) + axisPrior(axes, values);
  return { values, rates, logPosterior: rates.logLik + offset + prior };
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The argument of the maximum of a function over an interval: a scan, then golden sections around its best point. */
export function highest(of: (x: number) => number, low: number, high: number, scan = 7, steps = 8): number {
  const width = (high - low) / (scan - 1);
  let best = 0;
  let top = -Infinity;
  for (let at = 0; at < scan; at += 1) {
    const value = of(low + at * width);
    if (value > top) [best, top] = [at, value];
  }
  let [from, to] = [Math.max(low, low + (best - 1) * width), Math.min(high, low + (best + 1) * width)];
  let [left, right] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [atLeft, atRight] = [of(left), of(right)];
  for (let step = 0; step < steps; step += 1) {
    if (atLeft >= atRight) {
      [to, right, atRight] = [right, left, atLeft];
      left = to - GOLDEN * (to - from);
      atLeft = of(left);
    } else {
      [from, left, atLeft] = [left, right, atRight];
      right = from + GOLDEN * (to - from);
      atRight = of(right);
    }
  }
  return (from + to) / 2;
}

// With the shape alpha held still the best mean rate has nearly the closed form total/exposure: three steps of it suffice to rank values.
function quickDensity(ground: TermGround, axes: readonly TermAxis[], alpha: number): (values: readonly number[]) => number {
  return (values) => {
    const { table, offset } = tableUnder(ground.observations, termsAt(axes, values), ground.studyAsOf);
    let exposure = 0;
    for (const one of table.exposures) exposure += one;
    let beta = (alpha * exposure) / Math.max(table.total, 0.5);
    for (let step = 0; step < 4; step += 1) {
      let rates = 0;
      for (let at = 0; at < table.counts.length; at += 1) rates += (alpha + (table.counts[at] ?? 0)) / (beta + (table.exposures[at] ?? 0));
      beta = (alpha * table.counts.length) / rates;
    }
    return logLikelihood(table, alpha, beta) + offset + logPrior(ground.priors, alpha, alpha / beta) + axisPrior(axes, values);
  };
}

/** The mode of a choice: each parameter in turn, twice over, then the gamma of rates. */
export function fitTerms(ground: TermGround, choice: TermChoice): TermFit {
  const axes = axesOf(choice);
  let values: readonly number[] = axes.map((axis) => Math.min(axis.high, Math.max(axis.low, axis.prior.mean)));
  let fit = ratesUnder(ground, axes, values);
  for (let sweep = 0; sweep < (axes.length === 0 ? 0 : axes.length + 1); sweep += 1) {
    const density = quickDensity(ground, axes, fit.rates.alpha);
    axes.forEach((axis, at) => {
      const best = highest((value) => density(values.with(at, value)), axis.low, axis.high);
      values = values.with(at, best);
    });
    fit = ratesUnder(ground, axes, values);
  }
  return { choice, ...fit };
}
