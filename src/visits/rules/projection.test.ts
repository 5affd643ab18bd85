// Projection: the worked subject of NLX-301, chains, circles, cycles, arms, and what never moves.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError, type Temporal, addDays, civilDate } from '#lib';
import { schedule, subject101007 } from '../../../examples/nlx-301/story.ts';
import type { KnownVisit } from './occurrence.ts';
import { type ProjectScheduleInput, type ProjectedVisit, projectSchedule } from './projection.ts';
import type { RepeatingBlock, Schedule, VisitDefinition } from '#studies/rules';
import { checkSchedule } from '#studies/rules';

const day = (date: Temporal.PlainDate | null | undefined) => date?.toString() ?? null;
const window = (visit: ProjectedVisit | undefined) => [day(visit?.target), day(visit?.earliest), day(visit?.latest)];
function project(input: Partial<ProjectScheduleInput>): Map<string, ProjectedVisit> {
  return new Map(
    projectSchedule({ schedule, occurrences: [], ...input }).map((visit) => [
      visit.cycle === 1 ? visit.visitKey : `${visit.visitKey}#${visit.cycle}`,
      visit,
    ]),
  );
}
const after = (key: string, anchor: string, days: number, more: Partial<VisitDefinition> = {}): VisitDefinition => ({
  key,
  name: key,
  timing: {
    anchor: { kind: 'visit', visitKey: anchor },
    offset: { kind: 'duration', amount: days, unit: 'day' },
    windowBeforeDays: 1,
    windowAfterDays: 1,
  },
  ...more,
});
const dayOne: VisitDefinition = { key: 'D1', name: 'Day 1', timing: null };
const { visits: story } = subject101007;

describe('subject 101-007 of NLX-301', () => {
  it('[BR-02] a late V3 is three days out and moves neither V4 nor V5, whose anchor is V2', () => {
    const plan = project({ occurrences: story });
    expect(window(plan.get('V3'))).toEqual(['2026-04-07', '2026-04-04', '2026-04-10']);
    expect(plan.get('V3')?.outByDays).toBe(3);
    expect(window(plan.get('V4'))).toEqual(['2026-05-05', '2026-05-02', '2026-05-08']);
    expect(window(plan.get('V5'))).toEqual(['2026-06-02', '2026-05-26', '2026-06-09']);
    expect([...plan.values()].map((visit) => visit.studyDay)).toEqual([-14, 1, 35, 57, 85, 115]);
    expect(plan.get('V4')?.provisional).toBe(false);
  });

  it('[BR-02a] the follow-up call counts from the last dose, provisional from V5 until it is known', () => {
    const before = project({ occurrences: story }).get('FU');
    expect(window(before)).toEqual(['2026-07-02', '2026-07-02', '2026-07-07']);
    expect(before?.provisional).toBe(true);
    const known = project({ occurrences: story, milestones: { 'last-dose': subject101007.lastDoseOn } }).get('FU');
    expect(window(known)).toEqual(['2026-07-02', '2026-07-02', '2026-07-07']);
    expect([known?.provisional, known?.anchorBasis]).toEqual([false, 'milestone']);
  });

  it('[BR-03] anchored on the previous visit, V4 would move to 11 May', () => {
    const visits = schedule.visits.map((visit) =>
      visit.key === 'V4' && visit.timing
        ? {
            ...visit,
            timing: { ...visit.timing, anchor: { kind: 'visit', visitKey: 'V3' } as const, offset: { kind: 'day', day: 29 } as const },
          }
        : visit,
    );
    expect(day(project({ schedule: { ...schedule, visits }, occurrences: story }).get('V4')?.target)).toBe('2026-05-11');
  });

  it('[BR-02b] screening limits randomisation to 25 February until 24 March and counts as the window of V2', () => {
    const plan = project({ occurrences: story.slice(0, 1) });
    expect(window(plan.get('V2'))).toEqual([null, '2026-02-25', '2026-03-24']);
    expect(plan.get('V2')?.provisional).toBe(false);
    expect(plan.get('V1')?.unresolved).toBe('anchor-undated');
    expect([plan.get('V3')?.provisional, plan.get('V3')?.anchorBasis]).toEqual([true, 'limit']);
    const tooLate: KnownVisit = { visitKey: 'V2', state: 'booked', bookedOn: civilDate('2026-03-25') };
    expect(project({ occurrences: [...story.slice(0, 1), tooLate] }).get('V2')?.rebookNeeded).toBe(true);
  });

  it('before anything is known every visit says why it has no date', () => {
    const plan = project({});
    expect([...plan.values()].map((visit) => visit.unresolved)).toEqual([
      'anchor-undated',
      'date-to-be-chosen',
      'anchor-undated',
      'anchor-undated',
      'anchor-undated',
      'anchor-undated',
    ]);
  });
});

describe('anchors', () => {
  const chain: Schedule = { visits: [dayOne, after('A', 'D1', 10), after('B', 'A', 10), after('C', 'B', 10)] };
  const start: KnownVisit = { visitKey: 'D1', state: 'completed', actualOn: civilDate('2026-03-01') };

  it('[BR-03] a chain follows actual, then booked, then target dates', () => {
    const target = project({ schedule: chain, occurrences: [start] });
    expect([day(target.get('C')?.target), target.get('C')?.provisional]).toEqual(['2026-03-31', true]);
    const booked: KnownVisit = { visitKey: 'B', state: 'booked', bookedOn: civilDate('2026-03-22') };
    const actual: KnownVisit = { visitKey: 'A', state: 'completed', actualOn: civilDate('2026-03-13') };
    const plan = project({ schedule: chain, occurrences: [start, actual, booked] });
    expect([day(plan.get('B')?.target), plan.get('B')?.provisional, plan.get('B')?.rebookNeeded]).toEqual(['2026-03-23', false, false]);
    expect([day(plan.get('C')?.target), plan.get('C')?.anchorBasis]).toEqual(['2026-04-01', 'booked']);
  });

  it('[BR-03] a skipped anchor stands at its ideal date', () => {
    const missed: KnownVisit = { visitKey: 'A', state: 'missed', bookedOn: civilDate('2026-03-15') };
    const plan = project({ schedule: chain, occurrences: [start, missed] });
    expect([day(plan.get('B')?.target), plan.get('B')?.anchorBasis, plan.get('B')?.provisional]).toEqual(['2026-03-21', 'ideal', false]);
  });

  it('[BR-03] when the anchor moves, a booked visit outside its new window needs re-booking', () => {
    const booked: KnownVisit = { visitKey: 'B', state: 'confirmed', bookedOn: civilDate('2026-03-21') };
    const late: KnownVisit = { visitKey: 'A', state: 'completed', actualOn: civilDate('2026-03-16') };
    expect(project({ schedule: chain, occurrences: [start, booked] }).get('B')?.rebookNeeded).toBe(false);
    expect(project({ schedule: chain, occurrences: [start, booked, late] }).get('B')?.rebookNeeded).toBe(true);
  });

  it('visits that anchor on each other are refused by name', () => {
    const circle: Schedule = { visits: [dayOne, after('A', 'C', 1), after('B', 'A', 1), after('C', 'B', 1)] };
    expect(checkSchedule(circle)).toEqual({ ok: false, refusal: 'anchor-circle', detail: { visits: ['A', 'C', 'B', 'A'] } });
    expect(() => project({ schedule: circle })).toThrow(/A.*C.*B.*A/);
    expect(() => project({ schedule: circle })).toThrow(DomainError);
    expect(checkSchedule({ visits: [after('A', 'X', 1)] })).toMatchObject({
      refusal: 'anchor-unknown',
      detail: { visit: 'A', anchor: 'X' },
    });
    expect(checkSchedule({ visits: [dayOne, dayOne] })).toMatchObject({ refusal: 'visit-duplicated' });
  });

  it('two weeks after Day 1 are study day 14 where the first day is Day 1; later chains count elapsed days', () => {
    const weekly: Schedule = { firstDay: 1, visits: [dayOne, after('W2', 'D1', 14), after('W4', 'W2', 14)] };
    const plan = project({ schedule: weekly, occurrences: [start] });
    expect(['W2', 'W4'].map((key) => plan.get(key)?.studyDay)).toEqual([14, 28]);
  });

  it('[BR-04] completed visits never move, whatever happens to their anchor', () => {
    const anyDate = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays(civilDate('2024-01-01'), days));
    fc.assert(
      fc.property(anyDate, anyDate, fc.nat(60), (first, second, lag) => {
        const reached = (on: Temporal.PlainDate): KnownVisit => ({ visitKey: 'D1', state: 'completed', actualOn: on });
        const before = project({ schedule: chain, occurrences: [reached(first)] }).get('A');
        const { target, targetRange, earliest, latest, optimal } = before ?? expect.fail('A is planned');
        if (!targetRange || !earliest || !latest) expect.fail('A has a window');
        const done: KnownVisit = {
          visitKey: 'A',
          state: 'completed',
          actualOn: addDays(first, lag),
          window: { target, targetRange, earliest, latest, optimal },
        };
        const moved = project({ schedule: chain, occurrences: [reached(second), done] });
        expect(window(moved.get('A'))).toEqual(window(before));
        expect(day(moved.get('A')?.actualOn)).toBe(day(addDays(first, lag)));
        expect(day(moved.get('B')?.target)).toBe(day(addDays(first, lag + 10)));
      }),
    );
  });
});

describe('cycles and arms', () => {
  const block: RepeatingBlock = { key: 'treatment', leadKey: 'C-D1', visitKeys: ['C-D1', 'C-D8'], lengthDays: 21, stopsAt: 'last-dose' };
  const cyclic: Schedule = {
    visits: [dayOne, after('C-D1', 'D1', 0), after('C-D8', 'C-D1', 7), after('EOT', 'C-D1', 28)],
    blocks: [block],
  };
  const start: KnownVisit = { visitKey: 'D1', state: 'completed', actualOn: civilDate('2026-03-02') };
  const second: KnownVisit = { visitKey: 'C-D1', cycle: 2, state: 'completed', actualOn: civilDate('2026-03-25') };

  it('[BR-03] open-ended cycles are projected N ahead, each from the actual lead visit of the cycle before', () => {
    const plan = project({ schedule: cyclic, occurrences: [start, second], cyclesAhead: 2 });
    expect([...plan.keys()]).toEqual(['D1', 'C-D1', 'C-D8', 'C-D1#2', 'C-D8#2', 'C-D1#3', 'C-D8#3', 'C-D1#4', 'C-D8#4', 'EOT']);
    expect(day(plan.get('C-D8#2')?.target)).toBe('2026-04-01');
    expect(day(plan.get('C-D1#3')?.target)).toBe('2026-04-15');
    expect(day(plan.get('C-D1#4')?.target)).toBe('2026-05-06');
    expect(day(plan.get('EOT')?.target)).toBe('2026-04-22');
  });

  it('[BR-03] a cycle that was missed holds up nobody: the next counts from its ideal date', () => {
    const missed: KnownVisit = { visitKey: 'C-D1', cycle: 2, state: 'missed' };
    const plan = project({ schedule: cyclic, occurrences: [start, missed] });
    expect(plan.get('C-D1#3')?.anchorBasis).toBe('ideal');
    expect(plan.get('C-D1#3')?.target).not.toBeNull();
  });

  it('a cycle stops with its milestone and at its highest number', () => {
    const stopped = project({
      schedule: cyclic,
      occurrences: [start, second],
      milestones: { 'last-dose': civilDate('2026-03-25') },
      cyclesAhead: 3,
    });
    expect([...stopped.keys()]).toEqual(['D1', 'C-D1', 'C-D8', 'C-D1#2', 'EOT']);
    const capped: Schedule = { ...cyclic, blocks: [{ ...block, maxCycles: 2 }] };
    expect(project({ schedule: capped, occurrences: [start, second], cyclesAhead: 5 }).has('C-D1#3')).toBe(false);
  });

  it('a broken block is refused by name', () => {
    expect(checkSchedule({ ...cyclic, blocks: [{ ...block, lengthDays: 0 }] })).toMatchObject({
      refusal: 'block-invalid',
      detail: { block: 'treatment' },
    });
    expect(checkSchedule({ ...cyclic, blocks: [{ ...block, leadKey: 'D1' }] })).toMatchObject({ refusal: 'block-invalid' });
    expect(checkSchedule({ ...cyclic, blocks: [block, { ...block, key: 'other' }] })).toMatchObject({ refusal: 'block-invalid' });
  });

  it('visits of another arm are not planned, and what hangs on them says so', () => {
    const arms: Schedule = { visits: [dayOne, after('A', 'D1', 7, { arms: ['high'] }), after('B', 'A', 7), after('C', 'D1', 7)] };
    const low = project({ schedule: arms, occurrences: [start], arm: 'low' });
    expect([...low.keys()]).toEqual(['D1', 'B', 'C']);
    expect(low.get('B')?.unresolved).toBe('anchor-not-in-arm');
    expect([...project({ schedule: arms, occurrences: [start], arm: 'high' }).keys()]).toEqual(['D1', 'A', 'B', 'C']);
  });

  it('a visit on record that the schedule no longer has is kept and says so', () => {
    const old: KnownVisit = { visitKey: 'OLD', state: 'completed', actualOn: civilDate('2026-03-05') };
    const plan = project({ schedule: cyclic, occurrences: [start, old] });
    expect([plan.get('OLD')?.unresolved, day(plan.get('OLD')?.actualOn)]).toEqual(['not-in-schedule', '2026-03-05']);
  });
});
