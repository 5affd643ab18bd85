// The view of a table as it is used: in the address where the table has a name, else only while the page is open.
import { useEffect, useRef, useState } from 'react';
import { usePageSearch } from './navigation.tsx';
import type { SortState } from './row-order.ts';
import { useSavedViews } from './saved-views.ts';
import { isOfView, readView, writeView, type TableView } from './table-view.ts';

/**
 * The view and its change. What is typed is shown at once and reaches the address a moment later; an address that
 * comes from elsewhere (a link, a view that somebody sent) is taken over.
 */
export function useTableView(name: string | undefined, columns: readonly string[], initialSort: SortState | undefined) {
  const [search, changeSearch] = usePageSearch();
  const fromAddress = readView(name === undefined ? {} : search, columns, initialSort);
  const asked = JSON.stringify(fromAddress);
  // Views on their way into the address by this table's own hand.
  const own = useRef(new Set<string>());
  const [view, setView] = useState(fromAddress);
  useEffect(() => {
    if (own.current.delete(asked)) return;
    own.current.clear();
    setView(JSON.parse(asked) as TableView);
  }, [asked]);
  const change = (part: Partial<TableView>) => {
    const next = { ...view, ...part };
    setView(next);
    if (name === undefined) return;
    const written = writeView(next, search, initialSort);
    const found = Object.fromEntries(Object.entries({ ...search, ...written }).filter(([, value]) => value !== undefined));
    own.current.add(JSON.stringify(readView(found, columns, initialSort)));
    changeSearch(written);
  };
  useOpeningView(name, Object.keys(search).some(isOfView), change);
  return [view, change] as const;
}

/** Opens the table with the view chosen for it, once, unless the address says otherwise. */
function useOpeningView(name: string | undefined, isAddressed: boolean, change: (view: TableView) => void) {
  const { views } = useSavedViews(name);
  const isOpen = useRef(false);
  const opening = views?.find(({ isDefault }) => isDefault)?.view;
  useEffect(() => {
    if (isOpen.current || !views) return;
    isOpen.current = true;
    if (opening && !isAddressed) change(opening);
  });
}
