// The next step with a visit of the day.
import { describe, expect, it } from 'vitest';
import { nextStep } from './next-step.ts';

type Line = Parameters<typeof nextStep>[0];
const line = (over: Partial<Line>): Line => ({
  visitId: 'v',
  standing: 'due',
  state: 'planned',
  bookedFor: null,
  rebookNeeded: false,
  today: '2026-04-13',
  can: { complete: true, book: true, correct: false, miss: true, cancel: true },
  ...over,
});

describe('the next step', () => {
  it('is to record what is booked for today or under way, and to say why of what is late', () => {
    expect(nextStep(line({ bookedFor: '2026-04-13', state: 'booked' }))).toEqual({ step: 'record', to: '/visits/v' });
    expect(nextStep(line({ state: 'arrived' }))).toMatchObject({ step: 'record' });
    expect(nextStep(line({ standing: 'late' }))).toMatchObject({ step: 'explain' });
  });
  it('is to book what is not booked, and again what moved away from its booking', () => {
    expect(nextStep(line({ standing: 'ahead' }))).toEqual({ step: 'book', to: '/visits/v?do=book' });
    expect(nextStep(line({}))).toMatchObject({ step: 'recordOrBook' });
    expect(nextStep(line({ bookedFor: '2026-04-20', rebookNeeded: true }))).toMatchObject({ step: 'rebook' });
  });
  it('is nothing while a booked day has not come, and for whoever may not take it', () => {
    expect(nextStep(line({ bookedFor: '2026-04-15', state: 'booked' }))).toBeNull();
    const can = { complete: false, book: false, correct: false, miss: false, cancel: false };
    for (const standing of ['late', 'due', 'ahead'] as const) expect(nextStep(line({ standing, can }))).toBeNull();
  });
});
