// The room's writes, and the loads that its decisions need; an import travels in one statement.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#platform';
import { adverseEvent, saeReport } from './tables.ts';

export type EventRow = typeof adverseEvent.$inferSelect;
export type NewEvent = typeof adverseEvent.$inferInsert;
export type ReportRow = typeof saeReport.$inferSelect;

/** One event, or null out of scope. */
export async function loadEvent(tx: Tx, adverseEventId: string): Promise<EventRow | null> {
  const [row] = await tx.select().from(adverseEvent).where(eq(adverseEvent.id, adverseEventId));
  return row ?? null;
}

/** The reports of events, each event's in their order. */
export async function loadReports(tx: Tx, adverseEventIds: readonly string[]): Promise<ReportRow[]> {
  if (adverseEventIds.length === 0) return [];
  return tx
    .select()
    .from(saeReport)
    .where(inArray(saeReport.adverseEventId, [...adverseEventIds]))
    .orderBy(asc(saeReport.number));
}

/** Keeps a new event. */
export async function insertEvent(tx: Tx, row: NewEvent): Promise<void> {
  await tx.insert(adverseEvent).values(row);
}

/** Changes an event if the version is still the one that was read. */
export async function updateEvent(tx: Tx, adverseEventId: string, version: number, change: Partial<NewEvent>): Promise<boolean> {
  const updated = await tx
    .update(adverseEvent)
    .set({ ...change, version: version + 1 })
    .where(and(eq(adverseEvent.id, adverseEventId), eq(adverseEvent.version, version)));
  return updated.rowCount === 1;
}

/** Keeps a report as it was sent. */
export async function insertReport(tx: Tx, row: typeof saeReport.$inferInsert): Promise<void> {
  await tx.insert(saeReport).values(row);
}

/** An event that was taken over. */
export type ImportedRow = Pick<
  EventRow,
  | 'id'
  | 'subjectId'
  | 'studyId'
  | 'siteId'
  | 'studySiteId'
  | 'term'
  | 'codedTerm'
  | 'startedOn'
  | 'endedOn'
  | 'severity'
  | 'grade'
  | 'serious'
  | 'criteria'
  | 'causality'
  | 'outcome'
  | 'actionTaken'
> & { readonly sourceRef: string };

/** Inserts imported events in one statement; what was taken over before stays as it is. Answers how many are new. */
export async function insertImported(tx: Tx, rows: readonly ImportedRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await tx.$client.query({
    name: 'insert-adverse-events',
    text: `insert into safety.adverse_event (id, subject_id, study_id, site_id, study_site_id, source, source_ref, term, coded_term, started_on, ended_on, severity, grade,
             serious, criteria, causality, outcome, action_taken)
           select r."id", r."subjectId", r."studyId", r."siteId", r."studySiteId", 'imported', r."sourceRef", r."term", r."codedTerm", r."startedOn", r."endedOn", r."severity",
             r."grade", r."serious", r."criteria", r."causality", r."outcome", r."actionTaken"
           from jsonb_to_recordset($1::jsonb) as r ("id" uuid, "subjectId" uuid, "studyId" uuid, "siteId" uuid, "studySiteId" uuid, "sourceRef" text, "term" text,
             "codedTerm" text, "startedOn" text, "endedOn" text, "severity" text, "grade" integer, "serious" boolean, "criteria" text[], "causality" text, "outcome" text,
             "actionTaken" text)
           on conflict (subject_id, source_ref) do nothing`,
    values: [JSON.stringify(rows)],
  });
  return rowCount ?? 0;
}
