// Signing the head of the trail into the file of anchors, outside the database.
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { Temporal } from '#lib';
import { type Act, because } from '#access';
import { Refusal, transact, type Database } from '#platform';
import { type AnchorLine, anchorText, parseAnchors, signedBytes } from './formats/anchor-file.ts';
import { type Reader, hashesAt, readHead, schemaText, schemaVersion } from './questions.ts';
import { type Anchor, isAnchorDue, same, undeclaredLoss } from './rules.ts';
import { restoreDeclaration } from './tables.ts';

/** What the signer works with. */
export interface AnchorParts {
  /** The program's own pool: the head may be read by it. */
  readonly database: Database;
  /** The file of anchors; made when it is missing. */
  readonly file: string;
  /** Ed25519 private key, PKCS #8 in PEM. */
  readonly privateKey: string;
}

/** Thrown when the file of anchors may not be continued. */
export class AnchorError extends Error {
  override readonly name = 'AnchorError';
}

// One signer at a time against one database.
const LOCK = '7731954202';

/**
 * Signs the head and appends it, when it is due or `force` is set and something is new; answers the anchor, else null.
 * The line is on disk when this returns.
 * @throws {AnchorError} when the file holds a line that is no anchor: it is never continued over a fault.
 */
export async function anchorHead(
  parts: AnchorParts,
  now: Temporal.Instant,
  options: { readonly force?: boolean; readonly restored?: boolean } = {},
): Promise<Anchor | null> {
  return transact(parts.database, { credential: null, action: 'audit.anchor', requestId: 'audit.anchor' }, async (tx) => {
    const reader: Reader = tx.$client;
    await reader.query(`set local search_path = pg_catalog`);
    const { rows } = await reader.query<{ locked: boolean }>(`select pg_try_advisory_xact_lock(${LOCK}) as locked`);
    if (!rows[0]?.locked) return null;
    const last = lastOf(await fileOf(parts.file), parts.file);
    const head = await readHead(reader, last?.anchor.linkId ?? 0n);
    const version = await schemaVersion(reader);
    const isNew = last === null || !same(head.hash, last.anchor.hash) || version !== last.anchor.schemaVersion || options.restored === true;
    const wanted =
      isNew &&
      (options.force === true ||
        options.restored === true ||
        version !== last?.anchor.schemaVersion ||
        isAnchorDue(last.anchor, head, now));
    if (!wanted) return null;
    const unsigned: Omit<Anchor, 'signature'> = {
      seq: (last?.anchor.seq ?? 0) + 1,
      era: head.era,
      linkId: head.linkId,
      hash: head.hash,
      schemaHash: sha256(await schemaText(reader)),
      schemaVersion: version,
      at: now,
      previous: last === null ? new Uint8Array(32) : sha256(last.text),
      restored: options.restored === true,
    };
    const anchor = { ...unsigned, signature: new Uint8Array(sign(null, signedBytes(unsigned), createPrivateKey(parts.privateKey))) };
    await append(parts.file, anchorText(anchor));
    return anchor;
  });
}

/** What a restore has lost. */
export interface RestoreDeclared {
  readonly lostAnchors: number;
  readonly backToLink: bigint;
}

/**
 * Writes down that an older state was put in place, and why: the local operator's alone. It counts once the head is signed as restored
 * (`AnchorDuty.declareRestore`). Refused as `nothing-to-declare` while every anchor still holds: a declaration in store would excuse
 * what has not happened yet.
 */
export async function declareRestore(act: Act, file: string, reason: string): Promise<RestoreDeclared> {
  if (act.actor.kind !== 'operator') throw new Refusal('not-allowed');
  const why = reason.trim();
  if (why.length < 3) throw new Refusal('reason-missing', { field: 'reason' });
  const { lines, faults } = parseAnchors(await fileOf(file));
  if (faults[0] !== undefined) throw new Refusal('anchor-file-damaged', { line: faults[0] });
  const anchors = lines.map(({ anchor }) => anchor).filter(({ linkId }) => linkId > 0n);
  const { lost, backTo } = undeclaredLoss(
    anchors,
    await hashesAt(
      act.tx.$client,
      anchors.map(({ linkId }) => linkId),
    ),
  );
  if (lost.length === 0) throw new Refusal('nothing-to-declare');
  const declared = { lostAnchors: lost.length, backToLink: backTo?.linkId ?? 0n };
  await because(act, 'audit.declare-restore', why);
  await act.tx.insert(restoreDeclaration).values({ id: act.newId(), reason: why, declaredBy: act.actor.id, ...declared });
  return declared;
}

function lastOf(text: string, file: string): AnchorLine | null {
  const { lines, faults } = parseAnchors(text);
  if (faults[0] !== undefined)
    throw new AnchorError(`line ${faults[0]} of ${file} is no anchor: verify the trail, keep the file, and put its sound part in place`);
  return lines.at(-1) ?? null;
}

async function fileOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as { code?: string }).code === 'ENOENT') return '';
    throw error;
  });
}

async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(`${text}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function sha256(content: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(content).digest());
}
