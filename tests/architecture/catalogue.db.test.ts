// The catalogue: every table is walled and trailed, every function and grant is on a list, and the program's tables are the database's.
import { readdir } from 'node:fs/promises';
import { is } from 'drizzle-orm';
import { PgTable, getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, openWorld } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const query = async <R extends object>(text: string): Promise<R[]> => (await world.superuser.query<R>(text)).rows;
const OURS = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')`;

/** Tables that the trail does not cover, and why. */
const WITHOUT_TRAIL: readonly (readonly [RegExp, string])[] = [
  [/^auth\./, 'secrets of accounts, seen by the accounts role alone; what matters of them is told by events'],
  [/^jobs\./, "the queue's own bookkeeping"],
  [/^platform\.(idempotency|job_run|job_payload)$/, 'operational: answers kept beside their effects, progress, and what a job was asked'],
  [/^access\.(operator_pass|job_pass|invitation|password_reset)$/, 'short-lived credentials, kept as digests'],
  [/^files\.awaited$/, 'operational: which bytes an import still needs; the files themselves are trailed'],
  [/^notifications\.notification$/, 'operational: who was told of what, in codes; what happened stands in the trail itself'],
  [/^desk\.saved_view$/, 'operational: how somebody looks at a table'],
  [/^audit\.(head|entry|link)$/, 'the trail itself, which the chain protects'],
  [/^migration\.applied$/, 'the list of migrations; the schema it stands for is anchored'],
];
/** Tables without row-level security, and why. */
const WITHOUT_WALL: readonly (readonly [RegExp, string])[] = [
  [/^jobs\./, 'no study data; the program may insert a job and read the queues, nothing else'],
  [/^migration\.applied$/, 'names of migrations, read-only for the program'],
];
/** What the program may execute, beyond what PostgreSQL itself offers. */
const EXECUTABLE = [
  'access.actor',
  'access.actor_id',
  'access.administered_scope',
  'access.email_of',
  'access.end_my_sessions',
  'access.end_sessions_of',
  'access.holds_signing_proof',
  'access.is_administrator',
  'access.is_fresh',
  'access.locks',
  'access.my_grants',
  'access.my_passkeys',
  'access.my_scope',
  'access.my_sessions',
  'access.network_key',
  'access.remove_my_passkey',
  'access.reset_second_factor',
  'access.scope_keys',
  'access.second_factors',
  'access.signing_needs',
  'access.unlock',
  'access.use_signing_proof',
  'files.unneeded',
  'finance.clock_on',
  'finance.take_number',
  'notifications.people_at',
  'platform.setting',
  'studies.start_ups',
  'vault.find_people',
  'vault.read_identities',
  'vault.wrapped_keys',
];
/** Functions that may run with their owner's rights, and the owner. */
const DEFINERS: Readonly<Record<string, string>> = {
  'access.actor': 'siteward_ctx',
  'access.actor_id': 'siteward_ctx',
  'access.administered_scope': 'siteward_ctx',
  'access.email_of': 'siteward_ctx',
  'access.end_my_sessions': 'siteward_ctx',
  'access.end_sessions_of': 'siteward_ctx',
  'access.holds_signing_proof': 'siteward_ctx',
  'access.is_administrator': 'siteward_ctx',
  'access.is_fresh': 'siteward_ctx',
  'access.key_grants': 'siteward_ctx',
  'access.locks': 'siteward_ctx',
  'access.may_view_people': 'siteward_ctx',
  'access.my_grants': 'siteward_ctx',
  'access.my_passkeys': 'siteward_ctx',
  'access.my_scope': 'siteward_ctx',
  'access.my_sessions': 'siteward_ctx',
  'access.remove_my_passkey': 'siteward_ctx',
  'access.reset_second_factor': 'siteward_ctx',
  'access.second_factors': 'siteward_ctx',
  'access.signing_needs': 'siteward_ctx',
  'access.unlock': 'siteward_ctx',
  'access.use_signing_proof': 'siteward_ctx',
  'audit.record': 'siteward_trail',
  'audit.seal': 'siteward_trail',
  'finance.journal_balanced': 'siteward_ctx',
  'finance.journalled': 'siteward_ctx',
  'finance.line_claimed': 'siteward_ctx',
  'finance.posting_balanced': 'siteward_ctx',
  'files.unneeded': 'siteward_ctx',
  'notifications.people_at': 'siteward_ctx',
  'finance.take_number': 'siteward_ctx',
  'studies.start_ups': 'siteward_ctx',
  'vault.find_people': 'siteward_vault',
  'vault.read_identities': 'siteward_vault',
  'vault.wrapped_keys': 'siteward_vault',
};
const listed = (list: readonly (readonly [RegExp, string])[], name: string) => list.some(([pattern]) => pattern.test(name));

describe('tables', () => {
  it('[G6] every table has row-level security enabled and forced, and policies', async () => {
    const tables = await query<{ name: string; walled: boolean; forced: boolean; policies: number }>(`
      select n.nspname || '.' || c.relname as name, c.relrowsecurity as walled, c.relforcerowsecurity as forced,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS} order by 1`);
    expect(tables.length).toBeGreaterThan(40);
    const open = tables.filter((table) => !listed(WITHOUT_WALL, table.name) && !(table.walled && table.forced && table.policies > 0));
    expect(open).toEqual([]);
  });

  it('[P11-05] every table is under the trail, its four triggers always on, or stands on the closed list', async () => {
    const tables = await query<{ name: string; triggers: string | null; id: string | null }>(`
      select n.nspname || '.' || c.relname as name,
        (select string_agg(t.tgname || ':' || t.tgenabled::text || ':' || p.proname, ' ' order by t.tgname) from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and t.tgname like 'trail\\_%') as triggers,
        (select format_type(a.atttypid, null) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary and i.indnkeyatts = 1 and a.attname = 'id') as id
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS} order by 1`);
    const expected = 'trail_delete:A:record trail_insert:A:record trail_truncate:A:refuse_truncate trail_update:A:record';
    expect(tables.filter((table) => !listed(WITHOUT_TRAIL, table.name) && (table.triggers !== expected || table.id !== 'uuid'))).toEqual(
      [],
    );
    expect(tables.filter((table) => listed(WITHOUT_TRAIL, table.name) && table.triggers !== null)).toEqual([]);
  });

  it('[P11-05] the trail seals every entry and cannot be emptied', async () => {
    expect(
      await query(
        `select tgrelid::regclass::text as target, tgname as name, tgenabled::text as enabled, tgdeferrable as deferrable, tginitdeferred as deferred from pg_trigger where tgrelid in ('audit.entry'::regclass, 'audit.link'::regclass, 'audit.head'::regclass) and not tgisinternal order by 1, 2`,
      ),
    ).toEqual([
      { target: 'audit.entry', name: 'kept', enabled: 'A', deferrable: false, deferred: false },
      { target: 'audit.entry', name: 'seal', enabled: 'A', deferrable: true, deferred: true },
      { target: 'audit.head', name: 'kept', enabled: 'A', deferrable: false, deferred: false },
      { target: 'audit.link', name: 'kept', enabled: 'A', deferrable: false, deferred: false },
    ]);
  });

  it('every view runs with the rights of whoever asks', async () => {
    expect(
      await query(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and ${OURS} and not coalesce(c.reloptions::text like '%security_invoker=true%' or c.reloptions::text like '%security_invoker=on%', false)`),
    ).toEqual([]);
  });

  it('no policy is for the public, and every policy of the program asks who acts or in what scope', async () => {
    const policies = await query<{ name: string; quals: string; roles: string }>(`
      select p.polrelid::regclass || '.' || p.polname as name, concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as quals, p.polroles::regrole[]::text as roles
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and p.polpermissive`);
    expect(policies.filter((policy) => /-/.test(policy.roles))).toEqual([]);
    const asks = /my_scope|administered_scope|actor_id|is_administrator|job_run|study_site|FROM network\.site|studies\.study/;
    const free = new Set(['audit.link.chain', 'audit.head.chain']);
    expect(
      policies
        .filter((policy) => policy.roles.includes('siteward_app') && !free.has(policy.name) && !asks.test(policy.quals))
        .map((policy) => policy.name),
    ).toEqual([]);
  });
});

describe('roles and grants', () => {
  it('[P11-04] the program owns nothing, is no superuser, passes no wall and is a member of nothing', async () => {
    expect(
      await query(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'siteward_app'`),
    ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false }]);
    expect(await query(`select roleid::regrole::text as role from pg_auth_members where member = 'siteward_app'::regrole`)).toEqual([]);
    expect(
      await query(
        `select deptype from pg_shdepend where refobjid = 'siteward_app'::regrole and deptype = 'o' and dbid = (select oid from pg_database where datname = current_database())`,
      ),
    ).toEqual([]);
  });

  it('neither the program nor the public makes schemas, tables or temporary tables', async () => {
    const { rows } = await world.superuser.query(`select
      has_database_privilege('siteward_app', current_database(), 'TEMP') as temp, has_database_privilege('siteward_app', current_database(), 'CREATE') as make,
      array(select n.nspname::text from pg_namespace n where n.nspname !~ '^pg_' and has_schema_privilege('siteward_app', n.oid, 'CREATE')) as schemas,
      array(select n.nspname::text from pg_namespace n where ${OURS} and has_schema_privilege('public', n.oid, 'USAGE')) as open_to_public`);
    expect(rows[0]).toEqual({ temp: false, make: false, schemas: [], open_to_public: [] });
  });

  it('the program executes what is on the list, and nothing else of ours', async () => {
    const rows = await query<{
      name: string;
    }>(`select distinct n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and n.nspname <> 'jobs' and p.prorettype <> 'trigger'::regtype and has_function_privilege('siteward_app', p.oid, 'EXECUTE') order by 1`);
    expect(rows.map((row) => row.name)).toEqual(EXECUTABLE);
  });

  it('functions that run with their owner’s rights are on the list, with a fixed search path and a weak owner that cannot log in', async () => {
    const rows = await query<{ name: string; owner: string; path: string | null; strong: boolean }>(`
      select n.nspname || '.' || p.proname as name, r.rolname as owner, (select c from unnest(p.proconfig) c where c like 'search_path=%') as path,
        r.rolsuper or r.rolbypassrls or r.rolcanlogin or r.rolcreaterole as strong
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where p.prosecdef and ${OURS} order by 1`);
    expect(Object.fromEntries(rows.map((row) => [row.name, row.owner]))).toEqual(DEFINERS);
    for (const row of rows) expect(row).toMatchObject({ path: 'search_path=pg_catalog, pg_temp', strong: false });
  });

  it('[P11-05] the program neither changes nor deletes the ledger, the trail, what was read of identities, or anything of accounts', async () => {
    const rows = await query<{ name: string; right: string }>(`
      select n.nspname || '.' || c.relname as name, r.right from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join unnest(array['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) r ("right")
      where c.relkind in ('r', 'p') and ${OURS} and (has_table_privilege('siteward_app', c.oid, r.right) or (r.right in ('UPDATE', 'REFERENCES') and has_any_column_privilege('siteward_app', c.oid, r.right)))`);
    const fixed =
      /^(finance\.(accrual_line|journal|posting)|audit\.\w+|vault\.read_event|auth\.\w+|migration\.\w+|signatures\.\w+|subjects\.status_event|studies\.(protocol_version|usdm_export))$/;
    expect(rows.filter((row) => fixed.test(row.name))).toEqual([]);
    expect(rows.filter((row) => ['TRUNCATE', 'TRIGGER', 'REFERENCES'].includes(row.right))).toEqual([]);
  });

  it('[G15] the program selects neither ciphertext nor keys of identities, and nothing of accounts', async () => {
    const rows = await query<{ name: string }>(`
      select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and has_column_privilege('siteward_app', c.oid, a.attnum, 'SELECT')
        and (n.nspname = 'auth' or (n.nspname, c.relname::text, a.attname::text) in (('vault', 'person', 'wrapped_key'), ('vault', 'identity', 'ciphertext'), ('vault', 'blind_index', 'digest'), ('access', 'invitation', 'secret_sha256'), ('access', 'operator_pass', 'secret_sha256'), ('access', 'api_key', 'secret_sha256'), ('access', 'password_reset', 'secret_sha256'), ('access', 'person', 'email')))`);
    expect(rows).toEqual([]);
  });

  it('the backup reads every table and sequence, and writes none', async () => {
    const rows = await query<{ name: string }>(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'S') and ${OURS}
        and (not has_schema_privilege('siteward_backup', n.oid, 'USAGE')
          or case c.relkind when 'S' then not has_sequence_privilege('siteward_backup', c.oid, 'SELECT') or has_sequence_privilege('siteward_backup', c.oid, 'USAGE, UPDATE')
             else not has_table_privilege('siteward_backup', c.oid, 'SELECT') or has_table_privilege('siteward_backup', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') end)`);
    expect(rows).toEqual([]);
  });
});

describe("the program's tables", () => {
  it('are the database’s: schema, name, types, not null, defaults', async () => {
    const rooms = await readdir('src', { withFileTypes: true });
    const columns = await query<{ table: string; name: string; type: string; not_null: boolean; has_default: boolean }>(`
      select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null, (a.atthasdef or a.attidentity <> '') as has_default
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS} and a.attnum > 0 and not a.attisdropped`);
    const inDatabase = (name: string) => columns.filter((column) => column.table === name);
    let compared = 0;
    for (const room of rooms.filter((entry) => entry.isDirectory())) {
      const files = await readdir(`src/${room.name}`);
      if (!files.includes('tables.ts')) continue;
      const module = (await import(new URL(`../../src/${room.name}/tables.ts`, import.meta.url).href)) as Record<string, unknown>;
      for (const table of Object.values(module).filter((value) => is(value, PgTable))) {
        const config = getTableConfig(table as PgTable);
        const name = `${config.schema}.${config.name}`;
        const sorted = <T extends { name: string }>(list: T[]) => list.toSorted((a, b) => (a.name < b.name ? -1 : 1));
        const ours = config.columns.map((column) => ({
          name: column.name,
          type: typeOf(column.getSQLType()),
          notNull: column.notNull,
          hasDefault: column.hasDefault || column.generatedIdentity !== undefined,
        }));
        const theirs = inDatabase(name).map((column) => ({
          name: column.name,
          type: column.type,
          notNull: column.not_null,
          hasDefault: column.has_default,
        }));
        expect.soft(sorted(ours), name).toEqual(sorted(theirs));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(8);
  });
});

/** Drizzle's name of a type as PostgreSQL prints it. */
function typeOf(type: string): string {
  return type.replace(/^timestamptz$/, 'timestamp with time zone').replace(/^time$/, 'time without time zone');
}
