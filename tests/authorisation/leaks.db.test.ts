// What leaks round the corner: foreign ids inside requests, lists that change with foreign rows, fields that a role must not see.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, roleNames } from '#access';
import { newId } from '#lib';
import { complete, consent, ifMatch, makeSite, makeStudy, taken, visitsOf } from '../journeys/nlx-301-network.ts';
import { type ApiAnswer, type TestPerson, type World, openWorld } from '../support/world.ts';
import { type Ground, type Place, furnish, makeGround } from './ground.ts';
import { addressOf } from './requests.ts';
import { table } from './table.ts';

let world: World;
let ground: Ground;
const people = new Map<Role, TestPerson>();
const person = (role: Role): TestPerson => people.get(role) as TestPerson;

beforeAll(async () => {
  world = await openWorld();
  ground = await makeGround(world);
  const { siteId, studyId } = ground.own;
  for (const role of roleNames) people.set(role, await world.person(`${role} at S1 in T1`, [{ role, siteId, studyId }]));
}, 60_000);
afterAll(() => world.close());

function bytes({ status, body }: ApiAnswer): string {
  const { instance: _, requestId: __, ...rest } = Array.isArray(body) ? { body } : (body as Record<string, unknown>);
  return JSON.stringify([status, rest]);
}

describe('foreign ids inside a request of one’s own', () => {
  /** A request that carries a second id; asked once with a foreign record's and once with nobody's. */
  type Nested = [
    what: string,
    role: Role,
    method: string,
    path: (own: Place) => string,
    body: (id: string) => unknown,
    foreign: (place: Place) => string,
    status: number,
  ];
  const nested: Nested[] = [
    [
      'open my study at a foreign site',
      'network-manager',
      'POST',
      (o) => `/studies/${o.studyId}/sites`,
      (id) => ({ siteId: id, number: 'N-1', targetEnrolment: null, openedOn: null }),
      (p) => p.siteId,
      404,
    ],
    [
      'give my study-site the schedule of a foreign study',
      'network-manager',
      'PATCH',
      (o) => `/study-sites/${o.studySiteId}`,
      (id) => ({ scheduleVersionId: id }),
      (p) => p.scheduleVersionId,
      404,
    ],
    [
      'open a contract of my study at a foreign site',
      'contracts',
      'POST',
      (o) => `/studies/${o.studyId}/contracts`,
      (id) => ({ code: 'N1', siteId: id, payerId: null, currency: 'USD' }),
      (p) => p.siteId,
      404,
    ],
    [
      'copy the terms of a foreign contract',
      'contracts',
      'POST',
      (o) => `/contracts/${o.contractId}/versions`,
      (id) => ({ effectiveFrom: '2099-01-01', overheadBasisPoints: 0, holdback: null, copyTermsOf: id }),
      (p) => p.versionId,
      422,
    ],
    [
      'raise a deviation at a foreign visit',
      'coordinator',
      'POST',
      (o) => `/subjects/${o.subjectId}/deviations`,
      (id) => ({ category: 'other', visitId: id, occurredOn: '2026-04-01', summary: 'n', reason: null }),
      (p) => p.visitId,
      404,
    ],
    [
      'contracts of a foreign subject',
      'network-manager',
      'GET',
      (o) => `/studies/${o.studyId}/earned?subjectId=`,
      () => null,
      (p) => p.subjectId,
      200,
    ],
    [
      'earnings of a foreign site',
      'network-manager',
      'GET',
      (o) => `/studies/${o.studyId}/earned?siteId=`,
      () => null,
      (p) => p.siteId,
      200,
    ],
    [
      'deviations of a foreign site',
      'coordinator',
      'GET',
      (o) => `/studies/${o.studyId}/deviations?siteId=`,
      () => null,
      (p) => p.siteId,
      200,
    ],
    [
      'deviations of a foreign subject',
      'coordinator',
      'GET',
      (o) => `/studies/${o.studyId}/deviations?subjectId=`,
      () => null,
      (p) => p.subjectId,
      200,
    ],
    ['study-sites of a foreign study', 'coordinator', 'GET', () => '/study-sites?studyId=', () => null, (p) => p.studyId, 200],
    ['study-sites of a foreign site', 'coordinator', 'GET', () => '/study-sites?siteId=', () => null, (p) => p.siteId, 200],
  ];

  it.each(nested)('[AUTH-07] %s: answered as if there were no such record', async (_, role, method, path, body, foreign, status) => {
    const draft = taken(await ground.builders.manager.api('GET', `/study-sites/${ground.own.studySiteId}`), 'study-site');
    const ask = (id: string) =>
      person(role).api(method, method === 'GET' ? `${path(ground.own)}${id}` : path(ground.own), body(id), ifMatch(draft.version));
    const unknown = await ask(newId());
    const answer = await ask(foreign(ground.elsewhere));
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    const [seen, absent] = [bytes(answer), bytes(unknown)].map((text) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'));
    expect(seen).toBe(absent);
  });

  it('[AUTH-07] a grant names a site and a study that exist', async () => {
    const admin = await world.person('Ada Admin', [{ role: 'administrator' }]);
    const body = {
      role: 'coordinator',
      siteId: newId(),
      studyId: ground.own.studyId,
      validFrom: '2026-01-01',
      validTo: null,
      reason: 'a site that nobody knows',
    };
    expect((await admin.api('POST', `/access/people/${ground.own.personId}/grants`, body)).status).toBeGreaterThanOrEqual(400);
    expect(
      (await admin.api('POST', `/access/people/${ground.own.personId}/grants`, { ...body, siteId: null, studyId: newId() })).status,
    ).toBeGreaterThanOrEqual(400);
  });

  it('[AUTH-08] nobody gives a grant to themselves, takes back their own, or closes themselves off', async () => {
    const admin = await world.person('Adam Admin', [{ role: 'administrator' }]);
    const body = { role: 'coordinator', siteId: null, studyId: null, validFrom: '2026-01-01', validTo: null, reason: 'for myself' };
    expect((await admin.api('POST', `/access/people/${admin.id}/grants`, body)).status).toBe(403);
    const { rows } = await world.superuser.query(`select id, version from access."grant" where person_id = $1`, [admin.id]);
    expect((await admin.api('POST', `/access/grants/${rows[0].id}/revocation`, { reason: 'mine' }, ifMatch(rows[0].version))).status).toBe(
      403,
    );
    expect((await admin.api('POST', `/access/people/${admin.id}/disabling`, { reason: 'me' }, ifMatch(1))).status).toBe(403);
  });
});

describe('lists, sums and counts', () => {
  const lists: [name: string, path: string][] = [
    ['network.sites', '/sites'],
    ['network.site', '/sites/{siteId}'],
    ['studies.studies', '/studies'],
    ['studies.study', '/studies/{studyId}'],
    ['studies.schedule', '/studies/{studyId}/schedule'],
    ['studies.study-sites', '/study-sites'],
    ['subjects.list', '/study-sites/{studySiteId}/subjects'],
    ['subjects.view', '/subjects/{subjectId}'],
    ['subjects.funnel', '/studies/{studyId}/funnel'],
    ['visits.of-subject', '/subjects/{subjectId}/visits'],
    ['visits.due', '/study-sites/{studySiteId}/visits/due'],
    ['visits.windows', '/studies/{studyId}/visit-windows'],
    ['safety.of-subject', '/subjects/{subjectId}/adverse-events'],
    ['safety.of-study-site', '/study-sites/{studySiteId}/adverse-events'],
    ['finance.contracts', '/studies/{studyId}/contracts'],
    ['finance.contract', '/contracts/{contractId}'],
    ['finance.earned', '/studies/{studyId}/earned'],
    ['finance.visit-earnings', '/visits/{visitId}/earnings'],
    ['finance.preview-earnings', '/visits/{visitId}/earnings/preview?serviceDate=2026-04-01'],
    ['desk.network', '/desk/network'],
    ['desk.sites', '/desk/sites'],
    ['desk.site', '/desk/sites/{siteId}'],
    ['desk.portal', '/desk/portal'],
    ['desk.portal-study', '/desk/portal/studies/{studyId}'],
    ['monitoring.deviations', '/studies/{studyId}/deviations'],
    ['forecasting.study', '/studies/{studyId}/forecast'],
    ['forecasting.network', '/forecasts'],
    ['audit.history', '/audit/records/{recordId}/history?with=children'],
  ];

  async function everythingSeen(): Promise<Map<string, string>> {
    const seen = new Map<string, string>();
    for (const [role, one] of people) {
      // An administrator's grant is for the whole network or for nothing; the walk holds that apart.
      if (role === 'administrator') continue;
      for (const [name, path] of lists)
        if (table[name]?.may.includes(role)) seen.set(`${role} ${name}`, bytes(await one.api('GET', addressOf(path, ground.own, {}))));
    }
    return seen;
  }

  it('[AUTH-09] further rows out of scope change not one byte of what a grant for one site and study shows', async () => {
    const before = await everythingSeen();
    expect(before.size).toBeGreaterThan(100);
    const { builders, otherSite, otherStudy } = ground;
    const siteId = await makeSite(builders, {
      code: 'S3',
      name: 'Mark of site S3',
      city: 'Miami',
      country: 'US',
      timeZone: 'America/New_York',
    });
    const study = await makeStudy(builders, 'T3', [{ siteId, number: 'T3-S3' }]);
    await furnish(world, builders, { ...ground.own, study, site: study.sites[0] as (typeof study.sites)[number], siteCode: 'S3' });
    for (const place of [otherSite, otherStudy]) {
      const subject = await consent(builders.coordinator, place.studySiteId);
      await complete(builders.coordinator, (await visitsOf(builders.coordinator, subject.id)).get('V1')?.id ?? '', '2026-02-24');
      await complete(builders.coordinator, (await visitsOf(builders.coordinator, subject.id)).get('V2')?.id ?? '', '2026-03-10');
      const raised = { category: 'other', visitId: null, occurredOn: '2026-04-02', summary: 'elsewhere', reason: null };
      taken(await builders.coordinator.api('POST', `/subjects/${subject.id}/deviations`, raised), 'deviation');
    }
    expect(await everythingSeen()).toEqual(before);
  });
});

describe('fields that are not for everybody', () => {
  it('[AUTH-10, E6-09] the arm is seen by those who treat, and by nobody through any other view, the trail included', async () => {
    const { coordinator } = ground.builders;
    const { studySiteId } = ground.own;
    const subject = await consent(coordinator, studySiteId);
    const visits = await visitsOf(coordinator, subject.id);
    await complete(coordinator, visits.get('V1')?.id ?? '', '2026-02-24');
    for (const [to, more] of [
      ['eligible', {}],
      ['enrolled', { arm: 'Secret arm' }],
    ] as const) {
      const { version } = taken(await coordinator.api('GET', `/subjects/${subject.id}`), 'subject');
      taken(await coordinator.api('POST', `/subjects/${subject.id}/status`, { to, on: '2026-03-10', ...more }, ifMatch(version)), to);
    }
    const paths = [
      `/subjects/${subject.id}`,
      `/study-sites/${studySiteId}/subjects`,
      `/subjects/${subject.id}/visits`,
      `/audit/records/${subject.id}/history?with=children`,
    ];
    const seers: string[] = [];
    for (const [role, one] of people) {
      for (const path of paths)
        if (JSON.stringify((await one.api('GET', path)).body).includes('Secret arm')) seers.push(`${role} ${path.split('/')[1]}`);
    }
    const treating = new Set(['coordinator', 'investigator', 'site-director']);
    expect(seers.filter((seer) => !treating.has(seer.split(' ')[0] ?? ''))).toEqual([]);
    expect(seers).toContain('coordinator subjects');
  });

  it('[AUTH-10, GDP-01, HIP-05] who a participant is, is told by one route to those who may know, and stands in no other answer', async () => {
    const { coordinator } = ground.builders;
    const subject = await consent(coordinator, ground.own.studySiteId, {
      identity: { name: 'Zoe Quarryman', phone: '+1 512 555 0177', email: 'zoe.q@example.org' },
    });
    const { visits } = taken(await coordinator.api('GET', `/subjects/${subject.id}/visits`), 'visits');
    const { studySiteId, studyId } = ground.own;
    const elsewhere = [
      `/subjects/${subject.id}`,
      `/study-sites/${studySiteId}/subjects`,
      `/subjects/${subject.id}/visits`,
      `/visits/${visits[0].id}`,
      `/study-sites/${studySiteId}/visits/due`,
    ];
    const trail = [`/audit/records/${subject.id}/history?with=children`, `/studies/${studyId}/deviations`];
    const [told, strays]: [string[], string[]] = [[], []];
    for (const [role, one] of people) {
      for (const path of [...elsewhere, ...trail])
        if (/Quarryman|555 0177|zoe\.q/.test(JSON.stringify((await one.api('GET', path)).body))) strays.push(`${role} ${path}`);
      if (JSON.stringify((await one.api('GET', `/subjects/${subject.id}/identity?purpose=test`)).body).includes('Quarryman'))
        told.push(role);
    }
    expect(strays).toEqual([]);
    expect(told).toEqual(['coordinator', 'investigator', 'site-director']);
  });

  it('[AUTH-10, HIP-05] why a participant was late or left is not told to finance', async () => {
    const { coordinator } = ground.builders;
    const subject = await consent(coordinator, ground.own.studySiteId);
    const { version } = subject;
    const words = { to: 'withdrawn', on: '2026-03-01', reason: 'Diagnosed with Hodgkin lymphoma', withdrawnFrom: ['procedures'] };
    taken(await coordinator.api('POST', `/subjects/${subject.id}/status`, words, ifMatch(version)), 'withdrawal');
    const { body } = await person('finance').api('GET', `/subjects/${subject.id}`);
    expect(JSON.stringify(body)).not.toContain('Hodgkin');
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
