// How many deviations each study in reach has, and what they wait for: one statement, sorted and cut into parts by the server.
import { type Act, scopesOf } from '#access';
import { offsetOf } from '#platform';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { monitoringContract } from '../contract.ts';

type Routes = typeof monitoringContract;
type Answer = AnswerOf<Routes['studies']>;

const ORDERS = { code: 'code', name: 'name', waiting: 'waiting', reportDue: 'due', open: 'open', all: 'whole' } as const;

/** Studies with their counts, and the counts over all studies asked for. Studies without deviations stand with zeros. */
export async function listStudiesQuality(act: Act, query: QueryOf<Routes['studies']>): Promise<Answer> {
  const offset = offsetOf(query.after);
  const direction = query.direction === 'down' ? 'desc' : 'asc';
  const scopes = scopesOf(act.actor, 'monitoring.view');
  const { rows } = await act.tx.$client.query<{ items: Answer['items']; totals: Answer['totals']; count: number }>({
    text: `
      with reach as (select * from unnest($1::uuid[], $2::uuid[]) as g (site_id, study_id)),
      counted as (
        select d.study_id, count(*) filter (where d.state in ('detected', 'raised')) as waiting, count(*) filter (where d.state = 'reporting-due') as due,
          count(*) filter (where d.state not in ('closed', 'voided')) as open, count(*) as whole
        from monitoring.deviation d
        where exists (select 1 from reach g where (g.site_id is null or g.site_id = d.site_id) and (g.study_id is null or g.study_id = d.study_id))
        group by d.study_id
      ), row as (
        select s.id, s.code, s.name, coalesce(c.waiting, 0) as waiting, coalesce(c.due, 0) as due, coalesce(c.open, 0) as open, coalesce(c.whole, 0) as whole
        from studies.pub_study s left join counted c on c.study_id = s.id
        where exists (select 1 from reach g where g.study_id is null or g.study_id = s.id)
          and ($3::text is null or strpos(lower(s.code), lower($3)) > 0 or strpos(lower(s.name), lower($3)) > 0)
      ), part as (
        select r.*, row_number() over (order by r.${ORDERS[query.sort]} ${direction}, r.code) as place from row r order by place limit $4 offset $5
      )
      select coalesce((select json_agg(json_build_object('studyId', p.id, 'code', p.code, 'name', p.name, 'waiting', p.waiting, 'reportDue', p.due,
          'open', p.open, 'all', p.whole) order by p.place) from part p), '[]') as items,
        (select json_build_object('waiting', coalesce(sum(r.waiting), 0), 'reportDue', coalesce(sum(r.due), 0), 'open', coalesce(sum(r.open), 0),
          'all', coalesce(sum(r.whole), 0)) from row r) as totals,
        (select count(*)::integer from row) as count`,
    values: [scopes.map((scope) => scope.siteId), scopes.map((scope) => scope.studyId), query.search ?? null, query.limit, offset],
  });
  const { items, totals, count } = rows[0] ?? { items: [], totals: { waiting: 0, reportDue: 0, open: 0, all: 0 }, count: 0 };
  const shown = offset + items.length;
  return { items, totals, count, next: shown < count && items.length > 0 ? String(shown) : null };
}
