// The room's writes, and the loads that its decisions need.
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#platform';
import { recordReturn, signature } from './tables.ts';

export type SignatureRow = typeof signature.$inferSelect;
export type ReturnRow = typeof recordReturn.$inferSelect;

/** The signatures of a record in scope, the latest first. */
export function loadSignatures(tx: Tx, kind: string, recordId: string): Promise<SignatureRow[]> {
  return tx
    .select()
    .from(signature)
    .where(and(eq(signature.recordId, recordId), eq(signature.recordKind, kind)))
    .orderBy(desc(signature.signedAt), desc(signature.id));
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
  return tx
    .select()
    .from(recordReturn)
    .where(and(eq(recordReturn.recordId, recordId), eq(recordReturn.recordKind, kind)))
    .orderBy(desc(recordReturn.recordVersion));
}

/** Keeps signatures. */
export async function insertSignatures(tx: Tx, rows: readonly (typeof signature.$inferInsert)[]): Promise<void> {
  await tx.insert(signature).values([...rows]);
}

/** Keeps a return; false when this version was returned before. */
export async function insertReturn(tx: Tx, row: typeof recordReturn.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(recordReturn).values(row).onConflictDoNothing();
  return inserted.rowCount === 1;
}
