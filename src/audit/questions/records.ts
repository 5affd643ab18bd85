// Records against their trail: every live row is the last image the trail has of it, and every entry continues the one before.
import type { Claim, Image } from '../rules.ts';
import { type Reader, inParts } from './reader.ts';

/** A table under the trail, as the catalogue has it. */
interface TrailedTable {
  readonly name: string;
  readonly hidden: readonly string[];
  /** What the database fills into a column that is added later: its constant default, else null. */
  readonly filled: Image;
}

/** A record whose live row and last image are not the same text. */
export interface RecordFound {
  readonly table: string;
  readonly id: string;
  /** The last entry; null when the trail never heard of the row. */
  readonly entry: string | null;
  readonly isLive: boolean;
  readonly live: Image | null;
  readonly image: Image | null;
  readonly filled: Image;
}

const CONSTANT = /^('([^']|'')*'::[a-z ]+(\[\])?|-?\d+|true|false)$/;

/** The tables under the trail: those that carry its trigger, and those that it has written about and that still exist. */
export async function trailedTables(reader: Reader): Promise<TrailedTable[]> {
  const { rows } = await reader.query<{ name: string; args: Buffer | null; columns: { name: string; fill: string | null }[] }>(`
    with recursive spoken (name) as (
      (select record_table from audit.entry order by record_table limit 1)
      union all
      select (select e.record_table from audit.entry e where e.record_table > s.name order by e.record_table limit 1) from spoken s where s.name is not null
    )
    select n.nspname || '.' || c.relname as name, (array_agg(t.tgargs))[1] as args,
      (select json_agg(json_build_object('name', a.attname, 'fill', pg_get_expr(d.adbin, d.adrelid)))
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_trigger t on t.tgrelid = c.oid and t.tgname = 'trail_insert'
    where c.relkind in ('r', 'p') and (t.oid is not null or n.nspname || '.' || c.relname in (select name from spoken))
    group by c.oid, n.nspname, c.relname order by 1`);
  const tables: TrailedTable[] = [];
  for (const row of rows) {
    const hidden = (row.args?.toString('utf8').split('\0')[3] ?? '').split(',').filter((name) => name !== '');
    tables.push({ name: row.name, hidden, filled: await fillOf(reader, row.columns) });
  }
  return tables;
}

async function fillOf(reader: Reader, columns: readonly { name: string; fill: string | null }[]): Promise<Image> {
  const pairs = columns.map(({ name, fill }) => `${literal(name)}, ${fill !== null && CONSTANT.test(fill) ? fill : 'null'}`);
  const { rows } = await reader.query<{ filled: Image }>(`select jsonb_build_object(${pairs.join(', ')}) as filled`);
  return rows[0]?.filled ?? {};
}

/** The records whose live row is not their last image, at most 500: rows changed, removed or added behind the trail's back. */
export async function strayRecords(reader: Reader, tables: readonly TrailedTable[]): Promise<RecordFound[]> {
  const live = tables.map(
    (t) =>
      `select ${literal(t.name)}::text as record_table, r.id as record_id, md5((${liveImage(t)})::text) as digest from ${quoted(t.name)} r`,
  );
  const filled = tables.map((t) => `(${literal(t.name)}, ${literal(JSON.stringify(t.filled))}::jsonb)`);
  const { rows } = await reader.query<{ table: string; id: string; entry: string | null; is_live: boolean }>(`
    with last as (select record_table, record_id, max(id) as entry from audit.entry group by record_table, record_id),
    known as (
      select l.record_table, l.record_id, l.entry, md5((coalesce(f.filled, '{}') || e.after)::text) as digest
      from last l join audit.entry e on e.id = l.entry left join (values ${filled.join(', ')}) f (name, filled) on f.name = l.record_table
      where e.op <> 'delete'),
    live as (${live.join(' union all ')})
    select coalesce(k.record_table, v.record_table) as table, coalesce(k.record_id, v.record_id) as id, k.entry, v.digest is not null as is_live
    from known k full join live v on v.record_id = k.record_id and v.record_table = k.record_table
    where k.digest is distinct from v.digest order by k.entry nulls last limit 500`);
  const found: RecordFound[] = [];
  for (const row of rows) found.push(await withImages(reader, tables, row));
  return found;
}

async function withImages(
  reader: Reader,
  tables: readonly TrailedTable[],
  row: { table: string; id: string; entry: string | null; is_live: boolean },
): Promise<RecordFound> {
  const table = tables.find((one) => one.name === row.table);
  const live =
    table && row.is_live
      ? await reader.query<{ image: Image }>(`select ${liveImage(table)} as image from ${quoted(table.name)} r where r.id = $1`, [row.id])
      : null;
  const entry =
    row.entry === null ? null : await reader.query<{ after: Image }>(`select after from audit.entry where id = $1`, [row.entry]);
  return {
    table: row.table,
    id: row.id,
    entry: row.entry,
    isLive: row.is_live,
    live: live?.rows[0]?.image ?? null,
    image: entry?.rows[0]?.after ?? null,
    filled: table?.filled ?? {},
  };
}

/** An entry that does not literally continue what the trail knew of its record, with both sides. */
export interface BreakFound {
  readonly entry: string;
  readonly table: string;
  readonly record: string;
  readonly known: Image | null;
  readonly claim: Claim;
}

/** Entries that do not continue the entry before them; columns added by a migration also show up here and are for the rule to judge. */
export async function* breaksInHistory(reader: Reader): AsyncGenerator<BreakFound> {
  const rows = inParts<{
    id: string;
    record_table: string;
    record_id: string;
    op: Claim['op'];
    before: Image | null;
    after: Image | null;
    known: Image | null;
  }>(
    reader,
    'breaks',
    `select e.id, e.record_table, e.record_id, e.op, e.before, e.after, e.known from (
       select id, record_table, record_id, op, before, after, lag(after) over (partition by record_id, record_table order by id) as known from audit.entry) e
     where not coalesce(case e.op when 'insert' then e.known is null when 'delete' then e.known = e.before else (e.after || e.before) = e.known end, false)`,
  );
  for await (const { id, record_table, record_id, op, before, after, known } of rows) {
    yield { entry: id, table: record_table, record: record_id, known, claim: { op, before, after } };
  }
}

function liveImage(table: TrailedTable): string {
  const hidden = table.hidden.map(
    (column) => `${literal(column)}, 'sha256:' || encode(sha256(convert_to(to_jsonb(r) ->> ${literal(column)}, 'UTF8')), 'hex')`,
  );
  return hidden.length === 0 ? 'to_jsonb(r)' : `to_jsonb(r) || jsonb_strip_nulls(jsonb_build_object(${hidden.join(', ')}))`;
}

function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
