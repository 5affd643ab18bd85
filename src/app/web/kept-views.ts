// The signed-in person's views of tables, kept on the server.
import { deskContract } from '#desk/contract';
import { createApi, type NewView, type SavedView } from '#ui';

const { client } = createApi({ desk: deskContract });

/** All of them, of every table. */
export async function loadViews(): Promise<readonly SavedView[]> {
  const kept = await client.desk.views({});
  return kept.map((one) => ({ ...one, view: { ...one.view, sort: one.view.sort ?? undefined } }));
}

/** Keeps one; the same name of the same table is replaced. */
export function keepView({ table, name, view, isDefault }: NewView): Promise<unknown> {
  const { find, conditions, hidden, sort } = view;
  return client.desk.keepView({
    body: { table, name, isDefault, view: { find, conditions: { ...conditions }, hidden: [...hidden], sort: sort ?? null } },
  });
}

/** Forgets one. */
export function forgetView(viewId: string): Promise<unknown> {
  return client.desk.forgetView({ params: { viewId } });
}
