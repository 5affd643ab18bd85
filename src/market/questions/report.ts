// Kept reports as they are read, and everything that a report of the latest outlook is made of.
import { type Act, requireMay } from '#access';
import { readMade } from '#files';
import { Refusal, found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { canRun, wholeNetwork } from '../policy.ts';
import { type Report, type ReportQuestion, medianStartUp, recommendationsOf } from '../rules.ts';
import { loadImports } from '../store/activity.ts';
import { loadChapter, loadContents, loadReportHeads } from '../store/reports.ts';
import { hasRun } from '../store/runs.ts';
import { standingNotes } from './companies.ts';
import { cellsOf, intervalsOf } from './outlook.ts';
import { standing } from './position.ts';
import { present, shownRun } from './present.ts';

type Routes = typeof marketContract;

/** Every kept report. It names the network's own money and plans: for who sees the whole network. */
export async function listReports(act: Act): Promise<AnswerOf<Routes['reports']>> {
  requireMay(act, 'market.view', wholeNetwork);
  const reports = structuredClone(await loadReportHeads(act.tx)) as unknown as AnswerOf<Routes['reports']>['reports'];
  return { reports, hasOutlook: await hasRun(act.tx), can: { make: canRun(act.actor) } };
}

/** What names a report, and its contents. */
export async function viewReport(act: Act, reportId: string, { language }: QueryOf<Routes['report']>): Promise<AnswerOf<Routes['report']>> {
  requireMay(act, 'market.view', wholeNetwork);
  const head = found((await loadReportHeads(act.tx, reportId))[0]);
  const { title, lead, mark, facts, chapters }: Report = found(await loadContents(act.tx, reportId, language));
  return structuredClone({ head, title, lead, mark, facts, chapters }) as unknown as AnswerOf<Routes['report']>;
}

/** A chapter of a report. */
export async function viewReportChapter(
  act: Act,
  { reportId, chapter }: { readonly reportId: string; readonly chapter: string },
  { language }: QueryOf<Routes['reportChapter']>,
): Promise<AnswerOf<Routes['reportChapter']>> {
  requireMay(act, 'market.view', wholeNetwork);
  return found(await loadChapter(act.tx, reportId, language, chapter)) as unknown as AnswerOf<Routes['reportChapter']>;
}

const TYPES = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/** A file of a report. */
export async function readReportFile(act: Act, reportId: string, { language, format }: QueryOf<Routes['reportFile']>): Promise<File> {
  requireMay(act, 'market.view', wholeNetwork);
  const head = found((await loadReportHeads(act.tx, reportId))[0]);
  const { sha256 } = found(head.files.find((file) => file.language === language && file.format === format));
  return readMade(act, sha256, { name: `market-report-${head.madeAt.slice(0, 10)}-${language}.${format}`, type: TYPES[format] });
}

/** That there is nothing to report of. */
export const noOutlook = (): Refusal =>
  new Refusal('outlook-missing', { message: 'There is no outlook of the market yet; make one first.' });

/** Everything a report of the latest outlook is made of; that of a demo network says so. Refuses with `outlook-missing` where none was made. */
export async function reportQuestion(act: Act, isDemo: boolean): Promise<ReportQuestion> {
  const run = await shownRun(act, await present(act), null);
  if (!run) throw noOutlook();
  const { network, own, position, pipeline } = await standing(act);
  const { notes, companies } = await standingNotes(act);
  const activity = (await loadImports(act.tx)).find(({ id }) => id === run.activityImportId) ?? null;
  const { id, kernel, seed, inputSha256, resultSha256, madeAt } = run;
  return {
    isDemo,
    run: { id, kernel, seed, inputSha256, resultSha256, madeOn: madeAt.slice(0, 10) },
    outlook: { ...run.result, cells: await cellsOf(act, run.id) },
    intervals: await intervalsOf(act, run.id),
    activity,
    companies: companies.map((company) => ({ ...company, notes: notes.filter((note) => note.company === company.company) })),
    notes: notes.filter(({ company }) => company === null),
    position,
    pipeline,
    ratesAsOf: own.asOf,
    recommendations: recommendationsOf({ position, pipeline, medianStartUpDays: medianStartUp(network.startUps) }),
  };
}
