// Probing the walls: every table, every command, every wrong context; and what injected SQL tries inside a live transaction.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, inject } from 'vitest';
import { newId } from '#lib';
import { transact } from '#platform';
import { type TestPerson, type World, openWorld } from '../support/world.ts';
import { type TrailedTable, anyRow, changeable, insertOf, loosen, trailedTables, valueFor } from './any-row.ts';

/** A site and a study with one row in every table. */
interface Ground {
  readonly site: string;
  readonly study: string;
  /** The id of the row, by table. */
  readonly rows: Map<string, string>;
}

/** Tables whose rows everybody who is signed in may read, and why. */
const DIRECTORY = new Map([
  ['access.person', 'names stand beside every entry, task and signature'],
  ['network.organization', 'sponsors and vendors are no secret within the network'],
  ['finance.issuer', 'what stands on every invoice is no secret within the network'],
  ['monitoring.indicator_run', 'rates over the network as a whole, without its places'],
  ['market.evidence', 'what others published of the market, and what the network holds beside it'],
  ['market.assumption_set', 'numbers on which the outlook of the market stands'],
  ['market.activity_import', 'registry records that everybody can read, counted'],
  ['market.activity_choice', 'which of those counts outlooks stand on, and why'],
  ['market.run', 'outlooks of the market of what is in force, without the network in them'],
  ['finance.number_range', 'how many invoices the network issued is counted by whoever issues one'],
]);

/** Tables whose rows belong to a person: what they see of their own account. */
const PERSONAL = new Set(['access.account_event', 'access.api_key']);

/** Tables about the installation itself, which administrators alone read. */
const INSTALLATION = new Set(['audit.restore_declaration']);

let world: World;
let tables: TrailedTable[];
let mine: Ground;
let theirs: Ground;
const contexts = new Map<string, string | null>();
let insider: TestPerson;
let manager: TestPerson;

beforeAll(async () => {
  world = await openWorld();
  tables = await trailedTables(world.superuser);
  insider = await world.person('Ina Insider', []);
  manager = await world.person('Nora Network', [{ role: 'network-manager' }]);
  await loosen(world.superuser);
  mine = await ground();
  theirs = await ground();
  const person = async (name: string, grant: { siteId?: string; studyId?: string; validFrom?: string; validTo?: string }) =>
    (await world.person(name, [{ role: 'coordinator', ...grant }])).credential;
  insider = await world.person('Ina Insider', [{ role: 'coordinator', siteId: mine.site, studyId: mine.study }]);
  const token = (credential: string) => credential.slice(2);
  contexts.set('no context', null);
  contexts.set('an empty context', '');
  contexts.set('a guessed token', `s:${'0'.repeat(32)}`);
  contexts.set('a token without its kind', token(insider.credential));
  contexts.set('a wildcard', 's:%');
  contexts.set("a person's id as credential", `s:${insider.id}`);
  contexts.set("a person's id as a job", `j:${insider.id}`);
  const expired = await person('Eve Expired', { siteId: mine.site });
  await world.superuser.query(`update auth.session set "expiresAt" = now() - interval '1 second' where token = $1`, [token(expired)]);
  contexts.set('an expired session', expired);
  const idle = await person('Ida Idle', { siteId: mine.site });
  await world.superuser.query(`update auth.session set "updatedAt" = now() - interval '16 minutes' where token = $1`, [token(idle)]);
  contexts.set('an idle session', idle);
  const disabled = await person('Dan Disabled', { siteId: mine.site });
  await world.superuser.query(`update access.person set disabled_at = now() where name = 'Dan Disabled'`);
  contexts.set('a disabled person', disabled);
  contexts.set('a person without grants', (await world.person('Gil Grantless')).credential);
  const revoked = await person('Rae Revoked', { siteId: mine.site });
  await world.superuser.query(
    `update access."grant" set revoked_at = now() where person_id = (select id from access.person where name = 'Rae Revoked')`,
  );
  contexts.set('a revoked grant', revoked);
  contexts.set("yesterday's grant", await person('Yara Yesterday', { siteId: mine.site, validTo: '2020-01-02' }));
  contexts.set("tomorrow's grant", await person('Tom Tomorrow', { siteId: mine.site, validFrom: '2099-01-01' }));
  contexts.set('another site', await person('Otto Othersite', { siteId: theirs.site }));
  contexts.set('another study', await person('Olga Otherstudy', { studyId: theirs.study }));
  contexts.set('another pair of site and study', await person('Paul Pair', { siteId: theirs.site, studyId: theirs.study }));
  contexts.set('site and study of two worlds', await person('Mia Mixed', { siteId: mine.site, studyId: theirs.study }));
  contexts.set('an administrator', (await world.person('Ada Admin', [{ role: 'administrator' }])).credential);
});
afterAll(() => world.close());

async function ground(): Promise<Ground> {
  const [site, study] = [newId(), newId()];
  const rows = new Map<string, string>();
  for (const table of tables) {
    const id = table.name === 'network.site' ? site : table.name === 'studies.study' ? study : newId();
    const has = (column: string) => table.columns.some((one) => one.name === column);
    const row = anyRow(table, {
      id,
      ...(has('site_id') ? { site_id: site } : {}),
      ...(has('study_id') ? { study_id: study } : {}),
      ...(PERSONAL.has(table.name) ? { person_id: manager.id } : {}),
    });
    await world.superuser.query(insertOf(table, row));
    rows.set(table.name, id);
  }
  return { site, study, rows };
}

/** What a statement reached: how many rows, or the code with which it was refused. Nothing of it stays. */
async function probe(credential: string | null, statement: { text: string; values: unknown[] }): Promise<number | string> {
  let reached: number | string = 0;
  await transact(world.database, { credential, action: 'probe', requestId: 'probe' }, async (tx) => {
    reached = await tx.$client.query(statement).then(
      (result) => result.rowCount ?? 0,
      (error: { code: string }) => error.code,
    );
    throw new Error('taken back');
  }).catch(() => undefined);
  return reached;
}

function statementsOn(
  table: TrailedTable,
  ground: Ground,
): Record<'select' | 'insert' | 'update' | 'delete', { text: string; values: unknown[] }> {
  const id = ground.rows.get(table.name);
  const column = changeable(table);
  const has = (name: string) => table.columns.some((one) => one.name === name);
  const fresh = anyRow(table, {
    id: newId(),
    ...(has('site_id') ? { site_id: ground.site } : {}),
    ...(has('study_id') ? { study_id: ground.study } : {}),
  });
  return {
    select: { text: `select id from ${table.quoted} where id = $1`, values: [id] },
    insert: insertOf(table, fresh),
    update: { text: `update ${table.quoted} set "${column.name}" = $2 where id = $1`, values: [id, valueFor(column, 3)] },
    delete: { text: `delete from ${table.quoted} where id = $1`, values: [id] },
  };
}

const isShut = (reached: number | string) => reached === 0 || reached === '42501';

describe('every table, command and context', () => {
  it('[G6] whoever is in scope sees the row: the probe can see', async () => {
    const blind = [];
    const administrator = contexts.get('an administrator') ?? null;
    for (const table of tables) {
      const reader = INSTALLATION.has(table.name) ? administrator : manager.credential;
      if ((await probe(reader, statementsOn(table, mine).select)) !== 1) blind.push(table.name);
    }
    expect(blind).toEqual([]);
    const scoped = tables.filter((table) =>
      ['site_id', 'study_id'].every((name) => table.columns.some((one) => one.name === name && one.notNull)),
    );
    expect(scoped.length).toBeGreaterThan(15);
    for (const table of scoped) {
      const { select, insert, update } = statementsOn(table, mine);
      expect(await probe(insider.credential, select), table.name).toBe(1);
      const allowed = (
        await world.superuser.query(
          `select has_table_privilege('siteward_app', $1, 'INSERT') as insert, has_table_privilege('siteward_app', $1, 'UPDATE') as update`,
          [table.quoted],
        )
      ).rows[0];
      if (allowed.insert) expect(await probe(insider.credential, insert), table.name).toBe(1);
      if (allowed.update) expect(await probe(insider.credential, update), table.name).toBe(1);
    }
  });

  it('[G6] every wrong context reaches nothing: 0 rows or refused', async () => {
    let probes = 0;
    const leaks: string[] = [];
    for (const [context, credential] of contexts) {
      const signedIn = [
        'a person without grants',
        'a revoked grant',
        "yesterday's grant",
        "tomorrow's grant",
        'another site',
        'another study',
        'another pair of site and study',
        'site and study of two worlds',
        'an administrator',
      ].includes(context);
      for (const table of tables) {
        for (const [command, statement] of Object.entries(statementsOn(table, mine))) {
          probes++;
          const reached = await probe(credential, statement);
          const known =
            (signedIn && command === 'select' && DIRECTORY.has(table.name)) ||
            (context === 'an administrator' &&
              (administered(table.name, command) || (command === 'select' && INSTALLATION.has(table.name))));
          const refused = command === 'insert' ? reached === '42501' : isShut(reached);
          if (!refused && !known) leaks.push(`${context}: ${command} on ${table.name} reached ${reached}`);
        }
      }
    }
    expect(leaks).toEqual([]);
    expect(probes).toBeGreaterThan(2_000);
  });

  it('[G6] a row is never moved or written across the wall', async () => {
    const leaks: string[] = [];
    for (const table of tables.filter((one) => one.columns.some((column) => column.name === 'site_id' && column.notNull))) {
      for (const column of ['site_id', 'study_id'].filter((name) => table.columns.some((one) => one.name === name))) {
        const moved = await probe(insider.credential, {
          text: `update ${table.quoted} set ${column} = $2 where id = $1`,
          values: [mine.rows.get(table.name), column === 'site_id' ? theirs.site : theirs.study],
        });
        if (!isShut(moved)) leaks.push(`${table.name}.${column}: ${moved}`);
      }
      const written = await probe(insider.credential, statementsOn(table, theirs).insert);
      if (written !== '42501') leaks.push(`${table.name}: insert ${written}`);
    }
    expect(leaks).toEqual([]);
  });

  it('counts, plans and unique keys say nothing about rows behind the wall', async () => {
    for (const table of tables.filter((one) => one.columns.some((column) => column.name === 'site_id' && column.notNull)))
      expect(
        await transact(
          world.database,
          { credential: insider.credential, action: 'probe', requestId: 'p' },
          async (tx) =>
            (await tx.$client.query(`select count(*)::int as n from ${table.quoted} where site_id = $1`, [theirs.site])).rows[0].n,
        ).catch((error: { code: string }) => error.code),
        table.name,
      ).toSatisfy(isShut);
  });
});

function administered(table: string, command: string): boolean {
  if (table === 'access.account_event') return command === 'select' || command === 'insert';
  if (table === 'access.person' || table === 'access.grant') return command !== 'delete';
  return (
    command === 'select' &&
    [
      'network.site',
      'studies.study',
      'studies.study_site',
      'studies.protocol_version',
      'studies.schedule_version',
      'studies.visit_definition',
      'studies.activity_definition',
      'studies.visit_activity',
      'studies.usdm_export',
      'network.opening_hours',
      'network.holiday',
      'finance.contract',
      'finance.contract_version',
      'finance.payment_term',
    ].includes(table)
  );
}

describe('injected SQL inside a live transaction', () => {
  const visible = `select count(*)::int as n from subjects.subject where site_id = '`;
  /** Runs the statements one after the other as the insider and answers how many foreign subjects the last look saw. */
  async function attack(statements: readonly string[]): Promise<{ foreign: number | string; failed: string | null }> {
    const client = new pg.Client({
      host: world.cluster.host,
      port: world.cluster.port,
      user: 'siteward_app',
      password: world.passwords.siteward_app,
      database: world.databaseName,
    });
    await client.connect();
    let failed: string | null = null;
    try {
      await client.query('begin');
      await client.query(`select set_config('siteward.credential', $1, true)`, [insider.credential]);
      for (const statement of statements) {
        await client.query('savepoint s');
        await client.query(statement).catch(async (error: { code: string }) => {
          failed = error.code;
          await client.query('rollback to s');
        });
      }
      const foreign = await client.query(`${visible}${theirs.site}'`).then(
        (result) => result.rows[0].n as number,
        (error: { code: string }) => error.code,
      );
      return { foreign, failed };
    } finally {
      await client.end();
    }
  }

  it.each<[string, string, string | null]>([
    ['takes another role', 'set role siteward_owner', '42501'],
    ['takes the superuser’s session', `set session authorization "${inject('cluster').user}"`, '42501'],
    ['forgets its settings', 'reset all', null],
    ['turns row security off', 'set row_security = off', null],
    ['turns triggers off', `set session_replication_role = replica`, '42501'],
    ['guesses a credential', `select set_config('siteward.credential', 's:00000000000000000000000000000000', true)`, null],
    [
      'forges scope settings',
      `select set_config('siteward.scope', '{00000000-0000-0000-0000-000000000000}', true), set_config('siteward.actor', 'x', true)`,
      null,
    ],
    ['opens a wall', `create policy p on subjects.subject using (true)`, '42501'],
    ['takes a wall down', `alter table subjects.subject disable row level security`, '42501'],
    ['drops a policy', `drop policy own_scope on subjects.subject`, '42501'],
    ['shadows a function in a temporary schema', `create temp table my_scope (x int)`, '42501'],
    ['makes a schema', `create schema mine`, '42501'],
    ['makes a function in public', `create function public.my_scope() returns bigint[] language sql as 'select null::bigint[]'`, '42501'],
    [
      'replaces the resolver',
      `create or replace function access.my_scope() returns bigint[] language sql as $$ select array[0::bigint] $$`,
      '42501',
    ],
    ['moves the search path', `set search_path = pg_temp, public`, null],
    ['reads sessions', `select token from auth.session`, '42501'],
    ['reads operator passes', `select secret_sha256 from access.operator_pass`, '42501'],
    ['reads password hashes of roles', `select rolpassword from pg_authid`, '42501'],
    ['reads a file', `select pg_read_file('/etc/passwd')`, '42501'],
    ['runs a program', `copy (select 1) to program 'id'`, '42501'],
    ['loads a large object', `select lo_import('/etc/passwd')`, '42501'],
    ['empties a table', 'truncate subjects.subject', '42501'],
    ['changes the trail', `update audit.entry set actor_name = 'x'`, '42501'],
    ['deletes the trail', `delete from audit.entry`, '42501'],
    ['writes into the trail', `insert into audit.link select * from audit.link`, '42501'],
    ['disables a trigger', `alter table subjects.subject disable trigger all`, '42501'],
    [
      'gives itself a grant',
      `insert into access."grant" (id, person_id, role, valid_from, given_by, reason) select gen_random_uuid(), access.actor_id(), 'network-manager', '2020-01-01', access.actor_id(), 'x'`,
      '42501',
    ],
    ['changes whose account a person is', `update access.person set account_id = null`, null],
    ['calls the seal by hand', `select audit.seal()`, '42501'],
    [
      'asks the scope with a function of its own',
      `do $$ begin execute 'create function pg_temp.f() returns int language sql as ''select 1'''; end $$`,
      '42501',
    ],
  ])('%s: nothing leaks', async (_, statement, code) => {
    const { foreign, failed } = await attack([statement]);
    expect(isShut(foreign), `${foreign}`).toBe(true);
    if (code !== null) expect(failed).toBe(code);
  });

  it('a context left in a pooled connection by a session-level setting is not used by the next transaction', async () => {
    const pool = new pg.Pool({
      host: world.cluster.host,
      port: world.cluster.port,
      user: 'siteward_app',
      password: world.passwords.siteward_app,
      database: world.databaseName,
      max: 1,
    });
    const look = (credential: string | null) =>
      transact(
        pool,
        { credential, action: 'look', requestId: 'l' },
        async (tx) => (await tx.$client.query(`select count(*)::int as n from subjects.subject`)).rows[0].n as number,
      );
    await transact(pool, { credential: manager.credential, action: 'inject', requestId: 'i' }, async (tx) => {
      await tx.$client.query(`select set_config('siteward.credential', $1, false)`, [manager.credential]);
    });
    expect(await look(manager.credential)).toBeGreaterThan(1);
    expect(await look(null)).toBe(0);
    await transact(pool, { credential: null, action: 'fail', requestId: 'f' }, async (tx) => tx.$client.query('select 1 / 0')).catch(
      () => undefined,
    );
    expect((await pool.query(`select count(*)::int as n from subjects.subject`)).rows[0].n).toBe(0);
    await pool.end();
  });

  it('[G25] a revoked grant and an ended session close at the next statement of the same transaction', async () => {
    const leaver = await world.person('Lea Leaver', [{ role: 'coordinator', siteId: mine.site }]);
    await leaver.act('look', async (act) => {
      const look = async () => (await act.tx.$client.query(`select count(*)::int as n from subjects.subject`)).rows[0].n as number;
      expect(await look()).toBe(1);
      await world.superuser.query(`update access."grant" set revoked_at = now() where person_id = $1`, [leaver.id]);
      expect(await look()).toBe(0);
    });
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
