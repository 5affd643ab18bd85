// The homes over several study-sites on the database: what they count, what they find wrong, and whom they show what.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { tellStudy, type ToldSite } from '../../tests/support/told-visits.ts';

let world: World;
let austin: ToldSite;
let miami: ToldSite;
let osaka: ToldSite;
let other: ToldSite;
let manager: TestPerson;
beforeAll(async () => {
  world = await openWorld('2026-04-13T14:00:00Z');
  [austin, miami, osaka] = (await tellStudy(world.superuser, 'NLX-301', ['101', '102', '103'])) as [ToldSite, ToldSite, ToldSite];
  [other] = (await tellStudy(world.superuser, 'CVX-402', ['201'])) as [ToldSite];
  await world.superuser.query(
    `update studies.study_site set status = 'active-recruiting', opened_on = '2025-07-01', target_enrolment = 10`,
  );
  await world.superuser.query(
    `update studies.study_site set enrolment_planned_from = '2026-01-01', enrolment_planned_to = '2026-07-19' where id = $1`,
    [austin.studySiteId],
  );
  await world.superuser.query(`update network.site set city = 'Osaka', latitude = 34.69, longitude = 135.5 where id = $1`, [osaka.siteId]);
  await fill(austin);
  await fill(other);
  manager = await world.person('Noor Haddad', [{ role: 'network-manager' }]);
});
afterAll(() => world.close());

/** Four participants: one enrolled in February, one in November, one failed, one still in screening; and their visits. */
async function fill(site: ToldSite): Promise<void> {
  const { studyId, siteId, studySiteId, number } = site;
  const [lately, before, failed, open] = [newId(), newId(), newId(), newId()];
  const subject = (id: string, at: number, status: string, on: string) =>
    world.superuser.query(
      `insert into subjects.subject (id, study_id, site_id, study_site_id, number, status, consented_on, source) values ($1, $2, $3, $4, $5, $6, $7, 'program')`,
      [id, studyId, siteId, studySiteId, `${number}-00${at}`, status, on],
    );
  const step = (id: string, at: number, to: string, on: string, reason: string | null = null) =>
    world.superuser.query(
      `insert into subjects.status_event (id, subject_id, study_id, site_id, step, to_status, on_date, reason, source) values ($1, $2, $3, $4, $5, $6, $7, $8, 'program')`,
      [newId(), id, studyId, siteId, at, to, on, reason],
    );
  const visit = (
    id: string,
    key: string,
    state: string,
    [earliest, latest]: readonly [string, string],
    done: readonly [string, number] | null,
  ) =>
    world.superuser.query(
      `insert into visits.visit_occurrence (id, subject_id, study_id, site_id, study_site_id, visit_key, name, position, state, earliest, latest, target, actual_date, out_by_days, source)
         values ($1, $2, $3, $4, $5, $6, $6, 1, $7, $8, $9, $8, $10, $11, 'program')`,
      [newId(), id, studyId, siteId, studySiteId, key, state, earliest, latest, done?.[0] ?? null, done?.[1] ?? null],
    );
  await subject(lately, 1, 'on-treatment', '2026-02-01');
  await subject(before, 2, 'on-treatment', '2025-11-10');
  await subject(failed, 3, 'screen-failure', '2026-03-01');
  await subject(open, 4, 'in-screening', '2026-04-01');
  await subject(newId(), 5, 'issued-in-error', '2026-04-01');
  await step(lately, 1, 'enrolled', '2026-02-10');
  await step(before, 1, 'enrolled', '2025-11-20');
  await step(failed, 1, 'screen-failure', '2026-03-08', 'Laboratory values');
  await visit(lately, 'V1', 'completed', ['2026-02-10', '2026-02-14'], ['2026-02-12', 0]);
  await visit(lately, 'V2', 'completed', ['2026-03-10', '2026-03-14'], ['2026-03-17', 3]);
  await visit(before, 'V1', 'completed', ['2025-11-20', '2025-11-24'], ['2025-11-21', 0]);
  await visit(before, 'V2', 'missed', ['2025-12-20', '2025-12-24'], null);
  await visit(before, 'V3', 'planned', ['2026-03-09', '2026-03-13'], null);
  await visit(open, 'V1', 'planned', ['2026-04-14', '2026-04-20'], null);
}

// oxlint-disable-next-line no-explicit-any -- answers are looked into
const cellAt = (answer: any, site: ToldSite) => answer.cells.find((cell: { studySiteId: string }) => cell.studySiteId === site.studySiteId);

describe('the network', () => {
  it('[DK-01] counts a study-site with its n, its plan and its trend', async () => {
    const { status, body } = await manager.api('GET', '/desk/network');
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.cells).toHaveLength(4);
    expect(cellAt(body, austin)).toMatchObject({
      enrolment: { screened: 4, enrolled: 2, failed: 1, target: 10, plannedToDate: 5, recent: 1, before: 1 },
      visits: {
        done: 3,
        judged: { completed: 3, inWindow: 2, missed: 1 },
        recent: { completed: 2, inWindow: 1, missed: 0 },
        before: { completed: 1, inWindow: 1, missed: 1 },
      },
      overdue: { count: 1, oldestDays: 31 },
      money: [],
    });
  });

  it('[DK-02] says that Osaka has recruited for nine months and consented nobody, and that a visit waits since 31 days', async () => {
    const { body } = await manager.api('GET', '/desk/network');
    expect(cellAt(body, osaka).findings).toEqual([{ code: 'nobody-consented', tone: 'late', facts: { months: 9 } }]);
    expect(cellAt(body, austin).findings).toContainEqual({ code: 'visits-overdue', tone: 'late', facts: { visits: 1, oldestDays: 31 } });
    expect(body.sites.find((site: { id: string }) => site.id === osaka.siteId)).toMatchObject({
      city: 'Osaka',
      position: { latitude: 34.69, longitude: 135.5 },
    });
  });
});

describe('a site', () => {
  it('[DK-05] a director sees the own site with its weeks and months, and none of another', async () => {
    const director = await world.person('Dana Whitfield', [{ role: 'site-director', siteId: austin.siteId }]);
    const { status, body } = await director.api('GET', `/desk/sites/${austin.siteId}`);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.weeks).toEqual([{ monday: '2026-04-13', studySiteId: austin.studySiteId, visits: 1 }]);
    expect(body.months.map(({ month, enrolled }: { month: string; enrolled: number }) => [month, enrolled])).toEqual([
      ['2025-11', 1],
      ['2025-12', 0],
      ['2026-02', 1],
      ['2026-03', 0],
      ['2026-04', 0],
    ]);
    expect(body.failureReasons).toEqual([{ reason: 'Laboratory values', count: 1 }]);
    expect((await director.api('GET', '/desk/sites')).body).toHaveLength(1);
    expect((await director.api('GET', `/desk/sites/${miami.siteId}`)).status).toBe(404);
    expect((await director.api('GET', '/desk/network')).status).toBe(403);
  });
});

describe('the portal', () => {
  it('[DK-05] a sponsor sees the own study at all its sites without money, and no other study at all', async () => {
    const sponsor = await world.person('Sven Aurel', [{ role: 'sponsor', studyId: austin.studyId }], 'external');
    const { body } = await sponsor.api('GET', '/desk/portal');
    expect(body.studies.map(({ code }: { code: string }) => code)).toEqual(['NLX-301']);
    expect(body.cells.map(({ money }: { money: unknown }) => money)).toEqual([null, null, null]);
    const study = await sponsor.api('GET', `/desk/portal/studies/${austin.studyId}`);
    expect(study.status, JSON.stringify(study.body)).toBe(200);
    expect(study.body.cells).toHaveLength(3);
    const [foreign, unknown] = [other.studyId, newId()].map((id) => sponsor.api('GET', `/desk/portal/studies/${id}`));
    expect([(await foreign)?.status, (await unknown)?.status]).toEqual([404, 404]);
  });

  it('[DK-05] a monitor of one site sees that site alone', async () => {
    const monitor = await world.person('Mona Petrov', [{ role: 'monitor', siteId: austin.siteId, studyId: austin.studyId }], 'external');
    const { body } = await monitor.api('GET', `/desk/portal/studies/${austin.studyId}`);
    expect(body.cells.map(({ studySiteId }: { studySiteId: string }) => studySiteId)).toEqual([austin.studySiteId]);
  });
});

it('[DK-06] a home says when it was drawn by the clock of its sites, and in UTC where they live by several', async () => {
  const zone = (site: ToldSite, name: string) =>
    world.superuser.query('update network.site set time_zone = $2 where id = $1', [site.siteId, name]);
  const zones = async (person: TestPerson, path: string) => (await person.api('GET', path)).body.timeZone as string;
  await zone(austin, 'America/Chicago');
  await zone(miami, 'America/New_York');
  await zone(osaka, 'Asia/Tokyo');
  const atAustin = await world.person('Mo Nitor', [{ role: 'monitor', siteId: austin.siteId, studyId: austin.studyId }]);
  const everywhere = await world.person('Spon Sor', [{ role: 'sponsor', studyId: austin.studyId }]);
  const study = `/desk/portal/studies/${austin.studyId}`;
  expect([await zones(atAustin, '/desk/portal'), await zones(atAustin, study)]).toEqual(['America/Chicago', 'America/Chicago']);
  expect([await zones(everywhere, '/desk/portal'), await zones(everywhere, study)]).toEqual(['UTC', 'UTC']);
  expect([await zones(manager, '/desk/network'), await zones(manager, `/desk/sites/${osaka.siteId}`)]).toEqual(['UTC', 'Asia/Tokyo']);
  for (const site of [austin, miami, osaka, other]) await zone(site, 'Asia/Tokyo');
  expect(await zones(manager, '/desk/network')).toBe('Asia/Tokyo');
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
