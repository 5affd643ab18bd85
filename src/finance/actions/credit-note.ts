// Credit notes: the exact negation of an invoice or of some of its lines, under a number of its own range.
import type { Act } from '#access';
import { dateInZone } from '#lib';
import { Refusal, found } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { invoiceOf } from '../questions/invoices.ts';
import { creditOf } from '../rules.ts';
import * as store from '../store/invoices.ts';
import { loadIssuer } from '../store/issuer.ts';
import { change, changing } from './invoices.ts';
import { issue } from './issue-invoice.ts';

type Routes = typeof financeContract;

/** Credits lines of an issued invoice and answers the credit note. What is freed may be invoiced again; what is not is given up. */
export async function creditInvoice(
  act: Act,
  invoiceId: string,
  version: number,
  body: BodyOf<Routes['creditInvoice']>,
  isDemo: boolean,
): Promise<AnswerOf<Routes['invoice']>> {
  const row = await changing(act, invoiceId, version);
  if (row.kind !== 'invoice' || (row.status !== 'issued' && row.status !== 'sent'))
    throw new Refusal('credit-impossible', { status: row.status });
  const lines = await store.loadInvoiceLines(act.tx, invoiceId);
  const credited = await store.creditedLineIds(act.tx, invoiceId);
  const wanted = new Set(body.lineIds ?? lines.filter((line) => !credited.has(line.id)).map((line) => line.id));
  if (![...wanted].every((id) => lines.some((line) => line.id === id))) throw new Refusal('line-unknown', { field: 'lineIds' });
  if ([...wanted].some((id) => credited.has(id))) throw new Refusal('line-credited', {});
  const chosen = lines.filter((line) => wanted.has(line.id));
  const isWhole = lines.every((line) => wanted.has(line.id) || credited.has(line.id));
  // Two people who credit at once meet here: the second reads another version.
  await change(act, row, isWhole ? { status: 'credited' } : {});
  const note = await draftNote(act, row, chosen, body);
  if (body.frees)
    await store.releaseClaims(
      act.tx,
      chosen.map((line) => line.id),
    );
  const issuer = found(await loadIssuer(act.tx, row.issuerId));
  const issuedOn = dateInZone(act.now, issuer.timeZone);
  await issue(act, { ...note, version: 1, issuer, issuedOn, dueOn: issuedOn, isDemo });
  return invoiceOf(act, note.row.id);
}

async function draftNote(
  act: Act,
  row: store.InvoiceRow,
  chosen: readonly store.InvoiceLineRow[],
  { reason, frees }: { readonly reason: string; readonly frees: boolean },
): Promise<{ row: store.InvoiceRow; lines: store.InvoiceLineRow[] }> {
  const { issuerId, contractId, payerId, studyId, siteId, currency, cutOffOn, taxLabel, taxBasisPoints } = row;
  const id = act.newId();
  const head = { issuerId, contractId, payerId, studyId, siteId, currency, cutOffOn, taxLabel, taxBasisPoints };
  await store.insertInvoice(act.tx, { id, kind: 'credit-note', status: 'draft', ...head, creditsId: row.id, reason });
  const lines = chosen.map((line, at) => ({
    ...creditOf(line),
    id: act.newId(),
    invoiceId: id,
    position: at + 1,
    creditsLineId: line.id,
    frees,
  }));
  await store.insertLines(act.tx, lines);
  return { row: found(await store.loadInvoice(act.tx, id)), lines };
}
