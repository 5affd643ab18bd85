// A row of any table, made from the catalogue alone, so that tests of the walls and the trail cover tables that nobody told them about.
import type pg from 'pg';
import { newId } from '#lib';

/** A column as the catalogue has it. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
}

/** A table under the trail. */
export interface TrailedTable {
  readonly name: string;
  readonly quoted: string;
  readonly columns: readonly Column[];
}

/** Every table that carries the trail's trigger, with its columns. */
export async function trailedTables(client: pg.Client): Promise<TrailedTable[]> {
  const { rows } = await client.query<TrailedTable>(`
    select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull, 'hasDefault', a.atthasdef) order by a.attnum)
       from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'trail_insert') order by 1`);
  return rows;
}

/** Takes checks, foreign and unique keys and other triggers off a throw-away database: what is left to say no is the wall itself. */
export async function loosen(client: pg.Client): Promise<void> {
  await client.query(`
    do $$
    declare one record;
    begin
      for one in select c.conrelid::regclass as target, c.conname from pg_constraint c join pg_trigger t on t.tgrelid = c.conrelid and t.tgname = 'trail_insert'
        where c.contype in ('c', 'f') order by c.contype desc loop
        execute format('alter table %s drop constraint if exists %I cascade', one.target, one.conname);
      end loop;
      for one in select distinct c.conrelid::regclass as target, c.conname from pg_constraint c join pg_trigger t on t.tgrelid = c.conrelid and t.tgname = 'trail_insert'
        where c.contype = 'u' loop
        execute format('alter table %s drop constraint if exists %I cascade', one.target, one.conname);
      end loop;
      for one in select t.tgrelid::regclass as target, t.tgname from pg_trigger t where not t.tgisinternal and t.tgname not like 'trail\\_%'
        and exists (select 1 from pg_trigger o where o.tgrelid = t.tgrelid and o.tgname = 'trail_insert') loop
        execute format('alter table %s disable trigger %I', one.target, one.tgname);
      end loop;
    end $$`);
}

const VALUES: readonly [RegExp, (turn: number) => unknown][] = [
  [/^uuid$/, () => newId()],
  [/^uuid\[\]$/, () => [newId()]],
  [/\[\]$/, (turn) => `{${turn}}`],
  [/^(text|character)/, (turn) => `x${turn}${newId()}`],
  [/^(integer|smallint|bigint|numeric|double)/, (turn) => turn],
  [/^boolean$/, (turn) => turn % 2 === 0],
  [/^date$/, (turn) => `2026-01-${String(turn).padStart(2, '0')}`],
  [/^time /, (turn) => `${String(turn).padStart(2, '0')}:00`],
  [/^timestamp/, (turn) => `2026-01-${String(turn).padStart(2, '0')}T00:00:00Z`],
  [/^jsonb?$/, (turn) => `{"turn": ${turn}}`],
  [/^bytea$/, (turn) => Buffer.from([turn])],
];

/** A value for a column; another `turn` gives another value. Throws for a type that nobody taught it. */
export function valueFor(column: Column, turn = 1): unknown {
  const make = VALUES.find(([type]) => type.test(column.type))?.[1];
  if (!make) throw new Error(`no value known for ${column.name} of type ${column.type}`);
  return make(turn);
}

/** The columns and values of a row: what must be given, and what is told. Told columns that the table lacks are left out. */
export function anyRow(table: TrailedTable, told: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const needed = table.columns.filter((column) => column.name in told || (column.notNull && !column.hasDefault));
  return Object.fromEntries(needed.map((column) => [column.name, column.name in told ? told[column.name] : valueFor(column)]));
}

/** An insert statement for the row, with its values. */
export function insertOf(table: TrailedTable, row: Readonly<Record<string, unknown>>): { text: string; values: unknown[] } {
  const names = Object.keys(row);
  return {
    text: `insert into ${table.quoted} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    values: Object.values(row),
  };
}

/** A column whose change is visible and moves nothing: not the key, not the scope. */
export function changeable(table: TrailedTable): Column {
  const fixed = new Set(['id', 'site_id', 'study_id', 'version']);
  const column =
    table.columns.find((one) => !fixed.has(one.name) && !one.name.endsWith('_id')) ?? table.columns.find((one) => one.name === 'version');
  if (!column) throw new Error(`${table.name} has no column to change`);
  return column;
}
