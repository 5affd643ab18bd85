// Which terms a study's rates may have beside the constant one, and how each is fitted to what was observed.
import { type CountTable, type RateFit, type RatePriors, fitRates, logLikelihood, logPrior } from './likelihood.ts';
import { type Observation, type RateTerms, tableUnder } from './observations.ts';
import type { RateShape } from './shape.ts';
import { fitShocks } from './shock-fit.ts';

/** A choice of terms: the shape of a site's rate over its age, and whether rates go with the order in which sites start. */
export interface TermChoice {
  readonly shape: RateShape['kind'];
  readonly start: boolean;
  /** Whether all rates swing at once from month to month; only beside a constant rate. */
  readonly shock?: boolean;
}

/** The name of a choice: `constant`, `ramp`, `decay+start`, `shock` and so on. */
export function termName({ shape, start, shock }: TermChoice): string {
  if (shock) return 'shock';
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
  { shape: 'constant', start: false, shock: true },
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
  prior: { mean: 0, sd: 1 },
  apply: (terms, value) => ({ ...terms, shape: { kind: 'decay', perDay: value / 365 } }),
};
// Sites that start early tend to be those that also enrol fast: the prior leans that way, and is wide enough to be turned round.
const startAxis: TermAxis = {
  low: -5,
  high: 5,
  prior: { mean: -0.7, sd: 1.2 },
  apply: (terms, value) => ({ ...terms, startSlope: value }),
};

// The sd of ln factor from month to month: a fifth to a half is what holidays, amendments and competing trials make of a network's rate.
const shockAxis: TermAxis = {
  low: 0,
  high: 1.2,
  prior: { mean: 0, sd: 0.4 },
  apply: (terms, value) => ({ ...terms, shock: { sd: value, factors: [], doubt: { level: 0, latest: 0, both: 0 } } }),
};

/** The parameters of a choice, the shape's first. */
export function axesOf({ shape, start, shock }: TermChoice): readonly TermAxis[] {
  if (shock) return [shockAxis];
  const axes = shape === 'ramp' ? [rampAxis] : shape === 'decay' ? [decayAxis] : [];
  return start ? [...axes, startAxis] : axes;
}

/** Terms whose parameters have these values. */
export function termsAt(axes: readonly TermAxis[], values: readonly number[]): RateTerms {
  return axes.reduce<RateTerms>((terms, axis, at) => axis.apply(terms, values[at] ?? 0), { shape: { kind: 'constant' }, startSlope: 0 });
}

const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);

/** The log prior of values on their axes; a half normal where the axis begins at the prior's mean. */
export function axisPrior(axes: readonly TermAxis[], values: readonly number[]): number {
  return axes.reduce((sum, { prior, low }, at) => {
    const half = low === prior.mean ? Math.LN2 : 0;
    return sum + half - HALF_LOG_TAU - Math.log(prior.sd) - 0.5 * (((values[at] ?? 0) - prior.mean) / prior.sd) ** 2;
  }, 0);
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

/** Counts and exposures under given values of the terms, with the part of the log density that the terms alone move. */
export interface TermTable {
  readonly terms: RateTerms;
  readonly table: CountTable;
  readonly offset: number;
}

/** The table of a choice's values; common shocks are fitted to what was observed, at the alpha that the counts have without them. */
export function tableAt({ observations, studyAsOf, priors }: TermGround, axes: readonly TermAxis[], values: readonly number[]): TermTable {
  const terms = termsAt(axes, values);
  const { table, offset } = tableUnder(observations, terms, studyAsOf);
  if (!terms.shock) return { terms, table, offset };
  const { shock, logFactors } = fitShocks(observations, studyAsOf, fitRates(table, priors).alpha, terms.shock.sd);
  const shaken = { ...terms, shock };
  const under = tableUnder(observations, shaken, studyAsOf);
  return { terms: shaken, table: under.table, offset: under.offset + logFactors };
}

/** Fits the gamma of rates under given values of the terms. */
export function ratesUnder(ground: TermGround, axes: readonly TermAxis[], values: readonly number[]): Omit<TermFit, 'choice'> {
  return ratesOf(ground, axes, values, tableAt(ground, axes, values));
}

/** Fits the gamma of rates to a table that is made already. */
export function ratesOf(
  ground: TermGround,
  axes: readonly TermAxis[],
  values: readonly number[],
  { table, offset }: TermTable,
): Omit<TermFit, 'choice'> {
  const rates = fitRates(table, ground.priors);
  const prior = logPrior(ground.priors, rates.alpha, rates.alpha / rates.beta) + axisPrior(axes, values);
  return { values, rates, logPosterior: rates.logLik + offset + prior };
}

/** The mode of the gamma of rates under the constant rate. */
export function fitConstant(ground: TermGround): TermFit {
  return { choice: { shape: 'constant', start: false }, ...ratesUnder(ground, [], []) };
}

/**
 * The log posterior density of a choice's values with alpha held still and the mean rate at its best: enough to weigh values and choices
 * against each other, at the price of a few passes over the sites.
 */
export function quickDensity(ground: TermGround, axes: readonly TermAxis[], alpha: number): (values: readonly number[]) => number {
  return (values) => {
    const { shock } = termsAt(axes, values);
    if (shock) {
      const { logDensity, beta } = fitShocks(ground.observations, ground.studyAsOf, alpha, shock.sd);
      return logDensity + logPrior(ground.priors, alpha, alpha / beta) + axisPrior(axes, values);
    }
    const { table, offset } = tableUnder(ground.observations, termsAt(axes, values), ground.studyAsOf);
    const { counts, exposures } = table;
    let exposure = 0;
    for (const one of exposures) exposure += one;
    let beta = (alpha * exposure) / Math.max(table.total, 0.5);
    for (let step = 0; step < 4; step += 1) {
      let rates = 0;
      for (let at = 0; at < counts.length; at += 1) rates += (alpha + (counts[at] ?? 0)) / (beta + (exposures[at] ?? 0));
      beta = (alpha * counts.length) / rates;
    }
    return logLikelihood(table, alpha, beta) + offset + logPrior(ground.priors, alpha, alpha / beta) + axisPrior(axes, values);
  };
}
