// Making a report: what it is made of is read at once, drawn outside of any transaction, and kept whole or not at all.
import { type Act, requireMay } from '#access';
import { canonicalText } from '#forecasting/rules';
import { keepMade } from '#files';
import { enqueue, sha256Hex } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { writeWorkbook } from '../formats/report-workbook.ts';
import { wholeNetwork } from '../policy.ts';
import { noOutlook, reportQuestion } from '../questions/report.ts';
import { type Report, type ReportLanguage, type ReportQuestion, reportLanguages, reportOf, reportVersion } from '../rules.ts';
import { latestRun } from '../store/runs.ts';
import { type ReportFileHead, insertReport, insertReportFiles, knownReport } from '../store/reports.ts';
import { type Breathe, drawReport } from './draw-report.ts';

/** The kind of the job that makes reports. */
export const reportKind = 'market.make-report';

/** Queues a report and answers its job. Refuses with `outlook-missing` where there is nothing to report of. */
export async function askReport(act: Act, isDemo: boolean): Promise<AnswerOf<(typeof marketContract)['makeReport']>> {
  requireMay(act, 'market.run', wholeNetwork);
  if ((await latestRun(act.tx, null)) === null) throw noOutlook();
  return { jobId: await enqueue(act.tx, reportKind, { isDemo }, { askedBy: act.actor.id, jobId: act.newId() }) };
}

/** What a report will say, and whether it was kept before. */
export interface ReportToMake {
  readonly question: ReportQuestion;
  readonly madeAtMs: number;
}

/** Reads everything a report is made of. */
export async function groundOfReport(act: Act, isDemo: boolean): Promise<ReportToMake> {
  requireMay(act, 'market.run', wholeNetwork);
  return { question: await reportQuestion(act, isDemo), madeAtMs: act.now.epochMilliseconds };
}

/** A file that was drawn. */
export interface DrawnFile extends ReportFileHead {
  readonly content: Uint8Array;
}

/** A report in every language with its files. */
export interface DrawnReport {
  readonly runId: string;
  readonly content: Readonly<Record<ReportLanguage, Report>>;
  readonly contentSha256: string;
  readonly files: readonly DrawnFile[];
}

/** Draws a report in every language as PDF and as a workbook. */
export async function drawnReport({ question, madeAtMs }: ReportToMake, breathe: Breathe): Promise<DrawnReport> {
  const content = { en: reportOf(question, 'en'), es: reportOf(question, 'es') };
  const total = reportLanguages.reduce((sum, language) => sum + content[language].chapters.length + 1, 0);
  const files: DrawnFile[] = [];
  let before = 0;
  for (const language of reportLanguages) {
    const report = content[language];
    const drawn = { language, format: 'pdf' as const };
    files.push(fileOf(drawn, await drawReport(report, madeAtMs, (done) => breathe(before + done, total))));
    before += report.chapters.length;
    await breathe(before, total);
    files.push(fileOf({ language, format: 'xlsx' }, await writeWorkbook(report)));
    before += 1;
  }
  return { runId: question.run.id, content, contentSha256: sha256Hex(canonicalText(content)), files };
}

function fileOf(kind: Pick<ReportFileHead, 'language' | 'format'>, content: Uint8Array): DrawnFile {
  return { ...kind, sha256: sha256Hex(content), sizeBytes: content.length, content };
}

/** Keeps a report with its files; the same content is kept once. Answers its id, and whether it was known. */
export async function keepReport(
  act: Act,
  { runId, content, contentSha256, files }: DrawnReport,
): Promise<{ reportId: string; isNew: boolean }> {
  requireMay(act, 'market.run', wholeNetwork);
  const id = act.newId();
  const row = { id, runId, reportVersion, content, contentSha256, madeByName: act.actor.name, madeAt: act.now };
  if (await insertReport(act.tx, row)) {
    const rows = files.map((file) => ({ ...file, id: act.newId(), reportId: id }));
    await insertReportFiles(act.tx, rows);
    const table = 'market.report_file';
    for (const row of rows) await keepMade(act, row.content, { table, recordId: row.id, ...wholeNetwork });
    return { reportId: id, isNew: true };
  }
  return { reportId: (await knownReport(act.tx, contentSha256)) ?? id, isNew: false };
}
