// Sites and organizations over the API: who adds and corrects them, their calendars, and walls between sites.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { ensureOrganization } from './actions.ts';

let world: World;
let manager: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
});
afterAll(() => world.close());

const austin = {
  code: 'AUS',
  name: 'Austin Research',
  city: 'Austin',
  country: 'US',
  timeZone: 'America/Chicago',
  operatingModel: 'owned',
  institutionId: null,
};
const ifMatch = (version: number) => ({ 'if-match': String(version) });

describe('sites', () => {
  let siteId = '';

  it('a manager adds a site; it opens Monday to Friday', async () => {
    const made = await manager.api('POST', '/sites', austin);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    expect(made.body).toMatchObject({
      code: 'AUS',
      name: 'Austin Research',
      timeZone: 'America/Chicago',
      region: 'North America',
      institution: null,
      version: 1,
      can: { amend: true },
    });
    expect(made.body.openingHours).toHaveLength(5);
    siteId = made.body.id;
    expect((await manager.api('POST', '/sites', austin)).status).toBe(409);
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'body.timeZone'],
    [{ timeZone: '+02:00' }, 'body.timeZone'],
    [{ country: 'XX' }, 'body.country'],
    [{ name: 'a\u202Eb' }, 'body.name'],
    [{ code: 'no spaces' }, 'body.code'],
  ])('[B11] a site with %j is refused, and the place is named', async (change, path) => {
    const answer = await manager.api('POST', '/sites', { ...austin, code: 'NEW', ...change });
    expect([answer.status, answer.body.errors.map((fault: { path: string }) => fault.path)]).toEqual([400, [path]]);
  });

  it('a correction needs the present version, and a stale one is shown it', async () => {
    const amended = await manager.api('PATCH', `/sites/${siteId}`, { name: 'Austin Clinic', city: null }, ifMatch(1));
    expect(amended.body).toMatchObject({ name: 'Austin Clinic', city: null, country: 'US', version: 2 });
    const stale = await manager.api('PATCH', `/sites/${siteId}`, { name: 'Other' }, ifMatch(1));
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'version-conflict', data: { yours: 1, current: { name: 'Austin Clinic', version: 2 } } },
    });
  });

  it('[B10] opening hours are replaced as a whole, and overlapping ones are refused', async () => {
    const split = [
      { weekday: 1, opens: '13:00', closes: '17:30' },
      { weekday: 1, opens: '08:00', closes: '12:00' },
    ];
    const set = await manager.api('PUT', `/sites/${siteId}/opening-hours`, { hours: split }, ifMatch(2));
    expect(set.body.openingHours).toEqual([split[1], split[0]]);
    const overlap = [split[0], { weekday: 1, opens: '17:00', closes: '18:00' }];
    expect((await manager.api('PUT', `/sites/${siteId}/opening-hours`, { hours: overlap }, ifMatch(3))).body.code).toBe('hours-overlap');
    expect((await manager.api('GET', `/sites/${siteId}`)).body).toMatchObject({ version: 3, openingHours: [split[1], split[0]] });
  });

  it('[B10] public holidays are loaded as rows, edited, and loading again overwrites nothing', async () => {
    const loaded = await manager.api('POST', `/sites/${siteId}/holidays/loading`, { year: 2026 }, ifMatch(3));
    expect(loaded.status, JSON.stringify(loaded.body)).toBe(200);
    expect(loaded.body.holidays).toContainEqual({ onDate: '2026-01-01', name: "New Year's Day" });
    expect(loaded.body.holidays).toContainEqual({ onDate: '2026-11-26', name: 'Thanksgiving Day' });
    const own = [{ onDate: '2026-01-01', name: 'Closed for stock-taking' }];
    expect((await manager.api('PUT', `/sites/${siteId}/holidays/2026`, { holidays: own }, ifMatch(4))).body.holidays).toEqual(own);
    const again = await manager.api('POST', `/sites/${siteId}/holidays/loading`, { year: 2026 }, ifMatch(5));
    expect(again.body.holidays).toHaveLength(loaded.body.holidays.length);
    expect(again.body.holidays[0]).toEqual(own[0]);
    const outside = await manager.api('PUT', `/sites/${siteId}/holidays/2027`, { holidays: own }, ifMatch(6));
    expect(outside.body).toMatchObject({ code: 'holiday-outside-year', data: { year: 2027, onDate: '2026-01-01' } });
  });

  it('[J10] a country whose holidays are not known is said so', async () => {
    const made = await manager.api('POST', '/sites', { ...austin, code: 'BTN', country: 'BT', timeZone: 'Asia/Thimphu' });
    expect((await manager.api('POST', `/sites/${made.body.id}/holidays/loading`, { year: 2026 }, ifMatch(1))).body).toMatchObject({
      code: 'no-holidays-known',
      data: { country: 'BT' },
    });
  });

  it('[P11-04] a director corrects their own site and sees no other; a coordinator corrects none', async () => {
    const director = await world.person('Dora', [{ role: 'site-director', siteId }]);
    expect((await director.api('GET', '/sites')).body).toMatchObject([{ code: 'AUS', can: { amend: true } }]);
    expect((await director.api('PATCH', `/sites/${siteId}`, { city: 'Austin' }, ifMatch(6))).status).toBe(200);
    const [other] = (await manager.api('GET', '/sites')).body.filter((site: { code: string }) => site.code === 'BTN');
    expect((await director.api('GET', `/sites/${other.id}`)).status).toBe(404);
    expect((await director.api('PATCH', `/sites/${other.id}`, { city: 'X' }, ifMatch(1))).status).toBe(404);
    expect((await director.api('POST', '/sites', { ...austin, code: 'MORE' })).status).toBe(403);
    const coordinator = await world.person('Carl', [{ role: 'coordinator', siteId }]);
    expect((await coordinator.api('PATCH', `/sites/${siteId}`, { city: 'X' }, ifMatch(7))).status).toBe(403);
  });

  it('[P11-06] an administrator sees the names of all sites and changes none', async () => {
    const admin = await world.person('Ada', [{ role: 'administrator' }]);
    expect((await admin.api('GET', '/sites')).body.map((site: { code: string; can: unknown }) => [site.code, site.can])).toEqual([
      ['AUS', { amend: false }],
      ['BTN', { amend: false }],
    ]);
    expect((await admin.api('PATCH', `/sites/${siteId}`, { city: 'X' }, ifMatch(7))).status).toBe(403);
  });

  it('[P11-04] nobody reads sites without a session or a grant', async () => {
    expect((await world.request(null, 'GET', '/sites')).status).toBe(401);
    expect((await (await world.person('Nobody')).api('GET', '/sites')).status).toBe(403);
  });
});

describe('organizations', () => {
  it('an organization is added once per kind, corrected, and listed by kind', async () => {
    const made = await manager.api('POST', '/organizations', { name: 'Norvane', kind: 'cro', country: null });
    expect(made.body).toMatchObject({ name: 'Norvane', kind: 'cro', version: 1, can: { amend: true } });
    expect((await manager.api('POST', '/organizations', { name: 'NORVANE', kind: 'cro', country: null })).status).toBe(409);
    await manager.api('POST', '/organizations', { name: 'Norvane', kind: 'vendor', country: 'US' });
    expect((await manager.api('GET', '/organizations?kind=cro')).body).toHaveLength(1);
    expect((await manager.api('PATCH', `/organizations/${made.body.id}`, { kind: 'vendor' }, ifMatch(1))).status).toBe(409);
    expect((await manager.api('PATCH', `/organizations/${made.body.id}`, { country: 'CO' }, ifMatch(1))).body).toMatchObject({
      country: 'CO',
      version: 2,
    });
    expect(await manager.api('PATCH', `/organizations/${made.body.id}`, { country: 'US' }, ifMatch(1))).toMatchObject({
      status: 409,
      body: { data: { current: { country: 'CO' } } },
    });
  });

  it('ensuring an organization finds it whatever its capitals, and adds it once', async () => {
    const ids = await manager.act('test', async (act) => [
      await ensureOrganization(act, { name: 'Aurelia', kind: 'sponsor' }),
      await ensureOrganization(act, { name: ' aurelia ', kind: 'sponsor' }),
    ]);
    expect(new Set(ids).size).toBe(1);
    const coordinator = await world.person('Cora', [{ role: 'coordinator' }]);
    await expect(coordinator.act('test', (act) => ensureOrganization(act, { name: 'Unknown', kind: 'sponsor' }))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('hostile text comes back as text', async () => {
    const hostile = `<img src=x onerror=alert(1)> '; drop table network.site; -- \${1} Ünïcode 研究 =1+1`;
    const made = await manager.api('POST', '/organizations', { name: hostile, kind: 'lab', country: null });
    expect(made.body.name).toBe(hostile);
    const site = await manager.api('POST', '/sites', { ...austin, code: 'HX', name: hostile, city: hostile, institutionId: made.body.id });
    expect(site.body).toMatchObject({ name: hostile, city: hostile, institution: { name: hostile } });
    const holidays = await manager.api(
      'PUT',
      `/sites/${site.body.id}/holidays/2026`,
      { holidays: [{ onDate: '2026-05-05', name: hostile }] },
      ifMatch(1),
    );
    expect(holidays.body.holidays).toEqual([{ onDate: '2026-05-05', name: hostile }]);
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
