// Who issues invoices, and the numbers they take: one after the other, each on a document by the end of its transaction.
import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '#platform';
import { issuer } from '../tables.ts';

export type IssuerRow = typeof issuer.$inferSelect;

/** Every issuer. */
export async function loadIssuers(tx: Tx): Promise<IssuerRow[]> {
  return tx.select().from(issuer).orderBy(asc(issuer.legalName), asc(issuer.id));
}

/** One issuer. */
export async function loadIssuer(tx: Tx, issuerId: string): Promise<IssuerRow | null> {
  const [row] = await tx.select().from(issuer).where(eq(issuer.id, issuerId));
  return row ?? null;
}

/** The particulars of an organization that issues, or null while it does not. */
export async function issuerOf(tx: Tx, organizationId: string): Promise<IssuerRow | null> {
  const [row] = await tx.select().from(issuer).where(eq(issuer.organizationId, organizationId));
  return row ?? null;
}

/** Inserts an issuer; answers false when the organization has particulars already. */
export async function insertIssuer(tx: Tx, row: typeof issuer.$inferInsert): Promise<boolean> {
  return (await tx.insert(issuer).values(row).onConflictDoNothing()).rowCount === 1;
}

/** Changes an issuer if the version is still the one that was read. */
export async function updateIssuer(tx: Tx, issuerId: string, version: number, change: Partial<IssuerRow>): Promise<boolean> {
  const updated = await tx
    .update(issuer)
    .set({ ...change, version: version + 1 })
    .where(and(eq(issuer.id, issuerId), eq(issuer.version, version)));
  return updated.rowCount === 1;
}

/** The number that was last taken of a range; 0 before the first. */
export async function lastNumber(
  tx: Tx,
  { issuerId, kind, year }: { readonly issuerId: string; readonly kind: 'invoice' | 'credit-note'; readonly year: number },
): Promise<number> {
  const { rows } = await tx.$client.query<{ last: number }>({
    name: 'finance-last-number',
    text: `select last_number as last from finance.number_range where issuer_id = $1 and kind = $2 and year = $3`,
    values: [issuerId, kind, year],
  });
  return rows[0]?.last ?? 0;
}

/** The next number of a range. Whoever else takes one there waits for this transaction; if it fails, the number was never taken. */
export async function takeNumber(
  tx: Tx,
  id: string,
  range: { readonly issuerId: string; readonly kind: 'invoice' | 'credit-note'; readonly year: number },
): Promise<number> {
  const { rows } = await tx.$client.query<{ last_number: number }>({
    name: 'finance-take-number',
    text: `select finance.take_number($1, $2, $3, $4) as last_number`,
    values: [id, range.issuerId, range.kind, range.year],
  });
  const taken = rows[0]?.last_number;
  if (taken === undefined) throw new Error('the statement answers one row');
  return taken;
}
