// The badge of a visit says what a coordinator has to know of it today.
import { describe, expect, it } from 'vitest';
import { standingOf, visitName, type Stood } from './standing.ts';

const say = (key: string, values: Readonly<Record<string, unknown>> = {}) => [key, ...Object.values(values)].join(' ');
const speaker = { say, language: 'en', today: '2026-04-13' };
const visit: Stood = {
  standing: 'late',
  state: 'planned',
  earliest: '2026-04-04',
  latest: '2026-04-10',
  bookedFor: null,
  rebookNeeded: false,
  outByDays: null,
};

describe('the badge of a visit', () => {
  it('[BR-02] a visit after its window is late by the days since the window ended', () => {
    expect(standingOf(visit, speaker)).toEqual({ tone: 'late', text: 'late 3 10 Apr' });
    expect(standingOf({ ...visit, state: 'booked', bookedFor: '2026-04-15' }, speaker).text).toBe('late 3 10 Apr');
  });
  it('[BR-02] the last day of the window is still in it', () => {
    const due: Stood = { ...visit, standing: 'due' };
    expect(standingOf({ ...due, latest: '2026-04-13' }, speaker).text).toBe('dueToday');
    expect(standingOf({ ...due, latest: '2026-04-16' }, speaker)).toEqual({ tone: 'attention', text: 'due 4–16 Apr' });
  });
  it('says how a visit that took place stood to its window', () => {
    const done = (outByDays: number | null): Stood => ({ ...visit, standing: 'done', state: 'completed', outByDays });
    expect([done(0), done(3), done(-1), done(null)].map((one) => standingOf(one, speaker).text)).toEqual([
      'inWindow',
      'doneLate 3',
      'doneEarly 1',
      'doneFree',
    ]);
    expect(standingOf({ ...done(0), state: 'partially-completed' }, speaker).tone).toBe('attention');
  });
  it('[BR-04] a booking outside a moved window asks to book again', () => {
    expect(standingOf({ ...visit, standing: 'ahead', rebookNeeded: true, bookedFor: '2026-05-11' }, speaker)).toEqual({
      tone: 'attention',
      text: 'rebook 11 May',
    });
  });
  it('says the state of a visit that has no window yet; why it has none stands beside it', () => {
    expect(standingOf({ ...visit, standing: 'open', earliest: null, latest: null }, speaker).text).toBe('state.planned');
  });
  it('names the cycle of a visit that repeats', () => {
    expect([
      visitName({ name: 'Dose', cycle: 2 }, say),
      visitName({ name: 'Dose', cycle: 1 }, say),
      visitName({ name: 'Dose', cycle: 1, repeatNo: 1 }, say),
    ]).toEqual(['cycle Dose 2', 'Dose', 'repeat Dose 1']);
  });
});
