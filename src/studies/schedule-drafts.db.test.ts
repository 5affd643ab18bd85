// Drafts of a schedule: written over row by row, kept half-finished, never after their release.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';

let world: World;
let manager: TestPerson;
let studyId: string;

beforeAll(async () => {
  world = await openWorld('2026-02-02T15:00:00Z');
  manager = await world.person('Noor Haddad', [{ role: 'network-manager' }]);
  const words = { name: 'NLX', title: 'NLX', phases: ['III'], therapeuticAreas: ['oncology'], sponsor: null, cro: null };
  studyId = (await manager.api('POST', '/studies', { code: 'NLX-301', ...words })).body.id;
});
afterAll(() => world.close());

const draft = async () => (await manager.api('POST', `/studies/${studyId}/schedules`, { schedule })).body;
const documentOf = async (id: string) => (await manager.api('GET', `/schedules/${id}`)).body;
const amend = (id: string, body: unknown, version: number) =>
  manager.api('PUT', `/schedules/${id}`, { schedule: body } as Record<string, unknown>, { 'if-match': String(version) });
describe('a draft', () => {
  it('[A01] is opened as it was written, saved with one change, and only that row is written', async () => {
    const { id, version } = await draft();
    const opened = await documentOf(id);
    expect(opened.version).toMatchObject({ number: 1, status: 'draft', savedBy: 'Noor Haddad', reason: null, can: { edit: true } });
    expect(opened.schedule.visits.map((visit: { key: string }) => visit.key)).toEqual(schedule.visits.map((visit) => visit.key));
    const before = (
      await world.superuser.query(`select id, key, xmin::text from studies.visit_definition where schedule_version_id = $1`, [id])
    ).rows;
    opened.schedule.visits[2].timing.windowAfterDays = 5;
    const saved = await amend(id, opened.schedule, version);
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    expect(saved.body).toMatchObject({ version: 2, savedAt: '2026-02-02T15:00:00Z' });
    expect((await documentOf(id)).schedule).toEqual(opened.schedule);
    const after = (
      await world.superuser.query(`select id, key, xmin::text from studies.visit_definition where schedule_version_id = $1`, [id])
    ).rows;
    const changed = after.filter((row) => before.find((other) => other.id === row.id)?.xmin !== row.xmin).map((row) => row.key);
    expect(changed).toEqual(['V3']);
  });

  it('[A01] takes visits, activities and marks away, adds and reorders them', async () => {
    const { id, version } = await draft();
    const { schedule: opened } = await documentOf(id);
    const [first, second, , ...rest] = opened.visits;
    const added = { ...rest[0], key: 'V9', name: 'Extra', activities: [{ key: 'new', name: 'New thing', validDays: 14 }] };
    const next = {
      ...opened,
      visits: [second, { ...first, activities: first.activities.slice(1) }, ...rest, added],
      activities: [
        { key: 'new', name: 'New thing', group: 'Safety' },
        ...opened.activities.filter((one: { key: string }) => one.key !== 'imaging'),
      ],
    };
    next.visits = next.visits.map((visit: { activities: { key: string }[] }) => ({
      ...visit,
      activities: visit.activities.filter((one) => one.key !== 'imaging'),
    }));
    expect((await amend(id, next, version)).status).toBe(200);
    expect((await documentOf(id)).schedule).toEqual(next);
  });

  it('[A01] is kept with anchors in a circle, and then not released', async () => {
    const { id, version } = await draft();
    const { schedule: opened } = await documentOf(id);
    opened.visits[2].timing.anchor = { kind: 'visit', visitKey: 'V4' };
    opened.visits[3].timing.anchor = { kind: 'visit', visitKey: 'V3' };
    expect((await amend(id, opened, version)).body.version).toBe(2);
    const refused = await manager.api('POST', `/schedules/${id}/release`, {}, { 'if-match': '2' });
    expect([refused.status, refused.body.code]).toEqual([422, 'anchor-circle']);
  });

  it('[A01] is refused with two visits of one key, and when somebody saved in between', async () => {
    const { id, version } = await draft();
    const { schedule: opened } = await documentOf(id);
    const doubled = { ...opened, visits: [...opened.visits, opened.visits[0]] };
    expect((await amend(id, doubled, version)).body.code).toBe('visit-duplicated');
    const [one, other] = await Promise.all([amend(id, { ...opened, firstDay: 1 }, version), amend(id, opened, version)]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    const lost = one.status === 409 ? one : other;
    expect([lost.body.code, lost.body.data.yours, lost.body.data.current.version]).toEqual(['version-conflict', version, 2]);
  });

  it('[A01] never changes after its release, by the door or behind it', async () => {
    const { id } = await draft();
    const released = await manager.api('POST', `/schedules/${id}/release`, { reason: 'Protocol 3.0 approved' }, { 'if-match': '1' });
    expect(released.body).toMatchObject({
      status: 'released',
      releasedBy: 'Noor Haddad',
      reason: 'Protocol 3.0 approved',
      can: { edit: false },
    });
    const { schedule: opened } = await documentOf(id);
    expect((await amend(id, opened, 2)).body.code).toBe('already-released');
    for (const statement of [
      `update studies.visit_definition set name = 'X' where schedule_version_id = $1`,
      `delete from studies.visit_definition where schedule_version_id = $1`,
      `delete from studies.activity_definition where schedule_version_id = $1`,
      `delete from studies.visit_activity where visit_definition_id in (select d.id from studies.visit_definition d where d.schedule_version_id = $1)`,
      `update studies.schedule_version set status = 'draft' where id = $1`,
    ])
      expect(await manager.act('test', async (act) => (await act.tx.$client.query(statement, [id])).rowCount), statement).toBe(0);
    const added = manager.act('test', (act) =>
      act.tx.$client.query(
        `insert into studies.activity_definition (id, study_id, schedule_version_id, key, name, position) values ($1, $2, $3, 'late', 'Late', 99)`,
        [act.newId(), studyId, id],
      ),
    );
    await expect(added).rejects.toMatchObject({ code: '42501' });
  });

  it('[A01] continues an earlier version; a version of another study is not found', async () => {
    const { id } = await draft();
    const words = { name: 'B', title: 'B', phases: [], therapeuticAreas: [], sponsor: null, cro: null };
    const other = (await manager.api('POST', '/studies', { code: 'OTHER', ...words })).body.id;
    expect((await manager.api('POST', `/studies/${studyId}/schedules`, { schedule, basedOn: id })).status).toBe(200);
    expect((await manager.api('POST', `/studies/${other}/schedules`, { schedule, basedOn: id })).status).toBe(404);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
