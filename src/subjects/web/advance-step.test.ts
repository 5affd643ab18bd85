// The drawer asks for what a step needs, and sends nothing that the step does not know.
import { describe, expect, it } from 'vitest';
import { advanceFaults, blankStep, stepBody } from './advance-step.ts';

const typed = { ...blankStep('2026-04-13'), reason: ' moved away ', arm: 'A', lastDoseOn: '2026-04-01', scopes: ['contact'] as const };

describe('changing the status of a participant', () => {
  it('[P11-05] names every missing field before anything is sent', () => {
    expect(advanceFaults({ ...blankStep(''), to: '' })).toEqual(['needTo', 'needOn']);
    expect(advanceFaults({ ...blankStep('2026-04-13'), to: 'withdrawn' })).toEqual(['needReason', 'needScope']);
    expect(advanceFaults({ ...blankStep('2026-04-13'), to: 'eligible' })).toEqual([]);
  });
  it('[P11-05] leaves out what was typed for another step', () => {
    expect(stepBody({ ...typed, to: 'eligible' })).toEqual({ to: 'eligible', on: '2026-04-13', reason: 'moved away' });
    expect(stepBody({ ...typed, to: 'enrolled' })).toEqual({ to: 'enrolled', on: '2026-04-13', reason: 'moved away', arm: 'A' });
    expect(stepBody({ ...typed, to: 'withdrawn' })).toEqual({
      to: 'withdrawn',
      on: '2026-04-13',
      reason: 'moved away',
      withdrawnFrom: ['contact'],
      lastDoseOn: '2026-04-01',
    });
    expect(stepBody(blankStep('2026-04-13'))).toBeUndefined();
  });
});
