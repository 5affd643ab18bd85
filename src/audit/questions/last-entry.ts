// The last entry of a record in the trail, for whoever binds something to the record as it is now.
import type { Act } from '#access';

/** The number of a record's last entry and the digest of its image there; null where the trail knows nothing of it, or it is out of scope. */
export async function lastEntryOf({ tx }: Act, table: string, recordId: string): Promise<{ entry: bigint; sha256: string } | null> {
  const { rows } = await tx.$client.query<{ id: string; sha256: string }>(
    `select id, encode(payload_hash, 'hex') as sha256 from audit.entry where record_id = $1 and record_table = $2 order by id desc limit 1`,
    [recordId, table],
  );
  const [row] = rows;
  return row ? { entry: BigInt(row.id), sha256: row.sha256 } : null;
}
