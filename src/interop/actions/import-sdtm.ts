// Takes over a trial from its SDTM datasets: sites, subjects with their histories, visits, adverse events; nothing new the second time.
import { type Act, requireMay } from '#access';
import { type Temporal, dateInZone, isTimeZone } from '#lib';
import { Refusal, found, must } from '#platform';
import type { z } from 'zod';
import { type LoadedSchedule, loadSchedule, studyByCode } from '#studies';
import { type ImportedSubjectInput, importSubjects } from '#subjects';
import type { importWarning, sdtmImportView } from '../contract.ts';
import type { GivenFile } from '#lib/csv';
import { readSdtm } from '../formats/sdtm/index.ts';
import type { SdtmSubject, SdtmTrial } from '../formats/sdtm/trial.ts';
import { wholeStudy } from '../policy.ts';
import type { StudySiteOfImport } from '../questions.ts';
import { type SubjectSteps, subjectSteps } from '../rules/subject-steps.ts';
import { keepAdverseEvents } from './adverse-events.ts';
import { ensureStudySites } from './study-sites.ts';
import { keepVisits } from './visits.ts';

export type ImportWarning = z.infer<typeof importWarning>;
type SdtmImportView = z.infer<typeof sdtmImportView>;

/** What to take over. `timeZone` is that of sites that are not known yet. */
export interface SdtmImportInput {
  readonly files: readonly GivenFile[];
  readonly studyCode: string;
  /** What the schedule's reference visit stands for: the day of first dose. Another day of first dose is told as a warning. */
  readonly anchor: 'first-dose';
  readonly timeZone: string;
  /** Told before each step; an error thrown here undoes everything. */
  readonly step?: (doneSteps: number, totalSteps: number, note: string) => Promise<void>;
}

const STEPS = 5;

/**
 * Imports a folder in one transaction. The study must be there with a released schedule. Subjects, visits and adverse events that are known stay as they
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
  await step(0, STEPS, 'reading-files');
  const trial = must(readSdtm(input.files));
  await step(1, STEPS, `opening-sites ${trial.sites.length}`);
  const sites = await ensureStudySites(act, study, trial, input.timeZone);
  await step(2, STEPS, `taking-subjects ${trial.subjects.length}`);
  const subjects = await keepSubjects(act, trial, sites.byNumber);
  await step(3, STEPS, 'taking-visits');
  const schedules = await schedulesOf(act, sites.byNumber);
  const visits = await keepVisits(act, { trial, sites: sites.byNumber, schedules, subjectIds: subjects.ids });
  await step(4, STEPS, `taking-events ${trial.adverseEvents.length}`);
  const eventWarnings = await keepAdverseEvents(act, trial, sites.byNumber, subjects.ids);
  await step(STEPS, STEPS, 'all-taken');
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
      ...eventWarnings,
    ],
  };
}

// So many at once that their columns stay below what one statement can carry.
const AT_ONCE = 2_000;

async function keepSubjects(
  act: Act,
  trial: SdtmTrial,
  sites: ReadonlyMap<string, StudySiteOfImport>,
): Promise<{ ids: ReadonlyMap<string, string>; warnings: ImportWarning[] }> {
  const ids = new Map<string, string>();
  let undated = 0;
  const inputs = trial.subjects.map((subject) => {
    const site = found(sites.get(subject.siteNumber));
    const told = subjectSteps(subject, dateInZone(act.now, site.timeZone));
    undated += told.undated;
    return inputOf(subject, site.id, told);
  });
  for (let from = 0; from < inputs.length; from += AT_ONCE) {
    const { subjects } = await importSubjects(act, inputs.slice(from, from + AT_ONCE));
    for (const { number, subjectId } of subjects) ids.set(number, subjectId);
  }
  const message = `${undated} dates in the histories lie before an earlier step or ahead of today; the steps are kept without them.`;
  return { ids, warnings: undated === 0 ? [] : [general('status-date-left-out', message)] };
}

function inputOf(subject: SdtmSubject, studySiteId: string, { steps, milestones }: SubjectSteps): ImportedSubjectInput {
  if (subject.usubjid.length > 64) {
    const message = 'A subject number (DM, column USUBJID) has 64 characters at most.';
    throw new Refusal('subject-number-too-long', { message, file: 'dm.csv', row: subject.row, column: 'USUBJID' });
  }
  return {
    studySiteId,
    number: subject.usubjid,
    arm: armOf(subject),
    steps: steps.map(({ to, on, reason }) => ({ to, on: text(on), reason })),
    milestones: milestones.map(({ kind, on }) => ({ kind, on: on.toString() })),
  };
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

/** A remark on the import as a whole. */
export function general(code: string, message: string): ImportWarning {
  return { code, message, file: null, row: null, column: null };
}

function text(date: Temporal.PlainDate | null): string | null {
  return date === null ? null : date.toString();
}
