// How the network's own openings went: how long start-ups took, and what studies at sites earned month by month since they opened.
import type { RandomStream } from '#lib';
import { type OwnMonth, type OwnPlace, type OwnStudy, inUsd, monthNumber } from './position.ts';
import type { OwnAssumptions } from './position-assumptions.ts';
import type { Area } from './taxonomy.ts';

/** US dollars that one study at a site earned in each month since it opened, up to the last complete one. */
export type EarningCourse = readonly number[];

/** A start-up: the days it took, or has lasted, and how it ended. */
export interface StartUp {
  readonly days: number;
  readonly outcome: 'opened' | 'given-up' | 'waiting';
}

/** What a new site is drawn from. */
export interface NewSiteHistory {
  readonly startUps: readonly StartUp[];
  readonly courses: readonly EarningCourse[];
  /** Whether the courses are those of the chosen areas; where fewer than five were followed, those of all areas are taken. */
  readonly inChosenAreas: boolean;
}

/** One month of the mean course, and how many were followed so long. */
export interface RampUpMonth {
  readonly month: number;
  readonly usd: number;
  readonly followed: number;
}

const ENOUGH = 5;
const MONTH_DAYS = 30.4;

/** What the history is read from; the last complete month as `YYYY-MM`. */
export interface HistoryGround {
  readonly lastMonth: string;
  readonly studies: readonly OwnStudy[];
  readonly places: readonly OwnPlace[];
  readonly earned: readonly OwnMonth[];
  readonly own: OwnAssumptions;
  readonly startUps: readonly StartUp[];
}

/** The history for a choice of areas. A course that ends early was only watched for so long; what has no rate is in none. */
export function newSiteHistory(
  { lastMonth, studies, places, earned, own, startUps }: HistoryGround,
  chosen: readonly Area[],
): NewSiteHistory {
  const areaOf = new Map(studies.map(({ id, area }) => [id, area]));
  const last = monthNumber(lastMonth);
  const courses = places.flatMap(({ studySiteId, studyId, openedOn }) => {
    const area = areaOf.get(studyId);
    if (openedOn === null || area === undefined) return [];
    const first = monthNumber(openedOn);
    if (first > last) return [];
    const course = Array.from({ length: last - first + 1 }, () => 0);
    for (const row of earned) {
      const at = row.studySiteId === studySiteId ? monthNumber(row.month) - first : -1;
      if (at >= 0 && at < course.length) course[at] = (course[at] ?? 0) + (inUsd(row.amount, row.currency, own) ?? 0);
    }
    return [{ area, course }];
  });
  const near = courses.filter(({ area }) => chosen.includes(area));
  const inChosenAreas = near.length >= ENOUGH;
  return { startUps, courses: (inChosenAreas ? near : courses).map(({ course }) => course), inChosenAreas };
}

/** The mean of the courses, month by month. */
export function rampUp(courses: readonly EarningCourse[]): readonly RampUpMonth[] {
  const longest = Math.max(0, ...courses.map(({ length }) => length));
  return Array.from({ length: longest }, (_, month) => {
    const seen = courses.filter(({ length }) => length > month);
    return { month, usd: seen.reduce((sum, course) => sum + (course[month] ?? 0), 0) / seen.length, followed: seen.length };
  });
}

/** By age in months: the courses that were watched at that age, among which a course that ends before goes on. */
export function followOn(courses: readonly EarningCourse[], horizon: number): readonly (readonly EarningCourse[])[] {
  return Array.from({ length: horizon + 1 }, (_, age) => courses.filter(({ length }) => length > age));
}

/** Months until a drawn start-up opens; null where it never does. One that still waits opens like those that took at least as long. */
export function monthsOf(startUps: readonly StartUp[], stream: RandomStream): number | null {
  if (startUps.length === 0) return 0;
  const drawn = stream.pick(startUps);
  if (drawn.outcome === 'opened') return Math.round(drawn.days / MONTH_DAYS);
  const later = drawn.outcome === 'waiting' ? startUps.filter(({ outcome, days }) => outcome === 'opened' && days >= drawn.days) : [];
  return later.length === 0 ? null : Math.round(stream.pick(later).days / MONTH_DAYS);
}

/** Median days of the start-ups that opened; null where none did. */
export function medianStartUp(startUps: readonly StartUp[]): number | null {
  const days = startUps.flatMap((one) => (one.outcome === 'opened' ? [one.days] : [])).toSorted((a, b) => a - b);
  return days[Math.floor(days.length / 2)] ?? null;
}
