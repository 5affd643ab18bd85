// Who a participant is: kept in the vault at consent, read for a purpose, and nowhere else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { schedule } from '../../examples/nlx-301/story.ts';
import { openSampleStudy } from './sample.ts';

let world: World;
let coordinator: TestPerson;
let studySiteId: string;
const identity = { name: 'Carmen Canary-Ibáñez', birthDate: '1961-02-28', phone: '+1 512 555 0199' };

beforeAll(async () => {
  world = await openWorld();
  const study = await openSampleStudy(await world.person('Mona', [{ role: 'network-manager' }]), 'NLX-301', schedule);
  const place = { ...study.sites['101'], studyId: study.studyId };
  studySiteId = place.studySiteId;
  coordinator = await world.person('Ana', [{ role: 'coordinator', siteId: place.siteId, studyId: place.studyId }]);
});
afterAll(() => world.close());

describe('identities of participants', () => {
  it('[GDP-01] an identity given at consent is answered for a purpose, and the answer to the consent does not carry it', async () => {
    const consented = await coordinator.api('POST', `/study-sites/${studySiteId}/subjects`, { consentedOn: '2026-04-10', identity });
    expect(consented.status, JSON.stringify(consented.body)).toBe(200);
    expect(consented.body).toMatchObject({ identified: true, can: { identify: true } });
    expect(JSON.stringify(consented.body)).not.toContain('Canary');
    const read = await coordinator.api('GET', `/subjects/${consented.body.id}/identity?purpose=calls%20about%20the%20visit`);
    expect(read.body).toEqual(identity);
    const { rows } = await world.superuser.query('select purpose, fields from vault.read_event');
    expect(rows).toEqual([{ purpose: 'calls about the visit', fields: expect.arrayContaining(['name', 'phone']) }]);
  });

  it('[HIP-02] without a purpose nothing is answered', async () => {
    const consented = await coordinator.api('POST', `/study-sites/${studySiteId}/subjects`, {
      consentedOn: '2026-04-10',
      identity: { name: 'No Purpose' },
    });
    expect((await coordinator.api('GET', `/subjects/${consented.body.id}/identity`)).status).toBe(400);
  });

  it('[HIP-05] who sees subjects by number sees no identity', async () => {
    const consented = await coordinator.api('POST', `/study-sites/${studySiteId}/subjects`, {
      consentedOn: '2026-04-10',
      identity: { name: 'Hidden Person' },
    });
    const manager = await world.person('Noor', [{ role: 'network-manager' }]);
    expect((await manager.api('GET', `/subjects/${consented.body.id}`)).status).toBe(200);
    expect((await manager.api('GET', `/subjects/${consented.body.id}/identity?purpose=curious`)).status).toBe(403);
  });

  it('[G15] no table holds a name in clear, the trail and the kept answers included', async () => {
    const { rows: tables } = await world.superuser.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const { rows } = await world.superuser.query(`select count(*)::int as found from ${name} t where t::text like '%Canary%'`);
      expect(rows[0]?.found, name).toBe(0);
    }
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
