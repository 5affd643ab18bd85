// What was earned and where it stands on its way to an invoice: one statement over all studies in reach (BR-06).
import type { Act } from '#access';
import { scopesOf } from '#access/rules';
import { civilDate } from '#lib';
import { Refusal } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { type BillingState, WINDOW_WARNINGS_PERCENT, submission } from '../rules.ts';
import { HELD_BACK_KINDS } from '../store/held-back.ts';

type Routes = typeof financeContract;
type Answer = AnswerOf<Routes['uninvoiced']>;

/** A line with all that a run needs of it. */
export type UninvoicedLine = Answer['items'][number];

/** Which lines; `asOf` is the day by which a line's clock must have come. */
export interface Chosen {
  readonly asOf: string;
  readonly studyId?: string | undefined;
  readonly siteId?: string | undefined;
  readonly contractId?: string | readonly string[] | undefined;
  readonly payerId?: string | undefined;
  readonly currency?: string | undefined;
}

// Asked line by line through the key of the claim, which the offset makes sure of: joined, all claims are gone through for every line.
const HELD = `select il.invoice_id, i.status from finance.invoice_claim h
  join finance.invoice_line il on il.id = h.invoice_line_id join finance.invoice i on i.id = il.invoice_id`;
// $1 sites and $2 studies of the grants that carry the permission; $3 the day; $4 study, $5 site, $6 contracts, $7 payer, $8 currency.
// A line and its reversal that never were on an issued invoice cancel out; where one of them was, the other is billable.
const linesWhere = (more: string) => `
  with reach as (select * from unnest($1::uuid[], $2::uuid[]) as g (site_id, study_id)),
  line as (
    select l.id, l.study_id, l.site_id, l.subject_id, l.contract_id, c.code as contract_code, c.payer_id, l.visit_key, t.label, t.submit_within_days,
      l.service_date, l.currency, l.amount_minor, own.invoice_id, finance.clock_on(v.billing_clock, l.service_date) as billable_on,
      case when l.state in ('deferred', 'capped') then l.state when l.kind in (${HELD_BACK_KINDS}) then 'held-back'
        when own.status = 'draft' then 'drafted' when own.invoice_id is not null then 'invoiced'
        when finance.clock_on(v.billing_clock, l.service_date) <= $3::date then 'billable' else 'conditional' end as state
    from finance.accrual_line l
      join finance.contract c on c.id = l.contract_id join finance.contract_version v on v.id = l.contract_version_id
      join finance.payment_term t on t.contract_version_id = l.contract_version_id and t.key = l.term_key
      left join finance.accrual_line r on r.reverses_id = l.id
      -- A column of its own: under row-level security no key is asked for what an expression says.
      cross join lateral (select coalesce(r.id, l.reverses_id) as id offset 0) pair
      left join lateral (${HELD} where h.accrual_line_id = l.id offset 0) own on true
      left join lateral (${HELD} where h.accrual_line_id = pair.id offset 0) other on true
    where exists (select 1 from reach g where (g.site_id is null or g.site_id = l.site_id) and (g.study_id is null or g.study_id = l.study_id))
      and (pair.id is null or own.invoice_id is not null or other.status is distinct from 'draft' and other.invoice_id is not null)
      and ($4::uuid is null or l.study_id = $4) and ($5::uuid is null or l.site_id = $5) and ($6::uuid[] is null or l.contract_id = any ($6))
      and ($7::uuid is null or c.payer_id = $7) and ($8::text is null or l.currency = $8)
      ${more}
  )`;
const LINES = linesWhere('');
// No clock ends before the service; what is neither of that day nor free of a claim is left out before it is looked at closely.
const BILLABLE = linesWhere(`and l.state = 'earned' and l.service_date <= $3::date
      and not exists (select 1 from finance.invoice_claim h where h.accrual_line_id = l.id)`);
// What was served by the day and is on no invoice that went out. Drafts are few and found first; what is held back is on none.
const UNINVOICED = linesWhere(`and l.service_date <= $3::date
      and (l.kind in (${HELD_BACK_KINDS}) or not exists (select 1 from finance.invoice_claim h where h.accrual_line_id = l.id)
        or l.id in (select h.accrual_line_id from finance.invoice i join finance.invoice_line il on il.invoice_id = i.id
          join finance.invoice_claim h on h.invoice_line_id = il.id where i.status = 'draft'))`);
// The names of lines, read for those that are shown and not for those that are only counted.
const named = (lines: string) => `
  select x.*, s.code as study_code, p.name as site_name, p.time_zone, o.name as payer, sub.number as subject_number from (${lines}) x
    join studies.pub_study s on s.id = x.study_id join network.pub_site p on p.id = x.site_id join subjects.pub_subject sub on sub.id = x.subject_id
    left join network.pub_organization o on o.id = x.payer_id`;
const COLUMNS = `x.id, x.state, x.study_id as "studyId", x.study_code as "studyCode", x.site_id as "siteId", x.site_name as "siteName",
  x.contract_id as "contractId", x.contract_code as "contractCode", x.payer_id as "payerId", x.payer, x.subject_number as "subjectNumber",
  x.visit_key as "visitKey", x.label, x.service_date as "serviceDate", x.billable_on as "billableOn", x.submit_within_days as "submitWithinDays", x.currency,
  x.amount_minor::text as "amountMinor", x.invoice_id as "invoiceId"`;

type Row = Omit<UninvoicedLine, 'submission'> & { readonly submitWithinDays: number | null };

// A window is watched until the line is on an issued invoice.
const OPEN_STATES: readonly BillingState[] = ['conditional', 'billable', 'drafted'];

function shown({ submitWithinDays, ...line }: Row, asOf: string): UninvoicedLine {
  const isOpen = OPEN_STATES.includes(line.state);
  const window = isOpen ? submission(civilDate(line.serviceDate), submitWithinDays, civilDate(asOf)) : null;
  return { ...line, submission: window && { by: window.by.toString(), standing: window.standing } };
}

function valuesOf(act: Act, permission: string, chosen: Chosen): unknown[] {
  const scopes = scopesOf(act.actor, permission);
  const { asOf, studyId = null, siteId = null, contractId = null, payerId = null, currency = null } = chosen;
  return [
    scopes.map((scope) => scope.siteId),
    scopes.map((scope) => scope.studyId),
    asOf,
    studyId,
    siteId,
    contractId && [contractId].flat(),
    payerId,
    currency,
  ];
}

// The windows of which `submission` says more than that they are open.
const IS_OPEN = `x.state in (${OPEN_STATES.map((state) => `'${state}'`).join(', ')}) and x.submit_within_days is not null`;
const WATCHED = `${IS_OPEN} and ($3::date - x.service_date) * 100 >= x.submit_within_days * ${WINDOW_WARNINGS_PERCENT.halfGone}`;

/** Lines with totals by state, payer and currency; totals are over every state, whatever state the lines are asked for. */
export async function listUninvoiced(act: Act, query: QueryOf<Routes['uninvoiced']>): Promise<Answer> {
  const asOf = query.asOf ?? act.now.toZonedDateTimeISO('UTC').toPlainDate().toString();
  const values = valuesOf(act, 'finance.view', { ...query, asOf });
  const [afterDate, afterId] = cursorOf(query.after);
  const { rows } = await act.tx.$client.query<Row>({
    name: 'finance-uninvoiced',
    text: `${LINES} select ${COLUMNS} from (${named(`select * from line x where ($9::text is null or x.state = $9) and ($13::text is null or ${WATCHED})
      and ($10::date is null or (x.service_date, x.id) < ($10, $11::uuid)) order by x.service_date desc, x.id desc limit $12`)}) x
      order by x.service_date desc, x.id desc`,
    values: [...values, query.state ?? null, afterDate, afterId, query.limit + 1, query.watched ?? null],
  });
  const totals = await act.tx.$client.query<Answer['totals'][number]>({
    name: 'finance-uninvoiced-totals',
    text: `${LINES}, total as (select state, payer_id, currency, count(*)::integer as count, sum(amount_minor)::text as amount from line group by state, payer_id, currency)
      select x.state, x.payer_id as "payerId", o.name as payer, x.currency, x.count, x.amount as "amountMinor"
      from total x left join network.pub_organization o on o.id = x.payer_id order by x.currency, o.name nulls last, x.state`,
    values,
  });
  const items = rows.slice(0, query.limit).map((row) => shown(row, asOf));
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? `${last.serviceDate}_${last.id}` : null, totals: totals.rows, asOf };
}

/** Lines of one state, payer and currency, counted. */
export type LineSum = Pick<UninvoicedLine, 'state' | 'payerId' | 'currency' | 'amountMinor'> & { readonly count: number };

const inRunOrder = (lines: string) => `select ${COLUMNS} from (${named(`select * from ${lines} where state = 'billable'`)}) x
  order by x.study_code, x.contract_code, x.service_date, x.subject_number, x.visit_key, x.id`;

/** The lines that a run up to a day may take, oldest service first. */
export async function billableLines(act: Act, chosen: Chosen): Promise<UninvoicedLine[]> {
  const { rows } = await act.tx.$client.query<Row>({
    name: 'finance-billable-lines',
    text: `${BILLABLE} ${inRunOrder('line')}`,
    values: valuesOf(act, 'finance.issue-invoice', chosen),
  });
  return rows.map((row) => shown(row, chosen.asOf));
}

/**
 * The same, and the sums of what was served by that day and is neither billable then nor invoiced: nobody reads these one by one.
 */
export async function linesForRun(act: Act, chosen: Chosen): Promise<{ readonly lines: UninvoicedLine[]; readonly behind: LineSum[] }> {
  const { rows } = await act.tx.$client.query<{ lines: Row[]; behind: LineSum[] }>({
    name: 'finance-run-lines',
    text: `${UNINVOICED}, standing as materialized (select * from line)
      select coalesce((select json_agg(b) from (${inRunOrder('standing')}) b), '[]') as lines,
        coalesce((select json_agg(b) from (select x.state, x.payer_id as "payerId", x.currency, sum(x.amount_minor)::text as "amountMinor", count(*)::integer as count
          from standing x where x.state <> 'billable' group by x.state, x.payer_id, x.currency order by x.state, x.currency) b), '[]') as behind`,
    values: valuesOf(act, 'finance.issue-invoice', chosen),
  });
  const { lines, behind } = rows[0] ?? { lines: [], behind: [] };
  return { lines: lines.map((row) => shown(row, chosen.asOf)), behind };
}

/** An item that must be invoiced within a window and is on no issued invoice. */
export type OpenWindow = Pick<UninvoicedLine, 'id' | 'studyId' | 'siteId' | 'serviceDate'> & {
  readonly submitWithinDays: number;
  readonly timeZone: string;
};

/** Every open window in reach, without those whose end was told. What a reversal gives back has no last day. */
export async function openWindows(act: Act): Promise<OpenWindow[]> {
  const { rows } = await act.tx.$client.query<OpenWindow>({
    name: 'finance-open-windows',
    text: `${LINES} select x.id, x.study_id as "studyId", x.site_id as "siteId", x.service_date as "serviceDate",
        x.submit_within_days as "submitWithinDays", x.time_zone as "timeZone"
      from (${named('select * from line')}) x where ${IS_OPEN} and x.amount_minor > 0
        and not exists (select 1 from finance.window_notice n where n.accrual_line_id = x.id and n.stage = 'over')
      order by x.service_date, x.id`,
    values: valuesOf(act, 'finance.view', { asOf: act.now.toZonedDateTimeISO('UTC').toPlainDate().toString() }),
  });
  return rows;
}

function cursorOf(after: string | undefined): [string | null, string | null] {
  if (after === undefined) return [null, null];
  const match = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(after);
  if (!match) throw new Refusal('page-unknown', { field: 'after' });
  return [match[1] ?? null, match[2] ?? null];
}
