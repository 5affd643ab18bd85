// Study-sites on the database: opening, life cycle, and who sees them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { releaseSchedule } from '../../tests/support/schedule-release.ts';

const schedule = { visits: [{ key: 'V2', name: 'Randomisation', timing: null, activities: [{ key: 'labs', name: 'Labs' }] }] };

let world: World;
let manager: TestPerson;
let studyId = '';
let otherStudyId = '';
let [a, b] = ['', ''];
beforeAll(async () => {
  world = await openWorld();
  manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  studyId = await openStudy('HAND-1');
  otherStudyId = await openStudy('OTHER-1');
  a = await openSite('AUS', 'Austin Research', 'America/Chicago');
  b = await openSite('MIA', 'Miami', 'America/New_York');
});
afterAll(() => world.close());

/** A study written by hand, with a released schedule. */
async function openStudy(code: string): Promise<string> {
  const study = { code, name: code, title: 'A study by hand', phases: ['III'], therapeuticAreas: ['Oncology'], sponsor: null, cro: null };
  const { id } = (await manager.api('POST', '/studies', study)).body;
  const draft = await manager.api('POST', `/studies/${id}/schedules`, { schedule });
  const released = await releaseSchedule(manager, draft.body);
  expect(released.status, JSON.stringify(released.body)).toBe(200);
  return id;
}

async function openSite(code: string, name: string, timeZone: string): Promise<string> {
  const site = { code, name, city: name, country: 'US', timeZone, operatingModel: 'owned', institutionId: null };
  return (await manager.api('POST', '/sites', site)).body.id;
}

describe('study-sites and their walls', () => {
  it('[A01] a site opened on or before today is active and recruiting, one opened later is in start-up', async () => {
    const open = await manager.api('POST', `/studies/${studyId}/sites`, {
      siteId: a,
      number: '101',
      targetEnrolment: 12,
      openedOn: '2026-04-13',
    });
    expect(open.status, JSON.stringify(open.body)).toBe(200);
    expect(open.body).toMatchObject({
      status: 'active-recruiting',
      number: '101',
      timeZone: 'America/Chicago',
      scheduleVersionId: expect.any(String),
      next: ['active-not-recruiting', 'on-hold', 'terminated'],
    });
    const later = await manager.api('POST', `/studies/${studyId}/sites`, {
      siteId: b,
      number: '102',
      targetEnrolment: null,
      openedOn: '2026-04-14',
    });
    expect(later.body).toMatchObject({ status: 'start-up' });
    expect(
      (await manager.api('POST', `/studies/${studyId}/sites`, { siteId: b, number: '103', targetEnrolment: null, openedOn: null })).status,
    ).toBe(409);
  });

  it('a study-site moves only along its life cycle, and returns from a hold to where it was', async () => {
    const [site] = (await manager.api('GET', `/study-sites?siteId=${b}`)).body;
    const move = (to: string, version: number) =>
      manager.api('POST', `/study-sites/${site.id}/status`, { to, reason: 'as planned' }, { 'if-match': String(version) });
    expect((await move('closed', 1)).body).toMatchObject({ code: 'status-not-next', data: { from: 'start-up', to: 'closed' } });
    expect((await move('on-hold', 1)).body).toMatchObject({ status: 'on-hold', next: ['start-up', 'terminated'], version: 2 });
    expect((await move('start-up', 1)).status).toBe(409);
    expect((await move('start-up', 2)).body).toMatchObject({ status: 'start-up', version: 3 });
    const amended = await manager.api(
      'PATCH',
      `/study-sites/${site.id}`,
      { targetEnrolment: 5, enrolmentPlannedFrom: '2026-05-01', enrolmentPlannedTo: '2026-04-01' },
      { 'if-match': '3' },
    );
    expect(amended.body.code).toBe('dates-reversed');
    expect((await manager.api('PATCH', `/study-sites/${site.id}`, { targetEnrolment: 5 }, { 'if-match': '3' })).body).toMatchObject({
      targetEnrolment: 5,
      selectedOn: '2026-04-13',
      openedOn: '2026-04-14',
    });
    const backwards = await manager.api('PATCH', `/study-sites/${site.id}`, { selectedOn: '2026-05-01' }, { 'if-match': '4' });
    expect(backwards.body).toMatchObject({ code: 'dates-reversed', data: { selectedOn: '2026-05-01', openedOn: '2026-04-14' } });
    const { rows } = await world.superuser.query(
      `select from_status, to_status, on_date::text from studies.study_site_step where study_site_id = $1 order by recorded_at`,
      [site.id],
    );
    expect(rows).toEqual([
      { from_status: 'start-up', to_status: 'on-hold', on_date: '2026-04-13' },
      { from_status: 'on-hold', to_status: 'start-up', on_date: '2026-04-13' },
    ]);
  });

  it('[P11-04] a coordinator of one site sees its study-sites and no other', async () => {
    const coordinator = await world.person('Carl', [{ role: 'coordinator', siteId: a }]);
    const seen = (await coordinator.api('GET', '/study-sites')).body;
    expect(seen.map((row: { number: string }) => row.number)).toEqual(['101']);
    expect(seen[0]).toMatchObject({ can: { amend: false }, next: [] });
    expect((await coordinator.api('GET', '/sites')).body.map((row: { code: string }) => row.code)).toEqual(['AUS']);
    expect((await coordinator.api('GET', '/studies')).body.map((row: { code: string }) => row.code)).toEqual(['HAND-1']);
    expect((await coordinator.api('GET', `/studies/${studyId}/schedule`)).status).toBe(200);
    const [other] = (await manager.api('GET', `/study-sites?siteId=${b}`)).body;
    expect((await coordinator.api('GET', `/study-sites/${other.id}`)).status).toBe(404);
    expect(
      (await coordinator.api('POST', `/study-sites/${seen[0].id}/status`, { to: 'on-hold', reason: 'x' }, { 'if-match': '1' })).status,
    ).toBe(403);
  });

  it('[P11-04] a sponsor with a grant on a study sees its sites and no other study', async () => {
    const sponsor = await world.person('Spencer', [{ role: 'sponsor', studyId, validTo: '2099-01-01' }], 'external');
    expect((await sponsor.api('GET', '/study-sites')).body.map((row: { number: string }) => row.number)).toEqual(['101', '102']);
    expect((await sponsor.api('GET', '/studies')).body.map((row: { code: string }) => row.code)).toEqual(['HAND-1']);
    expect((await sponsor.api('GET', '/sites')).body.map((row: { code: string }) => row.code)).toEqual(['AUS', 'MIA']);
    expect((await sponsor.api('GET', `/studies/${studyId}/schedule`)).status).toBe(200);
  });

  it('[P11-06] an administrator sees names but no schedule, not even in the database', async () => {
    const admin = await world.person('Ada', [{ role: 'administrator' }]);
    expect((await admin.api('GET', '/studies')).body.map((row: { code: string }) => row.code)).toContain('HAND-1');
    expect((await admin.api('GET', `/studies/${studyId}`)).body).toMatchObject({
      scheduleVersions: [],
      protocolVersions: [],
      can: { viewSchedule: false },
    });
    expect((await admin.api('GET', `/studies/${studyId}/schedule`)).status).toBe(403);
    for (const table of ['protocol_version', 'schedule_version', 'visit_definition', 'activity_definition', 'visit_activity']) {
      const seen = await admin.act('test', async (act) => (await act.tx.$client.query(`select id from studies.${table}`)).rowCount);
      expect(seen, table).toBe(0);
    }
  });

  it('an administrator who also coordinates a site sees the schedules of that site only', async () => {
    const both = await world.person('Bo', [{ role: 'administrator' }, { role: 'coordinator', siteId: a }]);
    expect((await both.api('GET', `/studies/${studyId}/schedule`)).status).toBe(200);
    expect((await both.api('GET', `/studies/${otherStudyId}/schedule`)).status).toBe(404);
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
