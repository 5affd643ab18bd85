// The room's writes, and the loads that its decisions need; an import travels in one statement.
import { UNCHANGED, type Tx, insertRows, selectRow, selectRows, updateRows } from '#platform';
import { adverseEvent, saeReport } from './tables.ts';

export type EventRow = typeof adverseEvent.$inferSelect;
export type ReportRow = typeof saeReport.$inferSelect;

const told = [
  'term',
  'startedOn',
  'endedOn',
  'severity',
  'grade',
  'serious',
  'criteria',
  'outcome',
  'actionTaken',
  'awareAt',
  'seriousAwareAt',
] as const;
const judged = ['causality', 'causalityReason', 'judgedBy', 'judgedByName', 'judgedAt'] as const;
const addEvents = insertRows('safety-insert-events', adverseEvent, [
  'id',
  'subjectId',
  'studyId',
  'siteId',
  'studySiteId',
  'source',
  ...told,
]);
const writeEvents = updateRows('safety-update-events', adverseEvent, [...told, ...judged, 'version'], UNCHANGED);
const reportsOf = selectRows('safety-reports', saeReport, 'where adverse_event_id = any ($1::uuid[]) order by number', 'adverseEventId');

/** One event, or null out of scope. */
export const loadEvent = selectRow('safety-event', adverseEvent, 'where id = any ($1::uuid[])', 'id');

/** The reports of events, each event's in their order. */
export async function loadReports(tx: Tx, adverseEventIds: readonly string[]): Promise<ReportRow[]> {
  return adverseEventIds.length === 0 ? [] : reportsOf(tx, [adverseEventIds]);
}

/** An event as a site tells it. */
export type NewEvent = Pick<EventRow, 'id' | 'subjectId' | 'studyId' | 'siteId' | 'studySiteId' | 'source' | (typeof told)[number]>;
/** What may change of an event. */
export type EventChanges = Partial<Pick<EventRow, (typeof told)[number] | (typeof judged)[number]>>;

/** Keeps a new event. */
export async function insertEvent(tx: Tx, row: NewEvent): Promise<void> {
  await addEvents(tx, [row]);
}

/** Changes an event if the version is still the one that was read. */
export async function updateEvent(tx: Tx, row: EventRow, changes: EventChanges): Promise<boolean> {
  return (await writeEvents(tx, [{ ...row, ...changes, version: row.version + 1 }])).has(row.id);
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
