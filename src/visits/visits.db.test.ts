// Subject 101-007 of NLX-301 to the letter over the API, and what two people, wrong people and impatient people cause.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Temporal } from '#lib';
import { schedule } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import * as sample from './sample.ts';

let world: World;
let nlx: SampleStudy;
let manager: TestPerson;
let carla: TestPerson;
let subjectId: string;
const clock = '2026-04-13T14:00:00Z';
beforeAll(async () => {
  world = await openWorld(clock);
  manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', siteId: nlx.sites['101'].siteId, studyId: nlx.studyId }]);
  subjectId = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 7, '2026-02-24');
});
afterAll(() => world.close());

const allDone = (key: string) => sample.allDone(schedule, key);
const completeAs = (person: TestPerson, subjectId: string, key: string, on: string, more?: Record<string, unknown>) =>
  sample.completeAs(person, schedule, subjectId, key, on, more);

const windowsOf = async (id = subjectId) => {
  const { body } = await carla.api('GET', `/subjects/${id}/visits`);
  return Object.fromEntries(
    body.visits.map((visit: { key: string; earliest: string; latest: string }) => [visit.key, `${visit.earliest}..${visit.latest}`]),
  );
};
async function count(table: string): Promise<number> {
  return Number((await world.superuser.query(`select count(*) as n from ${table}`)).rows[0].n);
}

describe('101-007, told in order', () => {
  it('[BR-03] consent plans six visits, none of which has a window before anything is dated', async () => {
    const { body } = await carla.api('GET', `/subjects/${subjectId}/visits`);
    expect(body.subject).toMatchObject({ number: '101-007', status: 'consented' });
    expect(body.visits.map((visit: { key: string; state: string }) => [visit.key, visit.state])).toEqual(
      ['V1', 'V2', 'V3', 'V4', 'V5', 'FU'].map((key) => [key, 'planned']),
    );
    expect(body.visits[0]).toMatchObject({
      earliest: null,
      latest: null,
      unresolved: 'anchor-undated',
      can: { complete: true, book: true, correct: false },
    });
  });

  it('[BR-02b] screening on 2026-02-24 opens screening and leaves 02-25 to 03-24 to randomisation', async () => {
    const answer = await completeAs(carla, subjectId, 'V1', '2026-02-24');
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    expect(answer.body).toMatchObject({ state: 'completed', outByDays: null });
    expect((await carla.api('GET', `/subjects/${subjectId}`)).body.status).toBe('in-screening');
    expect(await sample.visitOf(carla, subjectId, 'V2')).toMatchObject({
      earliest: '2026-02-25',
      latest: '2026-03-24',
      limit: { earliest: '2026-02-25', latest: '2026-03-24', setBy: 'Screening', provisional: false },
    });
  });

  it('[BR-01] randomisation on 2026-03-10 is Day 1, enrols and begins treatment, and dates every window', async () => {
    const answer = await completeAs(carla, subjectId, 'V2', '2026-03-10');
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    expect((await carla.api('GET', `/visits/${answer.body.id}`)).body).toEqual(answer.body);
    const subject = (await carla.api('GET', `/subjects/${subjectId}`)).body;
    expect(subject.status).toBe('on-treatment');
    expect(subject.milestones).toEqual(
      expect.arrayContaining(['randomised', 'first-dose'].map((kind) => ({ kind, on: '2026-03-10', source: 'program' }))),
    );
    const { body } = await carla.api('GET', `/subjects/${subjectId}/visits`);
    expect(body.dayOne).toBe('2026-03-10');
    expect(await windowsOf()).toEqual({
      V1: '2026-02-10..2026-03-09',
      V2: '2026-02-25..2026-03-24',
      V3: '2026-04-04..2026-04-10',
      V4: '2026-05-02..2026-05-08',
      V5: '2026-05-26..2026-06-09',
      FU: '2026-07-02..2026-07-07',
    });
    const days = Object.fromEntries(body.visits.map((visit: { key: string; studyDay: number }) => [visit.key, visit.studyDay]));
    expect(days).toMatchObject({ V1: -14, V2: 1, V3: 29, V4: 57, V5: 85 });
    expect(await sample.visitOf(carla, subjectId, 'FU')).toMatchObject({ target: '2026-07-02', provisional: true });
    expect(await sample.visitOf(carla, subjectId, 'V3')).toMatchObject({
      target: '2026-04-07',
      studyDayEarliest: 26,
      studyDayLatest: 32,
      provisional: false,
    });
  });

  it('[J1] on 2026-04-13 in Austin V3 is listed as three days late, its window ended 04-10', async () => {
    const { body } = await carla.api('GET', `/study-sites/${nlx.sites['101'].studySiteId}/visits/due`);
    expect(body).toMatchObject({ today: '2026-04-13', timeZone: 'America/Chicago' });
    expect(body.visits).toEqual([
      expect.objectContaining({
        subjectNumber: '101-007',
        key: 'V3',
        standing: 'late',
        lateByDays: 3,
        standingText: '3 days late, window ended 04-10',
        can: { complete: true, book: true, correct: false, miss: true, cancel: true },
        studyDay: 29,
        studyDayEarliest: 26,
        studyDayLatest: 32,
        anchorBasis: 'actual',
        siteName: 'Austin Research',
      }),
    ]);
    const detail = (await carla.api('GET', `/visits/${body.visits[0].visitId}`)).body;
    expect(detail).toMatchObject({
      subjectNumber: '101-007',
      ifToday: { studyDay: 35, outByDays: 3, needsReason: true },
      activities: allDone('V3').map(({ key }) => ({ key, done: null })),
    });
  });

  it('[BR-02] V3 outside its window needs a reason from the list, each activity a decision, and no day ahead of the site', async () => {
    expect((await completeAs(carla, subjectId, 'V3', '2026-04-13')).body).toMatchObject({
      status: 422,
      code: 'window-reason-missing',
      data: { outByDays: 3 },
    });
    expect((await completeAs(carla, subjectId, 'V3', '2026-04-13', { reasonCode: 'bad weather' })).status).toBe(400);
    expect((await completeAs(carla, subjectId, 'V3', '2026-04-13', { reasonCode: 'other' })).body).toMatchObject({
      code: 'reason-text-missing',
    });
    expect((await completeAs(carla, subjectId, 'V3', '2026-04-14', { reasonCode: 'participant-travel' })).body).toMatchObject({
      code: 'future-date',
      data: { today: '2026-04-13' },
    });
    const activities = [{ key: 'labs', done: true }];
    expect((await completeAs(carla, subjectId, 'V3', '2026-04-13', { reasonCode: 'participant-travel', activities })).body).toMatchObject({
      code: 'activity-undecided',
    });
    expect(await sample.visitOf(carla, subjectId, 'V3')).toMatchObject({ state: 'planned' });
  });

  it('[BR-02] a visit after its window is kept with its reason; what does not hang on it stays where it is', async () => {
    const before = await sample.visitOf(carla, subjectId, 'V3');
    const reason = `<script>alert(1)</script> '; drop table visits.visit_occurrence; --`;
    const answer = await completeAs(carla, subjectId, 'V3', '2026-04-13', { reasonCode: 'participant-travel', reason });
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    expect(answer.body).toMatchObject({
      state: 'completed',
      actualDate: '2026-04-13',
      outByDays: 3,
      reasonCode: 'participant-travel',
      reason,
      standingText: '3 days after its window',
      studyDay: 35,
    });
    expect(await windowsOf()).toMatchObject({ V3: '2026-04-04..2026-04-10', V4: '2026-05-02..2026-05-08', V5: '2026-05-26..2026-06-09' });
    const entries = await count('audit.entry');
    const again = await carla.api(
      'POST',
      `/visits/${before.id}/completion`,
      { actualDate: '2026-04-13', modality: 'on-site', activities: allDone('V3'), reasonCode: 'participant-travel', reason },
      { 'if-match': String(before.version) },
    );
    expect(again.status).toBe(200);
    expect(again.body).toEqual(answer.body);
    expect(await count('audit.entry')).toBe(entries);
    const other = await completeAs(carla, subjectId, 'V3', '2026-04-12', { reasonCode: 'participant-travel' });
    expect(other.body).toMatchObject({ code: 'already-completed' });
  });

  it('[BR-02] the windows report counts it late, and names the reading of the first day', async () => {
    const { body } = await carla.api('GET', `/studies/${nlx.studyId}/visit-windows`);
    expect(body.totals).toEqual({ visits: 3, inWindow: 2, early: 0, late: 1 });
    expect(body.rows[2]).toEqual({
      site: '101',
      subject: '101-007',
      visit: 'Week 4',
      cycle: 1,
      target: '2026-04-07',
      earliest: '2026-04-04',
      latest: '2026-04-10',
      actual: '2026-04-13',
      outByDays: 3,
      inWindow: false,
    });
    expect((await carla.api('GET', `/studies/${nlx.studyId}/visit-windows?firstDay=1`)).body.totals).toEqual(body.totals);
    expect((await carla.api('GET', `/studies/${nlx.studyId}/visit-windows?firstDay=2`)).status).toBe(400);
  });

  it('[BR-03] the last dose at V5 makes the follow-up call final, 30 days later', async () => {
    world.now = Temporal.Instant.from('2026-06-05T15:00:00Z');
    expect((await completeAs(carla, subjectId, 'V4', '2026-05-05')).status).toBe(200);
    const answer = await completeAs(carla, subjectId, 'V5', '2026-06-02');
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    expect(await sample.visitOf(carla, subjectId, 'FU')).toMatchObject({
      earliest: '2026-07-02',
      latest: '2026-07-07',
      provisional: false,
      anchorBasis: 'milestone',
    });
    world.now = Temporal.Instant.from(clock);
  });

  it('[J1] the history of the visit says who, when and why', async () => {
    const visit = await sample.visitOf(carla, subjectId, 'V3');
    const { rows } = await world.superuser.query(
      `select action, actor_name, reason, after ->> 'state' as state from audit.entry where record_id = $1 order by id desc limit 1`,
      [visit.id],
    );
    expect(rows).toEqual([
      { action: 'visits.complete', actor_name: 'Carla Coordinator', reason: expect.stringContaining('<script>'), state: 'completed' },
    ]);
  });
});

describe('several people', () => {
  it('of two who read the same version one is told what the other saved', async () => {
    const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-03-01');
    const visit = await sample.visitOf(carla, id, 'V1');
    const book = (bookedFor: string) =>
      carla.api('POST', `/visits/${visit.id}/booking`, { bookedFor }, { 'if-match': String(visit.version) });
    const answers = await Promise.all([book('2026-04-20'), book('2026-04-21')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const [won, lost] = answers[0]?.status === 200 ? answers : [...answers].reverse();
    expect(lost?.body).toMatchObject({
      code: 'version-conflict',
      data: { yours: visit.version, current: { bookedFor: won?.body.bookedFor } },
    });
  });

  it('[P11-04] out of scope there is no visit, and a reader may not write', async () => {
    const visit = await sample.visitOf(carla, subjectId, 'FU');
    const body = { actualDate: '2026-04-13', modality: 'phone', activities: [{ key: 'follow-up-call', done: true }] };
    const complete = (person: TestPerson) =>
      person.api('POST', `/visits/${visit.id}/completion`, body, { 'if-match': String(visit.version) });
    const miami = await world.person('Mia Miami', [{ role: 'coordinator', siteId: nlx.sites['102'].siteId, studyId: nlx.studyId }]);
    expect([(await complete(miami)).status, (await miami.api('GET', `/visits/${visit.id}`)).status]).toEqual([404, 404]);
    expect((await miami.api('GET', `/subjects/${subjectId}/visits`)).status).toBe(404);
    const monitor = await world.person('Cora Cra', [{ role: 'monitor', siteId: nlx.sites['101'].siteId, studyId: nlx.studyId }]);
    expect((await complete(monitor)).status).toBe(403);
    const both = [
      { role: 'coordinator' as const, siteId: nlx.sites['102'].siteId, studyId: nlx.studyId },
      { role: 'monitor' as const, siteId: nlx.sites['101'].siteId, studyId: nlx.studyId },
    ];
    const elsewhere = await world.person('Nora Neighbour', both);
    expect((await complete(elsewhere)).body).toMatchObject({ status: 403, code: 'not-allowed' });
    expect((await monitor.api('GET', `/visits/${visit.id}`)).body.can).toEqual({
      complete: false,
      book: false,
      correct: false,
      miss: false,
      cancel: false,
    });
    const regulatory = await world.person('Rhea Regulatory', [
      { role: 'regulatory', siteId: nlx.sites['101'].siteId, studyId: nlx.studyId },
    ]);
    expect((await regulatory.api('GET', `/subjects/${subjectId}/visits`)).status).toBe(403);
    expect((await complete(carla)).status).toBe(422);
  });

  it.each(['the same key', 'twenty keys'])('[P11-06] twenty equal completions at once with %s have one effect', async (keys) => {
    const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-03-01');
    const visit = await sample.visitOf(carla, id, 'V1');
    const body = { actualDate: '2026-03-02', modality: 'on-site', activities: allDone('V1') };
    const send = (index: number) =>
      carla.api('POST', `/visits/${visit.id}/completion`, body, {
        'if-match': String(visit.version),
        'idempotency-key': keys === 'the same key' ? `completion-of-${id}` : `completion-${index}-of-${id}`,
      });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => send(index)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    const { rows } = await world.superuser.query(
      `select count(*) as n from audit.entry where record_id = $1 and after ->> 'state' = 'completed'`,
      [visit.id],
    );
    expect(Number(rows[0].n)).toBe(1);
  });
});

describe('arranging and correcting', () => {
  it('[BR-03] a booking of the anchor dates the others provisionally, and a booking outside a window asks for another day', async () => {
    const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-04-01');
    const book = async (key: string, bookedFor: string | null) => {
      const visit = await sample.visitOf(carla, id, key);
      return carla.api('POST', `/visits/${visit.id}/booking`, { bookedFor }, { 'if-match': String(visit.version) });
    };
    expect((await book('V2', '2026-04-12')).body).toMatchObject({ code: 'past-date' });
    expect((await book('V2', '2026-04-20')).body).toMatchObject({ state: 'booked', bookedFor: '2026-04-20' });
    expect(await sample.visitOf(carla, id, 'V3')).toMatchObject({ target: '2026-05-18', provisional: true });
    expect((await book('V3', '2026-05-18')).body).toMatchObject({ rebookNeeded: false });
    await book('V2', '2026-04-27');
    expect(await sample.visitOf(carla, id, 'V3')).toMatchObject({ earliest: '2026-05-22', rebookNeeded: true });
    expect((await book('V3', null)).body).toMatchObject({ state: 'planned', bookedFor: null, rebookNeeded: false });
  });

  it('[BR-03] re-opening needs a reason, counts corrections, and another Day 1 moves what is not done', async () => {
    const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-03-01');
    await completeAs(carla, id, 'V1', '2026-03-02');
    await completeAs(carla, id, 'V2', '2026-03-10');
    const visit = await sample.visitOf(carla, id, 'V2');
    const reopen = (reason: string, version = visit.version) =>
      carla.api('POST', `/visits/${visit.id}/reopening`, { reason }, { 'if-match': String(version) });
    expect((await reopen('   ')).status).toBe(400);
    expect((await reopen('wrong day', visit.version + 5)).status).toBe(409);
    const opened = await reopen('wrong day');
    expect(opened.body).toMatchObject({ state: 'in-progress', generation: 1, actualDate: null, can: { complete: true, correct: false } });
    expect((await completeAs(carla, id, 'V2', '2026-03-12')).body).toMatchObject({
      state: 'completed',
      actualDate: '2026-03-12',
      generation: 1,
    });
    expect(await sample.visitOf(carla, id, 'V3')).toMatchObject({ target: '2026-04-09' });
    const subject = (await carla.api('GET', `/subjects/${id}`)).body;
    expect(subject.milestones).toContainEqual({ kind: 'randomised', on: '2026-03-12', source: 'program' });
    const { rows } = await world.superuser.query(`select reason from audit.entry where record_id = $1 and action = 'visits.correct'`, [
      visit.id,
    ]);
    expect(rows).toEqual([{ reason: 'wrong day' }]);
  });

  it('a final status ends the plan: nothing arranged does not apply, what was booked is cancelled', async () => {
    const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-03-01');
    await completeAs(carla, id, 'V1', '2026-03-02');
    const v2 = await sample.visitOf(carla, id, 'V2');
    await carla.api('POST', `/visits/${v2.id}/booking`, { bookedFor: '2026-04-15' }, { 'if-match': String(v2.version) });
    const subject = (await carla.api('GET', `/subjects/${id}`)).body;
    await carla.api(
      'POST',
      `/subjects/${id}/status`,
      { to: 'screen-failure', on: '2026-04-13', reason: 'criterion 2' },
      { 'if-match': String(subject.version) },
    );
    const { body } = await carla.api('GET', `/subjects/${id}/visits`);
    expect(body.visits.map((visit: { key: string; state: string }) => `${visit.key} ${visit.state}`)).toEqual([
      'V1 completed',
      'V2 cancelled',
      'V3 not-applicable',
      'V4 not-applicable',
      'V5 not-applicable',
      'FU not-applicable',
    ]);
    expect((await completeAs(carla, id, 'V3', '2026-04-13')).body).toMatchObject({ code: 'not-open' });
    const refused = await carla.api('POST', `/subjects/${id}/visits`, { name: 'Extra' });
    expect(refused.body).toMatchObject({ code: 'participation-ended' });
  });

  it('an unscheduled visit is completed with its own activities and is judged by no window', async () => {
    const add = (body: Record<string, unknown>) => carla.api('POST', `/subjects/${subjectId}/visits`, body);
    expect((await add({ name: 'Extra ECG', activities: ['mri'] })).body).toMatchObject({ code: 'activity-unknown' });
    const added = await add({ name: 'Extra ECG', activities: ['ecg'] });
    expect(added.body).toMatchObject({
      key: 'unscheduled',
      repeatNo: 1,
      scheduled: false,
      activities: [{ key: 'ecg', name: '12-lead ECG', done: null }],
    });
    expect((await add({ name: 'Second' })).body).toMatchObject({ repeatNo: 2 });
    const body = { actualDate: '2026-04-13', modality: 'on-site', activities: [{ key: 'ecg', done: true }] };
    const done = await carla.api('POST', `/visits/${added.body.id}/completion`, body, { 'if-match': '1' });
    expect(done.body).toMatchObject({ state: 'completed', outByDays: null });
    const report = (await carla.api('GET', `/studies/${nlx.studyId}/visit-windows`)).body;
    expect(report.excluded).toContainEqual({ reason: 'unscheduled', visit: 'Extra ECG', count: 1 });
  });

  it('an activity not done needs its reason and makes the visit partial', async () => {
    const id = await sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-03-01');
    const [first, ...rest] = allDone('V1');
    const partly = (notDoneReason?: string) =>
      completeAs(carla, id, 'V1', '2026-03-02', { activities: [{ ...first, done: false, notDoneReason }, ...rest] });
    expect((await partly()).body).toMatchObject({ code: 'not-done-reason-missing', data: { activities: ['vital-signs'] } });
    const answer = await partly('equipment');
    expect(answer.body).toMatchObject({ state: 'partially-completed' });
    expect(answer.body.activities[0]).toMatchObject({ key: 'vital-signs', done: false, notDoneReason: 'equipment' });
  });
});

describe('after all this', () => {
  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
