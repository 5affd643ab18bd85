// Where the visits of an imported trial belong: each with the planned visit it means, and why no window judges it where none does.
import type { Temporal } from '#lib';
import type { Schedule } from '#studies/rules';
import { occurrenceKey, projectSchedule } from '#visits/rules';
import type { ActualVisit, Exclusion } from './match-words.ts';
import { type MatchWarning, matchVisits } from './matching.ts';
import { plannedVisitNames } from './planned-visits.ts';

/** What placing needs of a subject. */
export interface SubjectToPlace<V extends ActualVisit = ActualVisit> {
  readonly usubjid: string;
  readonly firstDose: Temporal.PlainDate | null;
  readonly consentedOn: Temporal.PlainDate | null;
  readonly arm: string | null;
  readonly visits: readonly V[];
}

/** Why a visit stands apart: it matches nothing that can be judged, or the day that its window counts from is not known. */
export type Apart = Exclusion | 'no-anchor';

/** A visit and the planned one it means; judged by its window if and only if `apart` is null. */
export interface PlacedVisit<V extends ActualVisit = ActualVisit> {
  readonly visit: V;
  readonly visitKey: string | null;
  readonly apart: Apart | null;
}

/** Every visit given, once, by subject; and how many subjects had their first dose on another day than their reference visit. */
export interface PlacedVisits<V extends ActualVisit = ActualVisit> {
  readonly bySubject: ReadonlyMap<string, readonly PlacedVisit<V>[]>;
  readonly doseElsewhere: number;
  readonly warnings: readonly MatchWarning[];
}

/** Matches the visits of all subjects of one schedule, and asks of each match whether its window can be known (BR-03). */
export function placeVisits<V extends ActualVisit>(subjects: readonly SubjectToPlace<V>[], schedule: Schedule): PlacedVisits<V> {
  const all = subjects.flatMap(({ visits }) => visits);
  const { matched, excluded, warnings } = matchVisits(all, plannedVisitNames(schedule));
  const matchOf = new Map<V, Match>([
    ...matched.map(({ visit, plannedKey }) => [visit, { visitKey: plannedKey, apart: null }] as const),
    ...excluded.map(({ visit, plannedKey, reason }) => [visit, { visitKey: plannedKey, apart: reason }] as const),
  ]);
  const references = schedule.visits.filter((visit) => visit.timing === null).map((visit) => visit.key);
  let doseElsewhere = 0;
  const bySubject = new Map<string, readonly PlacedVisit<V>[]>();
  for (const subject of subjects) {
    const known = subject.visits.map((visit) => ({
      visit,
      ...(matchOf.get(visit) ?? { visitKey: null, apart: 'not-in-schedule' as const }),
    }));
    const took = datesOf(known);
    if (subject.firstDose && references.some((key) => took.has(key) && !took.get(key)?.equals(subject.firstDose ?? ''))) doseElsewhere += 1;
    const windowed = keysWithWindow(subject, schedule, took);
    bySubject.set(
      subject.usubjid,
      known.map((one) => (one.apart === null && !windowed.has(one.visitKey ?? '') ? { ...one, apart: 'no-anchor' as const } : one)),
    );
  }
  return { bySubject, doseElsewhere, warnings };
}

interface Match {
  readonly visitKey: string | null;
  readonly apart: Exclusion | null;
}

/** The date on which each planned visit took place; the first where there are several. */
function datesOf(known: readonly (Match & { readonly visit: ActualVisit })[]): Map<string, Temporal.PlainDate> {
  const took = new Map<string, Temporal.PlainDate>();
  for (const { visit, visitKey, apart } of known) {
    const counts = visitKey !== null && visit.start !== null && apart !== 'duplicate' && apart !== 'did-not-occur';
    if (counts && !took.has(visitKey)) took.set(visitKey, visit.start);
  }
  return took;
}

function keysWithWindow(subject: SubjectToPlace, schedule: Schedule, took: ReadonlyMap<string, Temporal.PlainDate>): ReadonlySet<string> {
  const occurrences = [...took].map(([visitKey, actualOn]) => ({ visitKey, state: 'completed' as const, actualOn }));
  const milestones = subject.firstDose ? { 'first-dose': subject.firstDose } : {};
  const projected = projectSchedule({ schedule, occurrences, milestones, consentedOn: subject.consentedOn, arm: subject.arm });
  const known = new Set([...took.keys()].map((key) => occurrenceKey(key, 1)));
  return new Set(
    projected
      .filter((visit) => visit.earliest !== null && known.has(occurrenceKey(visit.visitKey, visit.cycle)))
      .map((visit) => visit.visitKey),
  );
}
