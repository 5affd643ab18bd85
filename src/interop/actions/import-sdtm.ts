// Takes over a trial from its SDTM datasets: sites, subjects with their histories, visits with their windows; nothing new the second time.
import { type Act, requireMay } from '#access';
import { type Temporal, dateInZone, isTimeZone } from '#lib';
import { Refusal, found, must } from '#platform';
import type { z } from 'zod';
import { type LoadedSchedule, loadSchedule, studyByCode } from '#studies';
import { importSubjects } from '#subjects';
import type { importWarning, sdtmImportView } from '../contract.ts';
import { type SdtmFile, readSdtm } from '../formats/sdtm/index.ts';
import type { SdtmSubject, SdtmTrial } from '../formats/sdtm/trial.ts';
import { wholeStudy } from '../policy.ts';
import type { StudySiteOfImport } from '../questions.ts';
import { subjectSteps } from '../rules/subject-steps.ts';
import { ensureStudySites } from './study-sites.ts';
import { keepVisits } from './visits.ts';

export type ImportWarning = z.infer<typeof importWarning>;
type SdtmImportView = z.infer<typeof sdtmImportView>;

/** What to take over. `timeZone` is that of sites that are not known yet. */
export interface SdtmImportInput {
  readonly files: readonly SdtmFile[];
  readonly studyCode: string;
  /** What the schedule's reference visit stands for: the day of first dose. Another day of first dose is told as a warning. */
  readonly anchor: 'first-dose';
  readonly timeZone: string;
  /** Told before each step; an error thrown here undoes everything. */
  readonly step?: (doneSteps: number, totalSteps: number, note: string) => Promise<void>;
}

const STEPS = 4;

/**
 * Imports a folder in one transaction. The study must be there with a released schedule. Subjects and visits that are known stay as they
 * are, so the same files answer the same and write nothing. Refuses what the reader refuses, naming file, row and column.
 */
export async function importSdtm(act: Act, input: SdtmImportInput): Promise<SdtmImportView> {
  const step = input.step ?? (() => Promise.resolve());
  const study = await studyByCode(act, input.studyCode);
  if (!study)
    throw new Refusal('not-found', {
      message: `There is no study ${input.studyCode}; import its protocol first.`,
      studyCode: input.studyCode,
    });
  requireMay(act, 'interop.import', wholeStudy(study.id));
  if (!isTimeZone(input.timeZone))
    throw new Refusal('time-zone-unknown', { message: 'The time zone is not known here; write it like America/Chicago.' });
  await step(0, STEPS, 'Reading the files');
  const trial = must(readSdtm(input.files));
  await step(1, STEPS, `Opening ${trial.sites.length} sites`);
  const sites = await ensureStudySites(act, study, trial, input.timeZone);
  await step(2, STEPS, `Taking over ${trial.subjects.length} subjects`);
  const subjects = await keepSubjects(act, trial, sites.byNumber, input.timeZone);
  await step(3, STEPS, 'Taking over visits');
  const schedules = await schedulesOf(act, sites.byNumber);
  const visits = await keepVisits(act, { trial, sites: sites.byNumber, schedules, subjectIds: subjects.ids });
  await step(STEPS, STEPS, 'Done');
  return {
    study: { code: study.code },
    sites: trial.sites.length,
    subjects: trial.subjects.length,
    visits: visits.counts,
    adverseEvents: trial.adverseEvents.length,
    warnings: [
      ...trial.warnings.map(({ code, message, file, row, column }) => ({ code, message, file, row, column })),
      ...sites.warnings,
      ...subjects.warnings,
      ...visits.warnings,
      ...notKept(trial),
    ],
  };
}

async function keepSubjects(
  act: Act,
  trial: SdtmTrial,
  sites: ReadonlyMap<string, StudySiteOfImport>,
  timeZone: string,
): Promise<{ ids: ReadonlyMap<string, string>; warnings: ImportWarning[] }> {
  const today = dateInZone(act.now, timeZone);
  const told = trial.subjects.map((subject) => ({ subject, ...subjectSteps(subject, today) }));
  const { subjects } = await importSubjects(
    act,
    told.map(({ subject, steps, milestones }) => ({
      studySiteId: found(sites.get(subject.siteNumber)).id,
      number: subject.usubjid,
      arm: armOf(subject),
      steps: steps.map(({ to, on, reason }) => ({ to, on: text(on), reason })),
      milestones: milestones.map(({ kind, on }) => ({ kind, on: on.toString() })),
    })),
  );
  const undated = told.reduce((total, one) => total + one.undated, 0);
  const warnings =
    undated === 0
      ? []
      : [
          general(
            'status-date-left-out',
            `${undated} dates in the histories lie before an earlier step or ahead of today; the steps are kept without them.`,
          ),
        ];
  return { ids: new Map(subjects.map(({ number, subjectId }) => [number, subjectId])), warnings };
}

function armOf(subject: SdtmSubject): string | null {
  return subject.armStatus === 'assigned' ? (subject.arm ?? subject.armCode) : null;
}

async function schedulesOf(act: Act, sites: ReadonlyMap<string, StudySiteOfImport>): Promise<ReadonlyMap<string, LoadedSchedule>> {
  const ids = new Set([...sites.values()].map(({ scheduleVersionId }) => scheduleVersionId));
  const schedules = new Map<string, LoadedSchedule>();
  for (const id of ids) if (id !== null) schedules.set(id, found(await loadSchedule(act, id)));
  if (schedules.size < ids.size)
    throw new Refusal('schedule-not-released', { message: 'The study has no released schedule at some of its sites; release one first.' });
  return schedules;
}

function notKept(trial: SdtmTrial): ImportWarning[] {
  if (trial.adverseEvents.length === 0) return [];
  return [
    general(
      'adverse-events-not-kept',
      `${trial.adverseEvents.length} adverse events are counted and not kept: this version has no place for them.`,
    ),
  ];
}

/** A remark on the import as a whole. */
export function general(code: string, message: string): ImportWarning {
  return { code, message, file: null, row: null, column: null };
}

function text(date: Temporal.PlainDate | null): string | null {
  return date === null ? null : date.toString();
}
