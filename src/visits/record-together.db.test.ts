// Recording visits of one subject together: the same records, windows and deviations as one by one, and all of them or none.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule as story } from '../../examples/nlx-301/story.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import { type ToldVisit, recordVisits } from './index.ts';
import * as sample from './sample.ts';

/** Week 8 counts from week 4 instead of Day 1, so that a late week 4 moves it. */
const schedule: typeof story = {
  ...story,
  visits: story.visits.map((visit) =>
    visit.key === 'V4' && visit.timing
      ? { ...visit, timing: { ...visit.timing, anchor: { kind: 'visit', visitKey: 'V3' }, offset: { kind: 'day', day: 22 } } }
      : visit,
  ),
};

let world: World;
let nlx: SampleStudy;
let carla: TestPerson;
beforeAll(async () => {
  world = await openWorld('2026-08-10T14:00:00Z');
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', siteId: nlx.sites['101'].siteId, studyId: nlx.studyId }]);
});
afterAll(() => world.close());

const consented = () => sample.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-02-20');
const days: readonly (readonly [key: string, on: string])[] = [
  ['V1', '2026-02-24'],
  ['V2', '2026-03-10'],
  ['V3', '2026-04-14'],
  ['V4', '2026-05-05'],
  ['V5', '2026-06-02'],
  ['FU', '2026-07-02'],
];
const late = { reasonCode: 'participant-travel' as const };
const undone = (key: string) =>
  sample.allDone(schedule, key).map((activity, at) => (at === 1 ? { key: activity.key, done: false, notDoneReason: 'Broken' } : activity));
const bodyOf = (key: string, on: string): ToldVisit['body'] => ({
  actualDate: on,
  modality: key === 'FU' ? 'phone' : 'on-site',
  activities: key === 'V4' ? undone(key) : sample.allDone(schedule, key),
  ...(key === 'V3' ? late : {}),
});
const told = (key: string, on: string): ToldVisit => ({ visitKey: key, cycle: 1, body: bodyOf(key, on) });
const together = (subjectId: string, visits: readonly ToldVisit[]) =>
  carla.act('visits.complete', (act) => recordVisits(act, subjectId, visits));

async function recordOf(subjectId: string) {
  const rowsOf = async (text: string) => (await world.superuser.query(text, [subjectId])).rows;
  return {
    visits:
      await rowsOf(`select visit_key, cycle, state, anchor_date::text, target::text, earliest::text, latest::text, provisional, rebook_needed,
      actual_date::text, modality, out_by_days, reason_code, completed_by, version from visits.visit_occurrence where subject_id = $1 order by position, cycle`),
    activities: await rowsOf(`select v.visit_key, a.activity_key, a.position, a.done, a.not_done_reason from visits.activity_occurrence a
      join visits.visit_occurrence v on v.id = a.visit_id where v.subject_id = $1 order by v.position, a.position`),
    deviations:
      await rowsOf(`select category, state, occurred_on::text, days_out, reason_code, visit_key, activity_key, summary from monitoring.deviation
      where subject_id = $1 order by occurred_on, category`),
    statuses: await rowsOf('select to_status, on_date::text from subjects.status_event where subject_id = $1 order by step'),
  };
}

describe('[BR-02] visits that are recorded together', () => {
  it('stand as they would have, had they been recorded one by one', async () => {
    const [one, other] = [await consented(), await consented()];
    for (const [key, on] of days) {
      const answer = await sample.completeAs(carla, schedule, one, key, on, bodyOf(key, on));
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    }
    await together(
      other,
      days.map(([key, on]) => told(key, on)),
    );
    const alone = await recordOf(one);
    expect(alone.deviations.map(({ category }) => category)).toEqual(['visit-window', 'missed-procedure']);
    expect(await recordOf(other)).toEqual(alone);
  });

  it('are told twice without being recorded twice', async () => {
    const id = await consented();
    const visits = days.slice(0, 4).map(([key, on]) => told(key, on));
    await together(id, visits);
    const before = await recordOf(id);
    await together(id, visits);
    expect(await recordOf(id)).toEqual(before);
  });

  it('are recorded all or none: one without its reason, or one that nobody planned, leaves nothing', async () => {
    const id = await consented();
    const before = await recordOf(id);
    const [first, second] = [told('V1', '2026-02-24'), told('V2', '2026-03-10')];
    const unexplained = {
      ...told('V3', '2026-04-14'),
      body: { ...bodyOf('V4', '2026-04-14'), activities: sample.allDone(schedule, 'V3') },
    };
    await expect(together(id, [first, second, unexplained])).rejects.toThrow('window-reason-missing');
    await expect(together(id, [first, { ...second, cycle: 2 }])).rejects.toThrow('not-found');
    expect(await recordOf(id)).toEqual(before);
  });
});
