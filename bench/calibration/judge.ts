// One simulated trial forecast by every method and scored: coverage of the 50, 80 and 95 % intervals, CRPS, error.
import {
  type EnrolmentSite,
  type EnrolmentStudy,
  type FittedStudy,
  type Masses,
  type Opening,
  type StartUp,
  type TermChoice,
  crpsOfMasses,
  fitStudy,
  forecaster,
  matchedMasses,
  openingModel,
  openingSpread,
  quantileOfMasses,
  shockBlockDays,
  streamOf,
  tailOfMasses,
} from '#stats';
import { type SimulatedTrial, type Truth, asOf, horizon } from './scenarios.ts';

/** A method's score on one trial. */
export interface Score {
  readonly covered: readonly [fifty: number, eighty: number, ninetyFive: number];
  /** The same by the randomised PIT, in expectation: an interval of whole counts holds more than its level by about half a count's mass at each end. */
  readonly evened: readonly [fifty: number, eighty: number, ninetyFive: number];
  readonly crps: number;
  readonly error: number;
}

/** The methods, in the order of the tables. */
export const methods = ['oracle', 'integrated', 'integrated, constant rate', 'plug-in', 'plug-in at plan', 'pooled Poisson'] as const;

/** Scores by method, and the terms that were chosen. */
export interface TrialScores {
  readonly scores: Readonly<Record<(typeof methods)[number], Score>>;
  readonly terms: string;
}

function scoreOf(masses: Masses, actual: number): Score {
  const within = (tail: number) => Number(actual >= quantileOfMasses(masses, tail) && actual <= quantileOfMasses(masses, 1 - tail));
  const above = tailOfMasses(masses, actual);
  const [low, high] = [1 - above, 1 - tailOfMasses(masses, actual + 1)];
  const share = (tail: number) =>
    high > low ? Math.max(0, Math.min(high, 1 - tail) - Math.max(low, tail)) / (high - low) : Number(low >= tail && low <= 1 - tail);
  return {
    covered: [within(0.25), within(0.1), within(0.025)],
    evened: [share(0.25), share(0.1), share(0.025)],
    crps: crpsOfMasses(masses, actual),
    error: quantileOfMasses(masses, 0.5) - actual,
  };
}

function studyWith(trial: SimulatedTrial, openingOf: (plannedOn: number) => Opening): EnrolmentStudy {
  const sites = trial.sites.map(({ plannedOn, openedOn, enrolledOn }, at): EnrolmentSite => {
    const id = `S${at}`;
    if (openedOn >= asOf) return { id, openedOn: null, enrolled: 0, opening: openingOf(plannedOn) };
    const days = enrolledOn.filter((day) => day < asOf);
    return { id, openedOn, enrolled: days.length, enrolledOn: days };
  });
  return { asOf, sites };
}

/** Openings by the start-ups of the past and of this trial; nothing of the truth is used. */
function estimatedStudy(trial: SimulatedTrial, seed: string): EnrolmentStudy {
  const past = trial.history.map(({ opened, seen }): StartUp =>
    opened === null ? { from: 0, openedOn: null, seenUntil: seen } : { from: 0, openedOn: opened },
  );
  const own = trial.sites
    .filter(({ plannedOn }) => plannedOn < asOf)
    .map(({ plannedOn, openedOn }): StartUp =>
      openedOn < asOf ? { from: plannedOn, openedOn } : { from: plannedOn, openedOn: null, seenUntil: asOf - 1 },
    );
  const model = openingModel([...past, ...own], streamOf(1, seed));
  return studyWith(trial, (plannedOn) => openingSpread(model, plannedOn, asOf - 1));
}

/** The true openings, rates' gamma, shape and past shocks; a linear rise is told as the logistic one of the kernel. */
function oracleOf(fitted: FittedStudy, trial: SimulatedTrial, truth: Truth): FittedStudy {
  const opening = (plannedOn: number): Opening => {
    const days = Array.from({ length: Math.max(1, truth.delayDays) }, (_, day) => plannedOn + day);
    const ahead = days.filter((day) => day >= asOf);
    const open = 1 - truth.neverShare;
    const gone = (days.length - ahead.length) / days.length;
    const chance = open / days.length / (1 - open * gone);
    return { kind: 'spread', days: ahead, weights: ahead.map(() => chance), draws: [] };
  };
  const shape =
    truth.decayPerDay > 0
      ? ({ kind: 'decay', perDay: truth.decayPerDay } as const)
      : truth.rampDays > 0
        ? ({ kind: 'ramp', days: truth.rampDays } as const)
        : ({ kind: 'constant' } as const);
  const factors = Array.from({ length: asOf / shockBlockDays }, (_, block) => {
    const days = Array.from({ length: shockBlockDays }, (_day, at) => trial.factorOn(asOf - (block + 1) * shockBlockDays + at + 0.5));
    return days.reduce((sum, one) => sum + one, 0) / shockBlockDays;
  });
  const shock = truth.shockSd > 0 ? { sd: truth.shockSd, factors, doubt: { level: 0, latest: 0, both: 0 } } : null;
  const members = [{ weight: 1, alpha: truth.alpha, beta: truth.alpha / truth.meanRate }];
  return { ...fitted, study: studyWith(trial, opening), nodes: [{ shape, startSlope: truth.startSlope, shock, members }] };
}

function pooled(trial: SimulatedTrial): Masses {
  let [total, exposure, ahead] = [0, 0, 0];
  for (const { plannedOn, openedOn, enrolledOn } of trial.sites) {
    if (openedOn < asOf) {
      total += enrolledOn.filter((day) => day < asOf).length;
      exposure += asOf - openedOn;
    }
    ahead += Math.max(0, horizon - Math.max(asOf, openedOn < asOf ? asOf : plannedOn));
  }
  return matchedMasses({ mean: (total / exposure) * ahead, rateVariance: 0 });
}

const constant: readonly TermChoice[] = [{ shape: 'constant', start: false }];

/** Every method on one trial. Null where nobody is enrolled by the as-of day. */
export function judgeTrial(trial: SimulatedTrial, truth: Truth, number: number): TrialScores | null {
  const actual = trial.sites.reduce((sum, { enrolledOn }) => sum + enrolledOn.filter((day) => day >= asOf).length, 0);
  if (trial.sites.every(({ enrolledOn }) => enrolledOn.every((day) => day >= asOf))) return null;
  const study = estimatedStudy(trial, `${truth.scenario}/${truth.alpha}/${number}`);
  const masses = (fitted: FittedStudy) => forecaster(fitted, null).massesAt(horizon);
  const fitted = fitStudy(study);
  const plugged = fitStudy(study, { method: 'moment' });
  const planned = { ...plugged, study: studyWith(trial, (plannedOn) => ({ kind: 'on', day: plannedOn })) };
  const simple = fitStudy(study, { choices: constant });
  return {
    terms: fitted.terms.name,
    scores: {
      oracle: scoreOf(masses(oracleOf(plugged, trial, truth)), actual),
      integrated: scoreOf(masses(fitted), actual),
      'integrated, constant rate': scoreOf(masses(simple), actual),
      'plug-in': scoreOf(masses(plugged), actual),
      'plug-in at plan': scoreOf(masses(planned), actual),
      'pooled Poisson': scoreOf(pooled(trial), actual),
    },
  };
}
