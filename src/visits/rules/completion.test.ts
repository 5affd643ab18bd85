// Completing a visit: every refusal, the late visit that is kept, and the command that may be repeated.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import { type CompleteVisitCommand, type VisitToComplete, decideComplete } from './completion.ts';
import { visitStates } from './lifecycle.ts';

const today = civilDate('2026-04-20');
const visit: VisitToComplete = {
  visitId: 'v-3',
  subjectId: '101-007',
  visitKey: 'V3',
  cycle: 1,
  correction: 0,
  state: 'booked',
  activities: [
    { key: 'labs', name: 'Labs' },
    { key: 'dosing', name: 'Study drug' },
  ],
  window: { earliest: civilDate('2026-04-04'), latest: civilDate('2026-04-10') },
  consentedOn: civilDate('2026-02-24'),
};
const command: CompleteVisitCommand = {
  actualDate: civilDate('2026-04-07'),
  modality: 'on-site',
  activities: [
    { key: 'labs', done: true },
    { key: 'dosing', done: true },
  ],
};
const refusal = (changed: Partial<CompleteVisitCommand>, on: Partial<VisitToComplete> = {}) => {
  const decided = decideComplete({ ...visit, ...on }, { ...command, ...changed }, { today });
  return decided.ok ? 'accepted' : decided.refusal;
};

describe('completing a visit', () => {
  it('[BR-02] a visit after its window is kept with its reason and the days it was late', () => {
    const late = { ...command, actualDate: civilDate('2026-04-13'), outOfWindowReason: 'snow' };
    expect(refusal({ actualDate: late.actualDate })).toBe('window-reason-missing');
    const decided = decideComplete(visit, late, { today });
    expect(decided).toMatchObject({ ok: true, value: { visit: { outByDays: 3, outOfWindowReason: 'snow', state: 'completed' } } });
    expect(decided.ok && decided.value.facts).toHaveLength(1);
  });

  it('a visit in its window needs no reason; both ends are inside', () => {
    expect(refusal({ actualDate: civilDate('2026-04-04') })).toBe('accepted');
    expect(refusal({ actualDate: civilDate('2026-04-10') })).toBe('accepted');
    expect(refusal({ actualDate: civilDate('2026-04-03') })).toBe('window-reason-missing');
  });

  it('screening before randomisation has no window yet and is not out of it', () => {
    const decided = decideComplete({ ...visit, window: null }, command, { today });
    expect(decided).toMatchObject({ value: { visit: { outByDays: null, window: null } } });
  });

  it('each activity must be decided once, be planned, and have a reason when it was not done', () => {
    expect(refusal({ activities: [{ key: 'labs', done: true }] })).toBe('activity-undecided');
    expect(refusal({ activities: [...command.activities, { key: 'mri', done: true }] })).toBe('activity-unknown');
    expect(refusal({ activities: [...command.activities, { key: 'labs', done: true }] })).toBe('activity-repeated');
    expect(
      refusal({
        activities: [
          { key: 'labs', done: false, notDoneReason: '  ' },
          { key: 'dosing', done: true },
        ],
      }),
    ).toBe('not-done-reason-missing');
    const none = command.activities.map(({ key }) => ({ key, done: false, notDoneReason: 'refused' }));
    expect(refusal({ activities: none })).toBe('nothing-done');
    const one = visit.activities.slice(0, 1);
    expect(refusal({ activities: none.slice(0, 1) }, { activities: one })).toBe('nothing-done');
    expect(refusal({ activities: [] }, { activities: [] })).toBe('accepted');
  });

  it('a reason is kept only where one is owed: not for what was done, and not for a visit in its window', () => {
    const talkative = {
      ...command,
      outOfWindowReason: 'came early in the day',
      activities: command.activities.map((activity) => ({ ...activity, notDoneReason: 'was done after all' })),
    };
    expect(decideComplete(visit, talkative, { today })).toMatchObject({
      value: { visit: { outOfWindowReason: null, activities: [{ notDoneReason: null }, { notDoneReason: null }] } },
    });
  });

  it('a visit with an activity not done is partially completed', () => {
    const partly = {
      ...command,
      activities: [
        { key: 'labs', done: false, notDoneReason: 'no vein' },
        { key: 'dosing', done: true },
      ],
    };
    expect(decideComplete(visit, partly, { today })).toMatchObject({ value: { visit: { state: 'partially-completed' } } });
  });

  it('a visit lies neither in the future of the site nor before consent, and only in an allowed modality', () => {
    expect(refusal({ actualDate: civilDate('2026-04-21') })).toBe('future-date');
    expect(refusal({ actualDate: civilDate('2026-02-23') })).toBe('before-consent');
    expect(refusal({ actualDate: today }, { window: null })).toBe('accepted');
    expect(refusal({ actualDate: civilDate('2026-02-24') }, { window: null })).toBe('accepted');
    expect(refusal({ modality: 'phone' }, { modalities: ['on-site'] })).toBe('modality-not-allowed');
  });

  it('[P11-06] only an open visit can be completed', () => {
    const outcomes = visitStates.map((state) => [state, refusal({}, { state })]);
    expect(outcomes.filter(([, outcome]) => outcome === 'accepted').map(([state]) => state)).toEqual([
      'planned',
      'booked',
      'confirmed',
      'arrived',
      'in-progress',
    ]);
  });

  it('the same content twice changes nothing and tells nothing; other content is refused', () => {
    const first = decideComplete(visit, command, { today });
    if (!first.ok) throw new Error(first.refusal);
    const recorded: VisitToComplete = { ...visit, state: 'completed', completed: first.value.visit, window: null };
    const reordered = { ...command, activities: [...command.activities].reverse() };
    expect(decideComplete(recorded, reordered, { today })).toEqual({ ok: true, value: { visit: first.value.visit, facts: [] } });
    const other = decideComplete(recorded, { ...command, actualDate: civilDate('2026-04-08') }, { today });
    expect(other).toMatchObject({ refusal: 'already-completed' });
  });
});
