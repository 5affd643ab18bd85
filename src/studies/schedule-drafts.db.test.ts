// Drafts of a schedule: written over row by row, kept half-finished, never after their release.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { releaseByCommand } from '#studies';
import { releaseSchedule } from '../../tests/support/schedule-release.ts';

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
    const refused = await releaseSchedule(manager, { id, version: 2 });
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
    const released = await releaseSchedule(manager, { id, version: 1 }, 'Protocol 3.0 approved');
    expect(released.body).toMatchObject({
      status: 'released',
      releasedBy: 'Noor Haddad',
      releasedAs: 'signed',
      signed: { by: 'Noor Haddad', at: '2026-02-02T15:00:00Z', demo: true },
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

describe('the release of a schedule', () => {
  const KIND = 'studies.schedule-release';
  const shown = async (id: string) => (await manager.api('GET', `/signatures/records/${id}?kind=${KIND}`)).body;
  const post = (person: TestPerson, id: string, body: Record<string, unknown>, version = 1) =>
    person.api('POST', `/schedules/${id}/release`, body, { 'if-match': String(version) });

  it('[SIG-09] is signed for exactly what was shown, and the signature covers the released version', async () => {
    const { id, version } = await draft();
    const record = await shown(id);
    expect(record).toMatchObject({ standing: 'waiting', notReady: null, needs: 'demo', can: { sign: true, return: false } });
    expect(record.content.rows).toHaveLength(schedule.visits.length);
    const without = await post(manager, id, { sha256: record.contentSha256 });
    expect(without.body.code).toBe('demo-confirmation-missing');
    const signing = { demoConfirmation: 'demo signature' };
    expect((await post(manager, id, { ...signing, sha256: 'f'.repeat(64) })).body.code).toBe('content-changed');
    const opened = await documentOf(id);
    opened.schedule.visits[2].timing.windowAfterDays = 6;
    await amend(id, opened.schedule, version);
    const stale = { ...signing, sha256: record.contentSha256 };
    expect([(await post(manager, id, stale)).status, (await post(manager, id, stale, 2)).body.code]).toEqual([409, 'content-changed']);
    expect((await documentOf(id)).version).toMatchObject({ status: 'draft', releasedAs: null, signed: null });
    const released = await releaseSchedule(manager, { id, version: 2 });
    expect(released.body).toMatchObject({ status: 'released', releasedAs: 'signed', signed: { by: 'Noor Haddad', demo: true } });
    expect(await shown(id)).toMatchObject({ standing: 'signed', signatures: [{ meaning: 'approved', covers: true, recordVersion: 2 }] });
  });

  it('[SIG-09] takes no signature beside the release, and no release beside the signature', async () => {
    const { id } = await draft();
    const { contentSha256: sha256 } = await shown(id);
    const investigator = await world.person('Ina Vestigator', [{ role: 'investigator' }, { role: 'network-manager' }]);
    const records = [{ kind: KIND, recordId: id, version: 1, sha256 }];
    const beside = await investigator.api('POST', '/signatures', { records, demoConfirmation: 'demo signature' });
    expect(beside.body.code).toBe('signed-with-its-act');
    const as = (how: string) =>
      manager.act('test', (act) =>
        act.tx.$client.query(
          `update studies.schedule_version set status = 'released', released_as = $2, released_by = $3, version = version + 1 where id = $1`,
          [id, how, act.actor.id],
        ),
      );
    for (const how of ['signed', 'imported', 'by-command']) await expect(as(how), how).rejects.toMatchObject({ code: '42501' });
    const operator = await world.operator();
    const byCommand = await operator.act('test', (act) => releaseByCommand(act, id, 1));
    expect(byCommand).toMatchObject({ status: 'released', releasedAs: 'by-command', signed: null });
    expect(await shown(id)).toMatchObject({ notReady: 'released-without', signatures: [] });
    const other = await draft();
    await expect(manager.act('test', (act) => releaseByCommand(act, other.id, 1))).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('[SIG-09] is seen, with who signed, by whoever reads the schedule at one site of the study', async () => {
    const { id } = await draft();
    await releaseSchedule(manager, { id, version: 1 });
    const site = {
      code: 'AUS',
      name: 'Austin',
      city: 'Austin',
      country: 'US',
      timeZone: 'America/Chicago',
      operatingModel: 'owned',
      institutionId: null,
    };
    const siteId = (await manager.api('POST', '/sites', site)).body.id;
    const dates = { openedOn: '2026-01-15', enrolmentPlannedFrom: null, enrolmentPlannedTo: null };
    await manager.api('POST', `/studies/${studyId}/sites`, { siteId, number: '101', targetEnrolment: 8, ...dates });
    const coordinator = await world.person('Cora', [{ role: 'coordinator', siteId }]);
    const seen = await coordinator.api('GET', `/signatures/records/${id}?kind=${KIND}`);
    expect(seen.body).toMatchObject({ standing: 'signed', signatures: [{ signerName: 'Noor Haddad' }], can: { sign: false } });
    expect((await coordinator.api('GET', `/schedules/${id}`)).body.version.signed.by).toBe('Noor Haddad');
  });
});
