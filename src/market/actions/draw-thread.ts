// The thread that draws a report: gets what it is made of once, then makes it in the languages it is asked for.
import { parentPort } from 'node:worker_threads';
import type { ThreadMessage } from '#platform';
import { writeWorkbook } from '../formats/report-workbook.ts';
import { type Report, type ReportLanguage, type ReportQuestion, reportOf } from '../rules.ts';
import { drawReport } from './draw-report.ts';

/** What every thread is given once. */
export interface ReportToMake {
  readonly question: ReportQuestion;
  readonly madeAtMs: number;
}

/** A report in one language with its files. */
export interface ReportInLanguage {
  readonly report: Report;
  readonly pdf: Uint8Array;
  readonly xlsx: Uint8Array;
}

let held: ReportToMake | null = null;

async function made(language: ReportLanguage): Promise<ReportInLanguage> {
  if (!held) throw new Error('a language came before what the report is made of');
  const report = reportOf(held.question, language);
  return { report, pdf: await drawReport(report, held.madeAtMs), xlsx: await writeWorkbook(report) };
}

parentPort?.on('message', (message: ThreadMessage<ReportToMake, ReportLanguage>) => {
  if ('setup' in message) held = message.setup;
  // What fails here ends the thread, which tells whoever waits.
  else void made(message.piece).then((answer) => parentPort?.postMessage(answer));
});
