// The read side: what the actor was told, and how much of it is new.
import type { Act } from '#access';
import type { AnswerOf, QueryOf } from '#platform/contract';
import type { notificationsContract } from './contract.ts';
import { newsSince } from './rules.ts';

type Routes = typeof notificationsContract;
type Line = AnswerOf<Routes['list']>['items'][number];

// The wall of the table leaves only the actor's own, as far as they still reach the place.
const LIST = `
  select n.id, n.kind, to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
    to_char(n.read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "readAt", n.site_id as "siteId", n.study_id as "studyId",
    n.record_id as "recordId", n.facts,
    json_build_object('studyCode', s.code, 'siteName', t.name, 'timeZone', t.time_zone) as place
  from notifications.notification n
    left join studies.pub_study s on s.id = n.study_id left join network.pub_site t on t.id = n.site_id
  where n.person_id = access.actor_id() and n.at >= $1 and ($2::timestamptz is null or (n.at, n.id) < ($2, $3::uuid)) and ($4 or n.read_at is null)
  order by n.at desc, n.id desc limit $5`;

/** What the actor was told while it is news, the latest first. */
export async function listNotifications(act: Act, query: QueryOf<Routes['list']>): Promise<AnswerOf<Routes['list']>> {
  const [afterAt, afterId] = query.after?.split('_') ?? [null, null];
  const { rows } = await act.tx.$client.query<Line>({
    name: 'list-notifications',
    text: LIST,
    values: [newsSince(act.now).toString(), afterAt, afterId, query.only !== 'unread', query.limit + 1],
  });
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? `${last.at}_${last.id}` : null };
}

/** How many of them the actor has not read. */
export async function countUnread(act: Act): Promise<AnswerOf<Routes['count']>> {
  const { rows } = await act.tx.$client.query<{ unread: number }>({
    name: 'count-notifications',
    text: `select count(*)::int as unread from notifications.notification n
      where n.person_id = access.actor_id() and n.read_at is null and n.at >= $1`,
    values: [newsSince(act.now).toString()],
  });
  return { unread: rows[0]?.unread ?? 0 };
}
