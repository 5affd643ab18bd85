// What an assessment form sends, and what it holds back before the server would.
import { describe, expect, it } from 'vitest';
import type { Deviation } from './queries.ts';
import { assessmentBody, blankAssessment } from './typed-assessment.ts';

const deviation = {
  state: 'detected',
  next: ['assessed', 'voided'],
  important: null,
  reportableTo: [],
  rootCause: null,
} as unknown as Deviation;

describe('assessment as typed', () => {
  it('offers the one way forward and waits for importance', () => {
    const blank = blankAssessment(deviation);
    expect(blank.to).toBe('assessed');
    expect(assessmentBody(blank, deviation)).toEqual({ refusal: 'importance-missing' });
    expect(assessmentBody({ ...blank, to: '' }, deviation)).toEqual({ refusal: 'step-missing' });
  });

  it('sends only what the step asks for, names once', () => {
    const typed = {
      to: 'assessed',
      important: 'yes',
      reportableTo: 'Sponsor, IRB,Sponsor',
      rootCause: 'typed for later',
      reason: 'x',
    } as const;
    expect(assessmentBody(typed, deviation)).toEqual({ body: { to: 'assessed', important: true, reportableTo: ['Sponsor', 'IRB'] } });
  });

  it('holds an important one open until its root cause is told', () => {
    const assessed = { ...deviation, state: 'assessed', next: ['closed'], important: true } as unknown as Deviation;
    const typed = { ...blankAssessment(assessed), to: 'closed' } as const;
    expect(assessmentBody(typed, assessed)).toEqual({ refusal: 'root-cause-missing' });
    expect(assessmentBody({ ...typed, rootCause: 'No reminder' }, assessed)).toEqual({ body: { to: 'closed', rootCause: 'No reminder' } });
  });

  it('voids only for a reason', () => {
    const typed = { ...blankAssessment(deviation), to: 'voided' } as const;
    expect(assessmentBody({ ...typed, reason: '  ' }, deviation)).toEqual({ refusal: 'reason-missing' });
    expect(assessmentBody({ ...typed, reason: 'Entered twice' }, deviation)).toEqual({ body: { to: 'voided', reason: 'Entered twice' } });
  });
});
