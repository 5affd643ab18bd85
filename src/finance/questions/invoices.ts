// The read side of invoices: the list, one with its lines, and its paper.
import { type Act, requireMay } from '#access';
import { scopesOf } from '#access/rules';
import { readMade } from '#files';
import { Refusal, found } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { canIssueInvoice } from '../policy.ts';
import { loadInvoice } from '../store/invoices.ts';

type Routes = typeof financeContract;
type Listed = AnswerOf<Routes['invoices']>['items'][number];
type InvoiceView = AnswerOf<Routes['invoice']>;

const COLUMNS = `i.id, i.kind, i.status, i.number, i.study_id as "studyId", s.code as "studyCode", c.code as "contractCode", o.name as payer, i.currency,
  sums.count as "lineCount", sums.net::text as "netMinor", sums.total::text as "totalMinor", i.issued_on as "issuedOn", i.due_on as "dueOn"`;
const INVOICES = `from finance.invoice i join finance.contract c on c.id = i.contract_id join studies.pub_study s on s.id = i.study_id
  join network.pub_organization o on o.id = i.payer_id
  cross join lateral (select count(*)::integer as count, coalesce(sum(l.amount_minor), 0) as net, coalesce(sum(l.amount_minor + l.tax_minor), 0) as total
    from finance.invoice_line l where l.invoice_id = i.id) sums`;
// $1 sites, $2 studies of the grants; $3 study, $4 status, $5 text.
const CHOSEN = `exists (select 1 from unnest($1::uuid[], $2::uuid[]) as g (site_id, study_id) where (g.site_id is null or g.site_id = i.site_id) and (g.study_id is null or g.study_id = i.study_id))
  and ($3::uuid is null or i.study_id = $3) and ($4::text is null or i.status = $4)
  and ($5::text is null or strpos(lower(i.number), lower($5)) > 0 or strpos(lower(o.name), lower($5)) > 0 or strpos(lower(s.code), lower($5)) > 0)`;

/** Invoices and credit notes, newest first. */
export async function listInvoices(act: Act, query: QueryOf<Routes['invoices']>): Promise<AnswerOf<Routes['invoices']>> {
  const scopes = scopesOf(act.actor, 'finance.view');
  const chosen = [
    scopes.map((scope) => scope.siteId),
    scopes.map((scope) => scope.studyId),
    query.studyId ?? null,
    query.status ?? null,
    query.search ?? null,
  ];
  const { rows } = await act.tx.$client.query<Listed>({
    name: 'finance-invoices',
    text: `select ${COLUMNS} ${INVOICES} where ${CHOSEN} and ($6::uuid is null or i.id < $6) order by i.id desc limit $7`,
    values: [...chosen, query.after ?? null, query.limit + 1],
  });
  const counted = await act.tx.$client.query<{ count: number }>({
    name: 'finance-invoices-count',
    text: `select count(*)::integer as count from finance.invoice i join studies.pub_study s on s.id = i.study_id join network.pub_organization o on o.id = i.payer_id where ${CHOSEN}`,
    values: chosen,
  });
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null, count: counted.rows[0]?.count ?? 0 };
}

/** Invoices by id, as the list shows them. */
export async function listedInvoices(act: Act, invoiceIds: readonly string[]): Promise<Listed[]> {
  const { rows } = await act.tx.$client.query<Listed>({
    name: 'finance-invoices-named',
    text: `select ${COLUMNS} ${INVOICES} where i.id = any($1::uuid[]) order by i.id`,
    values: [[...invoiceIds]],
  });
  return rows;
}

/** An invoice for whoever may see money there. Refuses with 404 out of scope. */
export async function viewInvoice(act: Act, invoiceId: string): Promise<InvoiceView> {
  const view = await invoiceOf(act, invoiceId);
  requireMay(act, 'finance.view', { studyId: view.studyId, siteId: view.siteId });
  return view;
}

const DETAIL = `i.contract_id as "contractId", i.payer_id as "payerId", i.site_id as "siteId", i.issuer_id as "issuerId", b.legal_name as issuer,
  i.cut_off_on as "cutOffOn", i.sent_on as "sentOn", i.tax_label as "taxLabel", i.tax_basis_points as "taxBasisPoints", (sums.total - sums.net)::text as "taxMinor",
  i.reason, i.pdf_sha256 as "pdfSha256", i.version,
  (select json_build_object('id', x.id, 'number', x.number) from finance.invoice x where x.id = i.credits_id) as credits,
  coalesce((select json_agg(json_build_object('id', x.id, 'number', x.number, 'totalMinor', x.total_minor::text) order by x.id)
    from finance.invoice x where x.credits_id = i.id and x.status <> 'draft'), '[]') as "creditNotes",
  coalesce((select json_agg(json_build_object('id', l.id, 'accrualLineId', l.accrual_line_id, 'position', l.position, 'subjectNumber', l.subject_number,
      'visitKey', l.visit_key, 'visitName', l.visit_name, 'label', l.label, 'serviceDate', l.service_date, 'amountMinor', l.amount_minor::text, 'taxMinor', l.tax_minor::text,
      'creditedById', (select n.invoice_id from finance.invoice_line n where n.credits_line_id = l.id)) order by l.position)
    from finance.invoice_line l where l.invoice_id = i.id), '[]') as lines`;

/** An invoice after a change. */
export async function invoiceOf(act: Act, invoiceId: string): Promise<InvoiceView> {
  const { rows } = await act.tx.$client.query<Omit<InvoiceView, 'can'>>({
    name: 'finance-invoice',
    text: `select ${COLUMNS}, ${DETAIL} ${INVOICES} join finance.issuer b on b.id = i.issuer_id where i.id = $1`,
    values: [invoiceId],
  });
  const row = found(rows[0]);
  const acts = canIssueInvoice(act.actor, row);
  const isDraft = row.status === 'draft';
  const isInvoice = row.kind === 'invoice';
  const isOut = row.status === 'issued' || row.status === 'sent';
  const can = {
    edit: acts && isDraft,
    issue: acts && isDraft,
    send: acts && row.status === 'issued',
    void: acts && isInvoice && row.status === 'issued' && row.creditNotes.length === 0,
    credit: acts && isInvoice && isOut,
  };
  return { ...row, can };
}

/** The paper of an issued invoice, as it was stored when it was issued. */
export async function readInvoicePdf(act: Act, invoiceId: string): Promise<File> {
  const row = found(await loadInvoice(act.tx, invoiceId));
  requireMay(act, 'finance.view', row);
  if (row.pdfSha256 === null || row.number === null) throw new Refusal('invoice-not-issued', {});
  return readMade(act, row.pdfSha256, { name: `${row.number.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.pdf`, type: 'application/pdf' });
}
