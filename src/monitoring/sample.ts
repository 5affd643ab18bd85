// Valid inputs of monitoring, for tests, the demo and the guide.
import type { BodyOf } from '#platform/contract';
import type { monitoringContract } from './contract.ts';

type Routes = typeof monitoringContract;

/** A deviation that no rule can see. */
export const sampleRaised: BodyOf<Routes['raise']> = {
  category: 'prohibited-medication',
  visitId: null,
  occurredOn: '2026-04-10',
  summary: 'Took a prohibited antifungal for three days',
  reason: 'Prescribed by a dentist who did not know of the study',
};

/** An assessment that it is important. */
export const sampleAssessment: BodyOf<Routes['assess']> = {
  to: 'assessed',
  important: true,
  reportableTo: ['IRB'],
  reason: 'Exposure may change the primary endpoint',
};
