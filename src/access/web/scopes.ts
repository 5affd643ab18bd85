// Where a grant may hold: sites and studies belong to rooms further right, so the browser's entry hands their lists in.

/** A site or a study by its code and name. */
export interface ScopeChoice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Loads the lists. */
export interface ScopeSource {
  readonly sites: () => Promise<readonly ScopeChoice[]>;
  readonly studies: () => Promise<readonly ScopeChoice[]>;
}

const nothing: ScopeSource = { sites: async () => [], studies: async () => [] };
let source = nothing;

/** Called once by the browser's entry. */
export function provideScopes(given: ScopeSource): void {
  source = given;
}

/** The lists' source. */
export function scopeSource(): ScopeSource {
  return source;
}
