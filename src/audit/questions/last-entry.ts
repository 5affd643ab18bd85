// The last entries of records in the trail, for whoever binds something to the records as they are now.
import type { Act } from '#access';

/** The number of a record's last entry and the digest of its image there. */
export interface LastEntry {
  readonly entry: bigint;
  readonly sha256: string;
}

/** The last entry of each record, in the order given; null where the trail knows nothing of it, or it is out of scope. */
export async function lastEntriesOf(
  { tx }: Act,
  records: readonly { readonly table: string; readonly recordId: string }[],
): Promise<(LastEntry | null)[]> {
  const { rows } = await tx.$client.query<{ id: string | null; sha256: string | null }>({
    name: 'audit-last-entries',
    text: `select e.id, encode(e.payload_hash, 'hex') as sha256
      from unnest($1::uuid[], $2::text[]) with ordinality as r (record_id, record_table, place)
        left join lateral (select e.id, e.payload_hash from audit.entry e where e.record_id = r.record_id and e.record_table = r.record_table
          order by e.id desc limit 1) e on true
      order by r.place`,
    values: [records.map(({ recordId }) => recordId), records.map(({ table }) => table)],
  });
  return rows.map(({ id, sha256 }) => (id !== null && sha256 !== null ? { entry: BigInt(id), sha256 } : null));
}
