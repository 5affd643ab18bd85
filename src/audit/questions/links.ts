// The chain as it stands: each link beside what its entries give today. The digests are spelt out here and do not call the
// trail's own functions, which an intruder may have changed.
import type { SealedLink } from '../rules.ts';
import { type Reader, inParts } from './reader.ts';

/** A link with the first of its entries whose contents no longer give their digest. */
export interface LinkFound {
  readonly link: SealedLink;
  readonly badEntry: string | null;
}

interface Row {
  id: string;
  era: number;
  from_entry: string;
  to_entry: string;
  entries: number;
  hash: Buffer;
  text: string;
  sealed_at_ms: string;
  present: number;
  digest: Buffer | null;
  bad_entry: string | null;
}

const LINKS = `
  select l.id, l.era, l.from_entry, l.to_entry, l.entries, l.hash, extract(epoch from l.sealed_at) * 1000 as sealed_at_ms,
    jsonb_build_array(l.id, l.era, l.xid, l.from_entry, l.to_entry, l.entries, extract(epoch from l.sealed_at))::text as text, p.*
  from audit.link l cross join lateral (
    select count(*)::integer as present,
      sha256(convert_to(string_agg(jsonb_build_array(e.id, e.era, e.xid, extract(epoch from e.at), e.op, e.record_table, e.record_id, e.parent_id, e.site_id,
        e.study_id, e.actor_id, e.actor_name, e.action, e.reason, e.request_id, e.source, encode(e.payload_hash, 'hex'))::text, chr(10) order by e.id), 'UTF8')) as digest,
      min(e.id) filter (where e.payload_hash <> sha256(convert_to(coalesce(e.before::text, '-') || chr(10) || coalesce(e.after::text, '-'), 'UTF8'))) as bad_entry
    from audit.entry e where e.xid = l.xid and e.era = l.era and e.id between l.from_entry and l.to_entry
  ) p
  order by l.id`;

/** Every link in order. */
export async function* walkLinks(reader: Reader): AsyncGenerator<LinkFound> {
  for await (const row of inParts<Row>(reader, 'links', LINKS)) {
    yield {
      badEntry: row.bad_entry,
      link: {
        id: BigInt(row.id),
        era: row.era,
        fromEntry: BigInt(row.from_entry),
        toEntry: BigInt(row.to_entry),
        entries: row.entries,
        hash: row.hash,
        text: row.text,
        sealedAtMs: Number(row.sealed_at_ms),
        present: row.present,
        digest: row.digest,
      },
    };
  }
}

/** The head of the chain, and how many entries it seals beyond a link. */
export async function readHead(
  reader: Reader,
  sinceLink = 0n,
): Promise<{ era: number; linkId: bigint; hash: Uint8Array; entriesSince: bigint }> {
  const { rows } = await reader.query<{ era: number; link_id: string; hash: Buffer; entries: string }>(
    `select h.era, h.link_id, h.hash, (select coalesce(sum(l.entries), 0) from audit.link l where l.id > $1) as entries from audit.head h`,
    [sinceLink.toString()],
  );
  const row = rows[0];
  if (!row) throw new Error('the trail has no head');
  return { era: row.era, linkId: BigInt(row.link_id), hash: row.hash, entriesSince: BigInt(row.entries) };
}

/** How many entries there are, and how many were written outside the program. */
export async function countEntries(reader: Reader): Promise<{ entries: number; outside: number }> {
  const { rows } = await reader.query<{ entries: string; outside: string }>(
    `select count(*) as entries, count(*) filter (where source = 'sql') as outside from audit.entry`,
  );
  return { entries: Number(rows[0]?.entries ?? 0), outside: Number(rows[0]?.outside ?? 0) };
}

/** The first entries that no link covers. */
export async function unsealedEntries(reader: Reader): Promise<string[]> {
  const { rows } = await reader.query<{ id: string }>(`
    select e.id from audit.entry e where not exists (
      select 1 from audit.link l where l.xid = e.xid and l.era = e.era and l.to_entry >= e.id and l.from_entry <= e.id)
    order by e.id limit 20`);
  return rows.map((row) => row.id);
}

/** Entries in words, by number: "update of visits.visit_occurrence 0192... by Ana Ruiz at ... as visits.complete". */
export async function describeEntries(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await reader.query<{ id: string; words: string }>(
    `select id, op || ' of ' || record_table || ' ' || record_id || ' by ' || actor_name || ' at ' || to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' as ' || action as words
     from audit.entry where id = any ($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.words]));
}

/** The hashes of these links as they stand. */
export async function hashesAt(reader: Reader, links: readonly bigint[]): Promise<Map<bigint, Uint8Array>> {
  const { rows } = await reader.query<{ id: string; hash: Buffer }>(`select id, hash from audit.link where id = any ($1::bigint[])`, [
    links.map(String),
  ]);
  return new Map(rows.map(({ id, hash }) => [BigInt(id), hash]));
}

/** Who declared a restore and why, with the link that seals the declaration. */
export interface Declaration {
  readonly link: bigint;
  readonly by: string;
  readonly reason: string;
}

/** Every declared restore, in order; what was not declared through the program is none. */
export async function declarations(reader: Reader): Promise<Declaration[]> {
  const { rows } = await reader.query<{ link: string; by: string; reason: string }>(`
    select l.id as link, e.actor_name as by, d.reason from audit.restore_declaration d
      join audit.entry e on e.record_id = d.id and e.record_table = 'audit.restore_declaration' and e.op = 'insert' and e.source = 'program'
      join audit.link l on l.xid = e.xid and l.era = e.era and e.id between l.from_entry and l.to_entry
    order by l.id`);
  return rows.map((row) => ({ ...row, link: BigInt(row.link) }));
}
