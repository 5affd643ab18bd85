// The trials of the calibration study: sites, openings and enrolments simulated under six kinds of truth.
import { randomStream } from '#lib';
import { gammaQuantile, normalQuantile } from '#stats';

/** What is true of a simulated trial. */
export interface Truth {
  readonly scenario: 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6';
  readonly sites: number;
  readonly alpha: number;
  readonly meanRate: number;
  /** Decay per day of a site's age. */
  readonly decayPerDay: number;
  /** Days of a linear rise to the full rate. */
  readonly rampDays: number;
  /** ln rate moves by this from the first start to the last. */
  readonly startSlope: number;
  readonly neverShare: number;
  /** The sd of ln of a factor on all rates that is drawn anew every 30 days; its mean is 1. */
  readonly shockSd: number;
  /** A site that opens does so up to this many days after its plan. */
  readonly delayDays: number;
  /** Start-ups of the network's past. */
  readonly startUps: number;
}

/** A setting of the study: what differs beside the scenario. */
export interface Setting {
  readonly name: string;
  readonly truths: readonly Truth[];
}

const SHOCK_SD = 0.4;
const SHOCK_DAYS = 30;

const plain = { decayPerDay: 0, rampDays: 0, startSlope: 0, neverShare: 0, delayDays: 0, shockSd: 0 };

function truthsOf(
  ground: Pick<Truth, 'sites' | 'alpha' | 'meanRate' | 'startUps'>,
  strength: { readonly decayPerDay: number; readonly rampDays: number; readonly startSlope: number },
): readonly Truth[] {
  return [
    { scenario: 'S1', ...ground, ...plain },
    { scenario: 'S2', ...ground, ...plain, decayPerDay: strength.decayPerDay },
    { scenario: 'S3', ...ground, ...plain, neverShare: 0.3, delayDays: 90 },
    { scenario: 'S4', ...ground, ...plain, rampDays: strength.rampDays },
    { scenario: 'S5', ...ground, ...plain, startSlope: strength.startSlope },
    { scenario: 'S6', ...ground, ...plain, shockSd: SHOCK_SD },
  ];
}

/** The settings: the middle one, one with sites that differ more and a short history, one with fewer sites that differ less. */
export const settings: readonly Setting[] = [
  {
    name: 'A: 60 sites, alpha 1.5, 0.037/day, 120 start-ups',
    truths: truthsOf({ sites: 60, alpha: 1.5, meanRate: 0.037, startUps: 120 }, { decayPerDay: 0.0015, rampDays: 90, startSlope: -1.8 }),
  },
  {
    name: 'B: 60 sites, alpha 0.8, 0.037/day, 50 start-ups',
    truths: truthsOf({ sites: 60, alpha: 0.8, meanRate: 0.037, startUps: 50 }, { decayPerDay: 0.003, rampDays: 60, startSlope: -1 }),
  },
  {
    name: 'C: 40 sites, alpha 3, 0.02/day, 80 start-ups',
    truths: truthsOf({ sites: 40, alpha: 3, meanRate: 0.02, startUps: 80 }, { decayPerDay: 0.002, rampDays: 120, startSlope: -2.4 }),
  },
];

/** The day on which a trial is looked at, and the day that is forecast. */
export const asOf = 300;
export const horizon = 480;
/** Planned openings are spread evenly until this day: half of the network has yet to open. */
const lastPlan = 600;

/** A simulated site with what is known and what is not. */
export interface SimulatedSite {
  readonly plannedOn: number;
  /** Infinity for a site that never opens. */
  readonly openedOn: number;
  readonly enrolledOn: readonly number[];
}

/** A simulated trial. */
export interface SimulatedTrial {
  readonly sites: readonly SimulatedSite[];
  /** The factor on all rates on a day. */
  readonly factorOn: (day: number) => number;
  /** Waits of earlier start-ups after their plan, in days; `seen` is how long those that did not open were followed. */
  readonly history: readonly { readonly opened: number | null; readonly seen: number }[];
}

type Stream = ReturnType<typeof randomStream>;

function waitAfterPlan(stream: Stream, truth: Truth): number | null {
  if (stream.chance(truth.neverShare)) return null;
  return truth.delayDays === 0 ? 0 : Math.floor(stream.next() * truth.delayDays);
}

function rateFactor({ decayPerDay, rampDays }: Truth, age: number): number {
  return Math.exp(-decayPerDay * age) * (rampDays === 0 ? 1 : Math.min(1, age / rampDays));
}

/** A factor on all rates by the day; the months of the truth do not begin where those of the forecast do. */
interface SharedFactor {
  readonly at: (day: number) => number;
  readonly most: number;
}

function sharedFactor(stream: Stream, { shockSd }: Truth): SharedFactor {
  if (shockSd === 0) return { at: () => 1, most: 1 };
  const phase = stream.next() * SHOCK_DAYS;
  const months = Array.from({ length: Math.ceil(horizon / SHOCK_DAYS) + 1 }, () =>
    Math.exp(shockSd * normalQuantile(Math.max(1e-12, stream.next())) - shockSd ** 2 / 2),
  );
  return { at: (day) => months[Math.floor((day + phase) / SHOCK_DAYS)] ?? 1, most: Math.max(...months) };
}

// Thinning of a process of the full rate: exact for any shape below 1.
function enrolments(stream: Stream, truth: Truth, rate: number, openedOn: number, shared: SharedFactor): readonly number[] {
  const days: number[] = [];
  const full = rate * shared.most;
  for (let time = openedOn + stream.wait(1 / full); time < horizon; time += stream.wait(1 / full))
    if (stream.next() * shared.most < rateFactor(truth, time - openedOn) * shared.at(time)) days.push(Math.floor(time));
  return days;
}

/** The trial of this number: the same for every setting of workers. */
export function simulateTrial(truth: Truth, number: number, seed: number): SimulatedTrial {
  const stream = randomStream(seed, truth.scenario, `${truth.alpha}`, `${number}`);
  const planned = Array.from({ length: truth.sites }, () => Math.floor(stream.next() * lastPlan)).sort((one, other) => one - other);
  const opened = planned.map((plan) => {
    const wait = waitAfterPlan(stream, truth);
    return wait === null ? Infinity : plan + wait;
  });
  const order = opened.map((day, at) => ({ day, at })).sort((one, other) => one.day - other.day);
  const rank = new Map(order.map(({ at }, place) => [at, (place + 0.5) / truth.sites - 0.5]));
  const shared = sharedFactor(stream, truth);
  const sites = planned.map((plannedOn, at): SimulatedSite => {
    const own = gammaQuantile(Math.max(1e-12, stream.next()), truth.alpha, truth.alpha / truth.meanRate);
    const rate = own * Math.exp(truth.startSlope * (rank.get(at) ?? 0));
    const openedOn = opened[at] ?? Infinity;
    return { plannedOn, openedOn, enrolledOn: rate > 1e-9 ? enrolments(stream, truth, rate, openedOn, shared) : [] };
  });
  const history = Array.from({ length: truth.startUps }, () => ({
    opened: waitAfterPlan(stream, truth),
    seen: 100 + Math.floor(400 * stream.next()),
  }));
  return { sites, factorOn: shared.at, history };
}
