// Views of tables that somebody keeps under a name: where they are kept is the product's business, which gives the store.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { TableView } from './table-view.ts';

/** A view under its name. */
export interface SavedView {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  readonly view: TableView;
  /** The view with which the table opens. */
  readonly isDefault: boolean;
}

/** A view as it is given to be kept; the same name of the same table replaces. */
export type NewView = Omit<SavedView, 'id'>;

/** Keeps the views of the signed-in person. */
export interface ViewStore {
  readonly load: () => Promise<readonly SavedView[]>;
  readonly keep: (view: NewView) => Promise<unknown>;
  readonly forget: (viewId: string) => Promise<unknown>;
}

/** Without a store, as in the gallery of components, nothing is kept. */
export const ViewStoreContext = createContext<ViewStore | undefined>(undefined);

const queryKey = ['kept-views'];

/** The kept views of a table, and ways to keep one more or to forget one; `views` is undefined until they are known. */
export function useSavedViews(table: string | undefined) {
  const store = useContext(ViewStoreContext);
  const requests = useQueryClient();
  const kept = useQuery({
    queryKey,
    queryFn: () => store?.load() ?? [],
    enabled: store !== undefined && table !== undefined,
    staleTime: Infinity,
  });
  const afterwards = async (work: Promise<unknown> | undefined) => {
    await work;
    await requests.invalidateQueries({ queryKey });
  };
  return {
    views: kept.data?.filter((view) => view.table === table),
    error: kept.error,
    save: (view: NewView) => afterwards(store?.keep(view)),
    forget: (viewId: string) => afterwards(store?.forget(viewId)),
  };
}
