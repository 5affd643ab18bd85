// The history of one record: its entries, and those of its parts, as sentences.
import { and, asc, eq, gt, or } from 'drizzle-orm';
import type { z } from 'zod';
import { type Act, namesOfPeople } from '#access';
import { isTimeZone } from '#lib';
import { Refusal, found } from '#platform';
import type { historyEntry, historyView } from '../contract.ts';
import { canSee, hiddenColumns } from '../policy.ts';
import { type PeopleNames, changesOf, describedAs, inZone, codesOf, peopleIn, sentenceOf } from '../rules.ts';
import { entry } from '../tables.ts';

/** What of a history is asked for. */
export interface HistoryRequest {
  /** Also the records that are parts of this one. */
  readonly withChildren?: boolean;
  /** The zone in which local times are told. */
  readonly timeZone?: string | undefined;
  /** The `next` of the part before. */
  readonly after?: string | undefined;
}

const PART = 200;

/**
 * What happened to a record, oldest first, at most 200 entries and where the next begin. A record out of scope, and one that
 * the trail does not know, are the same 404.
 */
export async function historyOf(act: Act, recordId: string, request: HistoryRequest = {}): Promise<z.infer<typeof historyView>> {
  const { timeZone } = request;
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw new Refusal('time-zone-unknown', { field: 'timeZone' });
  const here = request.withChildren ? or(eq(entry.recordId, recordId), eq(entry.parentId, recordId)) : eq(entry.recordId, recordId);
  const rows = await act.tx
    .select()
    .from(entry)
    .where(and(here, request.after === undefined ? undefined : gt(entry.id, BigInt(request.after))))
    .orderBy(asc(entry.id))
    .limit(PART + 1);
  const seen = rows.slice(0, PART).filter((row) => canSee(act.actor, row));
  if (request.after === undefined) found(seen[0]);
  const people = await peopleOf(act, seen);
  return {
    entries: seen.map((row) => viewEntry(row, { timeZone, people, hidden: hiddenColumns(act.actor, row) })),
    next: rows.length > PART ? String(rows[PART - 1]?.id) : null,
  };
}

// Everybody whom an entry names. Actors are told as the trail kept them; others as they are called now.
async function peopleOf(act: Act, rows: readonly (typeof entry.$inferSelect)[]): Promise<PeopleNames> {
  const actors = rows.flatMap(({ actorId, actorName }) => (actorId === null ? [] : [[actorId, actorName] as const]));
  const known = new Set(actors.map(([actorId]) => actorId));
  const others = [...new Set(rows.flatMap(peopleIn))].filter((personId) => !known.has(personId));
  return new Map([...(await namesOfPeople(act, others)), ...actors]);
}

interface Telling {
  readonly timeZone: string | undefined;
  readonly people: PeopleNames;
  readonly hidden: readonly string[];
}

function viewEntry(row: typeof entry.$inferSelect, { timeZone, people, hidden }: Telling): z.infer<typeof historyEntry> {
  const told = {
    ...row,
    table: row.recordTable,
    reason: hidden.includes('reason') ? null : reasonWords(row.reason),
    before: without(row.before, hidden),
    after: without(row.after, hidden),
  };
  return {
    id: row.id.toString(),
    record: { id: row.recordId, table: row.recordTable, noun: describedAs(row.recordTable).noun },
    at: row.at.toString(),
    atSite: timeZone === undefined ? null : inZone(row.at, timeZone),
    actorId: row.actorId,
    actorName: row.actorName,
    action: row.action,
    reason: told.reason,
    outsideProgram: row.source === 'sql',
    sentence: sentenceOf(told, people),
    told: codesOf(told),
    changes: changesOf(told, people),
  };
}

// Where a person chose a reason from a list and wrote none, the trail keeps its code.
function reasonWords(reason: string | null): string | null {
  return reason !== null && /^[a-z]+(-[a-z]+)+$/.test(reason) ? reason.replaceAll('-', ' ') : reason;
}

function without<I extends Readonly<Record<string, unknown>> | null>(image: I, hidden: readonly string[]): I {
  if (image === null || hidden.length === 0) return image;
  return Object.fromEntries(Object.entries(image).filter(([column]) => !hidden.includes(column))) as unknown as I;
}
