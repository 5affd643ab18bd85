// The plan of the demo network: whom each study-site consents, and what happens to them, by seed and day.
import { type RandomStream, type Temporal, randomStream } from '#lib';
import type { Schedule } from '#studies/rules';
import { seenBy } from './coordinators.ts';
import { type CourseStep, planCourse } from './course.ts';
import { DAYS_OF_A_MONTH, dateOf, dayOf, nextWorkday } from './days.ts';
import { type InventedIdentity, inventIdentity } from './identity.ts';
import { habitsAt, planted } from './planted.ts';
import type { DemoStudy, DemoStudySite } from './portfolio.ts';
import { type Slot, shapeOf } from './shape.ts';
import { demoSites } from './sites.ts';

/** A schedule as the plan needs it, with the arms that subjects are randomised to; no arms: everyone follows the same course. */
export interface PlannedStudy {
  readonly schedule: Schedule;
  readonly arms: readonly string[];
}

/** A subject of the plan. */
export interface PlannedSubject {
  readonly study: string;
  readonly site: string;
  /** The coordinator who sees them, by name. */
  readonly coordinator: string;
  readonly consentDay: number;
  readonly identity: InventedIdentity;
  readonly steps: readonly CourseStep[];
}

const MOST_CYCLES = 30;

/** The day at which a study opened at a site. */
export function openingDay(today: number, { openedMonthsAgo }: DemoStudySite): number {
  return today - Math.round(openedMonthsAgo * DAYS_OF_A_MONTH);
}

/** The day at which a site was selected that opened later: start-ups take from two to six months. */
export function selectionDay(seed: number, today: number, study: string, place: DemoStudySite): number {
  return openingDay(today, place) - randomStream(seed, study, place.site, 'start-up').whole(60, 180);
}

// Sponsors plan by what sites promise: some promise less than they do, most of them more.
const PROMISED = { least: 0.65, most: 1.1 };

/** From when to when a study-site was planned to enrol its target. */
export function plannedEnrolment(
  seed: number,
  today: number,
  study: string,
  place: DemoStudySite,
): { readonly fromDay: number; readonly toDay: number } {
  const share = PROMISED.least + randomStream(seed, study, place.site, 'planned enrolment').next() * (PROMISED.most - PROMISED.least);
  const fromDay = openingDay(today, place) + 14;
  return { fromDay, toDay: fromDay + Math.round((place.target / (place.ratePerMonth * share)) * DAYS_OF_A_MONTH) };
}

/**
 * Every subject of the portfolio in order of consent, up to `today`. The same seed, day and schedules give the same plan; a study or site
 * that changes moves nobody else's subjects.
 *
 * @param studies schedules by the study's code
 */
export function planSubjects(input: {
  readonly seed: number;
  readonly today: Temporal.PlainDate;
  readonly portfolio: readonly DemoStudy[];
  readonly studies: ReadonlyMap<string, PlannedStudy>;
}): PlannedSubject[] {
  const today = dayOf(input.today);
  const subjects = input.portfolio.flatMap((study) => {
    const planned = input.studies.get(study.key);
    if (!planned) return [];
    const shapes = shapesOf(planned);
    return study.sites.flatMap((place) => atSite(input.seed, today, study, place, shapes));
  });
  return subjects.sort((a, b) => a.consentDay - b.consentDay);
}

type Shapes = ReadonlyMap<string | null, readonly Slot[]>;

function shapesOf({ schedule, arms }: PlannedStudy): Shapes {
  const wanted = arms.length === 0 ? [null] : arms;
  return new Map(wanted.map((arm) => [arm, shapeOf(schedule, MOST_CYCLES, arm)]));
}

function atSite(seed: number, today: number, study: DemoStudy, place: DemoStudySite, shapes: Shapes): PlannedSubject[] {
  if (planted.some(({ kind, site, study: where }) => kind === 'never-enrols' && site === place.site && where === study.key)) return [];
  const random = randomStream(seed, study.key, place.site);
  const habits = habitsAt(place.site, study.key);
  const closes = today - Math.round((study.closedMonthsAgo ?? 0) * DAYS_OF_A_MONTH);
  return consentDays(random, openingDay(today, place), closes, place).map((consentDay, index) => {
    const own = randomStream(seed, study.key, place.site, `${index}`);
    const arm = own.pick([...shapes.keys()]);
    const slots = shapes.get(arm) ?? [];
    const { coordinator, untilDay } = seenBy(place.site, consentDay, today);
    return {
      study: study.key,
      site: place.site,
      coordinator,
      consentDay,
      identity: inventAt(place.site, consentDay, own),
      steps: planCourse({ slots, habits, consentDay, untilDay, arm, random: own }),
    };
  });
}

/** Whoever consents at a site on a day. */
export function inventAt(site: string, consentDay: number, random: RandomStream): InventedIdentity {
  const country = demoSites.find(({ code }) => code === site)?.country ?? '';
  return inventIdentity(random, country, dateOf(consentDay));
}

/** A Poisson process of consents that warms up over the first two months and stops when twice the target has been screened. */
function consentDays(random: RandomStream, opened: number, closes: number, { ratePerMonth, target }: DemoStudySite): number[] {
  const days: number[] = [];
  let moment = opened + 14;
  while (days.length < target * 2) {
    const warmth = moment - opened < 60 ? 0.6 : 1;
    moment += random.wait(DAYS_OF_A_MONTH / (ratePerMonth * warmth));
    const workday = nextWorkday(Math.floor(moment));
    if (workday >= closes) break;
    days.push(workday);
  }
  return days;
}
