// Counts by key: most frequent first, then by key.

/** Counts by key. */
export class Tally<K extends string | number = string> {
  readonly #counts = new Map<K, number>();
  add(key: K, by = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
  }
  get size(): number {
    return this.#counts.size;
  }
  get(key: K): number {
    return this.#counts.get(key) ?? 0;
  }
  /** Most frequent first, then by key. */
  sorted(): readonly (readonly [K, number])[] {
    return [...this.#counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  }
}
