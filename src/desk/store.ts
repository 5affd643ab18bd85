// The room's reads and writes of kept views; the wall of the table leaves only the actor's own.
import { and, asc, count, eq, ne } from 'drizzle-orm';
import type { Tx } from '#platform';
import { savedView } from './tables.ts';

export type ViewRow = typeof savedView.$inferSelect;

/** All kept views, by table and name. */
export function loadViews(tx: Tx): Promise<ViewRow[]> {
  return tx.select().from(savedView).orderBy(asc(savedView.tableName), asc(savedView.name));
}

/** How many views of the table are kept under other names. */
export async function countOthers(tx: Tx, tableName: string, name: string): Promise<number> {
  const [row] = await tx
    .select({ others: count() })
    .from(savedView)
    .where(and(eq(savedView.tableName, tableName), ne(savedView.name, name)));
  return row?.others ?? 0;
}

/** Keeps a view; the same name of the same table is replaced. A new default takes the place of the old one. */
export async function keepView(tx: Tx, row: typeof savedView.$inferInsert): Promise<ViewRow> {
  if (row.isDefault)
    await tx
      .update(savedView)
      .set({ isDefault: false })
      .where(and(eq(savedView.tableName, row.tableName), ne(savedView.name, row.name), eq(savedView.isDefault, true)));
  const [kept] = await tx
    .insert(savedView)
    .values(row)
    .onConflictDoUpdate({
      target: [savedView.personId, savedView.tableName, savedView.name],
      set: { view: row.view, isDefault: row.isDefault ?? false },
    })
    .returning();
  if (!kept) throw new Error('a view was kept and not answered');
  return kept;
}

/** Forgets a view; answers whether there was one. */
export async function forgetView(tx: Tx, viewId: string): Promise<boolean> {
  const gone = await tx.delete(savedView).where(eq(savedView.id, viewId)).returning({ id: savedView.id });
  return gone.length === 1;
}
