// Valid inputs of safety, for tests, the demo and the guide.
import type { BodyOf } from '#platform/contract';
import type { safetyContract } from './contract.ts';

type Routes = typeof safetyContract;

/** A headache of one day. */
export const sampleEvent: BodyOf<Routes['record']> = {
  term: 'Headache',
  startedOn: '2026-04-12',
  endedOn: null,
  severity: 'mild',
  grade: null,
  serious: false,
  criteria: [],
  outcome: 'not-recovered',
  actionTaken: 'none',
  awareAt: '2026-04-13T13:30:00Z',
};

/** A stay in hospital: serious, so its clock runs from the awareness. */
export const sampleSerious: BodyOf<Routes['record']> = {
  ...sampleEvent,
  term: 'Pneumonia',
  severity: 'severe',
  serious: true,
  criteria: ['hospitalisation'],
  actionTaken: 'interrupted',
};
