// Issuing: first what it would do, then number, day, due day, paper and ledger, all or nothing.
import type { Act } from '#access';
import { type Temporal, dateInZone, maxDate } from '#lib';
import { Refusal, found, inTurn } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { invoiceOf } from '../questions/invoices.ts';
import { formatNumber, invoicePostings, lineDueOn, sumOf } from '../rules.ts';
import * as store from '../store/invoices.ts';
import { type IssuerRow, lastNumber, loadIssuer, takeNumber } from '../store/issuer.ts';
import { changeDraft } from './invoices.ts';
import { requireIssuing } from './issuing-duty.ts';
import { printInvoice } from './print-invoice.ts';

type Routes = typeof financeContract;

interface Plan {
  readonly issuer: IssuerRow;
  readonly lines: readonly store.InvoiceLineRow[];
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
}

/** What issuing a draft would do now; nothing changes. Refuses what issuing would refuse. */
export async function previewIssue(act: Act, invoiceId: string): Promise<AnswerOf<Routes['previewIssue']>> {
  const row = found(await store.loadInvoice(act.tx, invoiceId));
  requireIssuing(act, row);
  if (row.status !== 'draft') throw new Refusal('invoice-locked', { number: row.number });
  const { issuer, lines, issuedOn, dueOn } = await planIssue(act, row);
  const { year } = issuedOn;
  const next = (await lastNumber(act.tx, { issuerId: issuer.id, kind: row.kind, year })) + 1;
  const { netMinor, taxMinor, totalMinor } = sumOf(lines);
  return {
    number: formatNumber(issuer.invoiceFormat, year, next),
    range: issuer.invoiceFormat,
    issuedOn: issuedOn.toString(),
    dueOn: dueOn.toString(),
    timeZone: issuer.timeZone,
    lineCount: lines.length,
    currency: row.currency,
    netMinor: netMinor.toString(),
    taxMinor: taxMinor.toString(),
    totalMinor: totalMinor.toString(),
    version: row.version,
  };
}

/** Issues a draft. Refuses an empty one, one that asks for nothing, and one with a line that was reversed since. */
export async function issueInvoice(act: Act, invoiceId: string, version: number, isDemo: boolean): Promise<AnswerOf<Routes['invoice']>> {
  const row = await changeDraft(act, invoiceId, version);
  await issue(act, { ...(await planIssue(act, row)), row, version: version + 1, isDemo });
  return invoiceOf(act, invoiceId);
}

async function planIssue(act: Act, row: store.InvoiceRow): Promise<Plan> {
  const lines = await store.loadInvoiceLines(act.tx, row.id);
  if (lines.length === 0) throw new Refusal('lines-missing', {});
  const standings = await store.loadStandings(act.tx, row.id);
  const reversed = standings.find((line) => line.isReversed);
  const reversedLine = lines.find((line) => line.id === reversed?.lineId);
  if (reversedLine) throw new Refusal('line-reversed', { participant: reversedLine.subjectNumber, visit: reversedLine.visitName });
  if (sumOf(lines).totalMinor <= 0n) throw new Refusal('nothing-to-pay', {});
  const issuer = found(await loadIssuer(act.tx, row.issuerId));
  const issuedOn = dateInZone(act.now, issuer.timeZone);
  const terms = new Map(standings.map((line) => [line.lineId, line]));
  const dueOn = lines
    .map((line) => lineDueOn(found(terms.get(line.id)), line.serviceDate, issuedOn))
    .reduce((latest, due) => maxDate(latest, due));
  return { issuer, lines, issuedOn, dueOn };
}

/** A document on its way out. */
export interface Issue extends Plan {
  readonly row: store.InvoiceRow;
  readonly version: number;
  readonly isDemo: boolean;
}

/** Gives a draft its number and paper, locks it and posts it. */
export async function issue(act: Act, { row, version, issuer, lines, issuedOn, dueOn, isDemo }: Issue): Promise<void> {
  const range = { issuerId: issuer.id, kind: row.kind, year: issuedOn.year };
  const format = row.kind === 'invoice' ? issuer.invoiceFormat : issuer.creditNoteFormat;
  const { taxMinor, totalMinor } = sumOf(lines);
  // The next number is not taken before this one stands on its document.
  const paper = await inTurn(act.tx, `finance.number ${issuer.id} ${row.kind}`, async () => {
    const numberInYear = await takeNumber(act.tx, act.newId(), range);
    const number = formatNumber(format, issuedOn.year, numberInYear);
    const numbered = { ...row, version, number, numberYear: issuedOn.year, numberInYear, issuedOn, dueOn, taxMinor, totalMinor };
    const { printed, pdfSha256, kept } = await printInvoice(act, { row: numbered, issuer, lines, isDemo });
    if (!(await store.updateInvoice(act.tx, numbered, { printed, pdfSha256, status: 'issued' })))
      throw new Refusal('version-conflict', { yours: version });
    return { kept };
  });
  await paper.kept;
  await store.postJournals(
    act.tx,
    act.newId,
    issuedOn,
    lines.map((line) => ({
      sourceType: 'invoice-line',
      line,
      postings: invoicePostings({ ...line, givesUp: line.creditsLineId !== null && !line.frees }, row.currency),
    })),
  );
}
