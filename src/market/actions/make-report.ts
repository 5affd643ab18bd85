// Making a report: what it is made of is read at once, drawn outside of any transaction, and kept whole or not at all.
import { type Act, requireMay } from '#access';
import { canonicalText } from '#forecasting/rules';
import { keepMade } from '#files';
import { enqueue, onThreads, sha256Hex, threadBeside } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { noOutlook, reportQuestion } from '../questions/report.ts';
import { type Report, type ReportLanguage, reportVersion } from '../rules.ts';
import { hasRun } from '../store/runs.ts';
import { type ReportFileHead, insertReport, insertReportFiles, knownReport } from '../store/reports.ts';
import type { ReportInLanguage, ReportToMake } from './draw-thread.ts';

/** The kind of the job that makes reports. */
export const reportKind = 'market.make-report';

/** Queues a report and answers its job. Refuses with `outlook-missing` where there is nothing to report of. */
export async function askReport(act: Act, isDemo: boolean): Promise<AnswerOf<(typeof marketContract)['makeReport']>> {
  requireMay(act, 'market.run', wholeNetwork);
  if (!(await hasRun(act.tx))) throw noOutlook();
  return { jobId: await enqueue(act.tx, reportKind, { isDemo }, { askedBy: act.actor.id, jobId: act.newId() }) };
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

/** Draws a report in every language as PDF and as a workbook, in threads: nobody who asks for a page waits for it. */
export async function drawnReport(
  ground: ReportToMake,
  step?: (done: number, total: number) => void | Promise<void>,
): Promise<DrawnReport> {
  const [en, es] = await onThreads<ReportToMake, ReportLanguage, ReportInLanguage>({
    script: threadBeside(import.meta.url, 'draw-thread'),
    setup: ground,
    pieces: ['en', 'es'],
    ...(step === undefined ? {} : { step }),
  });
  if (!en || !es) throw new Error('a report was not made in every language');
  const content = { en: en.report, es: es.report };
  const files = Object.entries({ en, es }).flatMap(([language, { pdf, xlsx }]) => [
    fileOf({ language: language as ReportLanguage, format: 'pdf' }, pdf),
    fileOf({ language: language as ReportLanguage, format: 'xlsx' }, xlsx),
  ]);
  return { runId: ground.question.run.id, content, contentSha256: sha256Hex(canonicalText(content)), files };
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
