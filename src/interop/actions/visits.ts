// The visits of an imported trial: placed by the schedule of their site and handed to the visits room all at once.
import { type Act } from '#access';
import { found } from '#platform';
import type { LoadedSchedule } from '#studies';
import { type ImportedVisitInput, importVisits } from '#visits';
import type { SdtmSubject, SdtmTrial, SdtmVisit } from '../formats/sdtm/trial.ts';
import { type PlacedVisit, placeVisits } from '../rules/placed-visits.ts';
import { type ImportWarning, general } from './import-sdtm.ts';
import type { StudySiteOfImport } from './study-sites.ts';

/** What the visits room needs to know of what came before. */
export interface VisitsToKeep {
  readonly trial: SdtmTrial;
  readonly sites: ReadonlyMap<string, StudySiteOfImport>;
  readonly schedules: ReadonlyMap<string, LoadedSchedule>;
  readonly subjectIds: ReadonlyMap<string, string>;
}

/** Keeps the visits that took place; answers how many are judged by a window and how many are not. */
export async function keepVisits(act: Act, given: VisitsToKeep): Promise<{ counts: { scheduled: number; excluded: number }; warnings: ImportWarning[] }> {
  const inputs: ImportedVisitInput[] = [];
  const warnings: ImportWarning[] = [];
  let [scheduled, excluded, dateless] = [0, 0, 0];
  for (const [scheduleId, schedule] of given.schedules) {
    const subjects = given.trial.subjects.filter(({ siteNumber }) => given.sites.get(siteNumber)?.scheduleVersionId === scheduleId);
    const placed = placeVisits(subjects, schedule.schedule);
    for (const subject of subjects) {
      const visits = placed.bySubject.get(subject.usubjid) ?? [];
      scheduled += visits.filter(({ window }) => window !== null).length;
      excluded += visits.filter(({ window }) => window === null).length;
      const kept = visits.filter(({ visit }) => visit.start !== null && visit.occurred);
      dateless += visits.filter(({ visit }) => visit.start === null && visit.occurred).length;
      inputs.push(...inputsOf(subject, kept, schedule, found(given.subjectIds.get(subject.usubjid))));
    }
    warnings.push(...placed.warnings.map(({ code, message, visitNum, rows }) => ({ code, message: `${message} (${rows} visits, VISITNUM ${visitNum ?? 'not given'})`, file: 'sv.csv', row: null, column: 'VISIT' })));
  }
  if (dateless > 0) warnings.push(general('visits-without-date', `${dateless} visits have no complete date and are not kept.`));
  await importVisits(act, inputs);
  return { counts: { scheduled, excluded }, warnings };
}

function inputsOf(subject: SdtmSubject, visits: readonly PlacedVisit<SdtmVisit>[], schedule: LoadedSchedule, subjectId: string): ImportedVisitInput[] {
  const definitions = new Map(schedule.visits.map((definition) => [definition.key, definition]));
  const seen = new Map<string, number>();
  return visits.map(({ visit, visitKey, window, apart }) => {
    const definition = visitKey === null ? undefined : definitions.get(visitKey);
    const name = visit.name.trim() || `Visit ${visit.visitNum ?? '?'}`;
    const key = definition?.key ?? `unscheduled ${name}`.slice(0, 200);
    const repeatNo = seen.get(key) ?? 0;
    seen.set(key, repeatNo + 1);
    return { subjectId, definition: definition ?? null, key, name: definition?.name ?? name, repeatNo, actualOn: found(visit.start), window, excludedReason: apart };
  });
}
