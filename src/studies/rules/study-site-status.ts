// The life cycle of a study-site (domain 3.2): which state may follow which.
import { type Outcome, ok, refuse } from '#lib';

export const studySiteStates = [
  'identified',
  'cda',
  'feasibility',
  'qualified',
  'selected',
  'start-up',
  'ready-to-activate',
  'active-recruiting',
  'active-not-recruiting',
  'follow-up',
  'closing',
  'closed',
  'archived',
  'on-hold',
  'declined',
  'withdrawn',
  'terminated',
] as const;

export type StudySiteState = (typeof studySiteStates)[number];

/** What follows each state; a site on hold returns to the state it was held from. A terminated site must still be closed. */
const NEXT: Readonly<Record<StudySiteState, readonly StudySiteState[]>> = {
  identified: ['cda', 'declined', 'withdrawn'],
  cda: ['feasibility', 'declined', 'withdrawn'],
  feasibility: ['qualified', 'declined', 'withdrawn'],
  qualified: ['selected', 'declined', 'withdrawn'],
  selected: ['start-up', 'on-hold', 'withdrawn'],
  'start-up': ['ready-to-activate', 'on-hold', 'withdrawn', 'terminated'],
  'ready-to-activate': ['active-recruiting', 'start-up', 'on-hold', 'withdrawn', 'terminated'],
  'active-recruiting': ['active-not-recruiting', 'on-hold', 'terminated'],
  'active-not-recruiting': ['active-recruiting', 'follow-up', 'on-hold', 'terminated'],
  'follow-up': ['closing', 'on-hold', 'terminated'],
  closing: ['closed'],
  closed: ['archived'],
  archived: [],
  'on-hold': ['terminated'],
  declined: [],
  withdrawn: [],
  terminated: ['closing'],
};

/** What may follow now; `heldFrom` is the state a site on hold came from. */
export function nextStudySiteStates(from: StudySiteState, heldFrom: StudySiteState | null): readonly StudySiteState[] {
  return from === 'on-hold' && heldFrom !== null ? [heldFrom, ...NEXT[from]] : NEXT[from];
}

/** The state to keep after a transition. Refuses every step that the life cycle does not know, naming those it does. */
export function decideStudySiteStatus(
  from: StudySiteState,
  heldFrom: StudySiteState | null,
  to: StudySiteState,
): Outcome<{ readonly status: StudySiteState; readonly heldFrom: StudySiteState | null }, 'status-not-next'> {
  const next = nextStudySiteStates(from, heldFrom);
  if (!next.includes(to)) return refuse('status-not-next', { from, to, next });
  return ok({ status: to, heldFrom: to === 'on-hold' ? from : null });
}

const SEEING_SUBJECTS: readonly StudySiteState[] = ['active-recruiting', 'active-not-recruiting', 'follow-up'];

/** Whether subjects' visits take place in this state. */
export function isActive(status: StudySiteState): boolean {
  return SEEING_SUBJECTS.includes(status);
}
