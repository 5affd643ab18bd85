// Invoices and their lines: loads and writes. What was earned is claimed by one live line.
import { eq, inArray } from 'drizzle-orm';
import type { Temporal } from '#lib';
import { Records, type Tx, UNCHANGED, forMany, insertRows, selectRow, selectRows, updateRows } from '#platform';
import type { BillingClock, Posting } from '../rules.ts';
import { invoice, invoiceClaim, invoiceLine } from '../tables.ts';

export type InvoiceRow = typeof invoice.$inferSelect;
export type InvoiceLineRow = typeof invoiceLine.$inferSelect;

const head = [
  'id',
  'kind',
  'status',
  'issuerId',
  'contractId',
  'payerId',
  'studyId',
  'siteId',
  'currency',
  'cutOffOn',
  'taxLabel',
  'taxBasisPoints',
  'creditsId',
  'reason',
] as const;
const issued = [
  'status',
  'number',
  'numberYear',
  'numberInYear',
  'issuedOn',
  'dueOn',
  'sentOn',
  'totalMinor',
  'taxMinor',
  'printed',
  'pdfSha256',
] as const;
const addInvoices = insertRows('finance-insert-invoices', invoice, head);
const writeInvoices = updateRows('finance-update-invoices', invoice, [...issued, 'version'], UNCHANGED);
const linesOfInvoices = selectRows(
  'finance-invoice-lines',
  invoiceLine,
  'where invoice_id = any ($1::uuid[]) order by position',
  'invoiceId',
);
const addLines = insertRows('finance-insert-invoice-lines', invoiceLine, [
  'id',
  'invoiceId',
  'studyId',
  'siteId',
  'currency',
  'accrualLineId',
  'position',
  'subjectNumber',
  'visitKey',
  'visitName',
  'label',
  'serviceDate',
  'amountMinor',
  'taxMinor',
  'creditsLineId',
  'frees',
]);

/** One invoice or credit note, or null out of scope. */
export const loadInvoice = selectRow('finance-invoice-row', invoice, 'where id = any ($1::uuid[])', 'id');

/** The lines of an invoice in their order. */
export function loadInvoiceLines(tx: Tx, invoiceId: string): Promise<InvoiceLineRow[]> {
  return linesOfInvoices(tx, [[invoiceId]]);
}

/** The terms by which a line falls due, and whether what it stands for was reversed since it was drafted. */
export interface LineStanding {
  readonly lineId: string;
  readonly clock: BillingClock;
  readonly termDays: number;
  readonly isReversed: boolean;
}

const STANDINGS = forMany(
  {
    name: 'finance-invoice-standings',
    // A reversal whose line was invoiced is billable in its own right.
    text: `select il.invoice_id as "invoiceId", il.id as "lineId", v.billing_clock as clock, v.term_days as "termDays",
        exists (select 1 from finance.accrual_line r where r.reverses_id = l.id) as "isReversed"
      from finance.invoice_line il join finance.accrual_line l on l.id = il.accrual_line_id join finance.contract_version v on v.id = l.contract_version_id
      where il.invoice_id = any ($1::uuid[])`,
  },
  { by: 'invoiceId', keys: 0 },
);

/** How the lines of an invoice stand in the books today. */
export async function loadStandings(tx: Tx, invoiceId: string): Promise<LineStanding[]> {
  return (await tx.$client.query<LineStanding>({ ...STANDINGS, values: [[invoiceId]] })).rows;
}

const VISIT_NAMES = forMany(
  {
    name: 'finance-visit-names',
    text: `select l.id, v.name from finance.accrual_line l join visits.pub_visit v on v.id = l.visit_id where l.id = any($1::uuid[])`,
  },
  { by: 'id', keys: 0 },
);

/** How the visits behind earned lines are called, by line; what happened apart from visits has no name here. */
export async function loadVisitNames(tx: Tx, accrualLineIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.$client.query<{ id: string; name: string }>({ ...VISIT_NAMES, values: [[...accrualLineIds]] });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A draft as it is begun. */
export type NewInvoice = Pick<typeof invoice.$inferInsert, (typeof head)[number]>;

/** Inserts a draft. */
export async function insertInvoice(tx: Tx, row: NewInvoice): Promise<void> {
  await addInvoices(tx, [row]);
}

/** Changes an invoice if the version is still the one that was read. */
export async function updateInvoice(tx: Tx, row: InvoiceRow, change: Partial<Pick<InvoiceRow, (typeof issued)[number]>>): Promise<boolean> {
  return (await writeInvoices(tx, [{ ...row, ...change, version: row.version + 1 }])).has(row.id);
}

/** Puts lines on a draft. */
export async function insertLines(tx: Tx, lines: readonly (typeof invoiceLine.$inferInsert)[]): Promise<void> {
  await addLines(
    tx,
    lines.map((line) => ({ frees: false, ...line })),
  );
}

const CLAIM = forMany(
  {
    name: 'finance-claim',
    text: `insert into finance.invoice_claim (id, study_id, site_id, accrual_line_id, invoice_line_id)
      select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) on conflict (accrual_line_id) do nothing returning id`,
  },
  { by: 'id', keys: 0 },
);

/** Claims what lines stand for; answers how many claims are new. What another live line holds stays where it is. */
export async function claim(
  tx: Tx,
  newId: () => string,
  lines: readonly Pick<InvoiceLineRow, 'id' | 'studyId' | 'siteId' | 'accrualLineId'>[],
): Promise<number> {
  const { rows } = await tx.$client.query({
    ...CLAIM,
    values: [
      lines.map(() => newId()),
      lines.map((line) => line.studyId),
      lines.map((line) => line.siteId),
      lines.map((line) => line.accrualLineId),
      lines.map((line) => line.id),
    ],
  });
  return rows.length;
}

/** Lets go of what lines held. */
export async function releaseClaims(tx: Tx, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length > 0) await tx.delete(invoiceClaim).where(inArray(invoiceClaim.invoiceLineId, [...lineIds]));
}

/** Takes lines off a draft, and what they held. */
export async function deleteLines(tx: Tx, lineIds: readonly string[]): Promise<void> {
  await releaseClaims(tx, lineIds);
  await tx.delete(invoiceLine).where(inArray(invoiceLine.id, [...lineIds]));
}

/** Deletes a draft without lines. */
export async function deleteInvoice(tx: Tx, invoiceId: string): Promise<void> {
  await tx.delete(invoice).where(eq(invoice.id, invoiceId));
}

/** The lines of an invoice that a credit note has credited. */
export async function creditedLineIds(tx: Tx, invoiceId: string): Promise<ReadonlySet<string>> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'finance-credited-lines',
    text: `select c.credits_line_id as id from finance.invoice_line c join finance.invoice_line l on l.id = c.credits_line_id where l.invoice_id = $1`,
    values: [invoiceId],
  });
  return new Set(rows.map((row) => row.id));
}

/** The journal of one line of a document. */
export interface LineJournal {
  readonly sourceType: 'invoice-line' | 'invoice-line-void';
  readonly line: Pick<InvoiceLineRow, 'id' | 'studyId' | 'siteId' | 'currency'>;
  readonly postings: readonly Posting[];
}

const POST_JOURNALS = forMany(
  {
    name: 'finance-post-invoice',
    text: `with j as (
        insert into finance.journal (id, study_id, site_id, currency, effective_date, source_type, source_id)
        select r.id, r.study_id, r.site_id, r.currency, $1, r.source_type, r.source_id
        from jsonb_to_recordset($2::jsonb) as r (id uuid, study_id uuid, site_id uuid, currency text, source_type text, source_id uuid)
      )
      insert into finance.posting (id, journal_id, study_id, site_id, currency, account, amount_minor)
      select r.* from jsonb_to_recordset($3::jsonb) as r (id uuid, journal_id uuid, study_id uuid, site_id uuid, currency text, account text, amount_minor bigint)`,
  },
  'no-rows',
);

/** Posts journals, all on one day, in one statement. */
export async function postJournals(
  tx: Tx,
  newId: () => string,
  effectiveOn: Temporal.PlainDate,
  journals: readonly LineJournal[],
): Promise<void> {
  const kept = journals.map((journal) => ({ id: newId(), ...journal }));
  const legs = kept.flatMap(({ id, line, postings }) => postings.map((posting) => ({ id: newId(), journalId: id, line, posting })));
  await tx.$client.query({
    ...POST_JOURNALS,
    values: [
      effectiveOn.toString(),
      new Records(
        kept.map(({ id, sourceType, line }) => ({
          id,
          study_id: line.studyId,
          site_id: line.siteId,
          currency: line.currency,
          source_type: sourceType,
          source_id: line.id,
        })),
      ),
      new Records(
        legs.map(({ id, journalId, line, posting }) => ({
          id,
          journal_id: journalId,
          study_id: line.studyId,
          site_id: line.siteId,
          currency: posting.currency,
          account: posting.account,
          amount_minor: posting.amountMinor.toString(),
        })),
      ),
    ],
  });
}
