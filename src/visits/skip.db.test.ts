// Visits that do not take place, and milestones by hand, over the API; and the life cycle at the walls of the database.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import { visitStates } from './rules.ts';
import * as sample from './sample.ts';

let world: World;
let nlx: SampleStudy;
let carla: TestPerson;
let quality: TestPerson;
beforeAll(async () => {
  world = await openWorld('2026-05-10T14:00:00Z');
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  const here = { siteId: nlx.sites['101'].siteId, studyId: nlx.studyId };
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', ...here }]);
  quality = await world.person('Quinn Quality', [{ role: 'quality', ...here }]);
});
afterAll(() => world.close());

const complete = (id: string, key: string, on: string, more?: Record<string, unknown>) =>
  sample.completeAs(carla, schedule, id, key, on, more);
const post = (path: string, body: unknown, version: number, person = carla) =>
  person.api('POST', path, body, { 'if-match': String(version) });
async function act(id: string, key: string, what: 'miss' | 'cancellation' | 'reopening' | 'booking', body: unknown) {
  const visit = await sample.visitOf(carla, id, key);
  return post(`/visits/${visit.id}/${what}`, body, visit.version);
}
async function randomised(on = '2026-03-10'): Promise<string> {
  const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-02-20');
  await complete(id, 'V1', '2026-02-24');
  if (on) await complete(id, 'V2', on);
  return id;
}
const deviationsOf = async (subjectId: string) =>
  (await quality.api('GET', `/studies/${nlx.studyId}/deviations?subjectId=${subjectId}`)).body as Record<string, unknown>[];
const subjectOf = async (id: string) => (await carla.api('GET', `/subjects/${id}`)).body;
const milestonesOf = async (id: string) =>
  Object.fromEntries((await subjectOf(id)).milestones.map(({ kind, on }: { kind: string; on: string }) => [kind, on]));

describe('visits that do not take place', () => {
  it('[BR-24] a missed visit keeps its reason, becomes a deviation to assess, and is off', async () => {
    const id = await randomised();
    expect((await act(id, 'V3', 'miss', {})).status).toBe(400);
    expect((await act(id, 'V3', 'miss', { reasonCode: 'other' })).body).toMatchObject({ code: 'reason-text-missing' });
    const missed = await act(id, 'V3', 'miss', { reasonCode: 'participant-illness' });
    expect(missed.body).toMatchObject({
      state: 'missed',
      standing: 'off',
      reasonCode: 'participant-illness',
      can: { complete: false, miss: false, cancel: false, correct: true },
    });
    expect(await deviationsOf(id)).toEqual([
      expect.objectContaining({
        category: 'missed-procedure',
        state: 'detected',
        detectedBy: 'rule',
        occurredOn: '2026-04-10',
        reasonCode: 'participant-illness',
        summary: 'Week 4 was missed',
        visitKey: 'V3',
      }),
    ]);
    expect((await complete(id, 'V3', '2026-04-09')).body).toMatchObject({ code: 'not-open' });
  });

  it('[BR-24] what lies ahead is not missed; it may be cancelled, which quality hears of too', async () => {
    const id = await randomised();
    expect((await act(id, 'V5', 'miss', { reasonCode: 'participant-travel' })).body).toMatchObject({
      code: 'not-yet-missed',
      data: { earliest: '2026-05-26', today: '2026-05-10' },
    });
    expect((await act(id, 'V5', 'cancellation', { reasonCode: 'sponsor-instruction' })).body).toMatchObject({ state: 'cancelled' });
    expect(await deviationsOf(id)).toMatchObject([{ summary: 'End of treatment was cancelled', occurredOn: '2026-05-10' }]);
    const extra = (await carla.api('POST', `/subjects/${id}/visits`, { name: 'Extra', bookedFor: '2026-05-10' })).body;
    expect((await post(`/visits/${extra.id}/miss`, { reasonCode: 'participant-unreachable' }, extra.version)).body).toMatchObject({
      state: 'missed',
      bookedFor: '2026-05-10',
    });
    expect(await deviationsOf(id)).toHaveLength(1);
  });

  it('[BR-03] visits counted from a missed visit count from its ideal date, and move when it took place after all', async () => {
    const id = await randomised('');
    await act(id, 'V2', 'booking', { bookedFor: '2026-05-11' });
    const before = await sample.visitOf(carla, id, 'V3');
    expect(before).toMatchObject({ anchorDate: '2026-05-11', anchorBasis: 'booked', provisional: true });
    const missed = await act(id, 'V2', 'miss', { reasonCode: 'participant-unreachable' });
    expect([missed.status, missed.body.code ?? missed.body.state]).toEqual([200, 'missed']);
    expect(await sample.visitOf(carla, id, 'V3')).toMatchObject({ anchorDate: '2026-03-24', target: '2026-04-21' });
    await act(id, 'V2', 'reopening', { reason: 'she came after all' });
    expect(await deviationsOf(id)).toMatchObject([{ state: 'voided', voidedReason: 'she came after all' }]);
    const done = await complete(id, 'V2', '2026-03-20');
    expect(done.body).toMatchObject({ state: 'completed', generation: 1 });
    expect(await sample.visitOf(carla, id, 'V3')).toMatchObject({ anchorDate: '2026-03-20', anchorBasis: 'actual', provisional: false });
  });

  it('two people: a version that was read before is refused with both, and a repeated key misses once', async () => {
    const id = await randomised();
    const visit = await sample.visitOf(carla, id, 'V3');
    const key = { 'if-match': String(visit.version), 'idempotency-key': newId() };
    const body = { reasonCode: 'site-closed' };
    const [first, again] = [
      await carla.api('POST', `/visits/${visit.id}/miss`, body, key),
      await carla.api('POST', `/visits/${visit.id}/miss`, body, key),
    ];
    expect([first.status, again.status, again.body.state]).toEqual([200, 200, 'missed']);
    expect((await post(`/visits/${visit.id}/cancellation`, body, visit.version)).body).toMatchObject({ code: 'version-conflict' });
    expect(await deviationsOf(id)).toHaveLength(1);
    expect((await post(`/visits/${visit.id}/miss`, body, visit.version, quality)).status).toBe(403);
  });
});

describe('milestones by hand', () => {
  it('[BR-02a] a milestone is recorded once, moves the plan and the status, and is corrected only with a reason', async () => {
    const id = await randomised('');
    const reach = async (body: Record<string, unknown>) => post(`/subjects/${id}/milestones`, body, (await subjectOf(id)).version);
    expect((await reach({ kind: 'randomised', on: '2026-05-11' })).body).toMatchObject({ code: 'future-date' });
    expect((await reach({ kind: 'randomised', on: '2026-02-19' })).body).toMatchObject({ code: 'before-consent' });
    expect((await reach({ kind: 'last-dose', on: '2026-05-01' })).body).toMatchObject({ code: 'last-dose-out-of-order' });
    expect((await reach({ kind: 'completed', on: '2026-05-01' })).status).toBe(400);
    const first = await subjectOf(id);
    expect((await reach({ kind: 'randomised', on: '2026-03-12' })).body).toMatchObject({ status: 'enrolled' });
    expect((await post(`/subjects/${id}/milestones`, { kind: 'progression', on: '2026-05-01' }, first.version)).status).toBe(409);
    expect((await reach({ kind: 'randomised', on: '2026-03-13' })).body).toMatchObject({ code: 'reason-missing' });
    const corrected = await reach({ kind: 'randomised', on: '2026-03-13', reason: 'read from the wrong line' });
    expect(corrected.body.milestones).toContainEqual({ kind: 'randomised', on: '2026-03-13', source: 'program' });
    const { version } = await subjectOf(id);
    expect((await reach({ kind: 'randomised', on: '2026-03-13' })).body.version).toBe(version);
    const { rows } = await world.superuser.query(
      `select op, before ->> 'on_date' as was, after ->> 'on_date' as became, reason from audit.entry
         where record_table = 'subjects.milestone' and (after ->> 'subject_id') = $1 and action = 'subjects.reach-milestone' order by id`,
      [id],
    );
    expect(rows).toEqual([
      { op: 'insert', was: null, became: '2026-03-12', reason: null },
      { op: 'update', was: '2026-03-12', became: '2026-03-13', reason: 'read from the wrong line' },
    ]);
  });

  it('[BR-02a] what was recorded on the milestone itself is not moved by a later step of the status', async () => {
    const id = await randomised('');
    await post(`/subjects/${id}/milestones`, { kind: 'first-dose', on: '2026-03-12' }, (await subjectOf(id)).version);
    for (const [to, on] of [
      ['eligible', '2026-03-12'],
      ['enrolled', '2026-03-12'],
      ['on-treatment', '2026-03-15'],
    ])
      expect((await post(`/subjects/${id}/status`, { to, on }, (await subjectOf(id)).version)).status).toBe(200);
    expect(await milestonesOf(id)).toMatchObject({ 'first-dose': '2026-03-12', randomised: '2026-03-12' });
  });

  it('[BR-02a] a visit that was recorded on the wrong day gives its milestones the right one when it is recorded again', async () => {
    const id = await randomised('2026-03-12');
    await act(id, 'V2', 'reopening', { reason: 'wrong day' });
    expect(await milestonesOf(id)).toMatchObject({ randomised: '2026-03-12' });
    await complete(id, 'V2', '2026-03-10');
    expect(await milestonesOf(id)).toMatchObject({ randomised: '2026-03-10', 'first-dose': '2026-03-10' });
  });
});

describe('the walls of the database', () => {
  // Written by hand from the life cycle of the design; a correction counts up.
  const forward = new Set(
    `planned>booked planned>arrived planned>completed planned>partially-completed planned>missed planned>cancelled planned>not-applicable
     booked>planned booked>confirmed booked>arrived booked>completed booked>partially-completed booked>missed booked>cancelled booked>not-applicable
     confirmed>planned confirmed>booked confirmed>arrived confirmed>completed confirmed>partially-completed confirmed>missed confirmed>cancelled
     confirmed>not-applicable arrived>in-progress arrived>completed arrived>partially-completed arrived>cancelled
     in-progress>completed in-progress>partially-completed in-progress>cancelled`.split(/\s+/),
  );
  const corrections = new Set(
    'completed>in-progress partially-completed>in-progress missed>planned cancelled>planned not-applicable>planned'.split(' '),
  );
  const isDone = (state: string) => state.endsWith('completed');

  it('[P11-06] every pair of states is decided by the database as by the design, and nothing that happened is taken away', async () => {
    const id = await randomised();
    const visit = await sample.visitOf(carla, id, 'V4');
    const sql = (text: string, values: unknown[] = []) => world.superuser.query(text, values);
    const put = `update visits.visit_occurrence set state = $2::text, actual_date = case when $3::boolean then date '2026-05-05' end, generation = generation + $4 where id = $1`;
    const tried: string[] = [];
    for (const from of visitStates)
      for (const to of visitStates)
        for (const corrects of [0, 1]) {
          if (from === to) continue;
          await sql('begin');
          await sql('alter table visits.visit_occurrence disable trigger keep_life_cycle');
          await sql(put, [visit.id, from, isDone(from), 0]);
          await sql('alter table visits.visit_occurrence enable always trigger keep_life_cycle');
          const answer = await sql(put, [visit.id, to, isDone(to), corrects]).then(
            () => 'done',
            (error: { constraint?: string }) => error.constraint,
          );
          await sql('rollback');
          const legal = (corrects === 1 ? corrections : forward).has(`${from}>${to}`);
          if (answer !== (legal ? 'done' : 'visit_life_cycle')) tried.push(`${from}>${to} ${corrects}: ${answer}`);
        }
    expect(tried).toEqual([]);
  });

  it('[P11-05] a completed visit cannot be turned into a plan and deleted, nor one that was written off and planned again', async () => {
    const id = await randomised();
    const done = await sample.visitOf(carla, id, 'V2');
    const asProgram = (text: string) =>
      carla
        .act('visits.test', (work) => work.tx.$client.query(text, [done.id]))
        .then(
          (answer) => answer.rowCount,
          (error: { constraint?: string }) => error.constraint,
        );
    expect(await asProgram(`update visits.visit_occurrence set state = 'planned', actual_date = null where id = $1`)).toBe(
      'visit_life_cycle',
    );
    expect(await asProgram(`delete from visits.visit_occurrence where id = $1`)).toBe(0);
    await act(id, 'V3', 'miss', { reasonCode: 'site-closed' });
    await act(id, 'V3', 'reopening', { reason: 'came after all' });
    const again = await sample.visitOf(carla, id, 'V3');
    expect(again).toMatchObject({ state: 'planned', generation: 1 });
    await expect(
      carla.act('visits.test', (work) => work.tx.$client.query(`delete from visits.visit_occurrence where id = $1`, [again.id])),
    ).rejects.toMatchObject({ constraint: 'visit_record_kept' });
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
