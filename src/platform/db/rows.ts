// Selects whose text is built once: rows of a table or view as its columns type them, under a name that each connection prepares.
import { getTableColumns } from 'drizzle-orm';
import { type PgColumn, type PgTable, PgView, getTableConfig, getViewConfig } from 'drizzle-orm/pg-core';
import type { Tx } from './transact.ts';

interface Source {
  readonly name: string;
  readonly columns: readonly (readonly [key: string, column: PgColumn])[];
}

/**
 * A statement that selects every column of a table or view. `tail` is what follows the source, with `$1`, `$2` ... for the values:
 * `where id = $1 for no key update`. It costs a fraction of a query that is put together anew each time, so hot paths use it.
 */
export function selectRows<T extends PgTable | PgView>(
  name: string,
  from: T,
  tail: string,
): (tx: Tx, values: readonly unknown[]) => Promise<T['$inferSelect'][]> {
  const { name: source, columns } = sourceOf(from);
  const text = `select ${columns.map(([, column]) => quoted(column.name)).join(', ')} from ${source} ${tail}`;
  return async (tx, values) => {
    const { rows } = await tx.$client.query<unknown[]>({ name, text, values: [...values], rowMode: 'array' });
    return rows.map((row) => {
      const record: Record<string, unknown> = {};
      for (let index = 0; index < columns.length; index += 1) {
        const [key, column] = columns[index] as Source['columns'][number];
        const value = row[index];
        record[key] = value === null ? null : column.mapFromDriverValue(value);
      }
      return record as T['$inferSelect'];
    });
  };
}

function sourceOf(from: PgTable | PgView): Source {
  if (from instanceof PgView) {
    const { schema, name, selectedFields } = getViewConfig(from);
    return { name: qualified(schema, name), columns: Object.entries(selectedFields) as [string, PgColumn][] };
  }
  const { schema, name } = getTableConfig(from);
  return { name: qualified(schema, name), columns: Object.entries(getTableColumns(from)) };
}

const quoted = (name: string) => `"${name}"`;
const qualified = (schema: string | undefined, name: string) => (schema ? `${quoted(schema)}.${quoted(name)}` : quoted(name));
