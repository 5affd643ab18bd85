// Two people at one record, and one request fifty times at once: nothing is lost, and everything happens once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { contract } from '../../examples/nlx-301/story.ts';
import { sampleTerms } from '../../src/finance/sample.ts';
import { releaseOf } from '../support/release.ts';
import { type ApiAnswer, type TestPerson, type World, openWorld } from '../support/world.ts';
import {
  type Nlx301Network,
  completionOf,
  consent,
  draftOf,
  ifMatch,
  makeContract,
  makeNlx301,
  taken,
  termsOf,
  visitsOf,
} from './nlx-301-network.ts';

const TIMES = 50;
let world: World;
let nlx: Nlx301Network;
let coordinator: TestPerson;
let colleague: TestPerson;
let contracts: TestPerson;
let admin: TestPerson;

beforeAll(async () => {
  world = await openWorld();
  nlx = await makeNlx301(world);
  coordinator = nlx.builders.coordinator;
  contracts = nlx.builders.contracts;
  colleague = await world.person('Cara Colleague', [{ role: 'coordinator' }]);
  admin = await world.person('Ada Admin', [{ role: 'administrator' }]);
}, 60_000);
afterAll(() => world.close());

const count = async (query: string, values: unknown[] = []): Promise<number> =>
  Number((await world.superuser.query(query, values)).rows[0].n);
const versionOf = async (by: TestPerson, path: string): Promise<number> => taken(await by.api('GET', path), path).version;

/** A body without what names the single request. */
function told({ status, body }: ApiAnswer): string {
  const { instance: _, requestId: __, ...rest } = body as Record<string, unknown>;
  return JSON.stringify([status, rest]);
}

/** The same request at once, as often as told, under one key. */
function atOnce(by: TestPerson, method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer[]> {
  const key = { 'idempotency-key': newId() };
  return Promise.all(Array.from({ length: TIMES }, () => by.api(method, path, body, { ...headers, ...key })));
}

describe('two people at one record', () => {
  /** A record, and a change of it that two people make on the version that both have read. */
  type Change = [
    what: string,
    path: () => Promise<string>,
    change: string,
    method: string,
    body: (who: number) => unknown,
    by: () => TestPerson,
  ];
  const freshSubject = async () => `/subjects/${(await consent(coordinator, nlx.austin.studySiteId)).id}`;
  const changes: Change[] = [
    ['a site', async () => `/sites/${nlx.austin.siteId}`, '', 'PATCH', (who) => ({ city: `City ${who}` }), () => nlx.builders.manager],
    ['a study', async () => `/studies/${nlx.studyId}`, '', 'PATCH', (who) => ({ title: `Title ${who}` }), () => nlx.builders.manager],
    [
      'a study-site',
      async () => `/study-sites/${nlx.miami.studySiteId}`,
      '',
      'PATCH',
      (who) => ({ targetEnrolment: who }),
      () => nlx.builders.manager,
    ],
    ['a subject', freshSubject, '/status', 'POST', (who) => ({ to: 'in-screening', on: `2026-03-0${who}` }), () => coordinator],
    [
      'a visit',
      async () => `/visits/${(await visitsOf(coordinator, nlx.subjectId)).get('V5')?.id}`,
      '/booking',
      'POST',
      (who) => ({ bookedFor: `2026-06-0${who}` }),
      () => coordinator,
    ],
  ];

  it.each(changes)(
    '[SAF-05] %s: the second is told both versions, and the first one’s value stands',
    async (_, pathOf, change, method, body, by) => {
      const path = await pathOf();
      const version = await versionOf(by(), path);
      const answers = await Promise.all([1, 2].map((who) => by().api(method, `${path}${change}`, body(who), ifMatch(version))));
      expect(
        answers.map((answer) => answer.status).sort((a, b) => a - b),
        JSON.stringify(answers.map((answer) => answer.body)),
      ).toEqual([200, 409]);
      const [won, lost] = [...answers].sort((a, b) => a.status - b.status) as [ApiAnswer, ApiAnswer];
      expect(lost.body).toMatchObject({ code: 'version-conflict', data: { yours: version, current: { version: won.body.version } } });
      const stands = taken(await by().api('GET', path), path);
      expect(stands.version).toBe(version + 1);
      const [field, value] = Object.entries(body(answers.indexOf(won) + 1) as object)[0] as [string, unknown];
      if (field !== 'to') expect(stands[field]).toBe(value);
    },
  );
});

describe('one request fifty times at once', () => {
  async function exactlyOnce(answers: readonly ApiAnswer[], before: number, after: () => Promise<number>): Promise<void> {
    expect(new Set(answers.map(told)).size, [...new Set(answers.map(told))].join('\n').slice(0, 2_000)).toBe(1);
    expect(answers[0]?.status, JSON.stringify(answers[0]?.body)).toBe(200);
    expect((await after()) - before).toBe(1);
  }

  it('[SAF-06] a consent: one subject, one number', async () => {
    const subjects = () => count('select count(*) as n from subjects.subject');
    const before = await subjects();
    const answers = await atOnce(coordinator, 'POST', `/study-sites/${nlx.miami.studySiteId}/subjects`, { consentedOn: '2026-03-01' });
    await exactlyOnce(answers, before, subjects);
    expect((await consent(coordinator, nlx.miami.studySiteId)).number).toBe('102-002');
  });

  it('[SAF-06, BR-07] a visit’s completion: one record, one payable and one held-back line', async () => {
    const visitId = (await visitsOf(coordinator, nlx.subjectId)).get('V3')?.id ?? '';
    const { body, version } = await completionOf(coordinator, visitId, '2026-04-07');
    const entries = () =>
      count(`select count(*) as n from audit.entry where record_table = 'visits.visit_occurrence' and record_id = $1`, [visitId]);
    const before = await entries();
    await exactlyOnce(await atOnce(coordinator, 'POST', `/visits/${visitId}/completion`, body, ifMatch(version)), before, entries);
    const lines = taken(await nlx.builders.manager.api('GET', `/visits/${visitId}/earnings`), 'lines') as {
      kind: string;
      amountMinor: string;
    }[];
    expect(lines.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`).sort()).toEqual(['holdback 19500', 'payable 175500']);
  });

  it('[SAF-06] a change of status: one step in the history', async () => {
    const { id, version } = await consent(coordinator, nlx.austin.studySiteId);
    const steps = () => count('select count(*) as n from subjects.status_event where subject_id = $1', [id]);
    const body = { to: 'withdrawn', on: '2026-03-01', reason: 'moved away', withdrawnFrom: ['procedures'] };
    await exactlyOnce(await atOnce(coordinator, 'POST', `/subjects/${id}/status`, body, ifMatch(version)), 1, steps);
  });

  it('[SAF-06] the draft of a contract version: one draft', async () => {
    const { contractId } = await makeContract(nlx.builders, { studyId: nlx.studyId, siteId: nlx.bogota.siteId, code: 'C7', versions: 1 });
    const drafts = () =>
      count(`select count(*) as n from finance.contract_version where contract_id = $1 and status = 'draft'`, [contractId]);
    const { visitTerms: _, screenFailure: __, invoiceables: ___, ...rates } = termsOf(contract[1] as (typeof contract)[number]);
    await exactlyOnce(await atOnce(contracts, 'POST', `/contracts/${contractId}/versions`, { ...rates, copyTermsOf: null }), 0, drafts);
  });

  it('[SAF-06] the release of a contract version: released once', async () => {
    const { contractId } = await makeContract(nlx.builders, { studyId: nlx.studyId, siteId: nlx.miami.siteId, code: 'C8', versions: 1 });
    const draft = await draftOf(contracts, contractId, { ...sampleTerms, effectiveFrom: '2026-05-01' });
    const live = () => count(`select count(*) as n from finance.contract_version where contract_id = $1 and status = 'live'`, [contractId]);
    const { body, headers } = await releaseOf(contracts, draft);
    await exactlyOnce(await atOnce(contracts, 'POST', `/contract-versions/${draft.id}/release`, body, headers), 1, live);
  });

  it('[SAF-06] a grant: given once', async () => {
    const grants = () => count(`select count(*) as n from access."grant" where person_id = $1`, [colleague.id]);
    const before = await grants();
    const body = {
      role: 'quality',
      siteId: nlx.austin.siteId,
      studyId: null,
      validFrom: '2026-01-01',
      validTo: null,
      reason: 'reviews too',
    };
    await exactlyOnce(await atOnce(admin, 'POST', `/access/people/${colleague.id}/grants`, body), before, grants);
  });

  it('[SAF-06] under other keys a completed visit is completed once, earns once, and everybody else is told so', async () => {
    const visitId = (await visitsOf(coordinator, nlx.subjectId)).get('V4')?.id ?? '';
    world.now = world.now.add({ hours: 24 * 30 });
    const { body, version } = await completionOf(coordinator, visitId, '2026-05-05');
    const by = [coordinator, colleague];
    const answers = await Promise.all(
      Array.from({ length: TIMES }, (_, index) =>
        (by[index % 2] as TestPerson).api('POST', `/visits/${visitId}/completion`, body, ifMatch(version)),
      ),
    );
    const statuses = new Set(answers.map((answer) => answer.status));
    expect(
      [...statuses].filter((status) => status !== 200 && status !== 409),
      JSON.stringify(answers.find((one) => one.status >= 500)?.body),
    ).toEqual([]);
    expect(await count('select count(*) as n from finance.accrual_line where visit_id = $1', [visitId])).toBe(2);
    expect((await versionOf(coordinator, `/visits/${visitId}`)) - version).toBe(1);
  });
});

describe('keys', () => {
  it('[SAF-07] one key with another body is refused, and one person’s key is nobody else’s', async () => {
    const key = { 'idempotency-key': newId() };
    const path = `/study-sites/${nlx.austin.studySiteId}/subjects`;
    const first = await coordinator.api('POST', path, { consentedOn: '2026-03-01' }, key);
    expect((await coordinator.api('POST', path, { consentedOn: '2026-03-02' }, key)).body).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    const other = await colleague.api('POST', path, { consentedOn: '2026-03-01' }, key);
    expect(other.status).toBe(200);
    expect(other.body.id).not.toBe(first.body.id);
  });

  it('[SAF-07] a refused command leaves its key free', async () => {
    const key = { 'idempotency-key': newId() };
    const path = `/study-sites/${nlx.austin.studySiteId}/subjects`;
    expect((await coordinator.api('POST', path, { consentedOn: '2099-01-01' }, key)).status).toBe(422);
    expect((await coordinator.api('POST', path, { consentedOn: '2026-03-01' }, key)).status).toBe(200);
  });

  it('[SAF-07] a write without a key, or with a malformed one, is refused', async () => {
    for (const key of ['', 'short', 'with space in it', 'x'.repeat(201), 'nul\u00e9nul\u00e9']) {
      const answer = await coordinator.api(
        'POST',
        `/study-sites/${nlx.austin.studySiteId}/subjects`,
        { consentedOn: '2026-03-01' },
        { 'idempotency-key': key },
      );
      expect(answer.status, key).toBe(400);
    }
  });

  it('[SAF-07] somebody whose grant was taken back does not get the kept answer again', async () => {
    const leaver = await world.person('Lea Leaver', [{ role: 'coordinator', siteId: nlx.austin.siteId }]);
    const key = { 'idempotency-key': newId() };
    const path = `/study-sites/${nlx.austin.studySiteId}/subjects`;
    const identity = { name: 'Zoe Quarryman' };
    expect((await leaver.api('POST', path, { consentedOn: '2026-03-01', identity }, key)).status).toBe(200);
    await world.superuser.query(`update access."grant" set revoked_at = now() where person_id = $1`, [leaver.id]);
    expect((await leaver.api('POST', path, { consentedOn: '2026-03-01', identity }, key)).status).toBe(403);
  });

  it('[SAF-07] somebody who moved to another site does not get the kept answer of the old one', async () => {
    const mover = await world.person('Mo Mover', [{ role: 'coordinator', siteId: nlx.austin.siteId }]);
    const key = { 'idempotency-key': newId() };
    const path = `/study-sites/${nlx.austin.studySiteId}/subjects`;
    expect((await mover.api('POST', path, { consentedOn: '2026-03-01' }, key)).status).toBe(200);
    await world.superuser.query(`update access."grant" set site_id = $2 where person_id = $1`, [mover.id, nlx.miami.siteId]);
    expect((await mover.api('POST', path, { consentedOn: '2026-03-01' }, key)).status).toBe(404);
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
