// Who is told of what: in the transaction of what happened, only those who look after the place, and nobody reads those of another.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Temporal } from '#lib';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { sampleEvent } from '../safety/sample.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import * as visits from '../visits/sample.ts';
import { addIdentity, readIdentities } from '#vault';
import { tellJobEnded } from './index.ts';

let world: World;
let nlx: SampleStudy;
let [carla, quinn, dora, irene, wide, elsewhere, admin]: TestPerson[] = [];
let subjectId: string;
beforeAll(async () => {
  world = await openWorld();
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  const { siteId } = nlx.sites['101'];
  const at = { siteId, studyId: nlx.studyId };
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', ...at }]);
  quinn = await world.person('Quinn Quality', [{ role: 'quality', siteId }]);
  dora = await world.person('Dora Director', [{ role: 'site-director', siteId }]);
  irene = await world.person('Irene Investigator', [{ role: 'investigator', ...at }]);
  wide = await world.person('Wanda Wide', [{ role: 'quality' }]);
  elsewhere = await world.person('Elsa Elsewhere', [{ role: 'quality', siteId: nlx.sites['102'].siteId }]);
  admin = await world.person('Adam Admin', [{ role: 'administrator' }]);
  subjectId = await visits.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-02-20');
  await visits.completeAs(carla, schedule, subjectId, 'V1', '2026-02-24');
});
afterAll(() => world.close());

const told = async (person: TestPerson | undefined, query = '') =>
  (await person?.api('GET', `/notifications${query}`))?.body.items as Line[];
const count = async (person: TestPerson | undefined) => (await person?.api('GET', '/notifications/count'))?.body.unread as number;
interface Line {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly recordId: string;
  readonly facts: Record<string, unknown>;
}

describe('what people are told', () => {
  it('[J7] of deviations drafted, those who assess at the site; not who did it, nor who sees every site, nor another site', async () => {
    if (!carla) throw new Error('nobody came');
    await visits.completeAs(carla, schedule, subjectId, 'V2', '2026-03-10');
    const done = await visits.completeAs(carla, schedule, subjectId, 'V3', '2026-04-13', { reasonCode: 'participant-travel' });
    expect([done.status, done.body]).toEqual([200, expect.anything()]);
    const lines = await told(quinn);
    expect(lines).toMatchObject([
      {
        kind: 'deviations-drafted',
        readAt: null,
        facts: { subject: '101-001', count: 1, category: 'visit-window' },
        place: { studyCode: 'NLX-301', siteName: 'Austin Research', timeZone: 'America/Chicago' },
      },
    ]);
    expect((await quinn?.api('GET', `/deviations/${lines[0]?.recordId}`))?.status).toBe(200);
    expect(await Promise.all([dora, carla, wide, elsewhere, irene].map(count))).toEqual([1, 0, 0, 0, 0]);
  });

  it('[J1.9, BR-23] of a serious event, the investigator and the director of the site, with the instant its report is due', async () => {
    const event = {
      ...sampleEvent,
      serious: true,
      criteria: ['hospitalisation'],
      awareAt: '2026-04-13T13:00:00Z',
      startedOn: '2026-04-12',
      endedOn: null,
    };
    const answer = await carla?.api('POST', `/subjects/${subjectId}/adverse-events`, event);
    expect([answer?.status, answer?.body]).toEqual([200, expect.anything()]);
    expect(await told(irene)).toMatchObject([
      { kind: 'sae-recorded', recordId: answer?.body.id, facts: { subject: '101-001', subjectId, due: '2026-04-14T13:00:00Z' } },
    ]);
    expect(await Promise.all([dora, carla, quinn].map(count))).toEqual([2, 0, 1]);
    expect(JSON.stringify(await told(irene))).not.toContain(sampleEvent.term);
  });

  it('[HIP-07] of more than 200 identities read within an hour, once, the director of the site and who manages the network; not who read', async () => {
    if (!dora || !irene) throw new Error('nobody came');
    const manager = await world.person('Mia Manager', [{ role: 'network-manager' }]);
    const at = { siteId: nlx.sites['101'].siteId, studyId: nlx.studyId };
    const people = await dora.act('subjects.identify', async (act) => {
      const added: string[] = [];
      for (let n = 0; n < 202; n++) added.push(await addIdentity(act, act.cipher, { ...at, fields: { name: `Person ${n}` } }));
      return added;
    });
    const read = (from: number, to: number) =>
      dora?.act('subjects.identify', (act) => readIdentities(act, act.cipher, people.slice(from, to), ['name'], 'a list for the sponsor'));
    const before = await count(dora);
    await read(0, 200);
    await read(0, 200);
    expect(await count(manager)).toBe(0);
    await read(200, 201);
    await read(201, 202);
    expect(await told(manager)).toMatchObject([
      { kind: 'identities-read', facts: { reader: dora.id, people: 201 }, place: { siteName: 'Austin Research' } },
    ]);
    expect([await count(dora), await count(irene)]).toEqual([before, 1]);
  });

  it('of a role, the person who was given it', async () => {
    const grant = {
      role: 'recruiter',
      siteId: nlx.sites['102'].siteId,
      studyId: null,
      validFrom: '2026-04-01',
      validTo: null,
      reason: 'joins',
    };
    expect((await admin?.api('POST', `/access/people/${carla?.id}/grants`, grant))?.status).toBe(200);
    expect(await told(carla)).toMatchObject([
      { kind: 'grant-given', facts: { role: 'recruiter', validFrom: '2026-04-01', validTo: null } },
    ]);
  });

  it('[JOB-09] of the end of a job, whoever asked for it, once', async () => {
    const jobId = '0192f0c1-2345-7abc-8def-0123456789ab';
    for (let run = 0; run < 2; run++)
      await wide?.act('test.job', (act) => tellJobEnded(act, { jobId, kind: 'interop.import-sdtm', state: 'done' }));
    expect(await told(wide)).toMatchObject([{ kind: 'job-ended', recordId: jobId, facts: { job: 'interop.import-sdtm', state: 'done' } }]);
    expect(await told(wide)).toHaveLength(1);
  });
});

describe('reading them', () => {
  it('marks one, then all up to a moment, and never those of another', async () => {
    const [latest, first] = await told(dora);
    await quinn?.api('POST', '/notifications/readings', { ids: [first?.id ?? '', latest?.id ?? ''] });
    expect(await count(dora)).toBe(2);
    expect((await dora?.api('POST', '/notifications/readings', { ids: [first?.id ?? ''] }))?.body).toEqual({ unread: 1 });
    expect((await told(dora, '?only=unread')).map(({ id }) => id)).toEqual([latest?.id]);
    expect((await dora?.api('POST', '/notifications/readings', { upTo: latest?.at }))?.body).toEqual({ unread: 0 });
  });

  it('comes in parts without gap or repetition', async () => {
    const whole = (await told(dora)).map(({ id }) => id);
    const part = (await dora?.api('GET', '/notifications?limit=1'))?.body;
    const rest = (await dora?.api('GET', `/notifications?limit=1&after=${part.next}`))?.body;
    expect([...part.items, ...rest.items].map(({ id }: Line) => id)).toEqual(whole);
    expect(rest.next).toBeNull();
  });

  it('[AUTH-03] what happened at a place is gone for whoever left it, and nobody tells of a place out of reach', async () => {
    await world.superuser.query(`update access."grant" set revoked_at = now() where person_id = $1`, [quinn?.id]);
    expect([(await told(quinn)).length, await count(quinn)]).toEqual([0, 0]);
    const forged = elsewhere?.act('test.forge', ({ tx }) =>
      tx.$client.query(
        `insert into notifications.notification (id, person_id, kind, site_id, study_id, facts, at) values (gen_random_uuid(), $1, 'sae-recorded', $2, $3, '{}', now())`,
        [dora?.id, nlx.sites['101'].siteId, nlx.studyId],
      ),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
    const names = await elsewhere?.act(
      'test.ask',
      async ({ tx }) =>
        (
          await tx.$client.query('select notifications.people_at($1, $2, $3, true)', [
            nlx.sites['101'].siteId,
            nlx.studyId,
            ['quality', 'site-director'],
          ])
        ).rowCount,
    );
    expect(names).toBe(0);
  });

  it('is news for 30 days, and forgotten after', async () => {
    world.now = world.now.add({ hours: 24 * 31 });
    expect(await told(dora)).toEqual([]);
    await dora?.api('POST', '/notifications/readings', { ids: [] });
    const { rows } = await world.superuser.query('select count(*)::int as count from notifications.notification where person_id = $1', [
      dora?.id,
    ]);
    expect(rows[0].count).toBe(0);
    world.now = Temporal.Instant.from('2026-04-13T14:00:00Z');
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
