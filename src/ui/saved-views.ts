// Views of tables that somebody keeps under a name: in this browser, apart for each person who uses it.
import { useContext, useState } from 'react';
import { SessionContext } from './session.ts';
import type { TableView } from './table-view.ts';

/** A view under its name. */
export interface SavedView {
  readonly name: string;
  readonly view: TableView;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isLoose = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Reads kept views; what another version of the program wrote, or nobody did, is left out. */
export function readSavedViews(text: string | null): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isSavedView) : [];
  } catch {
    return [];
  }
}

function isSavedView(value: unknown): value is SavedView {
  if (!isLoose(value) || !isText(value['name']) || !isLoose(value['view'])) return false;
  const { find, conditions, hidden, sort } = value['view'];
  const isSorted =
    sort === undefined || (isLoose(sort) && isText(sort['column']) && (sort['direction'] === 'up' || sort['direction'] === 'down'));
  return (
    isText(find) &&
    isLoose(conditions) &&
    Object.values(conditions).every(isText) &&
    Array.isArray(hidden) &&
    hidden.every(isText) &&
    isSorted
  );
}

/** The kept views of a table, and ways to keep one more (the same name replaces) or to forget one. */
export function useSavedViews(table: string) {
  const person = useContext(SessionContext)?.person.name ?? '';
  const place = `views ${person} ${table}`;
  const [views, setViews] = useState(() => readSavedViews(localStorage.getItem(place)));
  const keep = (next: readonly SavedView[]) => {
    setViews(next);
    localStorage.setItem(place, JSON.stringify(next));
  };
  return {
    views,
    save: (view: SavedView) => keep([...views.filter(({ name }) => name !== view.name), view]),
    forget: (name: string) => keep(views.filter((view) => view.name !== name)),
  };
}
