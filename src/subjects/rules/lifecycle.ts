// Life cycle of a subject: it begins at consent, and every state may be reached only from those that lead to it.
export const subjectStates = [
  'consented',
  'in-screening',
  'screen-failure',
  'eligible',
  'enrolled',
  'on-treatment',
  'treatment-discontinued',
  'follow-up',
  'completed',
  'withdrawn',
  'lost-to-follow-up',
  'died',
  'issued-in-error',
] as const;

export type SubjectState = (typeof subjectStates)[number];

const leaving: readonly SubjectState[] = ['withdrawn', 'lost-to-follow-up', 'died'];

/** Allowed next states. `enrolled` means randomised; a number issued in error stays taken, which is why it has a state of its own. */
export const subjectTransitions: Readonly<Record<SubjectState, readonly SubjectState[]>> = {
  consented: ['in-screening', 'issued-in-error', ...leaving],
  'in-screening': ['eligible', 'screen-failure', ...leaving],
  'screen-failure': [],
  eligible: ['enrolled', 'screen-failure', ...leaving],
  enrolled: ['on-treatment', 'follow-up', ...leaving],
  'on-treatment': ['treatment-discontinued', 'follow-up', 'completed', ...leaving],
  'treatment-discontinued': ['follow-up', 'completed', ...leaving],
  'follow-up': ['completed', ...leaving],
  completed: [],
  withdrawn: [],
  'lost-to-follow-up': [],
  died: [],
  'issued-in-error': [],
};

/** Whether nothing can follow. */
export function isFinal(state: SubjectState): boolean {
  return subjectTransitions[state].length === 0;
}
