// The read side of earned lines: lists with totals, and one line with its reasons.
import { type Act, requireMay, sitesInReach } from '#access';
import { Refusal, found, instantOf } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { isStudyInReach } from '../store/contracts.ts';
import { HELD_BACK_KINDS } from '../store/held-back.ts';
import { readExplanation } from '../store/kept-explanation.ts';
import { namesIn } from './explained-names.ts';

type Routes = typeof financeContract;
type LineView = AnswerOf<Routes['visitEarnings']>[number];

const COLUMNS = `l.id, l.contract_id as "contractId", c.code as "contractCode", v.number as "contractVersion", l.term_key as "termKey", t.label, l.kind, l.state,
  l.study_id as "studyId", l.site_id as "siteId", p.name as "siteName", p.time_zone as "timeZone", l.subject_id as "subjectId", s.number as "subjectNumber", l.visit_id as "visitId", l.visit_key as "visitKey", l.cycle, l.repeat_no as "repeatNo",
  l.generation, l.service_date as "serviceDate", l.currency, l.amount_minor::text as "amountMinor", l.reverses_id as "reversesId", r.id as "reversedById",
  l.recorded_at as "recordedAt"`;
const LINES = `from finance.accrual_line l join finance.contract c on c.id = l.contract_id join finance.contract_version v on v.id = l.contract_version_id
  join finance.payment_term t on t.contract_version_id = l.contract_version_id and t.key = l.term_key join subjects.pub_subject s on s.id = l.subject_id
  join network.pub_site p on p.id = l.site_id left join finance.accrual_line r on r.reverses_id = l.id`;
// $1 study, $2 sites or null for all, $3 site, $4 subject.
const CHOSEN = `l.study_id = $1 and ($2::uuid[] is null or l.site_id = any($2)) and ($3::uuid is null or l.site_id = $3) and ($4::uuid is null or l.subject_id = $4)`;

/** What was earned in a study, newest service first. Totals are over everything asked for, not over the page. */
export async function listEarned(act: Act, studyId: string, query: QueryOf<Routes['earned']>): Promise<AnswerOf<Routes['earned']>> {
  if (!(await isStudyInReach(act.tx, studyId))) throw new Refusal('not-found');
  requireMay(act, 'finance.view', { studyId });
  const chosen = [studyId, sitesInReach(act.actor, 'finance.view', studyId), query.siteId ?? null, query.subjectId ?? null];
  const [afterDate, afterId] = cursorOf(query.after);
  const { rows } = await act.tx.$client.query<LineView>({
    name: 'finance-earned',
    text: `select ${COLUMNS} ${LINES} where ${CHOSEN} and ($5::date is null or (l.service_date, l.id) < ($5, $6::uuid)) order by l.service_date desc, l.id desc limit $7`,
    values: [...chosen, afterDate, afterId, query.limit + 1],
  });
  const totals = await act.tx.$client.query<AnswerOf<Routes['earned']>['totals'][number]>({
    name: 'finance-earned-totals',
    text: `select l.currency, coalesce(sum(l.amount_minor) filter (where l.state = 'earned'), 0)::text as "earnedMinor",
        coalesce(sum(l.amount_minor) filter (where l.state = 'earned' and l.kind not in (${HELD_BACK_KINDS})), 0)::text as "payableMinor",
        coalesce(sum(l.amount_minor) filter (where l.kind in (${HELD_BACK_KINDS})), 0)::text as "heldBackMinor",
        coalesce(sum(l.amount_minor) filter (where l.state = 'deferred'), 0)::text as "deferredMinor"
      from finance.accrual_line l where ${CHOSEN} group by l.currency order by l.currency`,
    values: chosen,
  });
  const items = rows.slice(0, query.limit).map(shown);
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? `${last.serviceDate}_${last.id}` : null, totals: totals.rows };
}

/** The lines of one visit, reversals included. Refuses with 404 out of scope. */
export async function listVisitEarnings(act: Act, visitId: string): Promise<LineView[]> {
  const visit = found(await loadVisit(act, visitId));
  requireMay(act, 'finance.preview', visit);
  const { rows } = await act.tx.$client.query<LineView>({
    name: 'finance-visit-lines',
    text: `select ${COLUMNS} ${LINES} where l.visit_id = $1 order by l.id`,
    values: [visitId],
  });
  return rows.map(shown);
}

type Why = AnswerOf<Routes['line']>;

/** Why this amount: the clause, the version, the inputs, the arithmetic with what its keys are called, the reversal and the postings. */
export async function explainLine(act: Act, lineId: string): Promise<Why> {
  const { rows } = await act.tx.$client.query<LineView & { price: Why['price']; why: unknown; journal: Why['journal'] }>({
    name: 'finance-line',
    text: `select ${COLUMNS}, l.explanation as why, json_build_object('directMinor', l.direct_minor::text, 'overheadMinor', l.overhead_minor::text, 'grossMinor', l.gross_minor::text,
        'payableMinor', l.payable_minor::text, 'holdbackMinor', l.holdback_minor::text) as price,
      (select json_build_object('id', j.id, 'effectiveDate', j.effective_date, 'postings',
          (select json_agg(json_build_object('account', p.account, 'amountMinor', p.amount_minor::text, 'currency', p.currency) order by p.id) from finance.posting p where p.journal_id = j.id))
        from finance.journal j where j.source_type = 'accrual-line' and j.source_id = l.id) as journal
      ${LINES} where l.id = $1`,
    values: [lineId],
  });
  const row = found(rows[0]);
  requireMay(act, 'finance.view', row);
  const why = readExplanation(row.why, row.id);
  return { ...row, ...shown(row), why, names: await namesIn(act, why, row) };
}

/** A visit as its room publishes it. */
export interface PublishedVisit {
  readonly studyId: string;
  readonly siteId: string;
  readonly subjectId: string;
  readonly visitKey: string;
  readonly cycle: number;
  readonly repeatNo: number;
  readonly generation: number;
}

/** A visit within the actor's reach. */
export async function loadVisit(act: Act, visitId: string): Promise<PublishedVisit | undefined> {
  const { rows } = await act.tx.$client.query<PublishedVisit>({
    name: 'finance-visit',
    text: `select v.study_id as "studyId", v.site_id as "siteId", v.subject_id as "subjectId", v.visit_key as "visitKey", v.cycle, v.repeat_no as "repeatNo", v.generation
      from visits.pub_visit v where v.id = $1`,
    values: [visitId],
  });
  return rows[0];
}

function shown<T extends LineView>(row: T): T {
  return { ...row, recordedAt: instantOf(row.recordedAt).toString() };
}

function cursorOf(after: string | undefined): [string | null, string | null] {
  if (after === undefined) return [null, null];
  const match = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(after);
  if (!match) throw new Refusal('page-unknown', { field: 'after' });
  return [match[1] ?? null, match[2] ?? null];
}
