// The search over everything: what fits, in which order, and only what the person may open.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import { SUBJECTS } from './questions/search.ts';

let world: World;
let nlx: SampleStudy;
let manager: TestPerson;
let carla: TestPerson;
let mixed: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  const at = (number: '101' | '102') => ({ siteId: nlx.sites[number].siteId, studyId: nlx.studyId });
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', ...at('101') }]);
  const mia = await world.person('Mia Ibáñez', [{ role: 'coordinator', ...at('102') }]);
  // A coordinator in Austin who prices contracts in Miami: no participants there.
  mixed = await world.person('Max Mixed', [
    { role: 'coordinator', ...at('101') },
    { role: 'contracts', ...at('102') },
  ]);
  admin = await world.person('Adam Admin', [{ role: 'administrator' }]);
  for (const [person, number] of [
    [carla, '101'],
    [carla, '101'],
    [mia, '102'],
  ] as const) {
    const path = `/study-sites/${nlx.sites[number].studySiteId}/subjects`;
    const body = { consentedOn: '2026-04-01', identity: { name: 'Nora Nameless' } };
    await (number === '101' ? carla : person).api('POST', path, body);
  }
});
afterAll(() => world.close());

interface Hit {
  readonly kind: string;
  readonly label: string;
  readonly place: string[];
  readonly can: { consent: boolean; find: boolean };
}
const search = async (person: TestPerson, typed: string, more = ''): Promise<Hit[]> =>
  (await person.api('GET', `/desk/search?typed=${encodeURIComponent(typed)}${more}`)).body;
const labels = async (person: TestPerson, typed: string, kind: string) =>
  (await search(person, typed)).filter((hit) => hit.kind === kind).map((hit) => hit.label);

describe('the search over everything', () => {
  it('finds participants by the beginning and by the end of their number', async () => {
    expect(await labels(carla, '101-', 'subject')).toEqual(['101-001', '101-002']);
    expect(await labels(manager, '001', 'subject')).toEqual(['101-001', '102-001']);
    expect((await search(carla, '101-002'))[0]).toMatchObject({ label: '101-002', place: ['NLX-301', '101 Austin Research'] });
    expect(await labels(carla, '102', 'subject')).toEqual([]);
  });

  it('[AUTH-03] does not know participants where the person has another role', async () => {
    expect(await labels(mixed, '00', 'subject')).toEqual([]);
    expect(await labels(mixed, '10', 'subject')).toEqual(['101-001', '101-002']);
    expect(await labels(mixed, '001', 'subject')).toEqual(['101-001']);
  });

  it('[HIP-06] never searches identities', async () => {
    for (const typed of ['Nora', 'Nameless', 'nora nameless']) expect(await search(carla, typed)).toEqual([]);
    const { rows } = await world.superuser.query('select count(*)::int as count from vault.read_event');
    expect(rows[0].count).toBe(0);
  });

  it('finds studies and sites without accents and with letters left out, and says what may be done there', async () => {
    expect(await labels(manager, 'austn', 'study-site')).toEqual(['Austin Research']);
    expect(await labels(manager, 'nlx', 'study')).toEqual(['NLX-301']);
    const [austin] = await search(carla, '', '&only=study-site');
    expect(austin).toMatchObject({ kind: 'study-site', label: 'Austin Research', can: { find: true } });
    expect(austin?.can.consent).toBe(true);
    expect((await search(manager, 'austin'))[0]?.can).toEqual({ consent: false, find: false });
  });

  it('names people to those who may view people, and to nobody else', async () => {
    expect(await labels(admin, 'ibanez', 'person')).toEqual(['Mia Ibáñez']);
    expect(await labels(carla, 'ibanez', 'person')).toEqual([]);
    expect(await labels(admin, '101', 'subject')).toEqual([]);
  });

  it('nothing typed finds nothing; marks that a pattern knows are only letters', async () => {
    expect(await search(manager, '  ')).toEqual([]);
    for (const typed of ['%', '_', '\\', "'", '%%%%']) expect(await search(manager, typed)).toEqual([]);
    expect((await manager.api('GET', `/desk/search?typed=${'a'.repeat(81)}`)).status).toBe(400);
  });

  it('a number is looked up through its index, walls and all', async () => {
    await world.superuser.query(`insert into subjects.subject (id, study_id, site_id, study_site_id, number, status, source)
      select gen_random_uuid(), s.study_id, s.site_id, s.id, 'X-' || lpad(n::text, 6, '0'), 'consented', 'imported'
      from generate_series(1, 20000) n, (select * from studies.study_site where number = '101') s`);
    await world.superuser.query('analyze subjects.subject');
    const plan = await carla.act('test.plan', async ({ tx }) => {
      const { rows } = await tx.$client.query<{ 'QUERY PLAN': string }>(
        `explain (costs off) ${SUBJECTS.replaceAll('$1', `'101-0'`).replaceAll('$2', `'101-0\u{10ffff}'`).replaceAll('$3', '8').replaceAll('$4::uuid[]', `array[null]::uuid[]`).replaceAll('$5::uuid[]', `array[null]::uuid[]`)}`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index (Only )?Scan using subject_number/);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
