// Statements over whole rows whose text is built once from a table's columns, under a name that each connection prepares.
import { getTableColumns } from 'drizzle-orm';
import { type PgColumn, type PgTable, PgView, getTableConfig, getViewConfig } from 'drizzle-orm/pg-core';
import { Records, forMany } from './side-by-side.ts';
import type { Tx } from './transact.ts';

interface Source {
  readonly name: string;
  readonly columns: readonly (readonly [key: string, column: PgColumn])[];
}

/**
 * A statement that selects every column of a table or view. `tail` is what follows the source, with `$1`, `$2` ... for the values:
 * `where id = $1 for no key update`. It costs a fraction of a query that is put together anew each time, so hot paths use it. With `by`, the
 * property whose values the first value lists (`where subject_id = any ($1::uuid[])`), it may be asked for many at once.
 */
export function selectRows<T extends PgTable | PgView>(
  name: string,
  from: T,
  tail: string,
  by?: keyof T['$inferSelect'] & string,
): (tx: Tx, values: readonly unknown[]) => Promise<T['$inferSelect'][]> {
  const { name: source, columns } = sourceOf(from);
  const text = `select ${columns.map(([, column]) => quoted(column.name)).join(', ')} from ${source} ${tail}`;
  const keyed = by === undefined ? null : { by: columns.findIndex(([key]) => key === by), keys: 0 };
  return async (tx, values) => {
    const statement = { name, text, values: [...values], rowMode: 'array' as const };
    const { rows } = await tx.$client.query<unknown[]>(keyed ? forMany(statement, keyed) : statement);
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

/** The same for one key: a row, or null where there is none in scope. `tail` begins with `where <key> = any ($1::uuid[])`. */
export function selectRow<T extends PgTable | PgView>(
  name: string,
  from: T,
  tail: string,
  by: keyof T['$inferSelect'] & string,
): (tx: Tx, key: string) => Promise<T['$inferSelect'] | null> {
  const select = selectRows(name, from, tail, by);
  return async (tx, key) => (await select(tx, [[key]]))[0] ?? null;
}

/**
 * A statement that inserts rows with these columns, the others as the table defaults them; `tail` may say what a conflict means. Answers the ids
 * of the rows that are new.
 */
export function insertRows<T extends PgTable, K extends keyof T['$inferInsert'] & string>(
  name: string,
  into: T,
  keys: readonly K[],
  tail = '',
): (tx: Tx, rows: readonly Pick<T['$inferInsert'], K>[]) => Promise<ReadonlySet<string>> {
  const { name: target, columns } = sourceOf(into);
  const written = writtenColumns(columns, keys);
  const text = `insert into ${target} (${written.map(([, column]) => quoted(column.name)).join(', ')})
    select r.* from jsonb_to_recordset($1::jsonb) as r (${written.map(typed).join(', ')}) ${tail} returning id`;
  return async (tx, rows) => {
    if (rows.length === 0) return new Set();
    const statement = forMany({ name, text, values: [new Records(rows.map(recordOf(written)))] }, { by: 'id', keys: 0 });
    return new Set((await tx.$client.query<{ id: string }>(statement)).rows.map(({ id }) => id));
  };
}

/** Of `updateRows`: the row is still the one that was read, which its next version is one ahead of. */
export const UNCHANGED = 'and t.version = r.version - 1';

/**
 * A statement that writes these columns of rows found by `id`; `tail` says more about which, of the row `t` and the record `r`. Answers the ids of
 * the rows it wrote. The ids stand beside the records, without which the plan reads the whole table.
 */
export function updateRows<T extends PgTable, K extends keyof T['$inferInsert'] & string>(
  name: string,
  table: T,
  keys: readonly K[],
  tail = '',
): (
  tx: Tx,
  rows: readonly (Pick<Required<T['$inferSelect']>, K & keyof T['$inferSelect']> & { readonly id: string })[],
) => Promise<ReadonlySet<string>> {
  const { name: target, columns } = sourceOf(table);
  const written = writtenColumns(columns, ['id', ...keys]);
  const set = written.slice(1).map(([key, column]) => `${quoted(column.name)} = r.${quoted(key)}`);
  const text = `update ${target} t set ${set.join(', ')} from jsonb_to_recordset($1::jsonb) as r (${written.map(typed).join(', ')})
    where t.id = r.id and t.id = any ($2::uuid[]) ${tail} returning t.id`;
  return async (tx, rows) => {
    if (rows.length === 0) return new Set();
    const values = [new Records(rows.map(recordOf(written))), rows.map((row) => row.id)];
    const { rows: saved } = await tx.$client.query<{ id: string }>(forMany({ name, text, values }, { by: 'id', keys: 1 }));
    return new Set(saved.map(({ id }) => id));
  };
}

type Columns = Source['columns'];

function writtenColumns(columns: Columns, keys: readonly string[]): Columns {
  return keys.map((key) => {
    const column = columns.find(([name]) => name === key);
    if (!column) throw new Error(`the table has no column ${key}`);
    return column;
  });
}

const typed = ([key, column]: Columns[number]) => `${quoted(key)} ${column.getSQLType()}`;

function recordOf(columns: Columns): (row: object) => object {
  return (row) =>
    Object.fromEntries(
      columns.map(([key, column]) => {
        const value: unknown = Reflect.get(row, key) ?? null;
        const sent = value === null || column.columnType === 'PgJsonb' || Array.isArray(value) ? value : column.mapToDriverValue(value);
        return [key, typeof sent === 'bigint' ? sent.toString() : sent];
      }),
    );
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
