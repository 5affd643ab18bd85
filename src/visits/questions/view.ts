// Visits as pages see them: the record, its window from the projection, study days, and what it is to the site's today.
import type { Act } from '#access';
import { type Temporal, addDays, daysBetween } from '#lib';
import type { AnswerOf } from '#platform/contract';
import type { visitsContract } from '../contract.ts';
import { canBook, canComplete, canCorrect } from '../policy.ts';
import {
  type ProjectedVisit,
  type VisitState,
  canBeMissed,
  isDone,
  isOpen,
  isSkipped,
  occurrenceKey,
  offsetOfStudyDay,
  studyDay,
  visitCorrections,
  visitTransitions,
} from '../rules.ts';
import type { VisitRow } from '../store.ts';
import { type Course, definitionOf, isPlannedSlot, project } from './course.ts';

export type VisitView = AnswerOf<(typeof visitsContract)['ofSubject']>['visits'][number];
type Standing = VisitView['standing'];

/** A course with its projection, looked at on a civil day of the site. */
export interface Seen {
  readonly course: Course;
  readonly projected: ReadonlyMap<string, ProjectedVisit>;
  readonly dayOne: Temporal.PlainDate | null;
  readonly today: Temporal.PlainDate;
}

/** Looks at a course on the site's today. */
export function seen(course: Course, today: Temporal.PlainDate): Seen {
  const projected = project(course);
  return { course, projected, dayOne: dayOneOf([...projected.values()]), today };
}

// Every projected visit with a date and a study day knows Day 1.
function dayOneOf(visits: readonly ProjectedVisit[]): Temporal.PlainDate | null {
  for (const visit of visits) {
    const shown = visit.actualOn ?? visit.bookedOn ?? visit.target;
    if (shown && visit.studyDay !== null) return addDays(shown, -offsetOfStudyDay(visit.studyDay));
  }
  return null;
}

/** The visits of a course in the order of the schedule, unscheduled ones after it by date. */
export function inOrder({ course, projected }: Seen): VisitRow[] {
  const place = new Map([...projected.keys()].map((key, index) => [key, index]));
  const rank = (row: VisitRow) => place.get(occurrenceKey(row.visitKey, row.cycle)) ?? projected.size;
  const date = (row: VisitRow) => (row.actualDate ?? row.bookedFor)?.toString() ?? '9999';
  return [...course.rows].sort((a, b) => rank(a) - rank(b) || date(a).localeCompare(date(b)) || a.repeatNo - b.repeatNo);
}

/** One visit as pages see it. */
export function viewVisit(act: Act, at: Seen, row: VisitRow): VisitView {
  const standing = standingOf(row, at.today);
  return {
    id: row.id,
    subjectId: row.subjectId,
    studyId: row.studyId,
    siteId: row.siteId,
    studySiteId: row.studySiteId,
    key: row.visitKey,
    name: row.name,
    cycle: row.cycle,
    repeatNo: row.repeatNo,
    epoch: row.visitDefinitionId === null ? null : (definitionOf(at.course, row.visitKey)?.epoch ?? null),
    scheduled: row.visitDefinitionId !== null,
    state: row.state,
    stateText: inWords(row.state),
    standing: standing.standing,
    standingText: standing.text,
    ...windowView(at, row),
    modality: row.modality,
    outByDays: row.outByDays,
    reasonCode: row.reasonCode,
    reason: row.reason,
    source: row.source,
    excludedReason: row.excludedReason,
    generation: row.generation,
    version: row.version,
    can: {
      complete: isOpen(row.state) && canComplete(act.actor, row),
      book: ['planned', 'booked', 'confirmed'].includes(row.state) && canBook(act.actor, row),
      correct: visitCorrections[row.state] !== undefined && canCorrect(act.actor, row),
      miss: canBeMissed(row, at.today) && canComplete(act.actor, row),
      cancel: visitTransitions[row.state].includes('cancelled') && canBook(act.actor, row),
    },
  };
}

const text = (date: Temporal.PlainDate | null | undefined) => date?.toString() ?? null;
const span = (range: { from: Temporal.PlainDate; to: Temporal.PlainDate } | null | undefined) =>
  range ? { from: range.from.toString(), to: range.to.toString() } : null;

function windowView(at: Seen, row: VisitRow) {
  const visit = isPlannedSlot(row) ? at.projected.get(occurrenceKey(row.visitKey, row.cycle)) : undefined;
  const target = row.targetTo === null ? row.target : null;
  const dayNumber = (date: Temporal.PlainDate | null) => (date && at.dayOne ? studyDay(date, at.dayOne) : null);
  return {
    target: text(target),
    targetRange: row.target ? span({ from: row.target, to: row.targetTo ?? row.target }) : null,
    earliest: text(row.earliest),
    latest: text(row.latest),
    optimal: span(visit?.optimal),
    limit: limitOf(at.course, visit),
    anchorDate: text(row.anchorDate),
    anchorBasis: visit?.anchorBasis ?? null,
    provisional: row.provisional,
    unresolved: row.earliest === null ? (visit?.unresolved ?? null) : null,
    bookedFor: text(row.bookedFor),
    rebookNeeded: row.rebookNeeded,
    actualDate: text(row.actualDate),
    studyDay: dayNumber(row.actualDate ?? row.bookedFor ?? target),
    studyDayEarliest: dayNumber(row.earliest),
    studyDayLatest: dayNumber(row.latest),
  };
}

function limitOf(course: Course, visit: ProjectedVisit | undefined): VisitView['limit'] {
  if (!visit?.limit) return null;
  const { earliest, latest, setBy, provisional } = visit.limit;
  return {
    earliest: earliest.toString(),
    latest: latest.toString(),
    setBy: definitionOf(course, setBy.visitKey)?.name ?? setBy.visitKey,
    provisional,
  };
}

/** A state in words: `In progress`. */
export function inWords(state: VisitState): string {
  const words = state.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const monthDay = (date: Temporal.PlainDate) => date.toString().slice(5);
const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;

/**
 * What a visit is to the site's today, in words where there is something to say: `3 days late, window ended 04-10`. An open visit stands as
 * the lists of due visits have it; without a window and a booking it is `open`.
 */
export function standingOf(
  row: Pick<VisitRow, 'state' | 'earliest' | 'latest' | 'outByDays' | 'bookedFor' | 'rebookNeeded'>,
  today: Temporal.PlainDate,
): { standing: Standing; text: string | null; lateByDays: number } {
  const say = (standing: Standing, text: string | null, lateByDays = 0) => ({ standing, text, lateByDays });
  if (isSkipped(row.state)) return say('off', null);
  if (isDone(row.state)) {
    const { outByDays } = row;
    if (!outByDays) return say('done', outByDays === 0 ? 'in window' : null);
    return say('done', outByDays > 0 ? `${days(outByDays)} after its window` : `${days(-outByDays)} before its window`);
  }
  const { earliest, latest } = row;
  const isUnderWay = row.state === 'arrived' || row.state === 'in-progress';
  if (!earliest || !latest) {
    const isForNow = isUnderWay || row.bookedFor !== null;
    return say(isForNow ? 'due' : 'open', row.bookedFor ? `booked for ${monthDay(row.bookedFor)}` : null);
  }
  const late = daysBetween(latest, today);
  if (late > 0) return say('late', `${days(late)} late, window ended ${monthDay(latest)}`, late);
  const ahead = daysBetween(today, earliest);
  if (ahead > 0) return say(isUnderWay || row.rebookNeeded ? 'due' : 'ahead', `window opens in ${days(ahead)}, ${monthDay(earliest)}`);
  return say('due', late === 0 ? 'window ends today' : `window open, ends ${monthDay(latest)}`);
}
