// Verifying the trail: the chain, its anchors, the schema, and every record against its last image.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { Temporal } from '#lib';
import { parseAnchors } from './formats/anchor-file.ts';
import {
  type Reader,
  breaksInHistory,
  countEntries,
  declarations,
  describeEntries,
  onSnapshot,
  readHead,
  schemaText,
  schemaVersion,
  strayRecords,
  trailedTables,
  unsealedEntries,
  walkLinks,
} from './questions.ts';
import {
  type Digest,
  type Problem,
  type ReadAnchor,
  beginWalk,
  changedSince,
  continues,
  declaredRestores,
  judgeAgainstAnchors,
  judgeAnchorFile,
  judgeHead,
  judgeLink,
} from './rules.ts';

/** What is verified, by what. */
export interface TrailToVerify {
  /** A connection outside any transaction that may read every row: the backup role's. */
  readonly client: Reader;
  /** The text of the file of anchors. */
  readonly anchors: string;
  /** Ed25519 key in PEM: the public one, or the private one from which it follows. */
  readonly publicKey: string;
  readonly now: Temporal.Instant;
}

/** What was found; at most 1,000 problems, the first bad thing first. */
export interface TrailReport {
  readonly ok: boolean;
  readonly entries: number;
  readonly links: number;
  readonly anchors: number;
  /** Entries written by SQL outside the program: no fault by themselves, but to be explained. */
  readonly outside: number;
  /** What looks like tampering and is not: declared restores, in words. */
  readonly explained: readonly string[];
  readonly problems: readonly Problem[];
}

const MOST = 1_000;
const sha256: Digest = (...parts) => new Uint8Array(parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest());

/** Verifies the trail on one snapshot. Answers what is wrong in words; throws only when it cannot read. */
export async function verifyTrail(trail: TrailToVerify): Promise<TrailReport> {
  const file = readAnchorFile(trail.anchors, trail.publicKey);
  return onSnapshot(trail.client, 'everything', async () => {
    const chain = await verifyChain(trail.client, file.read);
    const { entries, outside } = await countEntries(trail.client);
    const unsealed =
      chain.covered === entries
        ? []
        : (await unsealedEntries(trail.client)).map((entry): Problem => ({
            kind: 'entry',
            entry,
            message: `entry ${entry} belongs to no link: it was not written by a transaction of the trail`,
          }));
    const schema = {
      schemaHash: sha256(new TextEncoder().encode(await schemaText(trail.client))),
      schemaVersion: await schemaVersion(trail.client),
    };
    const anchored = judgeAgainstAnchors(file.read, { ...chain, ...schema }, trail.now);
    const records = await verifyRecords(trail.client);
    const restores = await explainRestores(trail.client, file.read, chain.hashAt);
    const problems = [...chain.problems, ...unsealed, ...records, ...file.problems, ...anchored, ...restores.problems];
    return {
      ok: problems.length === 0,
      entries,
      links: chain.links,
      anchors: file.read.length,
      outside,
      explained: restores.explained,
      problems: await inWords(trail.client, problems.slice(0, MOST)),
    };
  });
}

function readAnchorFile(text: string, publicKey: string): { read: ReadAnchor[]; problems: Problem[] } {
  const key = createPublicKey(publicKey);
  const { lines, faults } = parseAnchors(text);
  const read = lines.map(({ text: line, anchor, signed }) => ({
    anchor,
    signatureHolds: verify(null, signed, key, anchor.signature),
    digest: sha256(new TextEncoder().encode(line)),
  }));
  const unread = faults.map((line): Problem => ({ kind: 'anchor', message: `line ${line} of the file of anchors is no anchor` }));
  return { read, problems: [...unread, ...judgeAnchorFile(read)] };
}

async function verifyChain(reader: Reader, anchors: readonly ReadAnchor[]) {
  const wanted = new Set(anchors.map(({ anchor }) => anchor.linkId));
  const lastAnchored = anchors.filter((read) => read.signatureHolds).at(-1)?.anchor.linkId ?? 0n;
  const problems: Problem[] = [];
  const hashAt = new Map<bigint, Uint8Array>();
  let walk = beginWalk(sha256);
  if (wanted.has(0n)) hashAt.set(0n, walk.lastHash);
  let [links, covered, firstUnanchoredMs] = [0, 0, null as number | null];
  for await (const { link, badEntry } of walkLinks(reader)) {
    links++;
    covered += link.present;
    if (badEntry !== null)
      problems.push({
        kind: 'entry',
        entry: badEntry,
        link: link.id.toString(),
        message: `the contents of entry ${badEntry} were changed after it was written`,
      });
    const judged = judgeLink(walk, link, sha256);
    walk = judged.walk;
    problems.push(...judged.problems);
    if (wanted.has(link.id)) hashAt.set(link.id, link.hash);
    if (link.id > lastAnchored) firstUnanchoredMs ??= link.sealedAtMs;
  }
  problems.push(...judgeHead(walk, await readHead(reader)));
  const firstUnanchoredAt = firstUnanchoredMs === null ? null : Temporal.Instant.fromEpochMilliseconds(Math.floor(firstUnanchoredMs));
  return { problems, links, covered, hashAt, lastLink: walk.lastId, firstUnanchoredAt };
}

/** Each restore that an anchor declares is explained by its declaration in the trail; without one the key alone has spoken. */
async function explainRestores(
  reader: Reader,
  read: readonly ReadAnchor[],
  hashAt: ReadonlyMap<bigint, Uint8Array>,
): Promise<{ explained: string[]; problems: Problem[] }> {
  const restores = declaredRestores(
    read.filter((one) => one.signatureHolds).map((one) => one.anchor),
    hashAt,
  );
  const [explained, problems]: [string[], Problem[]] = [[], []];
  const known = restores.length === 0 ? [] : await declarations(reader);
  for (const { anchor, lost, backTo } of restores) {
    const said = known.findLast(({ link }) => link <= anchor.linkId && link > (backTo?.linkId ?? 0n));
    if (said)
      explained.push(
        `${lost.length} signed ${lost.length === 1 ? 'head speaks' : 'heads speak'} of what was lost when an older state was restored (back to link ${backTo?.linkId ?? 0n}), declared with anchor ${anchor.seq} by ${said.by}: ${said.reason}`,
      );
    else
      problems.push({
        kind: 'anchor',
        anchor: anchor.seq,
        message: `anchor ${anchor.seq} declares a restore, and nobody gave a reason for one in the trail`,
      });
  }
  return { explained, problems };
}

async function verifyRecords(reader: Reader): Promise<Problem[]> {
  const problems: Problem[] = [];
  for await (const { entry, table, record, known, claim } of breaksInHistory(reader)) {
    if (!continues(known, claim))
      problems.push({
        kind: 'entry',
        entry,
        record,
        message: `entry ${entry} does not continue what the trail knew of ${table} ${record}: an entry is missing, added or out of order`,
      });
  }
  for (const found of await strayRecords(reader, await trailedTables(reader))) {
    const where = { kind: 'record', record: found.id, ...(found.entry === null ? {} : { entry: found.entry }) } as const;
    if (found.entry === null)
      problems.push({
        ...where,
        message: `${found.table} ${found.id} is there, and the trail knows nothing of it: it was added behind the trail's back`,
      });
    else if (!found.live || !found.image)
      problems.push({
        ...where,
        message: `${found.table} ${found.id} is gone, and the trail knows of no deletion after entry ${found.entry}`,
      });
    else {
      const fields = changedSince(found.image, found.live, found.filled);
      if (fields.length > 0)
        problems.push({
          ...where,
          message: `${found.table} ${found.id} was changed behind the trail's back after entry ${found.entry}: ${fields.join(', ')}`,
        });
    }
  }
  return problems;
}

async function inWords(reader: Reader, problems: readonly Problem[]): Promise<Problem[]> {
  const ids = [...new Set(problems.flatMap((problem) => problem.entry ?? []))].slice(0, MOST);
  const words = await describeEntries(reader, ids);
  return problems.map((problem) => {
    const said = problem.entry === undefined ? undefined : words.get(problem.entry);
    return said === undefined || problem.kind === 'record' ? problem : { ...problem, message: `${problem.message} (${said})` };
  });
}
