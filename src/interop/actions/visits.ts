// The visits of an imported trial: placed by the schedule of their site and handed to the visits room all at once.
import type { Act } from '#access';
import { type Temporal, dateInZone } from '#lib';
import { found } from '#platform';
import type { LoadedSchedule } from '#studies';
import { importVisitsOfStudy } from '#visits';
import type { SdtmTrial, SdtmVisit } from '../formats/sdtm/trial.ts';
import { type PlacedVisit, placeVisits } from '../rules/placed-visits.ts';
import { type ImportWarning, general } from './import-sdtm.ts';
import type { StudySiteOfImport } from '../questions.ts';

/** What the visits room needs to know of what came before. */
export interface VisitsToKeep {
  readonly trial: SdtmTrial;
  readonly sites: ReadonlyMap<string, StudySiteOfImport>;
  readonly schedules: ReadonlyMap<string, LoadedSchedule>;
  readonly subjectIds: ReadonlyMap<string, string>;
}

interface Sorted {
  readonly placed: PlacedVisit<SdtmVisit>[];
  readonly warnings: ImportWarning[];
}

/** Keeps the visits that took place; answers how many are judged by a window and how many are not. */
export async function keepVisits(
  act: Act,
  given: VisitsToKeep,
): Promise<{ counts: { scheduled: number; excluded: number }; warnings: ImportWarning[] }> {
  const sorted = [...given.schedules.values()].map((schedule) => sort(given, schedule));
  const placed = sorted.flatMap((one) => one.placed);
  const isAhead = aheadOfToday(act, given);
  const [ahead, kept] = [
    placed.filter(({ visit }) => isAhead(visit)),
    placed.filter(({ visit }) => visit.start !== null && visit.occurred && !isAhead(visit)),
  ];
  await importVisitsOfStudy(
    act,
    kept.map(({ visit, visitKey, apart }) => ({
      subjectId: found(given.subjectIds.get(visit.usubjid)),
      visitKey,
      name: visit.name.trim() || `Visit ${visit.visitNum ?? 'without a name'}`,
      actualDate: found(visit.start).toString(),
      excludedReason: apart,
    })),
  );
  const scheduled = kept.filter(({ apart }) => apart === null).length;
  const warnings = [...sorted.flatMap((one) => one.warnings), ...dateless(placed), ...ahead.map(({ visit }) => visitAhead(visit))];
  return { counts: { scheduled, excluded: placed.length - scheduled }, warnings };
}

function sort(given: VisitsToKeep, schedule: LoadedSchedule): Sorted {
  const subjects = given.trial.subjects.filter(({ siteNumber }) => given.sites.get(siteNumber)?.scheduleVersionId === schedule.id);
  const { bySubject, doseElsewhere, warnings } = placeVisits(subjects, schedule.schedule);
  const told = warnings.map(({ code, message, visitNum, rows }) => ({
    code,
    message: `${message} (${rows} visits, VISITNUM ${visitNum ?? 'not given'})`,
    file: 'sv.csv',
    row: null,
    column: 'VISIT',
  }));
  const message = `${doseElsewhere} subjects had their first dose on another day than their reference visit; their windows count from the visit.`;
  return {
    placed: [...bySubject.values()].flat(),
    warnings: doseElsewhere === 0 ? told : [...told, general('first-dose-elsewhere', message)],
  };
}

function aheadOfToday(act: Act, { trial, sites }: VisitsToKeep): (visit: SdtmVisit) => boolean {
  const siteOf = new Map(trial.subjects.map(({ usubjid, siteNumber }) => [usubjid, siteNumber]));
  const todays = new Map<string, Temporal.PlainDate>();
  for (const [number, { timeZone }] of sites) todays.set(number, dateInZone(act.now, timeZone));
  return ({ usubjid, start }) => start !== null && start.toString() > found(todays.get(siteOf.get(usubjid) ?? '')).toString();
}

function dateless(placed: readonly PlacedVisit<SdtmVisit>[]): ImportWarning[] {
  const count = placed.filter(({ visit }) => visit.start === null && visit.occurred).length;
  return count === 0 ? [] : [general('visits-without-date', `${count} visits have no complete date and are not kept.`)];
}

function visitAhead({ row }: SdtmVisit): ImportWarning {
  return {
    code: 'visit-ahead-of-today',
    message: 'The visit lies ahead of today at its site and is not kept.',
    file: 'sv.csv',
    row,
    column: 'SVSTDTC',
  };
}
