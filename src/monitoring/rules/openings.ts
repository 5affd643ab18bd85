// Which groups become signals after a look: flagged, not by chance among so many, not open already, and not just answered.
import { daysBetween, type Temporal } from '#lib';
import type { Look } from './evaluation.ts';
import type { Figure, Group } from './figures.ts';
import { type IndicatorKey, type SignalDimension, indicatorKeys } from './indicators.ts';
import type { Direction, FoundBy, SignalState } from './signal.ts';

/** Of ten signals at most one is expected to be chance. */
export const FALSE_SHARE = 0.1;
/** So long the answer to a signal stands, unless the group moves a step further out. */
export const QUIET_DAYS = 90;

/** From so many standard deviations on a drift is a strong one. */
const STRONG = 4;

/** A signal about a place as far as it decides whether another one is opened. */
export interface KnownSignal {
  readonly indicator: IndicatorKey;
  readonly dimension: SignalDimension;
  readonly siteId: string;
  readonly studyId: string | null;
  readonly direction: Direction;
  readonly state: SignalState;
  readonly flag: number;
  readonly closedOn: Temporal.PlainDate | null;
}

/** A signal to open. */
export interface Opening {
  readonly indicator: IndicatorKey;
  readonly dimension: SignalDimension;
  readonly group: Group;
  readonly direction: Direction;
  readonly foundBy: FoundBy;
  /** Of a drift, the day after which it most likely began. */
  readonly since: string | null;
  /** What the group showed; of a drift, what was added since, and what it itself leads one to expect of that. */
  readonly figure: Pick<Figure, 'numerator' | 'denominator' | 'expected'> & { readonly score: number; readonly flag: number };
}

/**
 * The signals to open after the look of `asOf`. A study at a site gets none of its own where the whole site stands out in the same way,
 * and a drift none where a limit is passed: one cause is one signal. A person never gets one.
 */
export function signalOpenings(look: Look, known: readonly KnownSignal[], asOf: Temporal.PlainDate): Opening[] {
  const sites = noticeable(look, 'site');
  const wholeSites = new Set(sites.map(placeKey));
  const levels = [...sites, ...noticeable(look, 'study-site').filter((one) => !wholeSites.has(placeKey(one)))];
  const seen = new Set(levels.map(placeKey));
  const drifts: Opening[] = [];
  for (const one of [...drifting(look, 'site'), ...drifting(look, 'study-site')]) {
    // Drifts of two studies at one site are two causes only where the site as a whole shows none.
    if (seen.has(placeKey(one)) || drifts.some((other) => other.dimension === 'site' && placeKey(other) === placeKey(one))) continue;
    drifts.push(one);
  }
  return [...levels, ...drifts].filter((one) => !known.some((signal) => isAnswered(one, signal, asOf)));
}

const placeKey = ({ indicator, direction, group }: Opening) => [indicator, direction, group.siteId].join(' ');

function noticeable(look: Look, dimension: SignalDimension): Opening[] {
  return look.results
    .filter((result) => result.dimension === dimension)
    .flatMap(({ group, figures }) =>
      indicatorKeys.flatMap((indicator): Opening[] => {
        const figure = figures[indicator];
        if (!figure?.flag || figure.score === null || figure.q === null || figure.q > FALSE_SHARE) return [];
        const { numerator, denominator, expected, score, flag } = figure;
        const shown = { numerator, denominator, expected, score, flag };
        return [{ indicator, dimension, group, direction: flag > 0 ? 'high' : 'low', foundBy: 'limit', since: null, figure: shown }];
      }),
    );
}

function drifting(look: Look, dimension: SignalDimension): Opening[] {
  return look.results
    .filter((result) => result.dimension === dimension)
    .flatMap(({ group, figures }) =>
      indicatorKeys.flatMap((indicator): Opening[] => {
        const drift = figures[indicator]?.drift;
        if (!drift || drift.sum === 0 || drift.q > FALSE_SHARE || drift.denominator === 0) return [];
        const { direction, since, numerator, denominator, expected, score } = drift;
        const flag = (direction === 'high' ? 1 : -1) * (Math.abs(score) >= STRONG ? 2 : 1);
        return [
          { indicator, dimension, group, direction, foundBy: 'drift', since, figure: { numerator, denominator, expected, score, flag } },
        ];
      }),
    );
}

// A signal about the whole site stands for its studies as well, and one about a study for a drift of the site that it makes.
function isAnswered(one: Opening, signal: KnownSignal, asOf: Temporal.PlainDate): boolean {
  const isSame = signal.indicator === one.indicator && signal.direction === one.direction && signal.siteId === one.group.siteId;
  const isWithin = signal.studyId === null || signal.studyId === one.group.studyId || (one.foundBy === 'drift' && one.dimension === 'site');
  if (!isSame || !isWithin) return false;
  if (signal.state !== 'closed' || signal.closedOn === null) return true;
  return daysBetween(signal.closedOn, asOf) < QUIET_DAYS && Math.abs(one.figure.flag) <= Math.abs(signal.flag);
}
