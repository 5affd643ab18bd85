// From a study as observed to a fitted one: everything a forecast needs, as plain values that can be stored and sent.
import { DomainError } from '#lib';
import { logFactorial } from '../distributions/index.ts';
import { type TermsChosen, chooseTerms, onlyTerms } from './choice.ts';
import { type RatePriors, fitRates, logLikelihood } from './likelihood.ts';
import type { NetworkEffects } from './network.ts';
import { observe, tableUnder } from './observations.ts';
import type { PosteriorNode } from './posterior.ts';
import { constantShape, isEndless } from './shape.ts';
import { type EnrolmentSite, type EnrolmentStudy, checkStudy, openingProbability, startRanks } from './sites.ts';
import { integrateTerms, plugIn } from './term-grid.ts';
import { type TermChoice, type TermFit, type TermGround, axesOf, fitConstant, ratesUnder, termChoices } from './terms.ts';
import type { TermPoint } from './term-scan.ts';
import { enrolmentKernelVersion } from './version.ts';

/**
 * How uncertainty of the hyper-parameters is treated. `integrated`: averaged over a grid, the default. `moment` and `exact` plug in the
 * maximum of the likelihood of a constant rate, and cover too little: they are there for comparison.
 */
export type ForecastMethod = 'integrated' | 'moment' | 'exact';

/** The maximum of the constant-rate likelihood; `logLik` is the full one, with its constants. */
export interface PlainFit {
  readonly alpha: number;
  readonly beta: number;
  readonly meanRate: number;
  readonly logLik: number;
  readonly isCapped: boolean;
}

/** A fitted study. */
export interface FittedStudy {
  readonly kernelVersion: string;
  readonly method: ForecastMethod;
  readonly study: EnrolmentStudy;
  /** Null before the first patient. */
  readonly mle: PlainFit | null;
  readonly terms: TermsChosen;
  /** The mode of the chosen terms under the priors. */
  readonly mode: TermFit;
  readonly nodes: readonly PosteriorNode[];
  readonly effects: NetworkEffects;
}

/** What may be said about a fit beside the study itself. */
export interface FitOptions {
  readonly method?: ForecastMethod;
  /** Terms that may be chosen; one alone is taken without asking the held-back likelihood. */
  readonly choices?: readonly TermChoice[];
  readonly priors?: RatePriors;
  readonly effects?: NetworkEffects;
}

/** Shapes of rates between sites are near 1.5 in most trials, and seldom below 0.4 or over 6. The mean rate is left open. */
export const defaultPriors: RatePriors = { alpha: { median: 1.5, sd: 0.7 }, meanRate: null };
const noPriors: RatePriors = { alpha: null, meanRate: null };

/** The maximum-likelihood fit of a constant rate to the sites that are open; shapes over 1000 are cut there. */
export function plainFit(study: EnrolmentStudy): PlainFit | null {
  const observations = observe(study);
  const { table } = tableUnder(observations, { shape: constantShape, startSlope: 0 }, study.asOf);
  if (table.counts.length === 0 || table.total === 0) return null;
  const { alpha, beta, isCapped } = fitRates(table, noPriors);
  const constants = table.counts.reduce(
    (sum, count, at) => sum - logFactorial(count) + (count === 0 ? 0 : count * Math.log(table.exposures[at] ?? 1)),
    0,
  );
  return { alpha, beta, meanRate: alpha / beta, logLik: logLikelihood(table, alpha, beta) + constants, isCapped };
}

function isWindowPassed({ opening }: EnrolmentSite, asOf: number): boolean {
  return opening?.kind === 'window' && opening.from < asOf;
}

// A site that has not opened in the part of its window that is over opens in the rest with the probability that is left.
function conditioned(site: EnrolmentSite, asOf: number): EnrolmentSite {
  const { opening } = site;
  if (site.openedOn !== null || opening?.kind !== 'window' || !isWindowPassed(site, asOf)) return site;
  const rest = Math.max(0, opening.to - asOf) / (opening.to - opening.from);
  const left = opening.probability * rest;
  if (!(left > 0)) return { ...site, opening: { kind: 'never' } };
  return { ...site, opening: { kind: 'window', from: asOf, to: opening.to, probability: left / (1 - opening.probability * (1 - rest)) } };
}

function modeOf(ground: TermGround, { choice, judged }: TermsChosen): TermFit {
  const points = judged.find((one) => one.choice === choice)?.scan?.points ?? [];
  const best = points.reduce<TermPoint | null>((top, one) => (top === null || one.logMass > top.logMass ? one : top), null);
  return { choice, ...ratesUnder(ground, axesOf(choice), best?.values ?? []) };
}

/**
 * Fits a study: maximum likelihood for the record, the choice of terms by held-back likelihood, and the posterior over all
 * hyper-parameters (or the plugged-in maximum for `moment` and `exact`). Throws a DomainError where no site has been open, or where
 * nobody is enrolled and no prior says what rate to expect.
 */
export function fitStudy(given: EnrolmentStudy, options: FitOptions = {}): FittedStudy {
  checkStudy(given);
  const study = { ...given, sites: given.sites.map((site) => conditioned(site, given.asOf)) };
  const method = options.method ?? 'integrated';
  const isPlugged = method !== 'integrated';
  const ground: TermGround = {
    observations: observe(study),
    studyAsOf: study.asOf,
    priors: isPlugged ? noPriors : (options.priors ?? defaultPriors),
  };
  if (ground.observations.length === 0) throw new DomainError('no site has been open before the as-of day');
  const terms = isPlugged ? onlyTerms() : chooseTerms(study, ground, options.choices ?? termChoices);
  const mode = isPlugged ? fitConstant(ground) : modeOf(ground, terms);
  return {
    kernelVersion: enrolmentKernelVersion,
    method,
    study: withPlaces(study),
    mle: plainFit(study),
    terms,
    mode,
    nodes: isPlugged ? plugIn(mode) : integrateTerms(ground, terms),
    effects: options.effects ?? {},
  };
}

// What the fit says of the order of starts holds for the order in which it saw them.
function withPlaces(study: EnrolmentStudy): EnrolmentStudy {
  const ranks = startRanks(study);
  return { ...study, sites: study.sites.map((site, at) => ({ ...site, startRank: ranks[at] ?? 0 })) };
}

function goesOn(site: EnrolmentSite): boolean {
  return (site.closesOn === undefined || site.closesOn === null) && (site.cap === undefined || site.cap === null);
}

/** Whether some site is sure to enrol without end: open (or certain to open), without a closing day, a cap or a rate that dies away. */
export function hasEndlessSite({ study, nodes }: FittedStudy): boolean {
  return (
    nodes.every((node) => isEndless(node.shape)) &&
    study.sites.some((site) => goesOn(site) && (site.openedOn !== null || site.opening?.kind === 'on'))
  );
}

/** The probability that no site that could go on without end is or ever gets open. */
export function neverOpens({ study }: FittedStudy): number {
  return study.sites.filter(goesOn).reduce((none, site) => none * (site.openedOn === null ? 1 - openingProbability(site.opening) : 0), 1);
}
