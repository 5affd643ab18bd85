// What the queues of every kind share: how a record's row with its place becomes a line that waits, or one that was returned.
import type { Temporal } from '#lib';
import { instantOf } from '#platform';

/** A record as its room's statement tells it; the room adds columns of its own. */
export interface QueuedRow {
  readonly id: string;
  readonly version: number;
  readonly site_id: string;
  readonly study_id: string;
  readonly subject_id: string;
  readonly study_code: string;
  readonly site_number: string;
  readonly time_zone: string;
  readonly subject_number: string;
}

/** A record with what was said when it was returned. */
export interface ReturnedRow extends QueuedRow {
  readonly reason: string;
  readonly returned_by_name: string;
  readonly returned_at: string;
}

/** How a kind calls a record in the queue: its name, and the day it is of, `YYYY-MM-DD`, where it has one. */
export interface Called {
  readonly title: string;
  readonly on: string | null;
}

/** SQL: the row of this alias lies in one of the places of parameter 1, the JSON of `placesToSign`. */
export function inPlaces(alias: string): string {
  return `exists (select 1 from jsonb_to_recordset($1::jsonb) as g ("siteId" uuid, "studyId" uuid)
    where (g."siteId" is null or g."siteId" = ${alias}.site_id) and (g."studyId" is null or g."studyId" = ${alias}.study_id))`;
}

/** SQL: `r`, of `signatures.pub_returned`, is the return of the record of this alias as it is now. */
export function isItsReturn(kind: string, alias: string): string {
  return `r.record_kind = '${kind}' and r.record_id = ${alias}.id and r.record_version = ${alias}.version`;
}

/** The part of a line that every kind has. */
export function queueLine(kind: string, row: QueuedRow, { title, on }: Called) {
  return {
    kind,
    recordId: row.id,
    version: row.version,
    siteId: row.site_id,
    studyId: row.study_id,
    subjectId: row.subject_id,
    studyCode: row.study_code,
    siteNumber: row.site_number,
    timeZone: row.time_zone,
    subjectNumber: row.subject_number,
    title,
    on,
  };
}

/** Since when a line waits, and for how many whole days. */
export function waited(since: Temporal.Instant, now: Temporal.Instant): { readonly since: string; readonly waitingDays: number } {
  return { since: since.toString(), waitingDays: Math.max(0, Math.floor(now.since(since).total('hours') / 24)) };
}

/** A line of what was returned. */
export function returnedLine(kind: string, row: ReturnedRow, called: Called) {
  const { reason, returned_by_name: returnedByName, returned_at: at } = row;
  return { ...queueLine(kind, row, called), reason, returnedByName, returnedAt: instantOf(at).toString() };
}
