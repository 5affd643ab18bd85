// The vault's statements. Ciphertext and wrapped keys come only out of the database's own readers, which log the purpose.
import type { Temporal } from '#lib';
import { type Tx, forMany } from '#platform';
import type { IdentityField } from './rules.ts';

/** A person of the vault without anything that identifies. */
export interface PersonRow {
  readonly id: string;
  readonly siteId: string;
  readonly studyId: string;
  readonly keyVersion: number;
  readonly isErased: boolean;
  readonly version: number;
}

/** A wrapped data key as stored. */
export interface KeyRow {
  readonly personId: string;
  readonly wrapped: Uint8Array;
  readonly version: number;
}

/** One encrypted part of an identity, with its person's key. */
export interface SealedRow extends KeyRow {
  readonly field: IdentityField;
  readonly ciphertext: Uint8Array;
  readonly rowVersion: number;
}

/** One part to be kept; `digest` is null for a field by which nobody is found. */
export interface PartToKeep {
  readonly id: string;
  readonly indexId: string;
  readonly field: IdentityField;
  readonly ciphertext: Uint8Array;
  readonly digest: Uint8Array | null;
}

/** The people among these ids that are in scope. */
export async function loadPeople(tx: Tx, ids: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await tx.$client.query<PersonRow>({
    name: 'vault-people',
    text: `select id, site_id as "siteId", study_id as "studyId", key_version as "keyVersion", erased_at is not null as "isErased", version
           from vault.person where id = any ($1::uuid[])`,
    values: [ids],
  });
  return rows;
}

export async function insertPerson(
  tx: Tx,
  row: { id: string; siteId: string; studyId: string; wrapped: Uint8Array; version: number },
): Promise<void> {
  const statement = {
    name: 'vault-add-person',
    text: `insert into vault.person (id, site_id, study_id, wrapped_key, key_version)
           select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[], $5::int[])`,
    values: [[row.id], [row.siteId], [row.studyId], [Buffer.from(row.wrapped)], [row.version]],
  };
  await tx.$client.query(forMany(statement, 'no-rows'));
}

/** Adds parts of one person's identity and what they are found by. */
export async function insertParts(
  tx: Tx,
  person: { id: string; siteId: string; studyId: string },
  parts: readonly PartToKeep[],
): Promise<void> {
  const place = (rows: readonly PartToKeep[]) => [
    rows.map(() => person.id),
    rows.map(() => person.siteId),
    rows.map(() => person.studyId),
    rows.map((row) => row.field),
  ];
  const keeping = {
    name: 'vault-add-parts',
    text: `insert into vault.identity (person_id, site_id, study_id, field, id, ciphertext)
           select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bytea[])`,
    values: [...place(parts), parts.map(({ id }) => id), parts.map(({ ciphertext }) => Buffer.from(ciphertext))],
  };
  await tx.$client.query(forMany(keeping, 'no-rows'));
  const found = parts.filter((part) => part.digest !== null);
  if (found.length === 0) return;
  const finding = {
    name: 'vault-add-digests',
    text: `insert into vault.blind_index (person_id, site_id, study_id, field, id, digest)
           select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bytea[])`,
    values: [...place(found), found.map(({ indexId }) => indexId), found.map(({ digest }) => Buffer.from(digest ?? []))],
  };
  await tx.$client.query(forMany(finding, 'no-rows'));
}

/** The parts that a person has, with their versions. */
export async function loadParts(tx: Tx, personId: string): Promise<{ field: IdentityField; version: number }[]> {
  const { rows } = await tx.$client.query<{ field: IdentityField; version: number }>({
    name: 'vault-parts',
    text: `select field, version from vault.identity where person_id = $1`,
    values: [personId],
  });
  return rows;
}

/** Changes one part if its version is still the one that was read. */
export async function updatePart(
  tx: Tx,
  personId: string,
  field: IdentityField,
  version: number,
  ciphertext: Uint8Array,
  digest: Uint8Array | null,
): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'vault-amend',
    text: `update vault.identity set ciphertext = $4, version = version + 1 where person_id = $1 and field = $2 and version = $3`,
    values: [personId, field, version, Buffer.from(ciphertext)],
  });
  if (rowCount !== 1) return false;
  if (digest !== null) {
    await tx.$client.query({
      name: 'vault-amend-digest',
      text: `update vault.blind_index set digest = $3 where person_id = $1 and field = $2`,
      values: [personId, field, Buffer.from(digest)],
    });
  }
  return true;
}

/** The wrapped keys of people in scope who are not erased. */
export async function loadKeys(tx: Tx, ids: readonly string[]): Promise<KeyRow[]> {
  const { rows } = await tx.$client.query<{ person_id: string; wrapped_key: Buffer; key_version: number }>({
    name: 'vault-keys',
    text: `select person_id, wrapped_key, key_version from vault.wrapped_keys($1::uuid[])`,
    values: [ids],
  });
  return rows.map((row) => ({ personId: row.person_id, wrapped: row.wrapped_key, version: row.key_version }));
}

/** Encrypted parts of people in scope. The reader writes who reads what for which purpose, in this transaction. */
export async function readSealed(tx: Tx, ids: readonly string[], fields: readonly IdentityField[], purpose: string): Promise<SealedRow[]> {
  const { rows } = await tx.$client.query<{
    person_id: string;
    wrapped_key: Buffer;
    key_version: number;
    field: IdentityField;
    ciphertext: Buffer;
    version: number;
  }>({
    name: 'vault-read',
    text: `select person_id, wrapped_key, key_version, field, ciphertext, version from vault.read_identities($1::uuid[], $2::text[], $3)`,
    values: [ids, fields, purpose],
  });
  return rows.map((row) => ({
    personId: row.person_id,
    wrapped: row.wrapped_key,
    version: row.key_version,
    field: row.field,
    ciphertext: row.ciphertext,
    rowVersion: row.version,
  }));
}

/** How many different people's identities a person has read within the last hour: before this transaction, and with it. */
export async function countRead(tx: Tx, actorId: string): Promise<{ readonly before: number; readonly now: number }> {
  const { rows } = await tx.$client.query<{ before: number; now: number }>({
    name: 'vault-reads',
    text: `select count(distinct person_id)::int as now, count(distinct person_id) filter (where at < transaction_timestamp())::int as before
      from vault.read_event where actor_id = $1 and at > clock_timestamp() - interval '1 hour'`,
    values: [actorId],
  });
  return rows[0] ?? { before: 0, now: 0 };
}

/** A search for people by the digest of one part of their identity. */
export interface DigestSearch {
  readonly siteId: string;
  readonly studyId: string;
  readonly field: IdentityField;
  readonly digest: Uint8Array;
  readonly purpose: string;
}

/** Ids behind a digest at a site and study in scope. The database writes the search and every person found down, in this transaction. */
export async function findByDigest(tx: Tx, { siteId, studyId, field, digest, purpose }: DigestSearch): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'vault-find',
    text: `select found as id from vault.find_people($1, $2, $3, $4, $5) found`,
    values: [siteId, studyId, field, Buffer.from(digest), purpose],
  });
  return rows.map((row) => row.id);
}

/** How many searches the actor has made within the last hour. Holds the actor's other searches back until this transaction ends. */
export async function countSearches(tx: Tx, actorId: string): Promise<number> {
  await tx.$client.query({
    name: 'vault-search-turn',
    text: `select pg_advisory_xact_lock(hashtextextended($1, 7402))`,
    values: [actorId],
  });
  const { rows } = await tx.$client.query<{ made: number }>({
    name: 'vault-searches',
    text: `select count(*)::int as made from vault.search_event where actor_id = $1 and at > clock_timestamp() - interval '1 hour'`,
    values: [actorId],
  });
  return rows[0]?.made ?? 0;
}

/** Destroys a person's key and what they are found by, if the version is still the one that was read. */
export async function erase(tx: Tx, personId: string, version: number, at: Temporal.Instant): Promise<boolean> {
  const { rowCount } = await tx.$client.query({
    name: 'vault-erase',
    text: `update vault.person set wrapped_key = null, erased_at = $3, version = version + 1 where id = $1 and version = $2 and erased_at is null`,
    values: [personId, version, at.toString()],
  });
  if (rowCount !== 1) return false;
  await tx.$client.query({ name: 'vault-forget', text: `delete from vault.blind_index where person_id = $1`, values: [personId] });
  return true;
}

/** Some people in scope, by id, whose keys are wrapped under an older version; locked until the transaction ends. */
export async function peopleUnderOlderKeys(tx: Tx, version: number, after: string | null, most: number): Promise<string[]> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'vault-older-keys',
    text: `select id from vault.person where key_version < $1 and erased_at is null and ($2::uuid is null or id > $2) order by id limit $3 for update`,
    values: [version, after, most],
  });
  return rows.map((row) => row.id);
}

/** Puts keys that were wrapped anew in place of those that were read. */
export async function replaceKeys(tx: Tx, keys: readonly (KeyRow & { readonly was: number })[]): Promise<number> {
  const { rowCount } = await tx.$client.query({
    name: 'vault-rewrap',
    text: `update vault.person p set wrapped_key = k.wrapped, key_version = k.version
           from unnest($1::uuid[], $2::bytea[], $3::integer[], $4::integer[]) k (id, wrapped, version, was) where p.id = k.id and p.key_version = k.was`,
    values: [keys.map((k) => k.personId), keys.map((k) => Buffer.from(k.wrapped)), keys.map((k) => k.version), keys.map((k) => k.was)],
  });
  return rowCount ?? 0;
}
