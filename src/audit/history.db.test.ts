// Histories: what happened to a record and its parts, as sentences, for whoever may see it where it lies.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { because } from '#access';
import { newId } from '#lib';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';

let world: World;
let manager: TestPerson;
const [site, holiday] = [newId(), newId()];
beforeAll(async () => {
  world = await openWorld();
  manager = await world.person('Nora Network', [{ role: 'network-manager' }]);
  await manager.act('network.add-site', (act) =>
    act.tx.$client.query(
      `insert into network.site (id, name, code, country, time_zone, operating_model) values ($1, 'Lakeside', 'LAK', 'US', 'America/Chicago', 'owned')`,
      [site],
    ),
  );
  await manager.act('network.add-holiday', (act) =>
    act.tx.$client.query(`insert into network.holiday (id, site_id, on_date, name) values ($1, $2, '2026-07-04', 'Independence Day')`, [
      holiday,
      site,
    ]),
  );
  await manager.act('network.amend-site', async (act) => {
    await because(act, 'network.amend-site', 'moved to a new building');
    await act.tx.$client.query(`update network.site set city = 'Chicago', version = version + 1 where id = $1`, [site]);
  });
});
afterAll(() => world.close());

describe('the history of a record', () => {
  it('[A11D-02] says who did what when and why, with old and new values, in UTC and in the zone that is asked for', async () => {
    const { status, body } = await manager.api('GET', `/audit/records/${site}/history?timeZone=America/Chicago`);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.entries).toHaveLength(2);
    expect(body.entries[1]).toMatchObject({
      actorName: 'Nora Network',
      action: 'network.amend-site',
      reason: 'moved to a new building',
      outsideProgram: false,
      changes: [{ field: 'city', from: null, to: 'Chicago' }],
    });
    expect(body.entries[1].sentence).toMatch(
      /^Nora Network \w+ site Lakeside: city from nothing to Chicago\. Reason: moved to a new building$/,
    );
    expect(body.entries[1].at).toMatch(/Z$/);
    expect(body.entries[1].atSite).toMatch(/-0[56]:00\[America\/Chicago\]$/);
  });

  it('with its parts, in the order in which things happened', async () => {
    const { body } = await manager.api('GET', `/audit/records/${site}/history?with=children`);
    expect(body.entries.map((entry: { record: { noun: string } }) => entry.record.noun)).toEqual(['site', 'holiday', 'site']);
    expect(body.entries[0].atSite).toBeNull();
  });

  it('[G7] a record out of scope and one that never was are the same 404; without the permission it is 403', async () => {
    const elsewhere = await world.person('Quinn Quality', [{ role: 'quality', siteId: newId() }]);
    const recruiter = await world.person('Rita Recruiter', [{ role: 'recruiter', siteId: site }]);
    const [foreign, unknown] = [
      await elsewhere.api('GET', `/audit/records/${site}/history`),
      await elsewhere.api('GET', `/audit/records/${newId()}/history`),
    ];
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect((await recruiter.api('GET', `/audit/records/${site}/history`)).status).toBe(403);
  });

  it('the permission counts where the record lies, not where the person happens to hold it', async () => {
    const split = await world.person('Sid Split', [
      { role: 'recruiter', siteId: site },
      { role: 'quality', siteId: newId() },
    ]);
    expect((await split.api('GET', `/audit/records/${site}/history`)).status).toBe(404);
  });

  it('[K05] people stand by their names, also those who did nothing themselves', async () => {
    const taker = await world.person('Tina Taker', [{ role: 'recruiter', siteId: site }]);
    const { rows } = await world.superuser.query<{ id: string }>('select id from access.grant where person_id = $1', [taker.id]);
    const reader = await world.person('Rhea Regulator', [{ role: 'regulatory' }]);
    const { body } = await reader.api('GET', `/audit/records/${rows[0]?.id}/history`);
    expect(body.entries[0].changes).toContainEqual({ column: 'person_id', field: 'person', from: null, to: 'Tina Taker' });
  });

  it('a zone that does not exist is refused', async () => {
    expect((await manager.api('GET', `/audit/records/${site}/history?timeZone=Moon/Base`)).status).toBe(422);
  });

  it('a long history comes in parts without a gap or a double', async () => {
    for (let turn = 0; turn < 205; turn++)
      await world.superuser.query(`update network.holiday set name = $2 where id = $1`, [holiday, `Name ${turn}`]);
    const first = await manager.api('GET', `/audit/records/${holiday}/history`);
    const second = await manager.api('GET', `/audit/records/${holiday}/history?after=${first.body.next}`);
    expect([first.body.entries.length, second.body.entries.length, second.body.next]).toEqual([200, 6, null]);
    expect(second.body.entries.at(-1)).toMatchObject({
      outsideProgram: true,
      changes: [{ field: 'name', from: 'Name 203', to: 'Name 204' }],
    });
    expect(second.body.entries.at(-1).sentence).toContain('(outside the program)');
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
