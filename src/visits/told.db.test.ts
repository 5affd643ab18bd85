// What visits tell, and visits taken over from elsewhere: in bulk, twice, excluded, and judged by the same windows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '#access';
import { importSubjects } from '#subjects';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import * as sample from './sample.ts';
import { completeVisit, importVisits, importVisitsOfStudy, planVisits, reopenVisit } from './index.ts';

let world: World;
let nlx: SampleStudy;
let manager: TestPerson;
let carla: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', siteId: nlx.sites['101'].siteId, studyId: nlx.studyId }]);
});
afterAll(() => world.close());

const allDone = (key: string) => sample.allDone(schedule, key);
const completeAs = (person: TestPerson, subjectId: string, key: string, on: string, more?: Record<string, unknown>) =>
  sample.completeAs(person, schedule, subjectId, key, on, more);

/** Runs work as somebody and answers the facts of the room told meanwhile. */
async function heard(
  person: TestPerson,
  action: string,
  work: (act: Act) => Promise<unknown>,
): Promise<{ name: string; payload: unknown }[]> {
  const facts: { name: string; payload: unknown }[] = [];
  await person.act(action, async (act) => {
    const listening: Act = {
      ...act,
      tell: async (told, payload) => {
        facts.push({ name: told.name, payload });
        await act.tell(told, payload);
      },
    };
    await work(listening);
  });
  return facts.filter((fact) => fact.name.startsWith('visits.'));
}
async function count(table: string): Promise<number> {
  return Number((await world.superuser.query(`select count(*) as n from ${table}`)).rows[0].n);
}

describe('what visits tell', () => {
  it('[BR-05] a completion is told once, complete in itself; re-opening is told, and the next completion is a generation further', async () => {
    const subjectId = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-02-24');
    await completeAs(carla, subjectId, 'V1', '2026-02-24');
    await completeAs(carla, subjectId, 'V2', '2026-03-10');
    const body = {
      actualDate: '2026-04-13',
      modality: 'on-site' as const,
      activities: allDone('V3'),
      reasonCode: 'participant-travel' as const,
    };
    const visit = await sample.visitOf(carla, subjectId, 'V3');
    const complete = (version: number) => heard(carla, 'visits.complete', (act) => completeVisit(act, visit.id, body, version));
    expect(await complete(visit.version)).toEqual([
      {
        name: 'visits.completed',
        payload: {
          visitId: visit.id,
          subjectId,
          studyId: nlx.studyId,
          siteId: nlx.sites['101'].siteId,
          studySiteId: nlx.sites['101'].studySiteId,
          visitKey: 'V3',
          visitName: 'Week 4',
          cycle: 1,
          repeatNo: 0,
          serviceDate: '2026-04-13',
          outByDays: 3,
          reasonCode: 'participant-travel',
          reason: null,
          generation: 0,
          source: 'program',
          activities: allDone('V3').map((activity) => expect.objectContaining({ ...activity, notDoneReason: null })),
        },
      },
    ]);
    expect(await complete(visit.version)).toEqual([]);
    const { version } = await sample.visitOf(carla, subjectId, 'V3');
    const reopened = await heard(carla, 'visits.correct', (act) => reopenVisit(act, visit.id, { reason: 'labs were not done' }, version));
    expect(reopened).toEqual([
      { name: 'visits.reopened', payload: expect.objectContaining({ visitId: visit.id, reason: 'labs were not done' }) },
    ]);
    expect(await complete(version + 1)).toMatchObject([{ payload: { generation: 1 } }]);
  });

  it('[P11-06] of twenty equal completions at once exactly one is told', async () => {
    const subjectId = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-02-24');
    const visit = await sample.visitOf(carla, subjectId, 'V1');
    const body = { actualDate: '2026-02-24', modality: 'on-site' as const, activities: allDone('V1') };
    const once = () => heard(carla, 'visits.complete', (act) => completeVisit(act, visit.id, body, visit.version));
    const facts = (await Promise.all(Array.from({ length: 20 }, once))).flat();
    expect(facts.map((fact) => fact.name)).toEqual(['visits.completed']);
  });

  it('planning again changes nothing', async () => {
    const subjectId = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-02-24');
    await completeAs(carla, subjectId, 'V1', '2026-02-24');
    const before = await count('audit.entry');
    await carla.act('visits.plan', (act) => planVisits(act, subjectId));
    expect(await count('audit.entry')).toBe(before);
  });
});

describe('taking over visits', () => {
  const studySite = () => nlx.sites['103'];
  const treated = (number: string, firstDose: string) => ({
    studySiteId: studySite().studySiteId,
    number,
    steps: [
      { to: 'consented' as const, on: null },
      { to: 'in-screening' as const, on: null },
      { to: 'eligible' as const, on: firstDose },
      { to: 'enrolled' as const, on: firstDose },
      { to: 'on-treatment' as const, on: firstDose },
    ],
  });
  const imports = <T>(work: (act: Act) => Promise<T>) => manager.act('interop.import', work);

  it('keeps dates without asking for reasons, names what it does not judge, and a repeated import adds nothing', async () => {
    const { subjects } = await imports((act) => importSubjects(act, [treated('103-101', '2025-03-10')]));
    const subjectId = subjects[0]?.subjectId ?? '';
    const visits = [
      { visitKey: 'V3', name: 'WEEK 4', actualDate: '2025-04-13' },
      { visitKey: 'V2', name: 'BASELINE', actualDate: '2025-03-10' },
      { visitKey: 'V1', name: 'SCREENING', actualDate: '2025-02-24', excludedReason: 'no-window' },
      { visitKey: null, name: 'UNSCHEDULED 3.1', actualDate: '2025-04-01', excludedReason: 'unscheduled' },
      { visitKey: null, name: 'UNSCHEDULED 3.2', actualDate: '2025-04-01', excludedReason: 'unscheduled' },
      { visitKey: 'V3', name: 'WEEK 4', actualDate: '2025-04-15' },
    ];
    expect(await imports((act) => importVisits(act, subjectId, visits))).toEqual({ added: 6, unchanged: 0 });
    const entries = await count('audit.entry');
    expect(await imports((act) => importVisits(act, subjectId, visits))).toEqual({ added: 0, unchanged: 6 });
    expect(await count('audit.entry')).toBe(entries);
    const { body } = await manager.api('GET', `/subjects/${subjectId}/visits`);
    const line = (visit: { key: string; repeatNo: number; state: string; actualDate: string; outByDays: number }) => [
      visit.key,
      visit.repeatNo,
      visit.state,
      visit.actualDate,
      visit.outByDays,
    ];
    expect(body.visits.map(line)).toEqual([
      ['V1', 0, 'completed', '2025-02-24', null],
      ['V2', 0, 'completed', '2025-03-10', 0],
      ['V3', 0, 'completed', '2025-04-13', 3],
      ['V3', 1, 'completed', '2025-04-15', null],
      ['V4', 0, 'planned', null, null],
      ['V5', 0, 'planned', null, null],
      ['FU', 0, 'planned', null, null],
      ['unscheduled', 1, 'completed', '2025-04-01', null],
      ['unscheduled', 2, 'completed', '2025-04-01', null],
    ]);
  });

  it('[BR-02] the report judges them by the same windows and counts the rest by reason', async () => {
    const report = (await manager.api('GET', `/studies/${nlx.studyId}/visit-windows`)).body;
    expect(
      report.rows
        .filter((row: { site: string }) => row.site === '103')
        .map((row: { visit: string; outByDays: number }) => [row.visit, row.outByDays]),
    ).toEqual([
      ['Randomisation', 0],
      ['Week 4', 3],
    ]);
    expect(report.excluded).toEqual([
      { reason: 'anchor-undated', visit: 'Screening', count: 2 },
      { reason: 'no-window', visit: 'Screening', count: 1 },
      { reason: 'repeated', visit: 'Week 4', count: 1 },
      { reason: 'unscheduled', visit: 'UNSCHEDULED 3.1', count: 1 },
      { reason: 'unscheduled', visit: 'UNSCHEDULED 3.2', count: 1 },
    ]);
  });

  it('refuses a visit the schedule does not have and a day ahead of the site, naming the place, and keeps nothing', async () => {
    const { subjects } = await imports((act) => importSubjects(act, [treated('103-102', '2025-03-10')]));
    const subjectId = subjects[0]?.subjectId ?? '';
    const good = { visitKey: 'V2', name: 'BASELINE', actualDate: '2025-03-10' };
    const bad = (visit: Partial<typeof good>) => imports((act) => importVisits(act, subjectId, [good, { ...good, ...visit }]));
    await expect(bad({ visitKey: 'V99' })).rejects.toMatchObject({ code: 'visit-unknown', detail: { subject: '103-102', index: 1 } });
    await expect(bad({ actualDate: '2026-04-14' })).rejects.toMatchObject({
      code: 'future-date',
      detail: { index: 1, today: '2026-04-13' },
    });
    expect(await sample.visitOf(manager, subjectId, 'V2')).toMatchObject({ state: 'planned' });
  });

  it('takes 167 subjects with 11 visits each over in a few seconds, and tells it once', async () => {
    const numbers = Array.from({ length: 167 }, (_, index) => `103-${500 + index}`);
    const begun = performance.now();
    const { subjects } = await imports((act) =>
      importSubjects(
        act,
        numbers.map((number) => treated(number, '2025-03-10')),
      ),
    );
    const visits = subjects.flatMap(({ subjectId }) => [
      { subjectId, visitKey: 'V2', name: 'V2', actualDate: '2025-03-10' },
      { subjectId, visitKey: 'V3', name: 'V3', actualDate: '2025-04-08' },
      { subjectId, visitKey: 'V4', name: 'V4', actualDate: '2025-05-06' },
      ...Array.from({ length: 8 }, (_, index) => ({
        subjectId,
        visitKey: null,
        name: `Unscheduled ${index}`,
        actualDate: '2025-05-10',
        excludedReason: 'unscheduled',
      })),
    ]);
    const facts = await heard(manager, 'interop.import', (act) => importVisitsOfStudy(act, visits));
    const seconds = (performance.now() - begun) / 1000;
    expect(facts.map((fact) => [fact.name, (fact.payload as { visits: unknown[] }).visits.length])).toEqual([['visits.imported', 1837]]);
    expect(seconds).toBeLessThan(15);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
