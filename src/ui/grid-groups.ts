// Neighbours of one name as groups, in their given order.

/** A run of neighbours; `at` is the index of its first item. */
export interface Group<T> {
  readonly name: string;
  readonly at: number;
  readonly items: readonly T[];
}

/** Joins neighbours of the same `group`; a name that comes back later begins a new group. */
export function groupsOf<T extends { readonly group: string }>(items: readonly T[]): readonly Group<T>[] {
  const groups: { name: string; at: number; items: T[] }[] = [];
  for (const [index, item] of items.entries()) {
    const last = groups.at(-1);
    if (last && last.name === item.group) last.items.push(item);
    else groups.push({ name: item.group, at: index, items: [item] });
  }
  return groups;
}
