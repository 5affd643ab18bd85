// Kept views of tables: everybody's own, one to open with, and nobody else's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';

let world: World;
let ana: TestPerson;
let ben: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  ana = await world.person('Ana Own', [{ role: 'quality' }]);
  ben = await world.person('Ben Other', [{ role: 'quality' }]);
});
afterAll(() => world.close());

const view = { find: 'late', conditions: { due: '<= 2026-04-10' }, hidden: ['cost'], sort: { column: 'due', direction: 'down' } };
const keep = (person: TestPerson, name: string, isDefault = false, more: object = {}) =>
  person.api('POST', '/desk/views', { table: 'deviations', name, view: { ...view, ...more }, isDefault });
const kept = async (person: TestPerson) =>
  (await person.api('GET', '/desk/views')).body as { id: string; name: string; isDefault: boolean }[];

describe('kept views of tables', () => {
  it('are answered as they were kept; the same name replaces', async () => {
    expect((await keep(ana, 'Late ones')).body).toMatchObject({ table: 'deviations', name: 'Late ones', view, isDefault: false });
    expect((await keep(ana, 'Late ones', false, { find: 'x' })).status).toBe(200);
    expect(await kept(ana)).toMatchObject([{ name: 'Late ones', view: { find: 'x' } }]);
  });

  it('one of a table is the one it opens with', async () => {
    await keep(ana, 'Late ones', true);
    await keep(ana, 'Others', true);
    expect((await kept(ana)).map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Late ones', false],
      ['Others', true],
    ]);
  });

  it('nobody sees or forgets those of another', async () => {
    expect(await kept(ben)).toEqual([]);
    const [first] = await kept(ana);
    expect((await ben.api('POST', `/desk/views/${first?.id}/removal`, {})).status).toBe(404);
    const seen = await ben.act('test.look', async ({ tx }) => (await tx.$client.query('select * from desk.saved_view')).rowCount);
    const forged = ben.act('test.forge', ({ tx }) =>
      tx.$client.query(
        `insert into desk.saved_view (id, person_id, table_name, name, view) values (gen_random_uuid(), $1, 'deviations', 'Forged', '{}')`,
        [ana.id],
      ),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
    expect(seen).toBe(0);
    expect((await ana.api('POST', `/desk/views/${first?.id}/removal`, {})).body).toEqual({ id: first?.id });
    expect((await kept(ana)).map(({ name }) => name)).toEqual(['Others']);
  });

  it('what is no view is refused by its place, and so is the fifty-first of a table', async () => {
    expect((await ana.api('POST', '/desk/views', { table: 'A table', name: 'x', view, isDefault: false })).status).toBe(400);
    expect((await keep(ana, 'x', false, { sort: { column: 'due', direction: 'sideways' } })).status).toBe(400);
    for (let at = 0; at < 50; at++) expect((await keep(ben, `View ${at}`)).status).toBe(200);
    expect((await keep(ben, 'View 51')).body).toMatchObject({ code: 'too-many-views', status: 422 });
    expect((await keep(ben, 'View 7')).status).toBe(200);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
