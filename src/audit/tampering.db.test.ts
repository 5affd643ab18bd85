// Tampering: what an intruder with every right in the database does to the trail, and how verification names it.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Temporal, newId } from '#lib';
import { createDatabase, openDatabase } from '#platform';
import { type World, openWorld } from '../../tests/support/world.ts';
import { verifyTrail } from './commands.ts';
import { anchorDuty } from './jobs.ts';

const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const strangersKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const now = () => Temporal.Now.instant();

let world: World;
let folder: string;
let anchors: string;
/** The copy of the story that one attack works on. */
let victim: pg.Client;
let maintenance: pg.Client;
const story = { site: newId(), organization: newId(), holidays: [newId(), newId(), newId()] };
const copies: pg.Client[] = [];

beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(path.join(tmpdir(), 'siteward-anchors-'));
  const file = path.join(folder, 'anchors.jsonl');
  const duty = anchorDuty({ database: world.database, file, privateKey: key });
  const operator = await world.operator();
  const run = (action: string, text: string, values: unknown[] = []) => operator.act(action, (act) => act.tx.$client.query(text, values));
  await run(
    'network.add-site',
    `insert into network.site (id, name, code, country, time_zone, operating_model) values ($1, 'Lakeside', 'LAK', 'US', 'America/Chicago', 'owned')`,
    [story.site],
  );
  await run(
    'network.add-holidays',
    `insert into network.holiday (id, site_id, on_date, name) select h, $1, date '2026-07-01' + n::int, 'Holiday ' || n from unnest($2::uuid[]) with ordinality h (h, n)`,
    [story.site, story.holidays],
  );
  await duty.finish(now());
  await run('network.amend-site', `update network.site set city = 'Chicago', version = 2 where id = $1`, [story.site]);
  await run('network.remove-holiday', `delete from network.holiday where id = $1`, [story.holidays[2]]);
  await run('network.add-organization', `insert into network.organization (id, name, kind) values ($1, 'Acme Pharma', 'sponsor')`, [
    story.organization,
  ]);
  await duty.finish(now());
  await run('network.amend-organization', `update network.organization set country = 'US', version = 2 where id = $1`, [
    story.organization,
  ]);
  await duty.finish(now());
  anchors = await readFile(file, 'utf8');
  await world.close();
  maintenance = new pg.Client({ ...world.cluster, database: 'postgres' });
  await maintenance.connect();
});
afterAll(async () => {
  for (const copy of copies) await copy.end().catch(() => undefined);
  await maintenance?.end();
  await rm(folder, { recursive: true, force: true });
});

async function copyStory(): Promise<pg.Client> {
  const name = `${world.databaseName}_${copies.length}`;
  await createDatabase(maintenance, name, world.databaseName);
  const client = new pg.Client({ ...world.cluster, database: name });
  await client.connect();
  copies.push(client);
  return client;
}

const verified = (client: pg.Client, text = anchors, at = now()) => verifyTrail({ client, anchors: text, publicKey: key, now: at });
const behindItsBack = (
  text: string,
) => `begin; set local session_replication_role = replica; alter table network.site disable trigger user; alter table network.organization disable trigger user;
  alter table network.holiday disable trigger user; ${text}; alter table network.site enable always trigger trail_insert, enable always trigger trail_update, enable always trigger trail_delete, enable always trigger trail_truncate;
  alter table network.organization enable always trigger trail_insert, enable always trigger trail_update, enable always trigger trail_delete, enable always trigger trail_truncate;
  alter table network.holiday enable always trigger trail_insert, enable always trigger trail_update, enable always trigger trail_delete, enable always trigger trail_truncate; commit`;
// What a patient intruder does after an edit: every digest, every link and the head are made to fit again.
const RECOMPUTE = `do $$
  declare l record; part record; top bytea := sha256('siteward trail'); n bigint := 0;
  begin
    update audit.entry set payload_hash = audit.payload_hash(before, after);
    for l in select * from audit.link order by id loop
      select count(*)::int as entries, min(e.id) as f, max(e.id) as t, sha256(convert_to(string_agg(audit.entry_text(e), chr(10) order by e.id), 'UTF8')) as hash
        into part from audit.entry e where e.xid = l.xid and e.id between l.from_entry and l.to_entry;
      if part.entries = 0 then delete from audit.link where id = l.id; continue; end if;
      n := n + 1;
      top := sha256(top || convert_to(audit.link_text(n, l.era, l.xid, part.f, part.t, part.entries, l.sealed_at), 'UTF8') || part.hash);
      update audit.link set id = n, from_entry = part.f, to_entry = part.t, entries = part.entries, hash = top where id = l.id;
    end loop;
    update audit.head set link_id = n, hash = top;
  end $$`;
const AMENDMENT = `(select id from audit.entry where action = 'network.amend-site')`;
const HOLIDAYS = `audit.entry where action = 'network.add-holidays'`;

interface Attack {
  readonly title: string;
  readonly sql: string | readonly string[];
  readonly kind: string;
  readonly says: RegExp;
}

const attacks: readonly Attack[] = [
  {
    title: "an entry's old value is changed",
    sql: `update audit.entry set before = '{"city": "Boston"}' where id = ${AMENDMENT}`,
    kind: 'entry',
    says: /contents of entry \d+ were changed.*network\.amend-site/,
  },
  {
    title: "an entry's new value is changed",
    sql: `update audit.entry set after = after || '{"city": "Boston"}' where id = ${AMENDMENT}`,
    kind: 'entry',
    says: /contents of entry \d+ were changed/,
  },
  {
    title: "an entry's value is changed together with its digest",
    sql: `update audit.entry set after = after || '{"city": "Boston"}', payload_hash = audit.payload_hash(before, after || '{"city": "Boston"}') where id = ${AMENDMENT}`,
    kind: 'link',
    says: /does not fit entry \d+.*network\.amend-site/,
  },
  {
    title: 'the actor of an entry is changed',
    sql: `update audit.entry set actor_name = 'Ben Other' where id = ${AMENDMENT}`,
    kind: 'link',
    says: /does not fit entry/,
  },
  {
    title: 'the time of an entry is changed',
    sql: `update audit.entry set at = at - interval '1 day' where id = ${AMENDMENT}`,
    kind: 'link',
    says: /does not fit entry/,
  },
  {
    title: 'the reason of an entry is changed',
    sql: `update audit.entry set reason = 'asked by the sponsor' where id = ${AMENDMENT}`,
    kind: 'link',
    says: /does not fit entry/,
  },
  {
    title: 'an entry is moved to another site, out of sight',
    sql: `update audit.entry set site_id = gen_random_uuid() where id = ${AMENDMENT}`,
    kind: 'link',
    says: /does not fit entry/,
  },
  {
    title: 'an entry is moved to another record',
    sql: `update audit.entry set record_id = gen_random_uuid() where id = ${AMENDMENT}`,
    kind: 'link',
    says: /does not fit entry/,
  },
  {
    title: 'what came from outside is marked as the program’s',
    sql: `update audit.entry set source = 'program', action = 'network.add-site' where id = (select min(id) from audit.entry where source = 'sql')`,
    kind: 'link',
    says: /link \d+ does not fit/,
  },
  {
    title: 'one entry among several of its transaction is deleted',
    sql: `delete from audit.entry where id = (select min(id) + 1 from ${HOLIDAYS})`,
    kind: 'link',
    says: /sealed over 3 of the entries \d+ to \d+, and 2 are there/,
  },
  {
    title: 'the last entry is deleted',
    sql: `delete from audit.entry where id = (select max(id) from audit.entry)`,
    kind: 'link',
    says: /sealed over 1 .* and 0 are there/,
  },
  {
    title: 'the first entry is deleted',
    sql: `delete from audit.entry where id = (select min(id) from audit.entry)`,
    kind: 'link',
    says: /^link 1 was sealed over 1 of the entry/,
  },
  {
    title: 'a range of entries is deleted with their links',
    sql: [
      `delete from audit.link where id between 3 and 4`,
      `delete from audit.entry e where not exists (select 1 from audit.link l where e.id between l.from_entry and l.to_entry)`,
    ],
    kind: 'link',
    says: /links 3 to 4 are missing before link 5/,
  },
  {
    title: 'the end of the trail is cut off and the head put back',
    sql: [
      `delete from audit.entry where action = 'network.amend-organization'`,
      `delete from audit.link where id = (select max(id) from audit.link)`,
      `update audit.head set link_id = l.id, hash = l.hash from (select * from audit.link order by id desc limit 1) l`,
    ],
    kind: 'anchor',
    says: /the chain ends at link \d+, before link \d+ of anchor 3/,
  },
  {
    title: 'an entry is slipped into the middle',
    sql: `insert into audit.entry (id, era, xid, at, op, record_table, record_id, actor_name, action, source, before, after, payload_hash) overriding system value
      select 1000000, era, xid, at, op, record_table, gen_random_uuid(), actor_name, action, source, before, after, payload_hash from audit.entry where id = ${AMENDMENT}`,
    kind: 'entry',
    says: /does not continue what the trail knew|belongs to no link/,
  },
  {
    title: 'a sealed entry is invented for a record',
    sql: `insert into audit.entry (era, xid, at, op, record_table, record_id, actor_name, action, source, before, after, payload_hash)
      select era, pg_current_xact_id()::text::bigint, at, 'update', record_table, record_id, actor_name, action, source, '{"city": "Boston"}', after, audit.payload_hash('{"city": "Boston"}', after) from audit.entry where id = ${AMENDMENT}`,
    kind: 'entry',
    says: /does not continue what the trail knew of network\.site/,
  },
  {
    title: 'two entries are swapped',
    sql: [
      `with two as (select id, before, after, payload_hash, lead(id) over (order by id) as next, lag(id) over (order by id) as last from ${HOLIDAYS} order by id limit 2)
      update audit.entry e set record_id = (o.after ->> 'id')::uuid, before = o.before, after = o.after, payload_hash = o.payload_hash from two t join audit.entry o on o.id = coalesce(t.last, t.next) where e.id = t.id`,
    ],
    kind: 'link',
    says: /does not fit entries/,
  },
  {
    title: 'links are renumbered',
    sql: [`update audit.link set id = -id`, `update audit.link set id = case -id when 2 then 3 when 3 then 2 else -id end`],
    kind: 'link',
    says: /link 2 does not fit/,
  },
  {
    title: "a link's time is changed",
    sql: `update audit.link set sealed_at = sealed_at + interval '1 hour' where id = 3`,
    kind: 'link',
    says: /link 3 does not fit/,
  },
  {
    title: 'a trigger is dropped, a row edited, and the trigger made again',
    sql: [
      `create temp table def as select pg_get_triggerdef(oid) as text from pg_trigger where tgname = 'trail_update' and tgrelid = 'network.site'::regclass`,
      `drop trigger trail_update on network.site`,
      `update network.site set city = 'Boston'`,
      `do $$ begin execute (select text from def); end $$`,
      `alter table network.site enable always trigger trail_update`,
    ],
    kind: 'record',
    says: /network\.site .* was changed behind the trail's back after entry \d+: city/,
  },
  {
    title: 'a row is edited with triggers off',
    sql: behindItsBack(`update network.site set name = 'Elsewhere'`),
    kind: 'record',
    says: /network\.site .* was changed behind.*: name/,
  },
  {
    title: 'a row is deleted with triggers off',
    sql: behindItsBack(`delete from network.holiday where id = '${story.holidays[0]}'`),
    kind: 'record',
    says: /network\.holiday .* is gone, and the trail knows of no deletion/,
  },
  {
    title: 'a row is added with triggers off',
    sql: behindItsBack(`insert into network.organization (id, name, kind) values (gen_random_uuid(), 'Ghost', 'smo')`),
    kind: 'record',
    says: /network\.organization .* the trail knows nothing of it/,
  },
  {
    title: 'a table is emptied with triggers off',
    sql: behindItsBack(`truncate network.holiday`),
    kind: 'record',
    says: /network\.holiday .* is gone/,
  },
  {
    title: 'row and trail are edited alike and the whole chain is computed anew',
    sql: [
      behindItsBack(`update network.site set city = 'Boston'`),
      `update audit.entry set after = after || '{"city": "Boston"}' where id = ${AMENDMENT}`,
      RECOMPUTE,
    ],
    kind: 'anchor',
    says: /link \d+ is not the one that anchor 2 signed at .*: the chain was rewritten/,
  },
  {
    title: 'an entry is taken out and the whole chain computed anew',
    sql: [behindItsBack(`update network.site set city = null, version = 1`), `delete from audit.entry where id = ${AMENDMENT}`, RECOMPUTE],
    kind: 'anchor',
    says: /anchor 2 signed|before link \d+ of anchor 3/,
  },
  {
    title: "the trail's function is changed to keep silent",
    sql: `create or replace function audit.record() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin return null; end $$`,
    kind: 'schema',
    says: /are not those of anchor 3/,
  },
  {
    title: 'a wall is opened',
    sql: `create policy everybody on network.site for select to siteward_app using (true)`,
    kind: 'schema',
    says: /are not those of anchor 3/,
  },
  {
    title: 'the program is given the right to change the trail',
    sql: `grant update on audit.entry to siteward_app`,
    kind: 'schema',
    says: /are not those of anchor 3/,
  },
  {
    title: 'the clock is put back and writes go on',
    sql: [
      `update audit.head set sealed_at = sealed_at + interval '2 hours'`,
      `update audit.link set sealed_at = sealed_at + interval '2 hours' where id = (select max(id) from audit.link)`,
      `update network.site set city = 'Boston'`,
    ],
    kind: 'clock',
    says: /clock was put back by \d+ s before link/,
  },
];

describe('tampering with the trail', () => {
  it('an untouched trail verifies, and says how much it is', async () => {
    victim = await copyStory();
    const report = await verified(victim);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, anchors: 3, entries: report.outside + 8 });
  });

  it.each(attacks.map((attack) => [attack.title, attack] as const))('[P11-01] [G9] %s: seen and named', async (_, { sql, kind, says }) => {
    victim = await copyStory();
    for (const statement of typeof sql === 'string' ? [sql] : sql) await victim.query(statement);
    const { ok, problems } = await verified(victim);
    expect(ok).toBe(false);
    const first = problems.find((problem) => problem.kind === kind);
    expect(first?.message, JSON.stringify(problems, null, 1)).toMatch(says);
  });

  it('an edit that is taken back verifies again', async () => {
    victim = await copyStory();
    await victim.query(`update audit.entry set reason = 'x' where id = ${AMENDMENT}`);
    expect((await verified(victim)).ok).toBe(false);
    await victim.query(`update audit.entry set reason = null where id = ${AMENDMENT}`);
    expect((await verified(victim)).problems.filter((p) => p.kind !== 'link')).toEqual([]);
  });

  it('nobody empties the trail or a table under it, not even a superuser, while the triggers stand', async () => {
    victim = await copyStory();
    for (const table of ['audit.entry', 'audit.link', 'audit.head', 'network.holiday'])
      await expect(victim.query(`truncate ${table}`)).rejects.toThrow('never truncated');
  });
});

describe('tampering with the file of anchors', () => {
  const lines = () => anchors.trimEnd().split('\n');
  it.each([
    ['a line is missing in the middle', () => [lines()[0], lines()[2]], /anchors are missing before anchor 3/],
    ['the first line is missing', () => lines().slice(1), /anchors are missing before anchor 2/],
    ['a line is changed', () => [lines()[0], lines()[1]?.replace('"era":1', '"era":2'), lines()[2]], /anchor 2 does not carry a signature/],
    ['a line is half written', () => [...lines().slice(0, 2), lines()[2]?.slice(0, 80)], /line 3 of the file of anchors is no anchor/],
    ['lines are swapped', () => [lines()[1], lines()[0], lines()[2]], /anchors are missing before anchor 2/],
    ['the file is empty', () => [], /there is no signed anchor/],
  ])('[G9] %s: seen and named', async (_, edited, says) => {
    const report = await verified(copies[0] ?? victim, `${edited().join('\n')}\n`);
    expect(report.problems.map((problem) => problem.message).join('\n')).toMatch(says);
  });

  it('[G9] the end of the file is cut off: seen once the last writes should long have been signed', async () => {
    const text = `${lines().slice(0, 2).join('\n')}\n`;
    const late = await verified(copies[0] ?? victim, text, now().add({ minutes: 30 }));
    expect(late.problems[0]?.message).toMatch(/the chain went on after anchor 2/);
  });

  it('[G9] an anchor forged with another key is refused', async () => {
    const file = path.join(folder, 'forged.jsonl');
    const name = copies[0]?.database ?? '';
    const database = openDatabase(
      { host: world.cluster.host, port: world.cluster.port, user: 'siteward_app', password: world.passwords.siteward_app, database: name },
      1,
    );
    await anchorDuty({ database, file, privateKey: strangersKey }).finish(now());
    await database.end();
    const report = await verified(copies[0] ?? victim, await readFile(file, 'utf8'));
    expect(report.problems[0]?.message).toMatch(/anchor 1 does not carry a signature of this installation's key/);
  });
});

describe('what is no tampering', () => {
  it('sealing early and writing on in one transaction verifies', async () => {
    victim = await copyStory();
    await victim.query('begin');
    await victim.query(`update network.site set city = 'Boston'`);
    await victim.query('set constraints all immediate');
    await victim.query(`update network.site set city = 'Salem'`);
    await victim.query(`update network.organization set country = 'DE'`);
    await victim.query('commit');
    expect((await verified(victim)).problems).toEqual([]);
  });

  it('a later migration that adds columns and drops one is no break', async () => {
    victim = await copyStory();
    await victim.query(`alter table network.site add column phone text, add column beds integer not null default 4`);
    await victim.query(`alter table network.organization drop column country`);
    await victim.query(`insert into migration.applied (name, sha256) values ('20991231-0000-later', 'x')`);
    await victim.query(`update network.site set beds = 5`);
    expect((await verified(victim)).problems).toEqual([]);
  });

  it('a value put into a new column behind the trail is still seen', async () => {
    victim = await copyStory();
    await victim.query(`alter table network.site add column beds integer not null default 4`);
    await victim.query(behindItsBack(`update network.site set beds = 5`));
    expect((await verified(victim)).problems.map((problem) => problem.message).join('\n')).toMatch(
      /network\.site .* behind the trail's back after entry \d+: beds/,
    );
  });

  it('[A11D-04] a declared restore of an older backup binds no lost anchors, an undeclared one is seen', async () => {
    victim = await copyStory();
    await victim.query(`delete from audit.entry where action = 'network.amend-organization'`);
    await victim.query(behindItsBack(`update network.organization set country = null, version = 1`));
    await victim.query(`delete from audit.link where id = (select max(id) from audit.link)`);
    await victim.query(
      `update audit.head set link_id = l.id, hash = l.hash, era = 2 from (select * from audit.link order by id desc limit 1) l`,
    );
    expect((await verified(victim)).problems.map((problem) => problem.message).join('\n')).toMatch(/an older state was put in its place/);
    const file = path.join(folder, 'restored.jsonl');
    await writeFile(file, anchors);
    const database = openDatabase(
      {
        host: world.cluster.host,
        port: world.cluster.port,
        user: 'siteward_app',
        password: world.passwords.siteward_app,
        database: victim.database ?? '',
      },
      1,
    );
    await anchorDuty({ database, file, privateKey: key }).declareRestore(now());
    await database.end();
    expect((await verified(victim, await readFile(file, 'utf8'))).problems).toEqual([]);
  });

  it('the backup role verifies the trail, and can write nothing', async () => {
    const backup = new pg.Client({
      host: world.cluster.host,
      port: world.cluster.port,
      user: 'siteward_backup',
      password: world.passwords.siteward_backup,
      database: copies[0]?.database ?? '',
    });
    await backup.connect();
    expect((await verified(backup)).ok).toBe(true);
    for (const statement of [
      `update network.site set city = 'x'`,
      `delete from audit.entry`,
      `insert into audit.link select * from audit.link`,
      `create table network.x ()`,
      `create temp table x ()`,
    ])
      await expect(backup.query(statement)).rejects.toMatchObject({ code: '42501' });
    await backup.end();
  });
});
