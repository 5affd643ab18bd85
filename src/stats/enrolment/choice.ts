// The choice of terms: each is fitted to a part of what is known and judged by how probable it makes the part that was held back.
import { type Observation, observe, tableUnder } from './observations.ts';
import { logLikelihood } from './likelihood.ts';
import type { EnrolmentStudy } from './sites.ts';
import { type TermChoice, type TermFit, type TermGround, axesOf, fitTerms, termChoices, termName, termsAt } from './terms.ts';

/** How a choice of terms was judged. `gain` is its held-back log likelihood over that of the constant rate. */
export interface JudgedTerms {
  readonly name: string;
  readonly choice: TermChoice;
  readonly heldBack: number;
  readonly gain: number;
}

/** Which terms were chosen, by what and why: `gain` is what the chosen ones gained, `needed` what they had to. */
export interface TermsChosen {
  readonly choice: TermChoice;
  readonly name: string;
  /** `time`: later enrolments held back; `sites`: every fifth site held back; `none`: too little to choose on. */
  readonly by: 'time' | 'sites' | 'none';
  readonly judged: readonly JudgedTerms[];
  readonly gain: number;
  readonly needed: number;
}

/** Fewer sites or patients than this say nothing about shapes. */
const LEAST_SITES = 6;
const LEAST_PATIENTS = 20;
/** What one more parameter must gain, in units of log likelihood. */
const NEEDED_PER_PARAMETER = 1;
const FOLDS = 5;

const constant: TermChoice = { shape: 'constant', start: false };

/** The log likelihood of observations under fitted terms, rates of sites integrated out. */
function fullLikelihood(ground: TermGround, observations: readonly Observation[], fit: TermFit): number {
  const { table, offset } = tableUnder(observations, termsAt(axesOf(fit.choice), fit.values), ground.studyAsOf);
  return logLikelihood(table, fit.rates.alpha, fit.rates.beta) + offset;
}

interface Fold {
  readonly ground: TermGround;
  /** Log likelihood of what was held back, given what was fitted. */
  readonly judge: (fit: TermFit) => number;
}

// The likelihood of the later part given the earlier one is the ratio of the two joint ones.
function timeFolds(study: EnrolmentStudy, ground: TermGround): readonly Fold[] {
  const days = study.sites.flatMap((site) => site.enrolledOn ?? []).sort((one, other) => one - other);
  const at = (share: number) => days[Math.floor(share * (days.length - 1))] ?? study.asOf;
  const cuts = [at(0.4), at(0.7), study.asOf];
  return cuts.slice(0, -1).flatMap((cut, index) => {
    const before = observe(study, cut);
    const after = observe(study, cuts[index + 1] ?? study.asOf);
    if (before.length < 3 || before.every(({ count }) => count === 0)) return [];
    const part = { ...ground, observations: before };
    return [{ ground: part, judge: (fit: TermFit) => fullLikelihood(ground, after, fit) - fullLikelihood(ground, before, fit) }];
  });
}

function siteFolds(ground: TermGround): readonly Fold[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const kept = ground.observations.filter((_seen, at) => at % FOLDS !== fold);
    const out = ground.observations.filter((_seen, at) => at % FOLDS === fold);
    return { ground: { ...ground, observations: kept }, judge: (fit: TermFit) => fullLikelihood(ground, out, fit) };
  }).filter(({ ground: part }) => part.observations.some(({ count }) => count > 0));
}

/**
 * Judges every choice of terms and takes the one with the largest held-back likelihood, where each parameter must gain at least 1 over
 * the constant rate. Enrolments with dates are cut in time (two cuts); counts without dates are cut by site. Too few sites or patients
 * leave the constant rate.
 */
export function chooseTerms(study: EnrolmentStudy, ground: TermGround, choices: readonly TermChoice[] = termChoices): TermsChosen {
  const patients = ground.observations.reduce((sum, { count }) => sum + count, 0);
  const dated = ground.observations.every(({ ages }) => ages !== null);
  const folds =
    ground.observations.length < LEAST_SITES || patients < LEAST_PATIENTS ? [] : dated ? timeFolds(study, ground) : siteFolds(ground);
  if (folds.length === 0) return { choice: constant, name: 'constant', by: 'none', judged: [], gain: 0, needed: 0 };
  const scoreOf = (choice: TermChoice) => folds.reduce((sum, fold) => sum + fold.judge(fitTerms(fold.ground, choice)), 0);
  const reference = scoreOf(constant);
  const judged = choices.map((choice) => {
    const heldBack = choice.shape === 'constant' && !choice.start ? reference : scoreOf(choice);
    return { name: termName(choice), choice, heldBack, gain: heldBack - reference };
  });
  const neededFor = (choice: TermChoice) => NEEDED_PER_PARAMETER * axesOf(choice).length;
  const best = judged
    .filter(({ choice, gain }) => gain >= neededFor(choice))
    .reduce<JudgedTerms | null>(
      (top, one) => (top === null || one.gain - neededFor(one.choice) > top.gain - neededFor(top.choice) ? one : top),
      null,
    );
  const choice = best?.choice ?? constant;
  return { choice, name: termName(choice), by: dated ? 'time' : 'sites', judged, gain: best?.gain ?? 0, needed: neededFor(choice) };
}
