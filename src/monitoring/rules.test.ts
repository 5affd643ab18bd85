// Deviations: what a completed visit drafts, and the sequence nobody may jump.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import type { VisitCompleted } from '#visits/rules';
import { type Deviation, type DeviationCommand, decideDeviation, deviationDrafts, deviationStates } from './rules.ts';

const visit: VisitCompleted = {
  fact: 'visits.completed',
  visitId: 'v-3',
  subjectId: '101-007',
  visitKey: 'V3',
  cycle: 1,
  correction: 0,
  state: 'completed',
  actualDate: civilDate('2026-04-13'),
  modality: 'on-site',
  window: { earliest: civilDate('2026-04-04'), latest: civilDate('2026-04-10') },
  outByDays: 3,
  outOfWindowReason: 'snow',
  activities: [{ key: 'labs', done: true, notDoneReason: null }],
};

describe('deviations drafted by rule', () => {
  it('[BR-02] a visit after its window becomes a deviation with its days and its reason', () => {
    expect(deviationDrafts(visit)).toMatchObject([
      { category: 'visit-window', outByDays: 3, reason: 'snow', visitKey: 'V3', sourceKey: 'visit-window:v-3:0' },
    ]);
  });

  it('[F10] an activity not done is a missed procedure; a visit as planned drafts nothing', () => {
    const missed = { ...visit, outByDays: 0, activities: [{ key: 'labs', done: false, notDoneReason: 'no vein' }] };
    expect(deviationDrafts(missed)).toMatchObject([
      { category: 'missed-procedure', activityKey: 'labs', reason: 'no vein', outByDays: null },
    ]);
    expect(deviationDrafts({ ...visit, outByDays: 0 })).toEqual([]);
    expect(deviationDrafts({ ...visit, outByDays: null, window: null })).toEqual([]);
  });

  it('the same fact has the same key, a corrected record another', () => {
    const key = (of: VisitCompleted) => deviationDrafts(of)[0]?.sourceKey;
    expect(key(visit)).toBe(key({ ...visit }));
    expect(key(visit)).not.toBe(key({ ...visit, correction: 1 }));
  });
});

const legal = new Set(
  `detected>assessed detected>voided raised>assessed raised>voided assessed>reporting-due assessed>root-cause-found assessed>closed assessed>voided
   reporting-due>reported reported>root-cause-found reported>closed root-cause-found>closed`.split(/\s+/),
);

describe('deviation life cycle', () => {
  const at = (state: Deviation['state'], more: Partial<Deviation> = {}): Deviation => ({
    state,
    important: false,
    reportableTo: [],
    rootCause: null,
    ...more,
  });
  const refusal = (from: Deviation, command: DeviationCommand) => {
    const decided = decideDeviation(from, command);
    return decided.ok ? 'accepted' : decided.refusal;
  };

  for (const from of deviationStates)
    for (const to of deviationStates) {
      const isLegal = legal.has(`${from}>${to}`);
      it(`[P11-06] a deviation ${from} ${isLegal ? 'may become' : 'never becomes'} ${to}`, () => {
        const command: DeviationCommand = {
          to,
          important: true,
          rootCause: 'booking error',
          reason: 'stated',
          ...(to === 'reporting-due' ? { reportableTo: ['IRB'] } : {}),
        };
        expect(refusal(at(from), command)).toBe(isLegal ? 'accepted' : 'transition-not-allowed');
      });
    }

  it('[BR-24] an important deviation closes only with a root cause, and nothing closes while a report is due', () => {
    expect(refusal(at('assessed', { important: true }), { to: 'closed' })).toBe('root-cause-missing');
    expect(refusal(at('assessed', { important: true, rootCause: 'booking' }), { to: 'closed' })).toBe('accepted');
    expect(refusal(at('assessed'), { to: 'closed' })).toBe('accepted');
    expect(refusal(at('assessed', { reportableTo: ['IRB'] }), { to: 'closed' })).toBe('report-still-due');
    expect(refusal(at('detected'), { to: 'assessed' })).toBe('importance-missing');
    expect(refusal(at('assessed'), { to: 'reporting-due' })).toBe('recipients-missing');
    expect(refusal(at('detected'), { to: 'voided' })).toBe('reason-missing');
  });
});
