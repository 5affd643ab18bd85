// The choice of terms: how probable each makes what was held back, given an early part, with its parameters integrated out.
import { observe } from './observations.ts';
import { occamsWindow } from './occams-window.ts';
import type { EnrolmentStudy } from './sites.ts';
import { type TermScan, scanTerms } from './term-scan.ts';
import { type TermChoice, type TermGround, termName } from './terms.ts';

/** How a choice of terms was judged. `gain` is its held-back log likelihood over that of the constant rate, `weight` its part in the forecast. */
export interface JudgedTerms {
  readonly name: string;
  readonly choice: TermChoice;
  readonly heldBack: number;
  readonly gain: number;
  readonly weight: number;
  /** Its parameters, scanned on all that was observed. */
  readonly scan: TermScan | null;
}

/** Which terms were chosen (those of the largest weight), by what, and how all of them were judged. */
export interface TermsChosen {
  readonly choice: TermChoice;
  readonly name: string;
  /** `time`: the later enrolments held back; `sites`: four of five sites held back; `none`: too little to choose on. */
  readonly by: 'time' | 'sites' | 'none';
  readonly judged: readonly JudgedTerms[];
  readonly gain: number;
  /** What the gain of terms must exceed for them to outweigh the constant rate. */
  readonly needed: number;
  readonly weight: number;
}

/** Fewer sites or patients than this say nothing about shapes. */
const LEAST_SITES = 6;
const LEAST_PATIENTS = 15;
/** The part of the patients that comes first and is not judged: enough to say how fast the sites enrol, which has no prior. */
const EARLY = 0.1;
const FOLDS = 5;
/**
 * The odds of each term against its absence before anything is held back; terms that stand together have the product of their odds. In words:
 * rates rise or fall with the age of a site in two studies of five, go with the order of starts in one of three, and have common shocks in one
 * of four.
 */
const ODDS = { constant: 1, ramp: 1 / 3, decay: 1 / 3, start: 1 / 2, shock: 1 / 3 } as const;
/**
 * Counts without dates tell so little of a rate's shape that it would be the prior that speaks: there the constant rate begins with this
 * share, and the others have the rest in proportion.
 */
const UNDATED_CONSTANT = 0.9;
const constant: TermChoice = { shape: 'constant', start: false };
const isConstant = ({ shape, start, shock }: TermChoice): boolean => shape === 'constant' && !start && !shock;

const oddsOf = ({ shape, start, shock }: TermChoice): number => ODDS[shape] * (start ? ODDS.start : 1) * (shock ? ODDS.shock : 1);

/** What each choice weighs before anything is held back; the weights add up to 1. */
function priorShares(choices: readonly TermChoice[], by: 'time' | 'sites'): readonly number[] {
  const odds = choices.map(oddsOf);
  const others = odds.reduce((sum, one, at) => sum + (isConstant(choices[at] ?? constant) ? 0 : one), 0);
  const hasConstant = choices.some(isConstant);
  if (by === 'time' || !hasConstant || others === 0) {
    const whole = others + (hasConstant ? 1 : 0);
    return odds.map((one) => one / whole);
  }
  return odds.map((one, at) => (isConstant(choices[at] ?? constant) ? UNDATED_CONSTANT : ((1 - UNDATED_CONSTANT) * one) / others));
}

/** One choice without a question asked. */
export function onlyTerms(choice: TermChoice = constant, scan: TermScan | null = null): TermsChosen {
  const name = termName(choice);
  return { choice, name, by: 'none', judged: [{ name, choice, heldBack: 0, gain: 0, weight: 1, scan }], gain: 0, needed: 0, weight: 1 };
}

function earlyPart(study: EnrolmentStudy, ground: TermGround, by: 'time' | 'sites'): TermGround | null {
  if (by === 'sites') return { ...ground, observations: ground.observations.filter((_seen, at) => at % FOLDS === 0) };
  const days = study.sites.flatMap((site) => site.enrolledOn ?? []).sort((one, other) => one - other);
  const cut = days[Math.ceil(EARLY * days.length)] ?? study.asOf;
  const observations = observe(study, cut);
  return observations.some(({ count }) => count > 0) && cut < study.asOf ? { ...ground, observations } : null;
}

/**
 * Judges every choice by its held-back likelihood: what it makes of all observations over what it makes of the early part of them, its
 * parameters integrated out both times, so that a parameter that is not needed costs by itself. Enrolments with dates are cut in time, counts
 * without dates by site. A choice's probability is its prior share times the held-back likelihood; the most probable one is told as chosen, and
 * the forecast averages over it and what else is in Occam's window. Too few sites or patients leave the constant rate, and without dates nothing is asked about shocks.
 */
export function chooseTerms(study: EnrolmentStudy, ground: TermGround, choices: readonly TermChoice[]): TermsChosen {
  const [only] = choices;
  if (choices.length === 1 && only) return onlyTerms(only, scanTerms(ground, only));
  const patients = ground.observations.reduce((sum, { count }) => sum + count, 0);
  const by = ground.observations.every(({ ages }) => ages !== null) ? 'time' : 'sites';
  const early = ground.observations.length < LEAST_SITES || patients < LEAST_PATIENTS ? null : earlyPart(study, ground, by);
  if (!early) return onlyTerms(constant, scanTerms(ground, constant));
  const asked = choices.filter(({ shock }) => !shock || by === 'time');
  const shares = priorShares(asked, by);
  const scanned = asked.map((choice, at) => {
    const scan = scanTerms(ground, choice);
    return { choice, scan, share: shares[at] ?? 0, heldBack: scan.logEvidence - scanTerms(early, choice).logEvidence };
  });
  const simplest = scanned.find(({ choice }) => isConstant(choice));
  const reference = simplest?.heldBack ?? 0;
  const logs = scanned.map(({ share, heldBack }) => Math.log(share) + heldBack);
  const weights = occamsWindow(asked, logs);
  const judged = scanned.map(({ choice, scan, heldBack }, at): JudgedTerms => ({
    name: termName(choice),
    choice,
    heldBack,
    gain: heldBack - reference,
    weight: weights[at] ?? 0,
    scan: (weights[at] ?? 0) > 0 ? scan : null,
  }));
  const best = judged.reduce((most, one) => (one.weight > most.weight ? one : most));
  const share = scanned.find(({ choice }) => choice === best.choice)?.share ?? 1;
  const needed = Math.log((simplest?.share ?? share) / share);
  return { choice: best.choice, name: best.name, by, judged, gain: best.gain, needed, weight: best.weight };
}
