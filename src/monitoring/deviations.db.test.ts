// Deviations on the database: drafted by what a visit says about itself, assessed in order, and seen only by who may.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { type ToldSite, type ToldSubject, type ToldVisit, tellStudy, tellSubject, tellVisit } from '../../tests/support/told-visits.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { draftDeviations, voidDeviations } from './index.ts';
import { sampleAssessment, sampleRaised } from './sample.ts';

let world: World;
let austin: ToldSite;
let miami: ToldSite;
let coordinator: TestPerson;
let director: TestPerson;
let subject: ToldSubject;
beforeAll(async () => {
  world = await openWorld();
  [austin, miami] = (await tellStudy(world.superuser, 'NLX-301', ['101', '102'])) as [ToldSite, ToldSite];
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator', siteId: austin.siteId }]);
  director = await world.person('Dina Rector', [{ role: 'site-director', siteId: austin.siteId }]);
  subject = await tellSubject(world.superuser, austin, '101-007');
});
afterAll(() => world.close());

const late = { outByDays: 3, reasonCode: 'participant-travel', reason: 'participant travel' };
const pkMissed = {
  activities: [
    { key: 'pk', name: 'PK sample', done: false, notDoneReason: 'equipment' },
    { key: 'labs', name: 'Haematology', done: true, notDoneReason: null },
  ],
};
const draft = (visit: ToldVisit) => coordinator.act('visits.complete', (act) => draftDeviations(act, [visit]));
const of = async (visit: ToldVisit) =>
  // oxlint-disable-next-line no-explicit-any -- answers are looked into
  ((await coordinator.api('GET', `/studies/${austin.studyId}/deviations?subjectId=${visit.subjectId}`)).body as any[]).filter(
    (deviation) => deviation.visitId === visit.visitId,
  );

async function drafted(more: Partial<ToldVisit>, visitKey = `V${newId().slice(-6)}`): Promise<ToldVisit> {
  const visit = await tellVisit(world.superuser, subject, visitKey, '2026-04-13', more);
  await draft(visit);
  return visit;
}
const assess = (person: TestPerson, deviation: { id: string; version: number }, body: unknown) =>
  person.api('POST', `/deviations/${deviation.id}/assessment`, body, { 'if-match': `${deviation.version}` });

describe('deviations drafted by rule', () => {
  it('[BR-24] V3 three days late with the PK sample missed drafts two, with their reasons, however often it is told', async () => {
    const visit = await drafted({ ...late, ...pkMissed }, 'V3');
    await draft(visit);
    await Promise.all([draft(visit), draft(visit)]);
    expect((await of(visit)).sort((a, b) => (a.category < b.category ? -1 : 1))).toMatchObject([
      {
        category: 'missed-procedure',
        activityKey: 'pk',
        daysOut: null,
        reason: 'equipment',
        summary: 'V3: PK sample not done',
        state: 'detected',
        detectedBy: 'rule',
      },
      {
        category: 'visit-window',
        activityKey: null,
        daysOut: 3,
        reasonCode: 'participant-travel',
        reason: 'participant travel',
        summary: 'V3 took place 3 days after its window',
        subjectNumber: '101-007',
        occurredOn: '2026-04-13',
        important: null,
        can: { assess: false },
      },
    ]);
  });

  it('a visit as planned drafts nothing, and neither does an imported one', async () => {
    expect(await of(await drafted({ outByDays: 0 }))).toEqual([]);
    expect(await of(await drafted({ ...late, ...pkMissed, source: 'imported' }))).toEqual([]);
  });

  it('re-opening voids what rested on the record, and the corrected record drafts anew', async () => {
    const visit = await drafted(late);
    await coordinator.act('visits.reopen', (act) => voidDeviations(act, { ...visit, reason: 'wrong date' }));
    expect(await of(visit)).toMatchObject([{ state: 'voided', voidedReason: 'wrong date', next: [] }]);
    await draft({ ...visit, generation: 1, outByDays: -1 });
    expect((await of(visit)).map((deviation) => [deviation.state, deviation.daysOut]).sort((a, b) => (a[0] < b[0] ? -1 : 1))).toEqual([
      ['detected', -1],
      ['voided', 3],
    ]);
  });

  it('a deviation already reported outlives the correction of its visit, and is not drafted twice', async () => {
    const visit = await drafted(late);
    const [found] = await of(visit);
    const assessed = await assess(director, found, sampleAssessment);
    await assess(director, assessed.body, { to: 'reporting-due' });
    await coordinator.act('visits.reopen', (act) => voidDeviations(act, { ...visit, reason: 'wrong date' }));
    await draft({ ...visit, generation: 1 });
    expect(await of(visit)).toMatchObject([{ state: 'reporting-due' }]);
  });
});

describe('assessment', () => {
  it('[BR-24] an important deviation is assessed, reported, explained and closed, in that order', async () => {
    const [found] = await of(await drafted(late));
    expect((await assess(coordinator, found, sampleAssessment)).status).toBe(403);
    expect((await assess(director, found, { to: 'closed' })).body).toMatchObject({ code: 'transition-not-allowed', status: 422 });
    expect((await assess(director, found, { to: 'assessed' })).body.code).toBe('importance-missing');
    const assessed = await assess(director, found, sampleAssessment);
    expect(assessed.body).toMatchObject({ state: 'assessed', important: true, reportableTo: ['IRB'], version: 2, can: { assess: true } });
    expect((await assess(director, found, sampleAssessment)).body).toMatchObject({
      code: 'version-conflict',
      data: { current: { state: 'assessed' } },
    });
    expect((await assess(director, assessed.body, { to: 'closed', rootCause: 'booking' })).body.code).toBe('report-still-due');
    const due = await assess(director, assessed.body, { to: 'reporting-due' });
    const reported = await assess(director, due.body, { to: 'reported' });
    expect((await assess(director, reported.body, { to: 'closed' })).body.code).toBe('root-cause-missing');
    const explained = await assess(director, reported.body, { to: 'root-cause-found', rootCause: 'No reminder before travel' });
    const closed = await assess(director, explained.body, { to: 'closed' });
    expect(closed.body).toMatchObject({
      state: 'closed',
      important: true,
      rootCause: 'No reminder before travel',
      next: [],
      can: { assess: false },
    });
  });

  it('[BR-27] the trail holds who assessed it, with the reason', async () => {
    const [found] = await of(await drafted(late));
    await assess(director, found, { ...sampleAssessment, reason: 'the endpoint is at week 4' });
    const { rows } = await world.superuser.query(
      `select actor_name, action, reason from audit.entry where record_id = $1 and op = 'update'`,
      [found.id],
    );
    expect(rows).toEqual([{ actor_name: 'Dina Rector', action: 'monitoring.assess', reason: 'the endpoint is at week 4' }]);
  });
});

describe('deviations raised by people, and who sees them', () => {
  it('a coordinator raises what no rule can see, as often as it is seen', async () => {
    const path = `/subjects/${subject.subjectId}/deviations`;
    const raised = await coordinator.api('POST', path, sampleRaised);
    expect(raised.body).toMatchObject({
      state: 'raised',
      detectedBy: 'staff',
      category: 'prohibited-medication',
      subjectNumber: '101-007',
    });
    expect((await coordinator.api('POST', path, sampleRaised)).status).toBe(200);
    expect((await coordinator.api('POST', path, { ...sampleRaised, occurredOn: '2026-05-01' })).body.code).toBe('future-date');
    expect((await coordinator.api('POST', path, { ...sampleRaised, visitId: newId() })).status).toBe(404);
    expect((await coordinator.api('GET', `/studies/${austin.studyId}/deviations?state=raised`)).body).toHaveLength(2);
  });

  it('a site sees its own deviations; elsewhere they do not exist', async () => {
    const [found] = await of(await drafted(late));
    const there = await world.person('Mia Coordinator', [{ role: 'coordinator', siteId: miami.siteId }]);
    expect((await there.api('GET', `/studies/${austin.studyId}/deviations`)).body).toEqual([]);
    expect((await there.api('GET', `/deviations/${found.id}`)).status).toBe(404);
    expect((await there.api('POST', `/subjects/${subject.subjectId}/deviations`, sampleRaised)).status).toBe(404);
    const money = await world.person('Fin Ance', [{ role: 'finance', siteId: austin.siteId }]);
    expect((await money.api('GET', `/deviations/${found.id}`)).status).toBe(403);
  });

  it('a grant at one site does not lend its permission to another grant at another site', async () => {
    const both = await world.person('Both Hats', [
      { role: 'coordinator', siteId: miami.siteId },
      { role: 'finance', siteId: austin.siteId },
    ]);
    expect((await both.api('GET', `/studies/${austin.studyId}/deviations`)).body).toEqual([]);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
