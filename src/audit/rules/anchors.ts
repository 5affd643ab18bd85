// Anchors: signed heads of the chain kept outside the database, and what they prove against a chain that was rewritten.
import { Temporal } from '#lib';
import { type Problem, same } from './chain.ts';

/** One signed head. `previous` is the digest of the line before, so that no line goes missing from the middle. */
export interface Anchor {
  readonly seq: number;
  readonly era: number;
  readonly linkId: bigint;
  readonly hash: Uint8Array;
  /** Digest of every trigger, function, policy, constraint and grant of our schemas. */
  readonly schemaHash: Uint8Array;
  /** The last migration and the server's major version: between two anchors with the same one the schema may not change. */
  readonly schemaVersion: string;
  readonly at: Temporal.Instant;
  readonly previous: Uint8Array;
  /** True for the anchor that declares a lawful restore of an older backup. */
  readonly restored: boolean;
  readonly signature: Uint8Array;
}

/** An anchor with what only the shell can find out about it. */
export interface ReadAnchor {
  readonly anchor: Anchor;
  readonly signatureHolds: boolean;
  readonly digest: Uint8Array;
}

/** The chain as the database has it now. */
export interface ChainEnd {
  readonly lastLink: bigint;
  readonly hashAt: ReadonlyMap<bigint, Uint8Array>;
  readonly schemaHash: Uint8Array;
  readonly schemaVersion: string;
  /** When the first link after the last anchor was sealed; null when every link is anchored. */
  readonly firstUnanchoredAt: Temporal.Instant | null;
}

/** How long, and how many entries, may pass before the head is signed again. */
export const anchorEvery = { minutes: 15, entries: 1_000 } as const;
// Time for the signer's own timer and a slow disk on top of the interval.
const GRACE_MINUTES = 5;

/** Whether it is time to sign the head. */
export function isAnchorDue(
  last: { readonly at: Temporal.Instant; readonly linkId: bigint } | null,
  head: { readonly linkId: bigint; readonly entriesSince: bigint },
  now: Temporal.Instant,
): boolean {
  if (last === null) return true;
  if (head.linkId === last.linkId) return false;
  return (
    head.entriesSince >= BigInt(anchorEvery.entries) || Temporal.Instant.compare(now, last.at.add({ minutes: anchorEvery.minutes })) >= 0
  );
}

/** Judges the file of anchors by itself: order, continuity, signatures. */
export function judgeAnchorFile(anchors: readonly ReadAnchor[]): readonly Problem[] {
  const problems: Problem[] = [];
  let before: ReadAnchor | null = null;
  for (const read of anchors) {
    const { seq, previous, at } = read.anchor;
    const say = (message: string) => problems.push({ kind: 'anchor', anchor: seq, message });
    if (!read.signatureHolds) say(`anchor ${seq} does not carry a signature of this installation's key`);
    if (seq !== (before?.anchor.seq ?? 0) + 1)
      say(`anchors are missing before anchor ${seq}: the last one seen is ${before?.anchor.seq ?? 'none'}`);
    else if (before !== null && !same(previous, before.digest))
      say(`anchor ${seq} does not follow the anchor before it: the file was edited`);
    if (before !== null && Temporal.Instant.compare(at, before.anchor.at) < 0) say(`anchor ${seq} is older than the anchor before it`);
    if (
      before !== null &&
      before.anchor.schemaVersion === read.anchor.schemaVersion &&
      !same(before.anchor.schemaHash, read.anchor.schemaHash)
    )
      problems.push({
        kind: 'schema',
        anchor: seq,
        message: `triggers, functions, policies, constraints or grants changed between anchors ${before.anchor.seq} and ${seq} without a migration`,
      });
    before = read;
  }
  return problems;
}

/** Judges the chain by the anchors whose signatures hold. Links lost to a declared restore are not asked for. */
export function judgeAgainstAnchors(anchors: readonly ReadAnchor[], chain: ChainEnd, now: Temporal.Instant): readonly Problem[] {
  const sound = anchors.filter((read) => read.signatureHolds).map((read) => read.anchor);
  const last = sound.at(-1);
  if (!last) return [{ kind: 'anchor', message: 'there is no signed anchor: nothing outside the database vouches for the chain' }];
  const lost = new Set(declaredRestores(sound, chain.hashAt).flatMap((restore) => restore.lost));
  const problems = sound.filter((anchor) => !lost.has(anchor)).flatMap((anchor) => judgeAnchor(anchor, chain));
  if (last.schemaVersion === chain.schemaVersion && !same(last.schemaHash, chain.schemaHash))
    problems.push({
      kind: 'schema',
      anchor: last.seq,
      message: `triggers, functions, policies, constraints or grants are not those of anchor ${last.seq} (${last.at.toString()}), and no migration ran since`,
    });
  const overdue = chain.firstUnanchoredAt?.add({ minutes: anchorEvery.minutes + GRACE_MINUTES });
  if (overdue && Temporal.Instant.compare(now, overdue) > 0)
    problems.push({
      kind: 'anchor',
      anchor: last.seq,
      message: `the chain went on after anchor ${last.seq} (${last.at.toString()}) and was not signed since: the file lost its end, or the program did not run`,
    });
  return problems;
}

/** A restore that an anchor declares: the anchors that speak of what was lost, and the last one before them that still holds. */
export interface DeclaredRestore {
  readonly anchor: Anchor;
  readonly lost: readonly Anchor[];
  readonly backTo: Anchor | null;
}

type HashAt = ChainEnd['hashAt'];

/**
 * The restores among the anchors, in their order. A declaration excuses one block of anchors: the last ones before it that do not hold.
 * Between them and the declaration may stand anchors of the restored program, which was running before anybody declared anything.
 */
export function declaredRestores(anchors: readonly Anchor[], hashAt: HashAt): readonly DeclaredRestore[] {
  const restores: DeclaredRestore[] = [];
  for (let at = anchors.length - 1; at >= 0; at -= 1) {
    const anchor = anchors[at];
    if (!anchor?.restored) continue;
    const { from, to } = lastBlock(anchors, at, hashAt);
    restores.unshift({ anchor, lost: anchors.slice(from, to), backTo: anchors[from - 1] ?? null });
    at = from;
  }
  return restores;
}

/** The anchors at the end that speak of what is no longer there, as after a restore that nobody has declared. */
export function undeclaredLoss(
  anchors: readonly Anchor[],
  hashAt: HashAt,
): { readonly lost: readonly Anchor[]; readonly backTo: Anchor | null } {
  const { from, to } = lastBlock(anchors, anchors.length, hashAt);
  const declared = new Set(declaredRestores(anchors, hashAt).flatMap(({ lost }) => lost));
  return { lost: anchors.slice(from, to).filter((anchor) => !declared.has(anchor)), backTo: anchors[from - 1] ?? null };
}

/** The last block of anchors before a place that do not hold, not looking past another declaration. */
function lastBlock(anchors: readonly Anchor[], before: number, hashAt: HashAt): { from: number; to: number } {
  const holds = (anchor: Anchor | undefined) => anchor !== undefined && same(hashAt.get(anchor.linkId) ?? new Uint8Array(), anchor.hash);
  let to = before;
  while (to > 0 && holds(anchors[to - 1]) && !anchors[to - 1]?.restored) to -= 1;
  let from = to;
  while (from > 0 && !holds(anchors[from - 1])) from -= 1;
  return { from, to };
}

function judgeAnchor(anchor: Anchor, chain: ChainEnd): Problem[] {
  const where = { kind: 'anchor', anchor: anchor.seq, link: anchor.linkId.toString() } as const;
  const found = chain.hashAt.get(anchor.linkId);
  if (found && same(found, anchor.hash)) return [];
  if (anchor.linkId > chain.lastLink)
    return [
      {
        ...where,
        message: `the chain ends at link ${chain.lastLink}, before link ${anchor.linkId} of anchor ${anchor.seq}: an older state was put in its place`,
      },
    ];
  return [
    {
      ...where,
      message: `link ${anchor.linkId} is not the one that anchor ${anchor.seq} signed at ${anchor.at.toString()}: the chain was rewritten at or before it`,
    },
  ];
}
