// The life of an invoice around its issue: edited while it is a draft; sent once it is issued, or voided before that.
import { type Act, because } from '#access';
import { civilDate, dateInZone, daysBetween } from '#lib';
import { Refusal, found } from '#platform';
import type { AnswerOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { invoiceOf } from '../questions/invoices.ts';
import { creditOf, invoicePostings } from '../rules.ts';
import * as store from '../store/invoices.ts';
import { loadIssuer } from '../store/issuer.ts';
import { requireIssuing } from './issuing-duty.ts';

type InvoiceView = AnswerOf<(typeof financeContract)['invoice']>;

/** Takes lines off a draft. */
export async function removeInvoiceLines(act: Act, invoiceId: string, version: number, lineIds: readonly string[]): Promise<InvoiceView> {
  await changeDraft(act, invoiceId, version);
  const lines = await store.loadInvoiceLines(act.tx, invoiceId);
  if (!lineIds.every((id) => lines.some((line) => line.id === id))) throw new Refusal('line-unknown', { field: 'lineIds' });
  await store.deleteLines(act.tx, lineIds);
  return invoiceOf(act, invoiceId);
}

/** Throws a draft away. */
export async function discardInvoice(act: Act, invoiceId: string, version: number): Promise<{ id: string }> {
  await changeDraft(act, invoiceId, version);
  const lines = await store.loadInvoiceLines(act.tx, invoiceId);
  await store.deleteLines(
    act.tx,
    lines.map((line) => line.id),
  );
  await store.deleteInvoice(act.tx, invoiceId);
  return { id: invoiceId };
}

/** Records the day on which an issued document was sent: today where its issuer is, unless another is named. */
export async function sendInvoice(act: Act, invoiceId: string, version: number, sentOn?: string): Promise<InvoiceView> {
  const row = await changing(act, invoiceId, version);
  if (row.status !== 'issued' || row.issuedOn === null) throw new Refusal('invoice-not-issued', { status: row.status });
  const issuer = found(await loadIssuer(act.tx, row.issuerId));
  const today = dateInZone(act.now, issuer.timeZone);
  const day = sentOn === undefined ? today : civilDate(sentOn);
  if (daysBetween(row.issuedOn, day) < 0) throw new Refusal('sent-before-issued', { issuedOn: row.issuedOn.toString() });
  if (daysBetween(day, today) < 0) throw new Refusal('in-the-future', { field: 'sentOn' });
  await change(act, row, { status: 'sent', sentOn: day });
  return invoiceOf(act, invoiceId);
}

/** Voids an issued invoice that nobody has received. Its number stays taken; the ledger is taken back; its lines may be invoiced again. */
export async function voidInvoice(act: Act, invoiceId: string, version: number, reason: string): Promise<InvoiceView> {
  await because(act, 'finance.void-invoice', reason);
  const row = await changing(act, invoiceId, version);
  if (row.kind !== 'invoice' || row.status !== 'issued') throw new Refusal('void-too-late', { status: row.status });
  if ((await store.creditedLineIds(act.tx, invoiceId)).size > 0) throw new Refusal('line-credited', {});
  const lines = await store.loadInvoiceLines(act.tx, invoiceId);
  const issuer = found(await loadIssuer(act.tx, row.issuerId));
  await change(act, row, { status: 'voided' });
  await store.postJournals(
    act.tx,
    act.newId,
    dateInZone(act.now, issuer.timeZone),
    lines.map((line) => ({
      sourceType: 'invoice-line-void',
      line,
      postings: invoicePostings({ ...creditOf(line), givesUp: false }, row.currency),
    })),
  );
  await store.releaseClaims(
    act.tx,
    lines.map((line) => line.id),
  );
  return invoiceOf(act, invoiceId);
}

/** An invoice that the actor may move and read last; the refusal of another version carries the present one. */
export async function changing(act: Act, invoiceId: string, version: number): Promise<store.InvoiceRow> {
  const row = found(await store.loadInvoice(act.tx, invoiceId));
  requireIssuing(act, row);
  if (row.version !== version) throw new Refusal('version-conflict', { yours: version, current: await invoiceOf(act, invoiceId) });
  return row;
}

/** Writes a change; whoever changed it meanwhile was first. */
export async function change(act: Act, row: store.InvoiceRow, to: Parameters<typeof store.updateInvoice>[2]): Promise<void> {
  if (!(await store.updateInvoice(act.tx, row, to)))
    throw new Refusal('version-conflict', { yours: row.version, current: await invoiceOf(act, row.id) });
}

/** A draft, changed so that whoever changes it meanwhile is second. */
export async function changeDraft(act: Act, invoiceId: string, version: number): Promise<store.InvoiceRow> {
  const row = await changing(act, invoiceId, version);
  if (row.status !== 'draft') throw new Refusal('invoice-locked', { number: row.number });
  await change(act, row, {});
  return row;
}
