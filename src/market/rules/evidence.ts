// The book of evidence: the published frame and what the network adds, nothing overwritten; which records count, and where they contradict each other.
import { type Outcome, ok, refuse } from '#lib';
import { evidenceConflicts } from './outlook-evidence.ts';
import type { EvidenceConflict, EvidenceRecord } from './outlook-types.ts';

/** A row that the network added: a record, or the withdrawal of the one it supersedes. */
export interface KeptEvidence {
  readonly id: string;
  readonly record: Omit<EvidenceRecord, 'id'> | null;
  readonly supersedes: string | null;
  readonly reason: string | null;
  readonly addedByName: string;
  /** UTC, ISO 8601. */
  readonly addedAt: string;
}

/** A record in the book. */
export interface EvidenceEntry {
  readonly record: EvidenceRecord;
  /** Shipped with the program, or added by the network. */
  readonly origin: 'published' | 'network';
  /** Only what counts bears on the outlook; the others stay in the book. */
  readonly state: 'counts' | 'superseded' | 'withdrawn';
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  /** Why it stands in for another. */
  readonly reason: string | null;
  /** Why, by whom and when it stopped to count; null while it counts. */
  readonly ended: { readonly reason: string | null; readonly by: string; readonly at: string } | null;
  readonly addedBy: string | null;
  readonly addedAt: string | null;
}

/** The whole book, the published frame first, then what was added in its order. */
export function evidenceBook(published: readonly EvidenceRecord[], kept: readonly KeptEvidence[]): readonly EvidenceEntry[] {
  const ends = new Map(kept.flatMap((row) => (row.supersedes === null ? [] : [[row.supersedes, row] as const])));
  const entry = (record: EvidenceRecord, row: KeptEvidence | null): EvidenceEntry => {
    const end = ends.get(record.id);
    return {
      record,
      origin: row ? 'network' : 'published',
      state: end ? (end.record === null ? 'withdrawn' : 'superseded') : 'counts',
      supersedes: row?.supersedes ?? null,
      supersededBy: end && end.record !== null ? end.id : null,
      reason: row?.reason ?? null,
      ended: end ? { reason: end.reason, by: end.addedByName, at: end.addedAt } : null,
      addedBy: row?.addedByName ?? null,
      addedAt: row?.addedAt ?? null,
    };
  };
  return [
    ...published.map((record) => entry(record, null)),
    ...kept.flatMap((row) => (row.record === null ? [] : [entry({ ...row.record, id: row.id }, row)])),
  ];
}

/** What of the book bears on the outlook: the network's own records that count, and the published ones that do not count any more. */
export function evidenceInForce(book: readonly EvidenceEntry[]): { readonly added: EvidenceRecord[]; readonly ended: string[] } {
  return {
    added: book.flatMap(({ record, origin, state }) => (origin === 'network' && state === 'counts' ? [record] : [])),
    ended: book.flatMap(({ record, origin, state }) => (origin === 'published' && state !== 'counts' ? [record.id] : [])),
  };
}

/** The records that count. */
export function countingRecords(book: readonly EvidenceEntry[]): readonly EvidenceRecord[] {
  return book.flatMap(({ record, state }) => (state === 'counts' ? [record] : []));
}

/** The contradictions in which a record of the book stands. */
export function contradictionsOf(id: string, book: readonly EvidenceEntry[]): readonly EvidenceConflict[] {
  return evidenceConflicts(countingRecords(book)).filter(({ records }) => records.includes(id));
}

/** Why a row is not added to the book. */
export type EvidenceRefusal = 'evidence-unknown' | 'evidence-ended';

/** The book with one more row. Refuses to end a record that is not in it, or that ended before. */
export function decideEvidence(
  published: readonly EvidenceRecord[],
  kept: readonly KeptEvidence[],
  row: KeptEvidence,
): Outcome<readonly EvidenceEntry[], EvidenceRefusal> {
  if (row.supersedes !== null) {
    const target = evidenceBook(published, kept).find(({ record }) => record.id === row.supersedes);
    if (!target) return refuse('evidence-unknown', { path: 'supersedes' });
    if (target.state !== 'counts') return refuse('evidence-ended', { path: 'supersedes', state: target.state });
  }
  return ok(evidenceBook(published, [...kept, row]));
}
