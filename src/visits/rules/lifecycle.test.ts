// The life cycle of a visit: every pair of states is either in the table or refused.
import { describe, expect, it } from 'vitest';
import { decideReopen, decideVisitState, visitStates } from './lifecycle.ts';

// Written by hand from the life cycle of the design, not derived from the code.
const legal = new Set(
  `planned>booked planned>arrived planned>completed planned>partially-completed planned>missed planned>cancelled planned>not-applicable
   booked>planned booked>confirmed booked>arrived booked>completed booked>partially-completed booked>missed booked>cancelled booked>not-applicable
   confirmed>planned confirmed>booked confirmed>arrived confirmed>completed confirmed>partially-completed confirmed>missed confirmed>cancelled
   confirmed>not-applicable arrived>in-progress arrived>completed arrived>partially-completed arrived>cancelled
   in-progress>completed in-progress>partially-completed in-progress>cancelled`.split(/\s+/),
);

describe('visit life cycle', () => {
  for (const from of visitStates)
    for (const to of visitStates) {
      const isLegal = legal.has(`${from}>${to}`);
      it(`[P11-06] a visit ${from} ${isLegal ? 'may become' : 'never becomes'} ${to}`, () => {
        const decided = decideVisitState(from, to);
        expect(decided).toEqual(isLegal ? { ok: true, value: to } : { ok: false, refusal: 'transition-not-allowed', detail: { from, to } });
      });
    }

  it('[P11-06] a completed visit re-opens only with a reason, and the correction is counted', () => {
    expect(decideReopen({ state: 'completed', correction: 0 }, { reason: ' ' })).toMatchObject({ refusal: 'reason-missing' });
    expect(decideReopen({ state: 'completed', correction: 0 }, { reason: 'wrong date' })).toEqual({
      ok: true,
      value: { state: 'in-progress', correction: 1, reason: 'wrong date' },
    });
    expect(decideReopen({ state: 'missed', correction: 2 }, { reason: 'came after all' })).toMatchObject({
      value: { state: 'planned', correction: 3 },
    });
    expect(decideReopen({ state: 'booked', correction: 0 }, { reason: 'x' })).toMatchObject({ refusal: 'not-closed' });
  });
});
