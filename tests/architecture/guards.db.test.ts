// Every guard is taken away once, in a database of its own, and the probe that watches over it sees the difference.
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { implement } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import { type RequestContext, guard } from '#access';
import { accessContract } from '#access/contract';
import { newId } from '#lib';
import { openCipher } from '#platform';
import { type TestPerson, type World, openWorld } from '../support/world.ts';

const worlds: World[] = [];
const cipher = openCipher({
  keyEncryptionKeys: [{ version: 1, key: new Uint8Array(32).fill(7) }],
  blindIndexKey: new Uint8Array(32).fill(8),
});
async function fresh(): Promise<World> {
  const world = await openWorld();
  worlds.push(world);
  return world;
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

const [site, otherSite] = [newId(), newId()];

async function withSite(world: World): Promise<TestPerson> {
  await world.superuser.query(
    `insert into network.site (id, name, code, country, time_zone, operating_model) values ($1, 'Mine', 'MINE', 'US', 'UTC', 'owned'), ($2, 'Theirs', 'THEIRS', 'US', 'UTC', 'owned')`,
    [site, otherSite],
  );
  await world.superuser.query(
    `insert into network.holiday (id, site_id, on_date, name) values (gen_random_uuid(), $1, '2026-07-04', 'Here'), (gen_random_uuid(), $2, '2026-07-04', 'There')`,
    [site, otherSite],
  );
  return world.person('Ana Ruiz', [{ role: 'coordinator', siteId: site }]);
}
const foreignHolidays = (person: TestPerson) =>
  person.act('look', async (act) => (await act.tx.$client.query(`select 1 from network.holiday where site_id = $1`, [otherSite])).rowCount);

async function ownerSees(world: World): Promise<number> {
  const result = await world.superuser.query(
    `begin; set local role siteward_owner; select count(*)::int as n from network.holiday; rollback`,
  );
  const results = result as unknown as { rows: { n: number }[] }[];
  return results[2]?.rows[0]?.n ?? -1;
}

const trailOf = async (world: World) =>
  (await world.superuser.query(`select count(*)::int as n from audit.entry where record_table = 'network.site'`)).rows[0].n as number;

describe('a guard that is taken away is missed', () => {
  it('[G6] row-level security', async () => {
    const world = await fresh();
    const ana = await withSite(world);
    expect(await foreignHolidays(ana)).toBe(0);
    await world.superuser.query(`alter table network.holiday disable row level security`);
    expect(await foreignHolidays(ana)).toBe(1);
  });

  it('[G6] the condition of a policy', async () => {
    const world = await fresh();
    const ana = await withSite(world);
    await world.superuser.query(`alter policy own_scope on network.holiday using (true)`);
    expect(await foreignHolidays(ana)).toBe(1);
  });

  it('[G6] FORCE: without it the owner of the tables sees everything', async () => {
    const world = await fresh();
    await withSite(world);
    expect(await ownerSees(world)).toBe(0);
    await world.superuser.query(`alter table network.holiday no force row level security`);
    expect(await ownerSees(world)).toBe(2);
  });

  it('[P11-04] the resolver’s look at the session: without it a guessed token opens the wall', async () => {
    const world = await fresh();
    await withSite(world);
    const guess = async () => (await world.request('s:00000000000000000000000000000000', 'GET', '/access/me')).status;
    expect(await guess()).toBe(401);
    await world.superuser.query(
      `create or replace function access.actor() returns table (id uuid, name text, kind text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select p.id, p.name, p.kind from access.person p where p.name = 'Ana Ruiz' $$`,
    );
    expect(await guess()).toBe(200);
  });

  it('[P11-05] the trail’s trigger', async () => {
    const world = await fresh();
    await withSite(world);
    const before = await trailOf(world);
    await world.superuser.query(`update network.site set city = 'A' where id = $1`, [site]);
    expect(await trailOf(world)).toBe(before + 1);
    await world.superuser.query(`drop trigger trail_update on network.site`);
    await world.superuser.query(`update network.site set city = 'B' where id = $1`, [site]);
    expect(await trailOf(world)).toBe(before + 1);
  });

  it('[P11-05] ENABLE ALWAYS: without it a replica’s session writes past the trail', async () => {
    const world = await fresh();
    await withSite(world);
    const asReplica = (city: string) =>
      world.superuser.query(
        `begin; set local session_replication_role = replica; update network.site set city = '${city}' where id = '${site}'; commit`,
      );
    const before = await trailOf(world);
    await asReplica('A');
    expect(await trailOf(world)).toBe(before + 1);
    await world.superuser.query(`alter table network.site enable trigger trail_update`);
    await asReplica('B');
    expect(await trailOf(world)).toBe(before + 1);
  });

  it('[G9] the seal: without it entries stand outside the chain', async () => {
    const world = await fresh();
    await withSite(world);
    const unsealed = async () =>
      (
        await world.superuser.query(
          `select 1 from audit.entry e where not exists (select 1 from audit.link l where e.id between l.from_entry and l.to_entry)`,
        )
      ).rowCount;
    expect(await unsealed()).toBe(0);
    await world.superuser.query(`drop trigger seal on audit.entry`);
    await world.superuser.query(`update network.site set city = 'B' where id = $1`, [site]);
    expect(await unsealed()).toBe(1);
  });

  it('[G9] the seal’s second look: without it rows written after an early seal stand outside the chain', async () => {
    const world = await fresh();
    await withSite(world);
    const early = () =>
      world.superuser.query(
        `begin; update network.site set city = gen_random_uuid()::text; set constraints all immediate; update network.site set city = gen_random_uuid()::text; commit`,
      );
    const unsealed = async () =>
      (
        await world.superuser.query(
          `select 1 from audit.entry e where not exists (select 1 from audit.link l where l.xid = e.xid and e.id between l.from_entry and l.to_entry)`,
        )
      ).rowCount;
    await early();
    expect(await unsealed()).toBe(0);
    const { rows } = await world.superuser.query(`select pg_get_functiondef('audit.seal()'::regprocedure) as text`);
    await world.superuser.query(rows[0].text.replace('sealed_to >= new.id', 'sealed_to is not null'));
    await early();
    expect(await unsealed()).toBe(2);
  });

  it('[G4] the balance of the ledger, at the journal and at a posting that comes later', async () => {
    const world = await fresh();
    const journal = newId();
    const [study, place] = [newId(), newId()];
    const legs = (amounts: readonly number[], account = 'revenue') =>
      `insert into finance.posting (id, journal_id, study_id, site_id, currency, account, amount_minor) values ${amounts
        .map(
          (amount, at) =>
            `(gen_random_uuid(), '${journal}', '${study}', '${place}', 'USD', '${at === 0 ? account : 'unbilled-receivable'}', ${amount})`,
        )
        .join(', ')}`;
    const journalled = (amounts: readonly number[]) =>
      `with j as (insert into finance.journal (id, study_id, site_id, currency, effective_date, source_type, source_id) values ('${journal}', '${study}', '${place}', 'USD', '2026-04-13', 'test', '${journal}')) ${legs(amounts)}`;
    await expect(world.superuser.query(journalled([100, -99]))).rejects.toMatchObject({ code: '23514' });
    await world.superuser.query(journalled([100, -100]));
    const late = legs([5], 'holdback-receivable');
    await expect(world.superuser.query(late)).rejects.toMatchObject({ code: '23514' });
    await world.superuser.query(`drop trigger posting_balanced on finance.posting`);
    await world.superuser.query(late);
    expect(
      (await world.superuser.query(`select sum(amount_minor)::int as total from finance.posting where journal_id = $1`, [journal])).rows[0]
        .total,
    ).toBe(5);
  });

  it('[P11-04] the permission of a route: without it anybody gets in', async () => {
    const world = await fresh();
    const ask = async (contract: typeof accessContract.people, credential: string | null) => {
      const os = implement({ people: contract }).$context<RequestContext>().use(guard);
      const handler = new OpenAPIHandler(os.router({ people: os.people.handler(() => []) }));
      const context: RequestContext = {
        credential,
        requestId: newId(),
        database: world.database,
        now: () => world.now,
        newId,
        tell: async () => undefined,
        macKey: new Uint8Array(32),
        cipher,
        files: world.files,
        installation: { demo: false },
      };
      return (await handler.handle(new Request('http://localhost/access/people'), { context })).response?.status;
    };
    const ben = await world.person('Ben Grantless');
    expect(await ask(accessContract.people, null)).toBe(401);
    expect(await ask(accessContract.people, ben.credential)).toBe(403);
    const open = accessContract.people.meta({ public: true });
    expect(await ask(open, null)).toBe(200);
  });

  it('[G5] the key of a repeated command: without what is kept under it, the effect happens twice', async () => {
    const world = await fresh();
    const admin = await world.person('Ada Admin', [{ role: 'administrator' }]);
    const ben = await world.person('Ben Newcomer');
    const body = { role: 'quality', siteId: null, studyId: null, validFrom: '2020-01-01', validTo: null, reason: 'joins' };
    const give = (key: string) => admin.api('POST', `/access/people/${ben.id}/grants`, body, { 'idempotency-key': key });
    const grants = async () =>
      (await world.superuser.query(`select count(*)::int as n from access."grant" where person_id = $1`, [ben.id])).rows[0].n;
    await give('the-same-key');
    await give('the-same-key');
    expect(await grants()).toBe(1);
    await world.superuser.query(
      `create function public.forget() returns trigger language plpgsql as $$ begin new.key := gen_random_uuid()::text; return new; end $$`,
    );
    await world.superuser.query(
      `create trigger forget before insert on platform.idempotency for each row execute function public.forget()`,
    );
    await give('another-same-key');
    await give('another-same-key');
    expect(await grants()).toBe(3);
  });

  it('[P11-05] the refusal to empty a table', async () => {
    const world = await fresh();
    await withSite(world);
    await expect(world.superuser.query(`truncate network.holiday`)).rejects.toThrow('never truncated');
    await world.superuser.query(`drop trigger trail_truncate on network.holiday`);
    await world.superuser.query(`truncate network.holiday`);
    expect((await world.superuser.query(`select 1 from network.holiday`)).rowCount).toBe(0);
  });

  it('[GDP-01] the closed columns of the vault', async () => {
    const world = await fresh();
    const ana = await withSite(world);
    const look = () =>
      ana
        .act('look', (act) => act.tx.$client.query(`select wrapped_key from vault.person`))
        .then(
          () => 'open',
          (error: { code: string }) => error.code,
        );
    expect(await look()).toBe('42501');
    await world.superuser.query(`grant select on vault.person to siteward_app`);
    expect(await look()).toBe('open');
  });
});
