// Who a participant is: kept in the vault at consent, read for a purpose, and nowhere else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { schedule } from '../../examples/nlx-301/story.ts';
import { openSampleStudy } from './sample.ts';

let world: World;
let coordinator: TestPerson;
let studySiteId: string;
let otherStudySiteId: string;
const identity = { name: 'Carmen Canary-Ibáñez', birthDate: '1961-02-28', phone: '+1 512 555 0199' };

beforeAll(async () => {
  world = await openWorld();
  const study = await openSampleStudy(await world.person('Mona', [{ role: 'network-manager' }]), 'NLX-301', schedule);
  const place = { ...study.sites['101'], studyId: study.studyId };
  studySiteId = place.studySiteId;
  otherStudySiteId = study.sites['102'].studySiteId;
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

  it('[HIP-06] a participant is found by name, birth date or telephone at their study-site, by number only', async () => {
    const who = { name: 'Nadia  Okonkwo', birthDate: '1972-11-05', phone: '+1 (512) 555-0123' };
    const { body: subject } = await coordinator.api('POST', `/study-sites/${studySiteId}/subjects`, {
      consentedOn: '2026-04-10',
      identity: who,
    });
    const find = (body: unknown, by = coordinator, at = studySiteId) => by.api('POST', `/study-sites/${at}/subject-search`, body);
    const purpose = 'called to move a visit';
    for (const search of [
      { by: 'name', value: ' nadia OKONKWO', purpose },
      { by: 'birth-date', value: '1972-11-05', purpose },
      { by: 'phone', value: '0015125550123', purpose },
    ]) {
      const answer = await find(search);
      expect([answer.status, answer.body.subjects]).toMatchObject([200, [{ id: subject.id, number: subject.number }]]);
      expect(JSON.stringify(answer.body)).not.toMatch(/okonkwo|1972|0123/i);
    }
    expect((await find({ by: 'name', value: 'Nadia', purpose })).body).toEqual({ subjects: [] });
    expect((await find({ by: 'name', value: who.name })).body.errors).toEqual([{ path: 'body.purpose', message: expect.any(String) }]);
    expect(await find({ by: 'phone', value: '12', purpose })).toMatchObject({ status: 422, body: { code: 'phone-invalid' } });
    const elsewhere = otherStudySiteId;
    expect((await find({ by: 'name', value: who.name, purpose }, coordinator, elsewhere)).status).toBe(404);
    const director = await world.person('Dora', [{ role: 'site-director' }]);
    expect((await find({ by: 'name', value: who.name, purpose }, director, elsewhere)).body).toEqual({ subjects: [] });
    const { rows } = await world.superuser.query(
      `select field, found, count(*)::int as times from vault.search_event group by 1, 2 order by 1, 2`,
    );
    expect(rows).toEqual([
      { field: 'birth-date', found: 1, times: 1 },
      { field: 'name', found: 0, times: 2 },
      { field: 'name', found: 1, times: 1 },
      { field: 'phone', found: 1, times: 1 },
    ]);
  });

  it('[HIP-06] a search that is sent twice under one key is one search, and after sixty within an hour it is 429', async () => {
    const eager = await world.person('Ed', [{ role: 'coordinator' }]);
    const search = (key: string) =>
      eager.api(
        'POST',
        `/study-sites/${studySiteId}/subject-search`,
        { by: 'name', value: 'Nobody Here', purpose: 'tries names' },
        { 'idempotency-key': key },
      );
    for (let sent = 0; sent < 60; sent += 1) expect((await search(`search-number-${sent}`)).status).toBe(200);
    expect((await search('search-number-0')).status).toBe(200);
    expect(await search('search-number-60')).toMatchObject({ status: 429, body: { code: 'too-many-requests', data: { perHour: 60 } } });
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
