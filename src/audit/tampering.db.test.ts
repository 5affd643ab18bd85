// Tampering: what an intruder with every right in the database does to the trail, and how verification names it.
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedTrail, behindItsBack, openSignedTrail } from '../../tests/support/signed-trail.ts';

let trail: SignedTrail;
/** The copy of the story that one attack works on. */
let victim: pg.Client;
beforeAll(async () => {
  trail = await openSignedTrail();
});
afterAll(() => trail.close());

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
const FIRST_HOLIDAY = `(select min(id::text)::uuid from network.holiday)`;
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
    sql: behindItsBack(`delete from network.holiday where id = ${FIRST_HOLIDAY}`),
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
    victim = await trail.copy();
    const report = await trail.verify(victim);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, anchors: 3, entries: report.outside + 8 });
  });

  it.each(attacks.map((attack) => [attack.title, attack] as const))('[P11-01] [G9] %s: seen and named', async (_, { sql, kind, says }) => {
    victim = await trail.copy();
    for (const statement of typeof sql === 'string' ? [sql] : sql) await victim.query(statement);
    const { ok, problems } = await trail.verify(victim);
    expect(ok).toBe(false);
    const first = problems.find((problem) => problem.kind === kind);
    expect(first?.message, JSON.stringify(problems, null, 1)).toMatch(says);
  });

  it('an edit that is taken back verifies again', async () => {
    victim = await trail.copy();
    await victim.query(`update audit.entry set reason = 'x' where id = ${AMENDMENT}`);
    expect((await trail.verify(victim)).ok).toBe(false);
    await victim.query(`update audit.entry set reason = null where id = ${AMENDMENT}`);
    expect((await trail.verify(victim)).problems.filter((p) => p.kind !== 'link')).toEqual([]);
  });

  it('nobody empties the trail or a table under it, not even a superuser, while the triggers stand', async () => {
    victim = await trail.copy();
    for (const table of ['audit.entry', 'audit.link', 'audit.head', 'network.holiday'])
      await expect(victim.query(`truncate ${table}`)).rejects.toThrow('never truncated');
  });
});
