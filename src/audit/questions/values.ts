// How values of records stood over time, for whoever looks back on a past day.
import type { Act } from '#access';

/** Values of a record by column, as JSON has them, from an instant on. */
export interface ValuesFrom {
  readonly from: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * What some columns of records have said since they were first written, oldest first, by record; a record that the trail does not know, or
 * that is out of scope, is absent. It answers rows, not histories for people: whoever asks may read the records themselves.
 */
export async function valuesOverTime(
  { tx }: Act,
  table: string,
  recordIds: readonly string[],
  columns: readonly string[],
): Promise<ReadonlyMap<string, readonly ValuesFrom[]>> {
  const { rows } = await tx.$client.query<{ recordId: string; from: string; values: Readonly<Record<string, unknown>> }>({
    name: 'audit-values-over-time',
    text: `select e.record_id as "recordId", to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "from",
        (select jsonb_object_agg(c.name, e.after -> c.name) from unnest($3::text[]) as c (name)) as values
      from audit.entry e where e.record_table = $1 and e.record_id = any($2::uuid[]) and e.after is not null order by e.id`,
    values: [table, recordIds, columns],
  });
  const found = new Map<string, ValuesFrom[]>();
  for (const { recordId, from, values } of rows) {
    const before = found.get(recordId) ?? [];
    if (JSON.stringify(before.at(-1)?.values) !== JSON.stringify(values)) found.set(recordId, [...before, { from, values }]);
  }
  return found;
}
