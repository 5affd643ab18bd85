// The room's writes, and the loads that its decisions need.
import { and, desc, eq, inArray } from 'drizzle-orm';
import { type Tx, found, selectRows } from '#platform';
import { recordReturn, signature } from './tables.ts';

export type SignatureRow = typeof signature.$inferSelect;
export type ReturnRow = typeof recordReturn.$inferSelect;

const signaturesOf = selectRows(
  'signatures-of-record',
  signature,
  'where record_id = any ($1::uuid[]) and record_kind = $2 order by signed_at desc, id desc',
  'recordId',
);
const returnsOf = selectRows(
  'signatures-returns',
  recordReturn,
  'where record_id = any ($1::uuid[]) and record_kind = $2 order by record_version desc',
  'recordId',
);

/** The signatures of a record in scope, the latest first. */
export function loadSignatures(tx: Tx, kind: string, recordId: string): Promise<SignatureRow[]> {
  return signaturesOf(tx, [[recordId], kind]);
}

/** Who signed these records, the latest first, without the text they signed. */
export function loadSigners(tx: Tx, kind: string, recordIds: readonly string[]) {
  const { recordId, recordVersion, signerName, signedAt, timeZone, meaning, method, demo } = signature;
  return tx
    .select({ recordId, recordVersion, signerName, signedAt, timeZone, meaning, method, demo })
    .from(signature)
    .where(and(inArray(recordId, [...recordIds]), eq(signature.recordKind, kind)))
    .orderBy(desc(signedAt), desc(signature.id));
}

/** The returns of a record in scope, the latest version first. */
export function loadReturns(tx: Tx, kind: string, recordId: string): Promise<ReturnRow[]> {
  return returnsOf(tx, [[recordId], kind]);
}

/** Keeps signatures; answers them as they are kept, in the order given. */
export async function insertSignatures(tx: Tx, rows: readonly (typeof signature.$inferInsert)[]): Promise<SignatureRow[]> {
  const kept = await tx
    .insert(signature)
    .values([...rows])
    .returning();
  const byId = new Map(kept.map((row) => [row.id, row]));
  return rows.map((row) => found(byId.get(row.id)));
}

/** Keeps a return; false when this version was returned before. */
export async function insertReturn(tx: Tx, row: typeof recordReturn.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(recordReturn).values(row).onConflictDoNothing();
  return inserted.rowCount === 1;
}
