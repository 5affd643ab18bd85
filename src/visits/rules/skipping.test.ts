// Writing visits off, and the dates of milestones whose visits were recorded in the wrong order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate, daysBetween } from '#lib';
import { milestoneGivenBy } from './carried.ts';
import { visitStates, visitTransitions } from './lifecycle.ts';
import { type VisitToSkip, decideSkip } from './skipping.ts';

const today = civilDate('2026-05-10');
const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays(today, days));
const visit = fc
  .record({ state: fc.constantFrom(...visitStates), from: fc.option(day), width: fc.nat(20), bookedFor: fc.option(day) })
  .map(({ from, width, ...rest }) => ({ ...rest, earliest: from, latest: from && addDays(from, width) }));

describe('a visit that does not take place', () => {
  it('[P11-06] is missed or cancelled only where the life cycle lets it', () => {
    fc.assert(
      fc.property(visit, fc.constantFrom('missed' as const, 'cancelled' as const), (one, to) => {
        const decided = decideSkip(one, { to, reasonCode: 'participant-travel' }, { today });
        if (!visitTransitions[one.state].includes(to)) expect(decided).toMatchObject({ ok: false, refusal: 'transition-not-allowed' });
        else if (to === 'cancelled') expect(decided).toMatchObject({ ok: true });
      }),
    );
  });

  it('[BR-24] is missed only once it could have taken place, on a day that is not ahead', () => {
    fc.assert(
      fc.property(visit, (one) => {
        const decided = decideSkip({ ...one, state: 'booked' }, { to: 'missed', reasonCode: 'participant-illness' }, { today });
        const begun = [one.earliest, one.bookedFor].some((date) => date && daysBetween(date, today) >= 0);
        expect(decided.ok).toBe(begun);
        if (decided.ok) expect(daysBetween(decided.value.on, today)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('[BR-24] is missed since the last day of its window, since its booked day, or today', () => {
    const window = { state: 'booked' as const, earliest: civilDate('2026-05-02'), latest: civilDate('2026-05-08'), bookedFor: null };
    const on = (one: Partial<VisitToSkip>) => {
      const decided = decideSkip({ ...window, ...one }, { to: 'missed', reasonCode: 'other', reason: ' asleep ' }, { today });
      return decided.ok ? [decided.value.on.toString(), decided.value.reason] : decided.refusal;
    };
    expect(on({})).toEqual(['2026-05-08', 'asleep']);
    expect(on({ latest: civilDate('2026-05-12') })).toEqual(['2026-05-10', 'asleep']);
    expect(on({ latest: civilDate('2026-05-12'), bookedFor: civilDate('2026-05-09') })).toEqual(['2026-05-09', 'asleep']);
    expect(on({ earliest: civilDate('2026-05-11'), latest: civilDate('2026-05-12') })).toBe('not-yet-missed');
  });

  it('needs words where its reason is none of the list', () => {
    const open = { state: 'planned' as const, earliest: today, latest: today, bookedFor: null };
    expect(decideSkip(open, { to: 'cancelled', reasonCode: 'other', reason: '  ' }, { today })).toMatchObject({
      refusal: 'reason-text-missing',
    });
  });
});

describe('the milestone of several carriers', () => {
  it('[SUB-02] is right after corrections in any order: the first of them, or the last for the last dose', () => {
    const kinds = fc.constantFrom('first-dose' as const, 'randomised' as const, 'last-dose' as const);
    fc.assert(
      fc.property(
        kinds,
        fc.array(day, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(), day), { maxLength: 8 }),
        (kind, first, corrections) => {
          const done = new Map<number, typeof today>();
          let milestone = today;
          const record = (visit: number, on: typeof today, correction: number) => {
            done.delete(visit);
            milestone = milestoneGivenBy({ on, correction }, kind, [...done.values()]) ?? milestone;
            done.set(visit, on);
          };
          first.forEach((on, visit) => record(visit, on, 0));
          corrections.forEach(([pick, on], index) => record(pick % first.length, on, index + 1));
          const dates = [...done.values()].sort((a, b) => daysBetween(b, a));
          expect(milestone.toString()).toBe((kind === 'last-dose' ? dates.at(-1) : dates[0])?.toString());
        },
      ),
    );
  });
});
