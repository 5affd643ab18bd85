// What a record's signatures say of it as it is now: signed, signed and changed since, returned, or waiting.

/** Meanings of a signature, a closed list. */
export const meanings = ['authored', 'reviewed', 'approved', 'responsible', 'acknowledged'] as const;
export type Meaning = (typeof meanings)[number];

/** How the signer proved who they are. `demo` proves nothing and is marked wherever it is shown. */
export const methods = ['password-and-code', 'password', 'code', 'demo'] as const;
export type Method = (typeof methods)[number];

/** What a person of a demo types instead of a proof. */
export const demoConfirmation = 'demo signature';

export const standings = ['signed', 'changed-since', 'returned', 'waiting'] as const;
export type Standing = (typeof standings)[number];

/** A signature's hold on the record: the version and digest that were signed. */
export interface Signed {
  readonly version: number;
  readonly sha256: string;
}

/** Whether a signature covers the record as it is now: the same version with the same content. */
export function covers(signed: Signed, now: Signed): boolean {
  return signed.version === now.version && signed.sha256 === now.sha256;
}

/** Where a record stands. A return holds for the version it was made on; a signature made later speaks louder. */
export function standingOf(now: Signed, signatures: readonly Signed[], returnedVersions: readonly number[]): Standing {
  if (signatures.some((signed) => covers(signed, now))) return 'signed';
  if (returnedVersions.includes(now.version)) return 'returned';
  return signatures.length > 0 ? 'changed-since' : 'waiting';
}

/** What must be proved at a signing [P11-17]: everything at the first of a session, one thing later, a typed word in a demo. */
export type Needs = 'both' | 'one' | 'demo';

/** The order of a queue: what has a deadline first, by it; then what has waited longest. Times are ISO instants in UTC. */
export function byUrgency(
  a: { readonly dueAt: string | null; readonly since: string },
  b: { readonly dueAt: string | null; readonly since: string },
): number {
  if (a.dueAt !== b.dueAt) {
    if (a.dueAt === null) return 1;
    if (b.dueAt === null) return -1;
    return a.dueAt < b.dueAt ? -1 : 1;
  }
  return a.since === b.since ? 0 : a.since < b.since ? -1 : 1;
}
