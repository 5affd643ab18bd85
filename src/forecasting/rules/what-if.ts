// What if: a fitted study under other choices, answered without fitting it again, and which site to add.
import {
  type AddedSite,
  type Candidate,
  type FittedStudy,
  type StudyChange,
  applyChanges,
  forecaster,
  rankCandidates,
  siteForecasts,
} from '#stats';
import { dateOfDay, dayNumber } from './days.ts';
import { type FanPoint, type Finish, type FittedInput, MONTH_DAYS, enrolledIn, fanOf } from './forecast.ts';
import { type HistoryElsewhere, countedHistory } from './history-elsewhere.ts';
import { openingFromNow } from './kernel-study.ts';

/** A site that is not in the study yet. */
export interface SiteToAdd {
  readonly id: string;
  /** The day it opens, for certain; null: it begins its start-up now, and opens as those of the network did, or never. */
  readonly opensOn: string | null;
  /** What other studies say of its rate; null: its rate is one of this study's own distribution. */
  readonly history: HistoryElsewhere | null;
}

/** A site of the study, and the day on which something happens to it. */
export interface SiteOnDay {
  readonly id: string;
  readonly on: string;
}

/** What somebody would do otherwise. */
export interface Choices {
  readonly add: readonly SiteToAdd[];
  /** Waiting sites that open on a day, for certain. */
  readonly open: readonly SiteOnDay[];
  /** Sites that enrol nobody from a day on. */
  readonly close: readonly SiteOnDay[];
  /** The part of those screened that fails, now and then; null: as it is. */
  readonly screenFailure: { readonly from: number; readonly to: number } | null;
  /** Another target; null: as it is. */
  readonly target: number | null;
}

/** The study as it is, under no other choice. */
export const asItIs: Choices = { add: [], open: [], close: [], screenFailure: null, target: null };

/** A study under choices: what is asked of it is worked out when it is asked. */
export interface Outlook {
  readonly target: number | null;
  /** Null without a target; a day is null where the chance never gets so far within forty years. */
  readonly figures: () => Pick<Finish, 'q50' | 'q90' | 'pByPlanned'> | null;
  /** Over the days of the fan that it is laid over. */
  readonly fan: (dates: readonly string[]) => readonly FanPoint[];
  /** What is believed of each added site's rate, in patients a month with the 80 % interval, in their order. */
  readonly added: () => readonly RateTold[];
}

/** A site's rate in patients a month of 30.4 days, with its 80 % interval. */
export interface RateTold {
  readonly id: string;
  readonly mean: number;
  readonly q10: number;
  readonly q90: number;
}

const NEW_SITE = 'new';

/** What is believed of the rate of a site of this study of which nothing is known. */
export function newSiteRate(ready: FittedInput): RateTold {
  const opening = { kind: 'on' as const, day: ready.study.asOf + 1 };
  const { fitted } = applyChanges(ready.fitted, null, [{ kind: 'open', sites: [{ id: NEW_SITE, opening }] }]);
  return ratesOf(fitted, [NEW_SITE])[0] ?? { id: NEW_SITE, mean: 0, q10: 0, q90: 0 };
}

function ratesOf(fitted: FittedStudy, ids: readonly string[]): readonly RateTold[] {
  if (ids.length === 0) return [];
  const told = new Map(siteForecasts(fitted, []).map(({ id, ratePerDay }) => [id, ratePerDay]));
  return ids.map((id) => {
    const { mean, q10, q90 } = told.get(id) ?? { mean: 0, q10: 0, q90: 0 };
    return { id, mean: mean * MONTH_DAYS, q10: q10 * MONTH_DAYS, q90: q90 * MONTH_DAYS };
  });
}

/** The day before which nothing can be changed: the one after the as-of day. */
function dayAhead(asOf: number, date: string): number {
  return Math.max(asOf + 1, dayNumber(date));
}

function addedSite({ openings, study }: FittedInput, { id, opensOn, history }: SiteToAdd): AddedSite {
  const opening = opensOn === null ? openingFromNow(openings, study.asOf) : ({ kind: 'on', day: dayAhead(study.asOf, opensOn) } as const);
  return { id, opening, history: history && countedHistory(history) };
}

/** The study under choices. Throws a DomainError on a site that the study does not have, or a share outside 0 to 1. */
export function outlookUnder(ready: FittedInput, choices: Choices): Outlook {
  const { input, study } = ready;
  const added = choices.add.map((site) => addedSite(ready, site));
  const changes: StudyChange[] = [
    ...(added.length > 0 ? [{ kind: 'open' as const, sites: added }] : []),
    ...choices.open.map(({ id: siteId, on }) => ({
      kind: 'opening' as const,
      siteId,
      opening: { kind: 'on' as const, day: dayAhead(study.asOf, on) },
    })),
    // The day before is the last one on which it enrols.
    ...choices.close.map(({ id: siteId, on }) => ({ kind: 'close' as const, siteId, day: dayAhead(study.asOf, on) - 1 })),
    ...(choices.screenFailure ? [{ kind: 'screen-failure' as const, ...choices.screenFailure }] : []),
    ...(choices.target === null ? [] : [{ kind: 'target' as const, target: choices.target }]),
  ];
  const { fitted, target } = applyChanges(ready.fitted, input.target, changes);
  const ahead = forecaster(fitted, target);
  return {
    target,
    figures: () => (target === null ? null : figuresOf(ahead.reachedBy, study.asOf, input.plannedTo)),
    fan: (dates) => fanOf(ahead, { enrolled: enrolledIn(input), days: dates.map(dayNumber) }),
    added: () =>
      ratesOf(
        fitted,
        choices.add.map(({ id }) => id),
      ),
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
  readonly history: HistoryElsewhere;
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
  /** The chance that it is worth the most for its cost. */
  readonly pBest: number;
}

/** Sites by gain per cost, the best first; empty without a target, or a planned day that lies ahead. */
export function sitesWorthAdding(ready: FittedInput, offers: readonly SiteOffer[]): readonly SiteWorth[] {
  const { input, openings, study } = ready;
  if (input.target === null || input.plannedTo === null || input.plannedTo <= input.asOf || offers.length === 0) return [];
  const opening = openingFromNow(openings, study.asOf);
  const candidates: Candidate[] = offers.map(({ history, ...offer }) => ({ ...offer, opening, history: countedHistory(history) }));
  return rankCandidates(ready.fitted, { target: input.target, day: dayNumber(input.plannedTo) }, candidates).map(
    ({ expectedPatients, ...worth }) => ({
      ...worth,
      patients: expectedPatients,
    }),
  );
}
