// The subject's state in the words of FHIR R5 ResearchSubject.progress.subjectState.
import type { SubjectState } from './lifecycle.ts';

export type FhirSubjectState =
  | 'screening'
  | 'eligible'
  | 'ineligible'
  | 'pending-on-study'
  | 'on-study-intervention'
  | 'on-study-observation'
  | 'follow-up'
  | 'off-study'
  | 'withdrawn'
  | 'not-registered';

const states: Readonly<Record<SubjectState, FhirSubjectState>> = {
  consented: 'screening',
  'in-screening': 'screening',
  'screen-failure': 'ineligible',
  eligible: 'eligible',
  enrolled: 'pending-on-study',
  'on-treatment': 'on-study-intervention',
  'treatment-discontinued': 'on-study-observation',
  'follow-up': 'follow-up',
  completed: 'off-study',
  withdrawn: 'withdrawn',
  'lost-to-follow-up': 'off-study',
  died: 'off-study',
  'issued-in-error': 'not-registered',
};

/** FHIR has no state for lost contact or death: both are off-study, the reason stands beside them. */
export function fhirSubjectState(state: SubjectState): FhirSubjectState {
  return states[state];
}
