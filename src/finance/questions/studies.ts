// What every study in reach has earned: one statement, sorted and cut into parts by the server.
import { type Act, scopesOf } from '#access';
import { offsetOf } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { financeContract } from '../contract.ts';
import { HELD_BACK_KINDS } from '../store/held-back.ts';

type Routes = typeof financeContract;
type Answer = AnswerOf<Routes['studies']>;

const ORDERS = { code: 'code', name: 'name', earned: 'earned', payable: 'payable', heldBack: 'held_back' } as const;

// $1 sites and $2 studies of the grants that carry the permission, null for all; $3 search; $4 currency.
const ROWS = `
  with reach as (select * from unnest($1::uuid[], $2::uuid[]) as g (site_id, study_id)),
  earned as (
    select l.study_id, l.currency, coalesce(sum(l.amount_minor) filter (where l.state = 'earned'), 0) as earned,
      coalesce(sum(l.amount_minor) filter (where l.state = 'earned' and l.kind not in (${HELD_BACK_KINDS})), 0) as payable,
      coalesce(sum(l.amount_minor) filter (where l.kind in (${HELD_BACK_KINDS})), 0) as held_back,
      coalesce(sum(l.amount_minor) filter (where l.state = 'deferred'), 0) as deferred
    from finance.accrual_line l
    where exists (select 1 from reach g where (g.site_id is null or g.site_id = l.site_id) and (g.study_id is null or g.study_id = l.study_id))
    group by l.study_id, l.currency
  ), row as (
    select s.id, s.code, s.name, e.currency, e.earned, e.payable, e.held_back, e.deferred
    from studies.pub_study s left join earned e on e.study_id = s.id
    where exists (select 1 from reach g where g.study_id is null or g.study_id = s.id)
      and ($3::text is null or strpos(lower(s.code), lower($3)) > 0 or strpos(lower(s.name), lower($3)) > 0)
      and ($4::text is null or e.currency = $4)
  )`;

/**
 * Studies with what they earned, one row for each currency, totals over all rows asked for. Amounts are sorted within their currency:
 * amounts of two currencies have no order.
 */
export async function listStudiesEarned(act: Act, query: QueryOf<Routes['studies']>): Promise<Answer> {
  const offset = offsetOf(query.after);
  const direction = query.direction === 'down' ? 'desc' : 'asc';
  const column = ORDERS[query.sort];
  const byCurrency = column === 'code' || column === 'name' ? '' : 'r.currency nulls last, ';
  const scopes = scopesOf(act.actor, 'finance.view');
  const { rows } = await act.tx.$client.query<{ items: Answer['items']; totals: Answer['totals']; count: number }>({
    text: `${ROWS}, part as (
        select r.*, row_number() over (order by ${byCurrency}r.${column} ${direction} nulls last, r.code, r.currency) as place from row r order by place limit $5 offset $6
      )
      select coalesce((select json_agg(json_build_object('studyId', p.id, 'code', p.code, 'name', p.name, 'currency', p.currency, 'earnedMinor', p.earned::text,
          'payableMinor', p.payable::text, 'heldBackMinor', p.held_back::text, 'deferredMinor', p.deferred::text) order by p.place) from part p), '[]') as items,
        coalesce((select json_agg(t.one order by t.currency) from (select r.currency, json_build_object('currency', r.currency, 'earnedMinor', sum(r.earned)::text,
          'payableMinor', sum(r.payable)::text, 'heldBackMinor', sum(r.held_back)::text, 'deferredMinor', sum(r.deferred)::text) as one
          from row r where r.currency is not null group by r.currency) t), '[]') as totals,
        (select count(*)::integer from row) as count`,
    values: [
      scopes.map((scope) => scope.siteId),
      scopes.map((scope) => scope.studyId),
      query.search ?? null,
      query.currency ?? null,
      query.limit,
      offset,
    ],
  });
  const { items, totals, count } = rows[0] ?? { items: [], totals: [], count: 0 };
  const shown = offset + items.length;
  return { items, totals, count, next: shown < count && items.length > 0 ? String(shown) : null };
}
