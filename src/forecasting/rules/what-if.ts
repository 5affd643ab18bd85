// What if: a fitted study under other choices, answered without fitting it again, and which site to add.
import { type Candidate, type StudyChange, applyChanges, forecaster, rankCandidates } from '#stats';
import { dateOfDay, dayNumber } from './days.ts';
import { type FanPoint, type Finish, type FittedInput, enrolledIn, fanOf } from './forecast.ts';
import { openingFromNow } from './kernel-study.ts';

/** What somebody would do otherwise. */
export interface Choices {
  /** Sites that are not in the study yet, and begin their start-up now. */
  readonly add: readonly string[];
  /** Waiting sites that open on the day after the as-of day. */
  readonly openNow: readonly string[];
  /** Sites that enrol nobody from the as-of day on. */
  readonly close: readonly string[];
  /** The part of those screened that fails, now and then; null: as it is. */
  readonly screenFailure: { readonly from: number; readonly to: number } | null;
  /** Another target; null: as it is. */
  readonly target: number | null;
}

/** The study as it is, under no other choice. */
export const asItIs: Choices = { add: [], openNow: [], close: [], screenFailure: null, target: null };

/** A study under choices: what is asked of it is worked out when it is asked. */
export interface Outlook {
  readonly target: number | null;
  /** Null without a target; a day is null where the chance never gets so far within forty years. */
  readonly figures: () => Pick<Finish, 'q50' | 'q90' | 'pByPlanned'> | null;
  /** Over the days of the fan that it is laid over. */
  readonly fan: (dates: readonly string[]) => readonly FanPoint[];
}

/** The study under choices. Throws a DomainError on a site that the study does not have, or a share outside 0 to 1. */
export function outlookUnder(ready: FittedInput, choices: Choices): Outlook {
  const { input, openings, study } = ready;
  const added = choices.add.map((id) => ({ id, opening: openingFromNow(openings, study.asOf) }));
  const changes: StudyChange[] = [
    ...(added.length > 0 ? [{ kind: 'open' as const, sites: added }] : []),
    ...choices.openNow.map((siteId) => ({ kind: 'opening' as const, siteId, opening: { kind: 'on' as const, day: study.asOf + 1 } })),
    ...choices.close.map((siteId) => ({ kind: 'close' as const, siteId, day: study.asOf })),
    ...(choices.screenFailure ? [{ kind: 'screen-failure' as const, ...choices.screenFailure }] : []),
    ...(choices.target === null ? [] : [{ kind: 'target' as const, target: choices.target }]),
  ];
  const { fitted, target } = applyChanges(ready.fitted, input.target, changes);
  const ahead = forecaster(fitted, target);
  return {
    target,
    figures: () => (target === null ? null : figuresOf(ahead.reachedBy, study.asOf, input.plannedTo)),
    fan: (dates) => fanOf(ahead, { enrolled: enrolledIn(input), days: dates.map(dayNumber) }),
  };
}

const MOST_DAYS = 14_610;

// Only what the page shows, so that it is answered while somebody types: the mean and the chance of never take longer than all of this.
function figuresOf(reached: (day: number) => number, asOf: number, plannedTo: string | null): ReturnType<Outlook['figures']> {
  const half = firstDay(reached, asOf, 0.5);
  const most = half === null ? null : firstDay(reached, half, 0.9);
  const date = (day: number | null) => (day === null ? null : dateOfDay(day));
  const pByPlanned = plannedTo === null ? null : Math.round(reached(dayNumber(plannedTo)) * 1e6) / 1e6;
  return { q50: date(half), q90: date(most), pByPlanned };
}

// The first day from `from` on by which the chance, which never falls, is at least this.
function firstDay(reached: (day: number) => number, from: number, level: number): number | null {
  if (reached(from) >= level) return from;
  let [before, after] = [0, 64];
  while (reached(from + after) < level) {
    if (after >= MOST_DAYS) return null;
    [before, after] = [after, Math.min(MOST_DAYS, after * 2)];
  }
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (reached(from + middle) >= level) after = middle;
    else before = middle;
  }
  return from + after;
}

/** A site that could be added: what its opening and running costs, and how it does in other studies next to their sites. */
export interface SiteOffer {
  readonly id: string;
  readonly cost: number;
  readonly relativeRate: number;
}

/** What adding a site is worth by the planned day. Chances are between 0 and 1. */
export interface SiteWorth {
  readonly id: string;
  /** How much likelier the target becomes, and the 80 % interval of that. */
  readonly gain: number;
  readonly low: number;
  readonly high: number;
  readonly gainPerCost: number;
  readonly patients: number;
  readonly pBest: number;
}

/** Sites by gain per cost, the best first; empty without a target, or a planned day that lies ahead. */
export function sitesWorthAdding(ready: FittedInput, offers: readonly SiteOffer[]): readonly SiteWorth[] {
  const { input, openings, study } = ready;
  if (input.target === null || input.plannedTo === null || input.plannedTo <= input.asOf || offers.length === 0) return [];
  const opening = openingFromNow(openings, study.asOf);
  const candidates: Candidate[] = offers.map((offer) => ({ ...offer, opening }));
  return rankCandidates(ready.fitted, { target: input.target, day: dayNumber(input.plannedTo) }, candidates).map(
    ({ expectedPatients, ...worth }) => ({
      ...worth,
      patients: expectedPatients,
    }),
  );
}
