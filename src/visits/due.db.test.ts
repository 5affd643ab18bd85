// The day's work over many sites: by each site's own calendar, in parts, only where the reader sees visits, and by one indexed statement.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import { DUE } from './questions/due.ts';
import * as sample from './sample.ts';

let world: World;
let nlx: SampleStudy;
let carla: TestPerson;
beforeAll(async () => {
  // 23:30 in Austin, the next day already in Miami.
  world = await openWorld('2026-04-11T04:30:00Z');
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  const at = (number: '101' | '102') => ({ siteId: nlx.sites[number].siteId, studyId: nlx.studyId });
  carla = await world.person('Carla Coordinator', [
    { role: 'coordinator', ...at('101') },
    { role: 'coordinator', ...at('102') },
    { role: 'finance', siteId: nlx.sites['103'].siteId, studyId: nlx.studyId },
  ]);
  const others = await world.person('Otto Other', [{ role: 'coordinator', siteId: nlx.sites['103'].siteId, studyId: nlx.studyId }]);
  for (const [person, number] of [
    [carla, '101'],
    [carla, '102'],
    [others, '103'],
  ] as const) {
    const id = await sample.consentSeveral(person, nlx.sites[number].studySiteId, 1, '2026-02-20');
    await sample.completeAs(person, schedule, id, 'V1', '2026-02-24');
    await sample.completeAs(person, schedule, id, 'V2', '2026-03-10');
  }
});
afterAll(() => world.close());

const due = async (query = '') => (await carla.api('GET', `/visits/due?${query}`)).body;

describe('what is late or due at many sites', () => {
  it('[J1, BR-02] is judged on the day of each site, with its day number, its window and what it is counted from', async () => {
    const { items, counts, next } = await due();
    expect(items.map((one: Record<string, unknown>) => [one['subjectNumber'], one['standing'], one['today'], one['lateByDays']])).toEqual([
      ['101-001', 'due', '2026-04-10', 0],
      ['102-001', 'late', '2026-04-11', 1],
    ]);
    expect(items[0]).toMatchObject({
      siteName: 'Austin Research',
      siteNumber: '101',
      studyCode: 'NLX-301',
      timeZone: 'America/Chicago',
      studyDay: 29,
      studyDayEarliest: 26,
      studyDayLatest: 32,
      anchorDate: '2026-03-10',
      anchorBasis: 'actual',
    });
    expect([counts, next]).toEqual([{ late: 1, due: 1, ahead: 0 }, null]);
  });

  it('[AUTH-03] does not hold the visits of a site where the reader has another role', async () => {
    expect((await due('aheadDays=120')).items.map((one: { siteNumber: string }) => one.siteNumber)).not.toContain('103');
    expect((await due(`siteId=${nlx.sites['103'].siteId}`)).items).toEqual([]);
  });

  it('comes in parts without gap or repetition, by site and by standing', async () => {
    const whole = (await due('aheadDays=120')).items.map((one: { visitId: string }) => one.visitId);
    expect(whole.length).toBeGreaterThan(4);
    const parts: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const part = await due(`aheadDays=120&limit=2${after === '' ? '' : `&after=${after}`}`);
      expect(part.counts).toEqual((await due('aheadDays=120')).counts);
      parts.push(...part.items.map((one: { visitId: string }) => one.visitId));
      after = part.next;
    }
    expect(parts).toEqual(whole);
    expect((await due('standing=late')).items).toHaveLength(1);
    expect((await due(`siteId=${nlx.sites['101'].siteId}`)).counts).toEqual({ late: 0, due: 1, ahead: 0 });
    expect((await carla.api('GET', '/visits/due?after=yesterday')).body).toMatchObject({ code: 'page-unknown' });
  });

  it('a visit under way and a booked one stand here whatever their window', async () => {
    const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-02-20');
    const v2 = await sample.visitOf(carla, id, 'V2');
    await carla.api('POST', `/visits/${v2.id}/booking`, { bookedFor: '2026-04-12' }, { 'if-match': String(v2.version) });
    expect((await due()).items.map((one: { visitId: string }) => one.visitId)).toContain(v2.id);
    await world.superuser.query(`update visits.visit_occurrence set state = 'arrived' where id = $1`, [v2.id]);
    expect((await due('aheadDays=0')).items.map((one: { visitId: string }) => one.visitId)).toContain(v2.id);
  });

  it('[BR-04] a booking before its window, an arrival before it, and a booking without a window are due: in the list and at the participant', async () => {
    const treated = async () => {
      const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-02-20');
      await sample.completeAs(carla, schedule, id, 'V1', '2026-02-24');
      await sample.completeAs(carla, schedule, id, 'V2', '2026-03-10');
      return id;
    };
    const [booked, arrived, unplanned] = [await treated(), await treated(), await treated()];
    const early = await sample.visitOf(carla, booked, 'V4');
    expect(early).toMatchObject({ standing: 'ahead', earliest: '2026-05-02' });
    await carla.api('POST', `/visits/${early.id}/booking`, { bookedFor: '2026-04-13' }, { 'if-match': String(early.version) });
    const here = await sample.visitOf(carla, arrived, 'V4');
    await world.superuser.query(`update visits.visit_occurrence set state = 'arrived' where id = $1`, [here.id]);
    const added = await carla.api('POST', `/subjects/${unplanned}/visits`, { name: 'Rash', bookedFor: '2026-04-12', activities: [] });
    expect(added.body).toMatchObject({ earliest: null, bookedFor: '2026-04-12' });
    const { items, counts } = await due('aheadDays=7');
    const standings = new Map(items.map((one: { visitId: string; standing: string }) => [one.visitId, one.standing]));
    expect([early.id, here.id, added.body.id].map((id) => standings.get(id))).toEqual(['due', 'due', 'due']);
    const counted = (standing: string) => [...standings.values()].filter((one) => one === standing).length;
    expect(counts).toEqual({ late: counted('late'), due: counted('due'), ahead: counted('ahead') });
    const only = (await due('aheadDays=7&standing=due')).items.map((one: { visitId: string }) => one.visitId);
    expect(only).toEqual(expect.arrayContaining([early.id, here.id, added.body.id]));
    expect(await sample.visitOf(carla, booked, 'V4')).toMatchObject({ standing: 'due', rebookNeeded: true });
    expect(await sample.visitOf(carla, arrived, 'V4')).toMatchObject({ standing: 'due' });
    expect(await sample.visitOf(carla, unplanned, 'unscheduled')).toMatchObject({ standing: 'due' });
  });

  it('among 700 participants with 18 visits each the statement reads the index and not the table', async () => {
    const { siteId, studyId, studySiteId } = nlx.sites['101'];
    await world.superuser.query(
      `insert into subjects.subject (id, study_id, site_id, study_site_id, number, status, source)
       select gen_random_uuid(), $1, $2, $3, 'X-' || n, 'on-treatment', 'program' from generate_series(1, 700) n`,
      [studyId, siteId, studySiteId],
    );
    await world.superuser.query(
      `insert into visits.visit_occurrence (id, subject_id, study_id, site_id, study_site_id, visit_key, name, position, state, earliest, latest, source)
       select gen_random_uuid(), s.id, $1, $2, $3, 'X' || k, 'X', k, 'planned', date '2026-04-20' + k * 30, date '2026-04-26' + k * 30, 'program'
       from subjects.subject s, generate_series(1, 18) k where s.number like 'X-%'`,
      [studyId, siteId, studySiteId],
    );
    await world.superuser.query('analyze visits.visit_occurrence; analyze subjects.subject');
    const plan = await carla.act('visits.due-list', async (act) => {
      const sites = Object.values(nlx.sites);
      const values = [
        sites.map((one) => one.studySiteId),
        sites.map(() => '2026-04-11'),
        sites.map(() => '2026-04-18'),
        null,
        null,
        null,
        201,
        '2026-04-18',
      ];
      const { rows } = await act.tx.$client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${DUE}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index Scan using visit_occurrence_near|Bitmap Index Scan on visit_occurrence_near/);
    expect(plan).not.toMatch(/Seq Scan on visit_occurrence/);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
