// The picture of a participant's visits shows windows, what happened and what is booked, and says what matters first.
import { describe, expect, it } from 'vitest';
import { findingOf, lanesOf } from './lanes.ts';
import type { Visit } from './queries.ts';

const say = (key: string, values: Readonly<Record<string, unknown>> = {}) => [key, ...Object.values(values)].join(' ');
const speaker = { say, language: 'en', today: '2026-04-13' };
const visit = (key: string, over: Partial<Visit>): Visit =>
  ({
    id: `${key} ${over.cycle ?? 1}`,
    key,
    name: key,
    cycle: 1,
    repeatNo: 0,
    scheduled: true,
    state: 'planned',
    standing: 'ahead',
    target: null,
    earliest: null,
    latest: null,
    actualDate: null,
    bookedFor: null,
    rebookNeeded: false,
    outByDays: null,
    unresolved: null,
    ...over,
  }) as Visit;

const done = visit('V2', {
  state: 'completed',
  standing: 'done',
  actualDate: '2026-03-10',
  outByDays: 0,
  earliest: '2026-03-08',
  latest: '2026-03-12',
});
const late = visit('V3', { standing: 'late', target: '2026-04-07', earliest: '2026-04-04', latest: '2026-04-10' });
const ahead = visit('V4', { earliest: '2026-05-02', latest: '2026-05-08', bookedFor: '2026-05-05', state: 'booked' });
const skipped = visit('V9', { standing: 'off', state: 'missed', earliest: '2026-05-02', latest: '2026-05-08' });

describe('the swim-lane of a participant', () => {
  it('has a lane for each visit with a date, cycles together', () => {
    const lanes = lanesOf(
      [
        done,
        visit('D', { cycle: 1, earliest: '2026-04-20', latest: '2026-04-22' }),
        visit('D', { cycle: 2, earliest: '2026-05-11', latest: '2026-05-13' }),
        skipped,
        visit('U', {}),
      ],
      speaker,
    );
    expect(lanes.map((lane) => [lane.key, lane.bars.length, lane.marks.length])).toEqual([
      ['V2', 1, 1],
      ['D', 2, 0],
    ]);
  });
  it('marks what happened as full and what is booked as planned', () => {
    const [first, , last] = lanesOf([done, late, ahead], speaker);
    expect(first?.marks).toMatchObject([{ on: '2026-03-10', tone: 'good' }]);
    expect(last?.marks).toMatchObject([{ on: '2026-05-05', tone: 'neutral', planned: true }]);
  });
  it('says what is late before anything else, then what is next', () => {
    expect(findingOf([done, late, ahead], speaker)).toBe('lane.late 1 V3 lane.next V4 2–8 May');
    expect(findingOf([done], speaker)).toBe('lane.done 1');
    expect(findingOf([], speaker)).toBe('lane.nothing');
  });
});
