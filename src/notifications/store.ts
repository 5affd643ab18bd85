// The room's writes: telling people, and their having read it.
import type { Temporal } from '#lib';
import type { Tx } from '#platform';
import { type NotificationKind, concerned, toldEverywhere } from './rules.ts';
import type { Facts } from './tables.ts';

/** What is told. */
export interface News {
  readonly kind: NotificationKind;
  readonly siteId: string | null;
  readonly studyId: string | null;
  readonly recordId: string | null;
  readonly facts: Facts;
  readonly at: Temporal.Instant;
}

const INSERT = 'insert into notifications.notification (id, person_id, kind, site_id, study_id, record_id, facts, at)';

/** Tells the people at the site whom the kind concerns, except whoever did it. One statement; telling the same twice has one effect. */
export async function tellPeopleAt(tx: Tx, news: News, exceptId: string): Promise<void> {
  await tx.$client.query({
    name: 'tell-people-at',
    text: `${INSERT}
      select gen_random_uuid(), w.person, $1, $2, $3, $4, $5, $6 from notifications.people_at($2, $3, $7, $8) w (person) where w.person <> $9
      on conflict do nothing`,
    values: [
      news.kind,
      news.siteId,
      news.studyId,
      news.recordId,
      JSON.stringify(news.facts),
      news.at.toString(),
      concerned[news.kind],
      toldEverywhere.includes(news.kind),
      exceptId === '' ? null : exceptId,
    ],
  });
}

/** Tells one person. */
export async function tellPerson(tx: Tx, news: News, personId: string, newId: string): Promise<void> {
  await tx.$client.query({
    name: 'tell-person',
    text: `${INSERT} values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    values: [newId, personId, news.kind, news.siteId, news.studyId, news.recordId, JSON.stringify(news.facts), news.at.toString()],
  });
}

/** Marks the actor's own as read: these, and all up to the moment. What was read stays read at its first moment. */
export async function markRead(tx: Tx, ids: readonly string[], upTo: string | null, now: Temporal.Instant): Promise<void> {
  await tx.$client.query({
    name: 'mark-notifications-read',
    text: `update notifications.notification set read_at = $3 where read_at is null and (id = any ($1::uuid[]) or at <= $2::timestamptz)`,
    values: [ids, upTo, now.toString()],
  });
}

/** Forgets the actor's own that are no news any more. */
export async function forgetBefore(tx: Tx, since: Temporal.Instant): Promise<void> {
  await tx.$client.query({
    name: 'forget-notifications',
    text: 'delete from notifications.notification where person_id = access.actor_id() and at < $1',
    values: [since.toString()],
  });
}
