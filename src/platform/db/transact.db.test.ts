// Transactions against a real database: what is sent before the context is known to hold, and what a failure leaves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, openWorld } from '../../../tests/support/world.ts';
import { together } from './together.ts';
import { type Tx, leaveToCommit, openDatabase, transact } from './transact.ts';

let world: World;
let credential: string;

beforeAll(async () => {
  world = await openWorld();
  credential = (await world.person('Ana', [{ role: 'network-manager' }])).credential;
});
afterAll(() => world.close());

const context = (change: object = {}) => ({ credential, action: 'test.read', requestId: 'r', ...change });
const people = (tx: Parameters<Parameters<typeof transact>[2]>[0]) => tx.$client.query('select id from access.person');

describe('a transaction', () => {
  it('runs its first statements under the context that was sent before them', async () => {
    const { rowCount } = await transact(world.database, context(), people);
    expect(rowCount).toBeGreaterThan(0);
  });

  it('whose context the database refuses runs nothing, and says what was wrong with the context', async () => {
    let seen: unknown = 'nothing';
    const refused = transact(world.database, context({ reason: 'a\u0000b' }), async (tx) => {
      seen = await people(tx).then(
        ({ rowCount }) => rowCount,
        (error: { code: string }) => error.code,
      );
      return seen;
    });
    await expect(refused).rejects.toMatchObject({ code: '22021' });
    expect(seen).toBe('25P02');
  });

  it('leaves no credential behind on its connection, whether it was kept or given up', async () => {
    await transact(world.database, context(), people);
    await expect(transact(world.database, context(), () => Promise.reject(new Error('given up')))).rejects.toThrow('given up');
    for (let n = 0; n < 10; n += 1) expect((await world.database.query('select id from access.person')).rowCount).toBe(0);
  });

  it('answers statements that were sent together in their order, and a failure among them undoes all', async () => {
    const key = (id: string) => `insert into platform.idempotency (actor_id, key, route, request_mac, grants_hash)
      select access.actor_id(), '${id}', 'test', '', '' returning key`;
    const kept = await transact(world.database, context(), (tx) =>
      Promise.all(['first-of-two', 'second-of-two'].map(async (id) => (await tx.$client.query<{ key: string }>(key(id))).rows[0]?.key)),
    );
    expect(kept).toEqual(['first-of-two', 'second-of-two']);
    const failing = transact(world.database, context(), (tx) =>
      Promise.all([tx.$client.query(key('third-of-three')), tx.$client.query(key('first-of-two')), tx.$client.query(key('fourth-of-all'))]),
    );
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    const { rows } = await world.superuser.query<{ keys: string[] }>(
      'select array_agg(key order by key) as keys from platform.idempotency',
    );
    expect(rows[0]?.keys).toEqual(['first-of-two', 'second-of-two']);
  });

  it('a write left to the commit is kept with it, and its failure undoes all and is what the caller hears', async () => {
    const claim = (tx: Tx, id: string) =>
      tx.$client.query(
        `insert into platform.idempotency (actor_id, key, route, request_mac, grants_hash) values (access.actor_id(), $1, 'left', '', '')`,
        [id],
      );
    const keys = async () =>
      (await world.superuser.query<{ key: string }>(`select key from platform.idempotency where route = 'left' order by key`)).rows.map(
        ({ key }) => key,
      );
    const answer = await transact(world.database, context(), async (tx) => {
      leaveToCommit(tx, claim(tx, 'left-and-kept'));
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await keys()).toEqual(['left-and-kept']);
    const failing = transact(world.database, context(), async (tx) => {
      await claim(tx, 'left-and-lost');
      leaveToCommit(tx, claim(tx, 'left-and-kept'));
      return 'done';
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    const behind = transact(world.database, context(), async (tx) => {
      leaveToCommit(tx, claim(tx, 'left-and-kept'));
      await people(tx);
    });
    await expect(behind).rejects.toMatchObject({ code: '23505' });
    const refused = transact(world.database, context(), async (tx) => {
      leaveToCommit(tx, claim(tx, 'left-and-lost'));
      throw new Error('thought better of it');
    });
    await expect(refused).rejects.toThrow('thought better of it');
    expect(await keys()).toEqual(['left-and-kept']);
  });

  it('nothing of a failed transaction is sent after it has ended, whoever else uses its connection', async () => {
    const pool = openDatabase(
      {
        host: world.cluster.host,
        port: world.cluster.port,
        user: 'siteward_app',
        password: world.passwords.siteward_app,
        database: world.databaseName,
      },
      1,
    );
    const failing = transact(pool, context(), (tx) =>
      together(
        tx.$client.query('select 1 / 0'),
        (async () => {
          await new Promise((resolve) => setTimeout(resolve, 30));
          await tx.$client.query(`select set_config('siteward.action', 'strayed', false)`);
        })(),
      ),
    );
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const { rows } = await pool.query<{ name: string | null }>(`select current_setting('siteward.action', true) as name`);
    expect(rows[0]?.name).not.toBe('strayed');
    await pool.end();
  });
});
