// The choice of terms: how probable each makes what was held back, given an early part, with its parameters integrated out.
import { observe } from './observations.ts';
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
const LEAST_PATIENTS = 40;
/** The part of the patients that comes first and is not judged. */
const EARLY = 0.25;
const FOLDS = 5;
/**
 * What a constant rate weighs before anything is held back; the others share the rest. Counts without dates tell so little of a rate's
 * shape that it would be the prior that speaks: there the constant rate begins with nearly all.
 */
const CONSTANT_SHARE = { time: 0.6, sites: 0.9 } as const;
/** Terms of less weight have no part in the forecast. */
const LEAST_WEIGHT = 0.03;

const constant: TermChoice = { shape: 'constant', start: false };
const isConstant = ({ shape, start }: TermChoice): boolean => shape === 'constant' && !start;

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
 * without dates by site. The forecast averages over the choices with these weights (a constant rate begins with 0.6, and with 0.9 where there are no dates); the one of the
 * largest weight is told as chosen. Too few sites or patients leave the constant rate.
 */
export function chooseTerms(study: EnrolmentStudy, ground: TermGround, choices: readonly TermChoice[]): TermsChosen {
  const [only] = choices;
  if (choices.length === 1 && only) return onlyTerms(only, scanTerms(ground, only));
  const patients = ground.observations.reduce((sum, { count }) => sum + count, 0);
  const by = ground.observations.every(({ ages }) => ages !== null) ? 'time' : 'sites';
  const early = ground.observations.length < LEAST_SITES || patients < LEAST_PATIENTS ? null : earlyPart(study, ground, by);
  if (!early) return onlyTerms(constant, scanTerms(ground, constant));
  const scanned = choices.map((choice) => {
    const scan = scanTerms(ground, choice);
    return { choice, scan, heldBack: scan.logEvidence - scanTerms(early, choice).logEvidence };
  });
  const share = CONSTANT_SHARE[by];
  const reference = scanned.find(({ choice }) => isConstant(choice))?.heldBack ?? 0;
  const others = Math.max(1, scanned.filter(({ choice }) => !isConstant(choice)).length);
  const raw = scanned.map(({ choice, heldBack }) => (isConstant(choice) ? share : (1 - share) / others) * Math.exp(heldBack - reference));
  const total = raw.reduce((sum, one) => sum + one, 0);
  const kept = raw.map((one) => (one / total >= LEAST_WEIGHT ? one : 0));
  const whole = kept.reduce((sum, one) => sum + one, 0);
  const judged = scanned.map(({ choice, scan, heldBack }, at): JudgedTerms => ({
    name: termName(choice),
    choice,
    heldBack,
    gain: heldBack - reference,
    weight: (kept[at] ?? 0) / whole,
    scan: (kept[at] ?? 0) > 0 ? scan : null,
  }));
  const best = judged.reduce((top, one) => (one.weight > top.weight ? one : top));
  const needed = isConstant(best.choice) ? 0 : Math.log((share * others) / (1 - share));
  return { choice: best.choice, name: best.name, by, judged, gain: best.gain, needed, weight: best.weight };
}
