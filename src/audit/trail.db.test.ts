// The trail over every audited table: exactly one entry per changed row, sealed at commit, whatever way the change came.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { anyRow, changeable, insertOf, loosen, trailedTables, valueFor } from '../../tests/architecture/any-row.ts';
import { type World, openWorld } from '../../tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await loosen(world.superuser);
});
afterAll(() => world.close());

const entriesOf = async (record: string) =>
  (
    await world.superuser.query(
      `select e.*, (select count(*)::int from audit.link l where l.xid = e.xid and e.id between l.from_entry and l.to_entry) as links from audit.entry e where record_id = $1 order by id`,
      [record],
    )
  ).rows;

describe('the trail of every table', () => {
  it('[P11-05] an insert, an update and a delete by SQL leave exactly one sealed entry each, with old and new values', async () => {
    const tables = await trailedTables(world.superuser);
    expect(tables.length).toBeGreaterThan(30);
    for (const table of tables) {
      const id = newId();
      const column = changeable(table);
      await world.superuser.query(insertOf(table, anyRow(table, { id, [column.name]: valueFor(column, 1) })));
      await world.superuser.query(`update ${table.quoted} set "${column.name}" = $2 where id = $1`, [id, valueFor(column, 2)]);
      await world.superuser.query(`delete from ${table.quoted} where id = $1`, [id]);
      const entries = (await entriesOf(id)).filter((entry) => entry.record_table === table.name);
      expect(
        entries.map((entry) => [entry.op, entry.links]),
        table.name,
      ).toEqual([
        ['insert', 1],
        ['update', 1],
        ['delete', 1],
      ]);
      expect(Object.keys(entries[1].before), table.name).toEqual([column.name]);
      expect(entries[0].before, table.name).toBeNull();
      expect(entries[2].after, table.name).toBeNull();
      expect(entries[2].before, table.name).toEqual(entries[1].after);
    }
  });

  it('[EMA-01] what came by SQL is marked as outside the program, what came by an action carries its name, actor and reason', async () => {
    const id = newId();
    const operator = await world.operator();
    await operator.act('network.add-organization', (act) =>
      act.tx.$client.query(`insert into network.organization (id, name, kind) values ($1, 'Lakeside Research', 'smo')`, [id]),
    );
    await world.superuser.query(`update network.organization set country = 'US' where id = $1`, [id]);
    const entries = await entriesOf(id);
    expect(entries[0]).toMatchObject({
      source: 'program',
      actor_id: operator.id,
      actor_name: operator.name,
      action: 'network.add-organization',
    });
    expect(entries[1]).toMatchObject({ source: 'sql', actor_id: null, actor_name: world.cluster.user, action: 'sql' });
  });

  it('a changed key does not vanish: the old record is deleted and the new one inserted', async () => {
    const [before, after] = [newId(), newId()];
    await world.superuser.query(`insert into network.organization (id, name, kind) values ($1, 'Moved', 'smo')`, [before]);
    await world.superuser.query(`update network.organization set id = $2 where id = $1`, [before, after]);
    expect((await entriesOf(before)).map((entry) => entry.op)).toEqual(['insert', 'delete']);
    expect((await entriesOf(after)).map((entry) => entry.op)).toEqual(['insert']);
  });

  it('an insert that turns into an update, a merge and a copy each leave one entry per row; an update that changes nothing leaves none', async () => {
    const [id, other] = [newId(), newId()];
    const upsert = `insert into network.organization (id, name, kind) values ($1, $2, 'smo') on conflict (id) do update set name = excluded.name`;
    await world.superuser.query(upsert, [id, 'First']);
    await world.superuser.query(upsert, [id, 'Second']);
    await world.superuser.query(upsert, [id, 'Second']);
    await world.superuser.query(
      `merge into network.organization o using (values ($1::uuid, 'Third'), ($2::uuid, 'New')) v (id, name) on o.id = v.id
       when matched then update set name = v.name when not matched then insert (id, name, kind) values (v.id, v.name, 'lab')`,
      [id, other],
    );
    expect((await entriesOf(id)).map((entry) => entry.op)).toEqual(['insert', 'update', 'update']);
    expect((await entriesOf(other)).map((entry) => entry.op)).toEqual(['insert']);
  });

  it("a session's own settings do not change how values are written", async () => {
    const id = newId();
    const table = (await trailedTables(world.superuser)).find((one) => one.name === 'subjects.status_event')!;
    await world.superuser.query(insertOf(table, anyRow(table, { id, reason: null, recorded_at: '2026-04-13T14:00:00Z' })));
    await world.superuser.query(`set timezone = 'Asia/Tokyo'; set bytea_output = 'escape'`);
    await world.superuser.query(`update subjects.status_event set reason = 'x' where id = $1`, [id]);
    await world.superuser.query(`reset all`);
    const entries = await entriesOf(id);
    expect(entries[1].before).toEqual({ reason: null });
    expect(entries[1].after.recorded_at).toBe('2026-04-13T14:00:00+00:00');
  });

  it('a rolled back change leaves no entry, and a savepoint only its kept part', async () => {
    const [gone, kept] = [newId(), newId()];
    const add = (id: string) => world.superuser.query(`insert into network.organization (id, name, kind) values ($1, $2, 'smo')`, [id, id]);
    await world.superuser.query('begin');
    await add(kept);
    await world.superuser.query('savepoint s');
    await add(gone);
    await world.superuser.query('set constraints all immediate');
    await world.superuser.query('rollback to s');
    await world.superuser.query('commit');
    expect(await entriesOf(gone)).toEqual([]);
    expect((await entriesOf(kept)).map((entry) => entry.links)).toEqual([1]);
  });

  it('the keyed digests and wrapped keys of the vault are not in the trail', async () => {
    const { rows } = await world.superuser.query(`select after from audit.entry where record_table = 'vault.person' and op = 'insert'`);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.after.wrapped_key === null || /^sha256:[0-9a-f]{64}$/.test(row.after.wrapped_key)).toBe(true);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
