// The course of one invented participant: visits about their targets, some late, some missed, and how participation ends.
import type { RandomStream } from '#lib';
import type { Modality } from '#studies/rules';
import { DAYS_OF_A_MONTH, isWorkday, nextWorkday } from './days.ts';
import type { Slot } from './shape.ts';

/** How a study-site works, as shares between 0 and 1. */
export interface Habits {
  /** Visits after their window. */
  readonly late: number;
  readonly missed: number;
  /** Activities not done at a visit that took place. */
  readonly notDone: number;
  readonly screenFailure: number;
  /** Participants who leave within a month. */
  readonly leavesMonthly: number;
  /** Adverse events told per visit; a site that under-reports has next to none. */
  readonly adverseEvents: number;
}

/** The writer turns days into civil dates. Steps stand in the order in which they happened. */
export type CourseStep =
  | {
      readonly kind: 'visit';
      readonly day: number;
      readonly visitKey: string;
      readonly cycle: number;
      readonly modality: Modality;
      readonly activities: readonly string[];
      readonly notDone: readonly string[];
      /** Why it is outside its window, where it is. */
      readonly reasonCode: LateReason;
    }
  | { readonly kind: 'missed'; readonly day: number; readonly visitKey: string; readonly cycle: number; readonly reasonCode: LateReason }
  | {
      readonly kind: 'adverse-event';
      readonly day: number;
      readonly startedDay: number;
      /** Null while it goes on. */
      readonly endedDay: number | null;
      readonly term: string;
      readonly severity: 'mild' | 'moderate' | 'severe';
      readonly serious: boolean;
    }
  /** The end of an adverse event is learnt; `event` counts the adverse events of the course from 0. */
  | { readonly kind: 'recovered'; readonly day: number; readonly event: number; readonly endedDay: number }
  | { readonly kind: 'enrolled'; readonly day: number; readonly arm: string | null }
  /** The disease progresses: treatment ends, with the last dose on `lastDoseDay`. */
  | { readonly kind: 'progressed'; readonly day: number; readonly lastDoseDay: number }
  | { readonly kind: 'ended'; readonly day: number; readonly how: Ending };

/** Reasons for a visit outside its window that the demo tells. */
export const lateReasons = [
  'participant-travel',
  'participant-illness',
  'participant-request',
  'scheduling-error',
  'staff-unavailable',
] as const;
export type LateReason = (typeof lateReasons)[number];

const complaints = [
  'Headache',
  'Nausea',
  'Fatigue',
  'Dizziness',
  'Rash',
  'Back pain',
  'Diarrhoea',
  'Insomnia',
  'Cough',
  'Swollen ankle',
] as const;

export type Ending = 'screen-failure' | 'withdrawn' | 'lost-to-follow-up' | 'died' | 'completed';

/** What a course is planned from. */
export interface CourseInput {
  readonly slots: readonly Slot[];
  readonly habits: Habits;
  readonly consentDay: number;
  readonly untilDay: number;
  readonly arm: string | null;
  readonly random: RandomStream;
}

// Second-line lung cancer: nobody is judged before the second imaging, and half of them progress within four months.
const DAYS_BEFORE_PROGRESSION = 50;
const MEAN_DAYS_TO_PROGRESSION = 75;

/** Everything that happened to a participant up to and including `untilDay`. */
export function planCourse(input: CourseInput): CourseStep[] {
  const { habits, random, consentDay } = input;
  const isFailing = random.chance(habits.screenFailure);
  const dayOne = dayOneOf(input);
  const leavesOn = dayOne + Math.round(random.wait(DAYS_OF_A_MONTH / Math.max(habits.leavesMonthly, 1e-6)));
  const screening = input.slots.filter((slot) => slot.ideal < 0);
  const later = input.slots.filter((slot) => slot.ideal >= 0);
  const before = screening.map((slot, index) => performed(input, slot, screeningDay(slot, index, dayOne, consentDay)));
  if (isFailing) {
    const failed: CourseStep = {
      kind: 'ended',
      day: nextWorkday(Math.min(dayOne, consentDay + random.whole(3, 12))),
      how: 'screen-failure',
    };
    return until(input, [...before.slice(0, 1), failed]);
  }
  const enrolled: CourseStep = { kind: 'enrolled', day: dayOne, arm: input.arm };
  return recovering(input, until(input, [...before, enrolled, ...treatment(input, later, dayOne, leavesOn)]));
}

function until({ untilDay }: CourseInput, steps: readonly CourseStep[]): CourseStep[] {
  return steps.filter((step) => step.day <= untilDay).sort((a, b) => a.day - b.day);
}

/** Day 1 comes once screening is done: a week or two after the consent, within what the earliest screening visit allows. */
function dayOneOf(input: CourseInput): number {
  const longest = input.slots.filter((slot) => slot.ideal < 0).map((slot) => -(slot.afterAnchor - slot.before));
  const latest = longest.length === 0 ? 3 : Math.max(...longest) - 1;
  return nextWorkday(input.consentDay + Math.min(Math.max(latest, 1), input.random.whole(6, 18)));
}

function screeningDay(slot: Slot, index: number, dayOne: number, consentDay: number): number {
  if (index === 0) return consentDay;
  return Math.max(consentDay, Math.min(dayOne - 1, nextWorkday(dayOne + slot.afterAnchor)));
}

/** A course on its way: when its slots took place or would have, and the steps so far. */
interface Walk {
  readonly dayOne: number;
  readonly leavesOn: number;
  readonly days: Map<string, number>;
  readonly steps: CourseStep[];
}

function treatment(input: CourseInput, slots: readonly Slot[], dayOne: number, leavesOn: number): CourseStep[] {
  const [before, after, shownAt] = aboutProgression(slots);
  const progressesOn = shownAt === null ? Infinity : dayOne + DAYS_BEFORE_PROGRESSION + input.random.wait(MEAN_DAYS_TO_PROGRESSION);
  const walk: Walk = { dayOne, leavesOn, days: new Map(), steps: [] };
  let isLeaving = follow(input, before, walk);
  const shown = walk.steps.find((step) => step.kind === 'visit' && step.visitKey === shownAt && step.day >= progressesOn);
  if (shown) {
    const steps = walk.steps.filter((step) => step.day <= shown.day);
    const doses = steps.filter((step) => step.kind === 'visit' && step.visitKey === slots.find(({ anchor }) => anchor === null)?.visitKey);
    const progressed: CourseStep = { kind: 'progressed', day: shown.day, lastDoseDay: doses.at(-1)?.day ?? dayOne };
    walk.days.set(PROGRESSION, shown.day);
    walk.steps.splice(0, Infinity, ...steps, progressed);
    isLeaving = follow(input, after, walk);
  }
  const last = Math.max(dayOne, ...walk.steps.map((step) => step.day));
  return [...walk.steps, isLeaving ? left(input, Math.max(leavesOn, last)) : { kind: 'ended', day: last + 1, how: 'completed' }];
}

const PROGRESSION = 'progression';

/** The slots up to the progression of a disease, those that count from it, and the visit at which it shows; null where none is looked for. */
function aboutProgression(slots: readonly Slot[]): [before: Slot[], after: Slot[], shownAt: string | null] {
  const after = new Set<string>();
  let shownAt: string | null = null;
  for (const { visitKey, cycle, anchor } of slots) {
    if (anchor === null || anchor === 'consent') continue;
    if ('progressionAt' in anchor) shownAt = anchor.progressionAt;
    if ('progressionAt' in anchor || after.has(keyOf(anchor))) after.add(keyOf({ visitKey, cycle }));
  }
  return [slots.filter((slot) => !after.has(keyOf(slot))), slots.filter((slot) => after.has(keyOf(slot))), shownAt];
}

/** Goes through slots in their order; answers whether the participant leaves on the way. */
function follow(input: CourseInput, slots: readonly Slot[], { dayOne, leavesOn, days, steps }: Walk): boolean {
  const { habits, random } = input;
  for (const slot of slots) {
    const anchor = slot.anchor === null ? dayOne : slot.anchor === 'consent' ? input.consentDay : days.get(anchorKey(slot.anchor));
    if (anchor === undefined) continue;
    const target = anchor + slot.afterAnchor;
    const isLate = slot.anchor !== null && random.chance(habits.late);
    const isMissed = slot.anchor !== null && !slot.endsTreatment && random.chance(habits.missed);
    const day =
      slot.anchor === null ? dayOne : isLate ? nextWorkday(target + slot.after + random.whole(1, 4)) : within(slot, target, input);
    // A missed visit stands at its target, from which later ones count.
    days.set(keyOf(slot), isMissed ? target : day);
    if (day >= leavesOn) return true;
    if (isMissed)
      steps.push({
        kind: 'missed',
        day: target + slot.after + 1,
        visitKey: slot.visitKey,
        cycle: slot.cycle,
        reasonCode: random.pick(lateReasons),
      });
    else steps.push(performed(input, slot, day), ...told(input, { dayOne, visitDay: day }));
  }
  return false;
}

const anchorKey = (anchor: Exclude<Slot['anchor'], 'consent' | null>) => ('progressionAt' in anchor ? PROGRESSION : keyOf(anchor));
const keyOf = (slot: { readonly visitKey: string; readonly cycle: number }) => `${slot.visitKey}#${slot.cycle}`;

function left({ random }: CourseInput, day: number): CourseStep {
  const drawn = random.next();
  return { kind: 'ended', day, how: drawn < 0.62 ? 'withdrawn' : drawn < 0.92 ? 'lost-to-follow-up' : 'died' };
}

/** What the participant tells at a visit: most of it has passed by then. */
function told({ habits, random }: CourseInput, { dayOne, visitDay }: { readonly dayOne: number; readonly visitDay: number }): CourseStep[] {
  if (!random.chance(habits.adverseEvents)) return [];
  const drawn = random.next();
  const severity = drawn < 0.6 ? 'mild' : drawn < 0.92 ? 'moderate' : 'severe';
  const serious = severity === 'severe' && random.chance(0.5);
  const startedDay = Math.max(dayOne, visitDay - random.whole(4, 14));
  const endedDay = !serious && random.chance(0.7) ? random.whole(startedDay, visitDay) : null;
  return [{ kind: 'adverse-event', day: visitDay, startedDay, endedDay, term: random.pick(complaints), severity, serious }];
}

// One in twelve that is open goes on; of those who died or cannot be found nobody learns an end.
const STAYS_OPEN = 0.08;
const MEAN_DAYS_TO_RECOVERY = 12;

/** What was still open when it was told ends, and the site learns it within a fortnight. */
function recovering(input: CourseInput, steps: readonly CourseStep[]): CourseStep[] {
  const { random } = input;
  const unheard = steps.find((step) => step.kind === 'ended' && (step.how === 'died' || step.how === 'lost-to-follow-up'))?.day ?? Infinity;
  const ends = steps
    .filter((step) => step.kind === 'adverse-event')
    .flatMap(({ day: toldDay, endedDay: known }, event): CourseStep[] => {
      if (known !== null) return [];
      const endedDay = toldDay + Math.ceil(random.wait(MEAN_DAYS_TO_RECOVERY));
      const day = nextWorkday(endedDay + random.whole(1, 14));
      return random.chance(STAYS_OPEN) || day >= unheard ? [] : [{ kind: 'recovered', day, event, endedDay }];
    });
  return until(input, [...steps, ...ends]);
}

function performed({ habits, random }: CourseInput, slot: Slot, day: number): CourseStep & { readonly kind: 'visit' } {
  return {
    kind: 'visit',
    day,
    visitKey: slot.visitKey,
    cycle: slot.cycle,
    modality: slot.modalities.length === 0 ? 'on-site' : random.pick(slot.modalities),
    activities: slot.activities,
    // A visit at which nothing is done has not taken place.
    notDone: slot.activities.slice(1).filter(() => random.chance(habits.notDone)),
    reasonCode: random.pick(lateReasons),
  };
}

/** A working day inside the window near the target; the target itself where the window has no working day. */
function within(slot: Slot, target: number, input: CourseInput): number {
  const spread = input.random.whole(-Math.min(2, slot.before), Math.min(2, slot.after));
  const candidates = [target + spread, target, target + 1, target - 1, target + 2, target - 2];
  const isInside = (day: number) => day >= target - slot.before && day <= target + slot.after;
  return candidates.find((day) => isInside(day) && isWorkday(day)) ?? target;
}
