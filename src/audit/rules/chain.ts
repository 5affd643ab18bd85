// The chain of the trail: what a link's hash must be, and what is wrong with a row of links. Digests come in from outside.

/** SHA-256 over the parts, one after the other. */
export type Digest = (...parts: readonly Uint8Array[]) => Uint8Array;

/** Something wrong, in words; `entry`, `record`, `link` or `anchor` say where. */
export interface Problem {
  readonly kind: 'entry' | 'link' | 'record' | 'anchor' | 'schema' | 'clock';
  readonly message: string;
  readonly entry?: string;
  readonly record?: string;
  readonly link?: string;
  readonly anchor?: number;
}

/** One stored link beside what its entries give today. Numbers of entries and links are decimal text: they may pass 2^53. */
export interface SealedLink {
  readonly id: bigint;
  readonly era: number;
  readonly fromEntry: bigint;
  readonly toEntry: bigint;
  readonly entries: number;
  readonly hash: Uint8Array;
  /** The stored link's own part of the chain. */
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly sealedAtMs: number;
  /** How many of its entries are there now, and their digest; null when none is left. */
  readonly present: number;
  readonly digest: Uint8Array | null;
}

/** The hash under which the first link hangs. */
export const genesis = 'siteward trail';

// A clock that was put back further than this is told; smaller steps are a time server's work.
const CLOCK_STEP_MS = 60_000;

/** Carries the walk along the chain from link to link. */
export interface ChainWalk {
  readonly lastId: bigint;
  readonly lastEra: number;
  readonly lastHash: Uint8Array;
  readonly lastSealedAtMs: number;
}

/** Where the walk begins. */
export function beginWalk(digest: Digest): ChainWalk {
  return { lastId: 0n, lastEra: 1, lastHash: digest(new TextEncoder().encode(genesis)), lastSealedAtMs: 0 };
}

/**
 * Judges one link against the one before it. Each link is judged against the *stored* hash of its predecessor, so that one
 * forged link is named alone and not everything after it.
 */
export function judgeLink(
  walk: ChainWalk,
  link: SealedLink,
  digest: Digest,
): { readonly walk: ChainWalk; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const say = (message: string, kind: Problem['kind'] = 'link') =>
    problems.push({ kind, message, link: link.id.toString(), entry: link.fromEntry.toString() });
  if (link.id !== walk.lastId + 1n) say(`${missing(walk.lastId + 1n, link.id - 1n)} missing before link ${link.id}`);
  else if (!same(expectedHash(walk.lastHash, link, digest), link.hash)) say(broken(link));
  else if (link.present !== link.entries) say(broken(link));
  if (link.era < walk.lastEra) say(`link ${link.id} belongs to an earlier era (${link.era}) than the link before it (${walk.lastEra})`);
  if (link.sealedAtMs < walk.lastSealedAtMs - CLOCK_STEP_MS)
    say(
      `the database's clock was put back by ${Math.round((walk.lastSealedAtMs - link.sealedAtMs) / 1000)} s before link ${link.id}`,
      'clock',
    );
  return {
    walk: { lastId: link.id, lastEra: link.era, lastHash: link.hash, lastSealedAtMs: Math.max(link.sealedAtMs, walk.lastSealedAtMs) },
    problems,
  };
}

/** The head must be the last link. */
export function judgeHead(walk: ChainWalk, head: { readonly linkId: bigint; readonly hash: Uint8Array }): readonly Problem[] {
  if (head.linkId > walk.lastId)
    return [
      {
        kind: 'link',
        link: (walk.lastId + 1n).toString(),
        message: `${missing(walk.lastId + 1n, head.linkId)} missing at the end of the chain`,
      },
    ];
  if (head.linkId < walk.lastId || !same(head.hash, walk.lastHash))
    return [
      {
        kind: 'link',
        link: walk.lastId.toString(),
        message: `the head of the chain (link ${head.linkId}) is not its last link (${walk.lastId})`,
      },
    ];
  return [];
}

function expectedHash(previous: Uint8Array, link: SealedLink, digest: Digest): Uint8Array {
  return digest(previous, new TextEncoder().encode(link.text), link.digest ?? new Uint8Array());
}

function broken(link: SealedLink): string {
  const range = link.fromEntry === link.toEntry ? `entry ${link.fromEntry}` : `entries ${link.fromEntry} to ${link.toEntry}`;
  if (link.present !== link.entries)
    return `link ${link.id} was sealed over ${link.entries} of the ${range}, and ${link.present} are there: some were deleted, added or renumbered`;
  return `link ${link.id} does not fit ${range}: one of them, or the link itself, was changed after it was sealed`;
}

function missing(from: bigint, to: bigint): string {
  return to < from ? `the order of links is broken: link ${from} is` : from === to ? `link ${from} is` : `links ${from} to ${to} are`;
}

/** Whether two digests are equal. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
