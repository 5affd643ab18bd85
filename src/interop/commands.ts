// The room's part of the command line: import an SDTM folder, and the two reports on what it held.
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { Act } from '#access';
import { discardPassing } from '#files';
import { type Command, CommandFailure, type FileToSend, Refusal, UsageError, table } from '#platform';
import { type StudyRow, studyByCode } from '#studies';
import { funnelOfStudy } from '#subjects';
import { reportWindows } from '#visits';
import { importSentDatasets } from './actions.ts';
import { sdtmImportView } from './contract.ts';
import { maxSdtmFileBytes } from './formats/sdtm/index.ts';
import { funnelReport, visitWindowsReport } from './contract/reports.ts';

/** What a command on the database works with: it runs an action as the local operator. */
interface OnDatabase {
  readonly act: <T>(action: string, work: (act: Act) => Promise<T>) => Promise<T>;
}

/** What the command takes over, and where. */
export interface SdtmFolder {
  readonly files: readonly FileToSend[];
  readonly studyCode: string;
  readonly timeZone: string;
}

// Other datasets of the folder are never opened.
const DATASET = /(?:^|[_\-. ])(?:dm|sv|ds|ex|ae)\.csv$/i;

/** The datasets of a folder. Refuses a missing folder and files over the reader's limit; none is read here. */
export async function sdtmFolder(folder: string): Promise<SdtmFolder['files']> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) throw new CommandFailure('no-such-folder', `There is no folder ${folder}`);
  const wanted = names.filter((name) => DATASET.test(name)).sort();
  if (wanted.length === 0) throw new CommandFailure('missing-file', `${folder} holds no dm.csv, sv.csv, ds.csv, ex.csv or ae.csv`);
  const files: FileToSend[] = [];
  for (const name of wanted) {
    const path = join(folder, name);
    if ((await stat(path)).size > maxSdtmFileBytes)
      throw new CommandFailure('file-too-large', `${path} is larger than ${maxSdtmFileBytes / 1_048_576} MB`);
    files.push({ use: 'dataset', name: basename(path), path });
  }
  return files;
}

async function studyOf(act: Act, code: string): Promise<StudyRow> {
  const study = await studyByCode(act, code);
  if (!study) throw new Refusal('not-found', { message: `There is no study ${code}.`, studyCode: code });
  return study;
}

/** The visit windows of a study; `firstDay` reads its schedule with another first day than its own. */
export async function reportVisitWindows(
  act: Act,
  { studyCode, firstDay }: { readonly studyCode: string; readonly firstDay?: 0 | 1 | undefined },
): Promise<z.infer<typeof visitWindowsReport>> {
  return visitWindowsReport.parse(
    await reportWindows(act, (await studyOf(act, studyCode)).id, {
      firstDay: firstDay === undefined ? undefined : firstDay === 0 ? '0' : '1',
    }),
  );
}

/** How far the subjects of each site came. */
export async function reportFunnel(act: Act, studyCode: string): Promise<z.infer<typeof funnelReport>> {
  const { sites } = await funnelOfStudy(act, (await studyOf(act, studyCode)).id);
  return {
    sites: sites.map(({ site, screened, screenFailure, treated, completed, discontinued }) => ({
      site,
      screened,
      screenFailure,
      treated,
      completed,
      discontinued,
    })),
  };
}

function studyFlag(flags: Readonly<Record<string, string | boolean | undefined>>): string {
  const study = flags['study'];
  if (typeof study !== 'string' || study === '') throw new UsageError('--study CODE is missing');
  return study;
}

function firstDayFlag(flag: string | boolean | undefined): 0 | 1 | undefined {
  if (flag === undefined) return undefined;
  if (flag === '0') return 0;
  if (flag === '1') return 1;
  throw new UsageError('--first-day is 0 or 1');
}

export const importSdtmCommand: Command<OnDatabase, SdtmFolder, z.infer<typeof sdtmImportView>> = {
  name: 'import sdtm',
  summary: 'Take over sites, subjects, visits and adverse events of a trial from a folder of SDTM datasets (CSV)',
  usage: 'siteward import sdtm FOLDER --study CODE [--anchor first-dose] [--time-zone ZONE] [--json]',
  example: 'siteward import sdtm ./sdtm --study NLX-301 --time-zone America/Chicago',
  options: { study: { type: 'string' }, anchor: { type: 'string' }, 'time-zone': { type: 'string' } },
  needs: 'database',
  output: sdtmImportView,
  prepare: async ({ positionals, flags, cwd }) => {
    const [folder] = positionals;
    if (positionals.length !== 1 || !folder) throw new UsageError('import sdtm takes one FOLDER');
    if ((flags['anchor'] ?? 'first-dose') !== 'first-dose') throw new UsageError('--anchor is first-dose');
    const timeZone = typeof flags['time-zone'] === 'string' ? flags['time-zone'] : 'UTC';
    return { studyCode: studyFlag(flags), timeZone, files: await sdtmFolder(resolve(cwd, folder)) };
  },
  sends: ({ files }) => files,
  run: async ({ act }, { studyCode, timeZone }, fileIds) => {
    try {
      return await act('interop.import-sdtm', (transaction) => importSentDatasets(transaction, { fileIds, studyCode, timeZone }));
    } finally {
      await act('interop.import-sdtm', (transaction) => discardPassing(transaction, fileIds));
    }
  },
  present: ({ study, sites, subjects, visits, adverseEvents, warnings }) =>
    [
      `${study.code}: ${sites} sites, ${subjects} subjects, ${visits.scheduled} visits with a window, ${visits.excluded} others, ${adverseEvents} adverse events`,
      ...warnings.map(
        ({ code, message, file, row, column }) =>
          `warning ${code}: ${[file, row === null ? null : `row ${row}`, column].filter((part) => part !== null).join(', ')}${file ? ': ' : ''}${message}`,
      ),
    ].join('\n'),
};

export const visitWindowsCommand: Command<
  OnDatabase,
  { studyCode: string; firstDay?: 0 | 1 | undefined },
  z.infer<typeof visitWindowsReport>
> = {
  name: 'report visit-windows',
  summary: 'Which visits of a study took place inside their windows',
  usage: 'siteward report visit-windows --study CODE [--first-day 0|1] [--json]',
  example: 'siteward report visit-windows --study NLX-301 --first-day 1 --json',
  options: { study: { type: 'string' }, 'first-day': { type: 'string' } },
  needs: 'database',
  output: visitWindowsReport,
  prepare: async ({ flags }) => ({ studyCode: studyFlag(flags), firstDay: firstDayFlag(flags['first-day']) }),
  run: ({ act }, input) => act('visits.windows', (transaction) => reportVisitWindows(transaction, input)),
  present: ({ totals, rows, excluded }) =>
    [
      `${totals.inWindow} of ${totals.visits} visits in their window, ${totals.early} early, ${totals.late} late`,
      '',
      table([
        ['site', 'subject', 'visit', 'target', 'earliest', 'latest', 'actual', 'days out'],
        ...rows
          .filter((row) => !row.inWindow)
          .map((row) => [row.site, row.subject, row.visit, row.target, row.earliest, row.latest, row.actual, row.outByDays]),
      ]),
      '',
      table([['not judged because', 'visit', 'visits'], ...excluded.map(({ reason, visit, count }) => [reason, visit, count])]),
    ].join('\n'),
};

export const funnelCommand: Command<OnDatabase, { studyCode: string }, z.infer<typeof funnelReport>> = {
  name: 'report funnel',
  summary: 'How many subjects of each site were screened, failed, were treated, completed and left',
  usage: 'siteward report funnel --study CODE [--json]',
  example: 'siteward report funnel --study NLX-301 --json',
  options: { study: { type: 'string' } },
  needs: 'database',
  output: funnelReport,
  prepare: async ({ flags }) => ({ studyCode: studyFlag(flags) }),
  run: ({ act }, { studyCode }) => act('subjects.funnel', (transaction) => reportFunnel(transaction, studyCode)),
  present: ({ sites }) =>
    table([
      ['site', 'screened', 'screen failure', 'treated', 'completed', 'discontinued'],
      ...sites.map((site) => [site.site, site.screened, site.screenFailure, site.treated, site.completed, site.discontinued]),
    ]),
};
