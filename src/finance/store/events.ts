// What happened to participants apart from visits: kept once, so that it earns once, whenever its contract goes live.
import { and, asc, desc, eq, gte, isNull } from 'drizzle-orm';
import type { Temporal } from '#lib';
import type { Tx } from '#platform';
import { invoiceableEvent } from '../tables.ts';

export type EventRow = typeof invoiceableEvent.$inferSelect;

/** Keeps an event; answers false when it was known. */
export async function insertEvent(tx: Tx, row: typeof invoiceableEvent.$inferInsert): Promise<boolean> {
  return (await tx.insert(invoiceableEvent).values(row).onConflictDoNothing()).rowCount === 1;
}

/** The events of a study since a day, at one site or wherever the actor reaches. */
export async function loadEventsSince(
  tx: Tx,
  { studyId, siteId, from }: { readonly studyId: string; readonly siteId: string | null; readonly from: Temporal.PlainDate },
): Promise<EventRow[]> {
  return tx
    .select()
    .from(invoiceableEvent)
    .where(
      and(
        eq(invoiceableEvent.studyId, studyId),
        siteId === null ? undefined : eq(invoiceableEvent.siteId, siteId),
        gte(invoiceableEvent.onDate, from),
        isNull(invoiceableEvent.withdrawnOn),
      ),
    )
    .orderBy(asc(invoiceableEvent.onDate), asc(invoiceableEvent.id));
}

/** One event, or null out of scope. */
export async function loadEvent(tx: Tx, eventId: string): Promise<EventRow | null> {
  const [row] = await tx.select().from(invoiceableEvent).where(eq(invoiceableEvent.id, eventId));
  return row ?? null;
}

/** Says that an event did not happen; answers false when that was said before. */
export async function withdrawEvent(tx: Tx, eventId: string, on: Temporal.PlainDate): Promise<boolean> {
  const updated = await tx
    .update(invoiceableEvent)
    .set({ withdrawnOn: on })
    .where(and(eq(invoiceableEvent.id, eventId), isNull(invoiceableEvent.withdrawnOn)));
  return updated.rowCount === 1;
}

/** The events of a subject, the latest first. */
export async function loadEventsOfSubject(tx: Tx, subjectId: string): Promise<EventRow[]> {
  return tx
    .select()
    .from(invoiceableEvent)
    .where(eq(invoiceableEvent.subjectId, subjectId))
    .orderBy(desc(invoiceableEvent.onDate), desc(invoiceableEvent.id));
}

/** What an event came to: its line. */
export interface EventState {
  readonly eventId: string;
  readonly contractId: string;
  readonly termKey: string;
  readonly lineId: string;
  readonly state: 'earned' | 'capped';
}

/** The live lines of a subject's events, by event. */
export async function loadEventStates(tx: Tx, subjectId: string): Promise<ReadonlyMap<string, EventState>> {
  const { rows } = await tx.$client.query<EventState>({
    name: 'finance-event-states',
    text: `select l.event_id as "eventId", l.contract_id as "contractId", l.term_key as "termKey", l.id as "lineId", l.state
      from finance.accrual_line l where l.subject_id = $1 and l.event_id is not null and l.kind = 'invoiceable' and l.reverses_id is null
        and not exists (select 1 from finance.accrual_line r where r.reverses_id = l.id)`,
    values: [subjectId],
  });
  return new Map(rows.map((row) => [row.eventId, row]));
}
