// What a forecast is made from: the records of a study as they stood at the end of a day, as plain values that can be kept and read again.
import type { StudySiteState } from '#studies/rules';
import { dayNumber } from './days.ts';

/** A study at a site as it is recorded; dates as `YYYY-MM-DD`. */
export interface SiteRecord {
  readonly studySiteId: string;
  readonly siteId: string;
  readonly number: string;
  readonly name: string;
  readonly status: StudySiteState;
  /** What was planned of it over time, the earliest first; at least one. */
  readonly plans: readonly PlanRecord[];
  readonly selectedOn: string | null;
  readonly openedOn: string | null;
  /** Steps of its life cycle in their order. */
  readonly steps: readonly { readonly from: StudySiteState; readonly to: StudySiteState; readonly on: string }[];
  /** The days on which participants were enrolled. */
  readonly enrolledOn: readonly string[];
  /** The ways of its participants through screening. */
  readonly screenings: readonly ScreeningRecord[];
}

/** A plan, and the day on which it was written down. */
export interface PlanRecord {
  readonly from: string;
  readonly target: number | null;
  readonly plannedTo: string | null;
}

/** One participant's way through screening; days are null where nobody wrote them down. */
export interface ScreeningRecord {
  readonly consentedOn: string | null;
  /** Enrolled, or gone without that; null while in screening. */
  readonly outcome: 'enrolled' | 'gone' | null;
  readonly endedOn: string | null;
}

/** A start-up of the network: from the selection of a site to its opening, or to now. */
export interface StartUpRecord {
  readonly selectedOn: string;
  readonly openedOn: string | null;
  /** The day on which it was given up without opening. */
  readonly endedOn: string | null;
}

/** A site as a forecast takes it. */
export interface InputSite {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly openedOn: string | null;
  /** The day from which start-up is counted; null where nobody knows, or where it is open. */
  readonly waitingSince: string | null;
  /** It enrols nobody from this day on. */
  readonly closesOn: string | null;
  /** Days on which it could enrol, where pauses make them fewer than its age. */
  readonly exposureDays: number | null;
  readonly enrolledOn: readonly string[];
  /** Days since consent of those who were in screening, in order. */
  readonly inScreening: readonly number[];
}

/** How screening has gone in a study: outcomes by the as-of day, and in order the days from consent to them, where both days are known. */
export interface InputScreening {
  readonly passed: number;
  readonly failed: number;
  readonly lagDays: readonly number[];
  readonly failedAfterDays: readonly number[];
}

/** A forecast's whole input. */
export interface ForecastInput {
  readonly asOf: string;
  readonly target: number | null;
  /** The last day on which one of its sites was planned to enrol. */
  readonly plannedTo: string | null;
  /** Start-ups of the network in days: how long each took or has lasted, and whether it ended in an opening. */
  readonly startUps: readonly { readonly days: number; readonly opened: boolean }[];
  readonly screening: InputScreening;
  readonly sites: readonly InputSite[];
}

// States in which an opened site enrols nobody, and those in which one that never opened is given up.
const stopped: readonly StudySiteState[] = [
  'active-not-recruiting',
  'follow-up',
  'closing',
  'closed',
  'archived',
  'on-hold',
  'terminated',
  'withdrawn',
];
const givenUp: readonly StudySiteState[] = ['declined', 'withdrawn', 'terminated', 'closing', 'closed', 'archived'];

/** A study's input at the end of a day: what was recorded for later days is left out, and so are sites that were not chosen yet. */
export function inputAt(asOf: string, sites: readonly SiteRecord[], startUps: readonly StartUpRecord[]): ForecastInput {
  const plans = sites.flatMap((site) => planAt(asOf, site));
  const targets = plans.flatMap(({ target }) => target ?? []);
  return {
    asOf,
    target: targets.length === 0 ? null : targets.reduce((sum, target) => sum + target, 0),
    plannedTo: latest(plans.map(({ plannedTo }) => plannedTo)),
    startUps: startUps.flatMap((one) => waitAt(asOf, one)).sort((a, b) => a.days - b.days || Number(a.opened) - Number(b.opened)),
    screening: screeningAt(asOf, sites),
    sites: sites.flatMap((site) => siteAt(asOf, site)),
  };
}

const hadOutcome = (asOf: string) => (one: ScreeningRecord) => one.outcome !== null && one.endedOn !== null && one.endedOn <= asOf;

// The plan that stood on the day. What was written down only later, as in records taken over, speaks for earlier days by its first words, of
// sites that were chosen by then.
function planAt(asOf: string, site: SiteRecord): PlanRecord[] {
  const stood = site.plans.findLast(({ from }) => from <= asOf);
  if (stood) return [stood];
  return isChosen(asOf, site) ? site.plans.slice(0, 1) : [];
}

// Known on that day only where it was chosen by then; where nobody wrote that down, its presence now is all there is to go by.
function isChosen(asOf: string, { selectedOn, openedOn }: SiteRecord): boolean {
  return selectedOn !== null ? selectedOn <= asOf : openedOn === null || openedOn <= asOf;
}

function tookDays(ended: readonly ScreeningRecord[]): readonly number[] {
  return ended
    .flatMap(({ consentedOn, endedOn }) =>
      consentedOn !== null && endedOn !== null && consentedOn <= endedOn ? [dayNumber(endedOn) - dayNumber(consentedOn)] : [],
    )
    .toSorted((a, b) => a - b);
}

function screeningAt(asOf: string, sites: readonly SiteRecord[]): InputScreening {
  const ended = sites.flatMap(({ screenings }) => screenings.filter(hadOutcome(asOf)));
  const passed = ended.filter(({ outcome }) => outcome === 'enrolled');
  const failed = ended.filter(({ outcome }) => outcome === 'gone');
  return { passed: passed.length, failed: failed.length, lagDays: tookDays(passed), failedAfterDays: tookDays(failed) };
}

// Consented by then, and still without an outcome; whose outcome has no day is not in screening on any.
function waitingAt(asOf: string, screenings: readonly ScreeningRecord[]): readonly number[] {
  return screenings
    .flatMap(({ consentedOn, outcome, endedOn }) => {
      const isIn = outcome === null || (endedOn !== null && endedOn > asOf);
      return consentedOn !== null && consentedOn <= asOf && isIn ? [dayNumber(asOf) - dayNumber(consentedOn)] : [];
    })
    .toSorted((a, b) => a - b);
}

function latest(days: readonly (string | null)[]): string | null {
  return days.reduce<string | null>((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
}

function waitAt(asOf: string, { selectedOn, openedOn, endedOn }: StartUpRecord): ForecastInput['startUps'] {
  if (selectedOn > asOf) return [];
  const opened = openedOn !== null && openedOn <= asOf;
  const end = opened ? openedOn : endedOn !== null && endedOn <= asOf ? endedOn : asOf;
  const days = dayNumber(end) - dayNumber(selectedOn);
  return days < 0 ? [] : [{ days, opened }];
}

function siteAt(asOf: string, site: SiteRecord): InputSite[] {
  const { studySiteId: id, number, name } = site;
  const steps = site.steps.filter(({ on }) => on <= asOf);
  const enrolledOn = site.enrolledOn.filter((day) => day <= asOf).toSorted();
  const status = statusAt(asOf, site);
  const openedOn = openingAt(asOf, site, enrolledOn);
  const inScreening = waitingAt(asOf, site.screenings);
  if (openedOn === null) {
    if (!isChosen(asOf, site) || givenUp.includes(status)) return [];
    return [{ id, number, name, openedOn, waitingSince: site.selectedOn, closesOn: null, exposureDays: null, enrolledOn, inScreening }];
  }
  const closesOn = closingDay(asOf, site, { steps, status, openedOn });
  const paused = pausedDays(steps, openedOn, closesOn ?? asOf);
  const age = dayNumber(closesOn ?? asOf) - dayNumber(openedOn);
  const exposureDays = paused > 0 ? Math.max(0, age - paused) : null;
  return [{ id, number, name, openedOn, waitingSince: null, closesOn, exposureDays, enrolledOn, inScreening }];
}

// Enrolments before the recorded opening say that it was open by then.
function openingAt(asOf: string, site: SiteRecord, enrolledOn: readonly string[]): string | null {
  const [first] = enrolledOn;
  if (site.openedOn === null || site.openedOn > asOf) return first ?? null;
  return first !== undefined && first < site.openedOn ? first : site.openedOn;
}

function statusAt(asOf: string, site: SiteRecord): StudySiteState {
  const later = site.steps.find(({ on }) => on > asOf);
  return later?.from ?? site.status;
}

interface Standing {
  readonly steps: SiteRecord['steps'];
  readonly status: StudySiteState;
  readonly openedOn: string;
}

// Without a step, as in records taken over, a stopped site enrolled until the last participant we know of.
function closingDay(asOf: string, site: SiteRecord, { steps, status, openedOn }: Standing): string | null {
  if (!stopped.includes(status)) return null;
  const left = steps.findLast(({ from, to }) => !stopped.includes(from) && stopped.includes(to));
  if (left) return latest([left.on, openedOn]);
  const last = latest(site.enrolledOn) ?? openedOn;
  return last <= asOf ? latest([last, openedOn]) : null;
}

// Days between a stop and the step that took it back.
function pausedDays(steps: SiteRecord['steps'], openedOn: string, end: string): number {
  let [left, days] = [null as string | null, 0];
  for (const { from, to, on } of steps) {
    if (!stopped.includes(from) && stopped.includes(to)) left = on;
    else if (left !== null && !stopped.includes(to)) {
      const [begins, ends] = [left > openedOn ? left : openedOn, on < end ? on : end];
      if (ends > begins) days += dayNumber(ends) - dayNumber(begins);
      left = null;
    }
  }
  return days;
}
