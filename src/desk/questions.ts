// The read side of the desk: the search over everything, and kept views of tables.
import type { Act } from '#access';
import type { AnswerOf } from '#platform/contract';
import type { deskContract } from './contract.ts';
import { type ViewRow, loadViews } from './store.ts';

export { search } from './questions/search.ts';
export { overview } from './questions/overview.ts';
export { listSiteHomes, viewPortalStudy, viewSiteHome } from './questions/together.ts';

type SavedView = AnswerOf<(typeof deskContract)['views']>[number];

/** A kept view as the page reads it. */
export function viewOf({ id, tableName, name, view, isDefault }: ViewRow): SavedView {
  return { id, table: tableName, name, view, isDefault };
}

/** The actor's kept views of all tables. */
export async function listViews(act: Act): Promise<SavedView[]> {
  return (await loadViews(act.tx)).map(viewOf);
}
