// Where the visits of an imported trial belong: each with the planned visit it means and its window, or why it has none.
import type { Temporal } from '#lib';
import type { Schedule } from '#studies/rules';
import { type ProjectedVisit, projectSchedule } from '#visits/rules';
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

/** Why a visit stands apart: no match can be judged, or the day that its window counts from is not known. */
export type Apart = Exclusion | 'no-anchor';

/** A visit that took place. `visitKey` is the planned visit it means; `window` is there if and only if it is judged. */
export interface PlacedVisit<V extends ActualVisit = ActualVisit> {
  readonly visit: V;
  readonly visitKey: string | null;
  readonly window: Pick<ProjectedVisit, 'target' | 'targetRange' | 'earliest' | 'latest' | 'anchorDate' | 'outByDays'> | null;
  readonly apart: Apart | null;
}

/** Every visit given, once, by subject. */
export interface PlacedVisits<V extends ActualVisit = ActualVisit> {
  readonly bySubject: ReadonlyMap<string, readonly PlacedVisit<V>[]>;
  readonly warnings: readonly MatchWarning[];
}

/**
 * Matches and places the visits of all subjects of one schedule. Windows count from first dose: the reference visit stands on that day,
 * whenever it took place; a visit counted from another visit follows that one's actual date (BR-03).
 */
export function placeVisits<V extends ActualVisit>(subjects: readonly SubjectToPlace<V>[], schedule: Schedule): PlacedVisits<V> {
  const all = subjects.flatMap(({ visits }) => visits);
  const { matched, excluded, warnings } = matchVisits(all, plannedVisitNames(schedule));
  const matchOf = new Map<V, { visitKey: string | null; apart: Exclusion | null }>([
    ...matched.map(({ visit, plannedKey }) => [visit, { visitKey: plannedKey, apart: null }] as const),
    ...excluded.map(({ visit, plannedKey, reason }) => [visit, { visitKey: plannedKey, apart: reason }] as const),
  ]);
  const bySubject = new Map(
    subjects.map((subject) => {
      const known = subject.visits.map((visit) => ({ visit, ...(matchOf.get(visit) ?? { visitKey: null, apart: 'not-in-schedule' as const }) }));
      const windows = windowsOf(subject, schedule, known);
      const placed = known.map(({ visit, visitKey, apart }): PlacedVisit<V> => {
        if (apart !== null || visitKey === null) return { visit, visitKey, window: null, apart: apart ?? 'not-in-schedule' };
        const window = windows.get(visitKey) ?? null;
        return window?.earliest ? { visit, visitKey, window, apart: null } : { visit, visitKey, window: null, apart: 'no-anchor' };
      });
      return [subject.usubjid, placed] as const;
    }),
  );
  return { bySubject, warnings };
}

function windowsOf(
  subject: SubjectToPlace,
  schedule: Schedule,
  known: readonly { readonly visit: ActualVisit; readonly visitKey: string | null; readonly apart: Exclusion | null }[],
): ReadonlyMap<string, ProjectedVisit> {
  const reference = schedule.visits.filter((visit) => visit.timing === null).map((visit) => visit.key);
  const took = new Map<string, Temporal.PlainDate>();
  for (const { visit, visitKey, apart } of known) {
    if (visitKey !== null && visit.start && apart !== 'duplicate' && apart !== 'did-not-occur' && !took.has(visitKey)) took.set(visitKey, visit.start);
  }
  for (const key of reference) {
    took.delete(key);
    if (subject.firstDose) took.set(key, subject.firstDose);
  }
  const occurrences = [...took].map(([visitKey, actualOn]) => ({ visitKey, state: 'completed' as const, actualOn }));
  const milestones = { ...(subject.firstDose ? { 'first-dose': subject.firstDose } : {}) };
  const projected = projectSchedule({ schedule, occurrences, milestones, consentedOn: subject.consentedOn, arm: subject.arm });
  return new Map(projected.filter((visit) => visit.cycle === 1).map((visit) => [visit.visitKey, visit]));
}
