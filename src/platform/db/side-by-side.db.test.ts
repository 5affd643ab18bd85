// Works of one transaction side by side: what leaves together, what stays in order, and what nobody may mix up.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type World, openWorld } from '../../../tests/support/world.ts';
import { Records, alone, forMany, nameAction, sideBySide } from './side-by-side.ts';
import { type Tx, leaveToCommit, transact } from './transact.ts';

let world: World;
let credential: string;

beforeAll(async () => {
  world = await openWorld();
  credential = (await world.person('Ana', [{ role: 'network-manager' }])).credential;
});
afterAll(() => world.close());

/** Runs work in a transaction and answers the names of the statements that left meanwhile. */
async function watched<T>(work: (tx: Tx) => Promise<T>): Promise<{ readonly answer: T; readonly sent: readonly string[] }> {
  const sent: string[] = [];
  const answer = await transact(world.database, { credential, action: 'test.many', requestId: 'r' }, async (tx) => {
    const client = tx.$client;
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
    client.query = ((asked: { readonly name?: string }, ...rest: unknown[]) => {
      sent.push(asked.name ?? '');
      return query(asked, ...rest);
    }) as typeof client.query;
    try {
      return await work(tx);
    } finally {
      Reflect.deleteProperty(client, 'query');
    }
  });
  return { answer, sent: sent.filter((name) => !['action-now', 'set-action'].includes(name)) };
}

const DOUBLE = forMany({ name: 'double', text: 'select x.n, x.n * $2 as twice from unnest($1::int[]) x (n)' }, { by: 'n', keys: 0 });
const double = async (tx: Tx, numbers: readonly number[], by = 2) =>
  (await tx.$client.query<{ n: number; twice: number }>({ ...DOUBLE, values: [numbers, by] })).rows.map(({ twice }) => twice);
const KEEP = forMany(
  {
    name: 'keep',
    text: `insert into platform.idempotency (actor_id, key, route, request_mac, grants_hash)
      select access.actor_id(), r.key, 'kept', '', '' from jsonb_to_recordset($1::jsonb) r (key text)`,
  },
  'no-rows',
);
const keep = async (tx: Tx, ...keys: readonly string[]): Promise<void> => {
  await tx.$client.query({ ...KEEP, values: [new Records(keys.map((key) => ({ key: `written-${key}` })))] });
};
const kept = async () =>
  (await world.superuser.query<{ key: string }>(`select key from platform.idempotency where route = 'kept' order by key`)).rows.map(
    ({ key }) => key.replace('written-', ''),
  );

describe('works of one transaction side by side', () => {
  it('ask alike in one statement, and each gets its own rows', async () => {
    const { answer, sent } = await watched((tx) =>
      sideBySide(
        tx,
        [[1, 2], [3], [2]].map((own) => (beside: Tx) => double(beside, own)),
      ),
    );
    expect(answer).toEqual([[2, 4], [6], [4]]);
    expect(sent).toEqual(['double']);
  });

  it('ask apart where what they ask differs by more than its list', async () => {
    const { answer, sent } = await watched((tx) =>
      sideBySide(
        tx,
        [2, 3].map((by) => (beside: Tx) => double(beside, [5], by)),
      ),
    );
    expect(answer).toEqual([[10], [15]]);
    expect(sent).toEqual(['double', 'double']);
  });

  it('write their records in one statement, each in its own order, and those who join late join the next', async () => {
    const { sent } = await watched((tx) =>
      sideBySide(tx, [
        (beside) => keep(beside, 'a'),
        async (beside) => {
          await double(beside, [1]);
          leaveToCommit(beside, keep(beside, 'b', 'c'));
        },
        async (beside) => {
          await double(beside, [2]);
          await keep(beside, 'd');
        },
      ]),
    );
    expect(sent).toEqual(['keep', 'double', 'keep']);
    expect(await kept()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keep the order of a work that asks for several things at once, whatever the others ask', async () => {
    const { sent } = await watched((tx) =>
      sideBySide(tx, [
        (beside) => keep(beside, 'e'),
        async (beside) => void (await Promise.all([double(beside, [1]), keep(beside, 'f')])),
        async (beside) => void (await Promise.all([double(beside, [2]), keep(beside, 'g'), double(beside, [3])])),
      ]),
    );
    expect(sent).toEqual(['double', 'keep', 'double']);
  });

  it('are named in the trail each by its own action, and the name before stands again behind them', async () => {
    const now = async (tx: Tx) =>
      (await tx.$client.query<{ name: string }>(`select current_setting('siteward.action') as name`)).rows[0]?.name;
    const { answer } = await watched(async (tx) => {
      const inside = await sideBySide(
        tx,
        ['test.one', 'test.other', null].map((action) => async (beside: Tx) => {
          if (action) await nameAction(beside, action, null);
          return [await now(beside), await now(beside)];
        }),
      );
      return { inside, behind: await now(tx) };
    });
    expect(answer).toEqual({
      inside: [
        ['test.one', 'test.one'],
        ['test.other', 'test.other'],
        ['test.many', 'test.many'],
      ],
      behind: 'test.many',
    });
  });

  it('look and act alone where they say so, one after the other', async () => {
    let count = 0;
    await watched((tx) =>
      sideBySide(
        tx,
        Array.from(
          { length: 5 },
          () => (beside: Tx) =>
            alone(beside, 'count', async () => {
              const seen = count;
              await double(beside, [1]);
              count = seen + 1;
            }),
        ),
      ),
    );
    expect(count).toBe(5);
  });

  it('fail together: the first failure is what the caller hears, nobody is left waiting, and nothing is kept', async () => {
    const failing = watched((tx) =>
      sideBySide(tx, [
        (beside) => keep(beside, 'lost'),
        async (beside) => {
          await beside.$client.query('select 1 / 0');
        },
        async (beside) => {
          await double(beside, [1]);
          await double(beside, [2]);
        },
      ]),
    );
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    await expect(watched((tx) => sideBySide(tx, [(beside) => keep(beside, 'a')]))).rejects.toMatchObject({ code: '23505' });
    expect(await kept()).not.toContain('lost');
  });
});
