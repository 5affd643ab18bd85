// What a coordinator does next with a visit of their day, and where.
import type { DueVisit } from './queries.ts';

/** The step by the name of its words, and the address at which it is done. */
export interface NextStep {
  readonly step: 'rebook' | 'explain' | 'record' | 'recordOrBook' | 'book';
  readonly to: string;
}

type Line = Pick<DueVisit, 'visitId' | 'standing' | 'state' | 'bookedFor' | 'rebookNeeded' | 'today' | 'can'>;

/** The next step of who may take it; null where somebody else does, or where a booked day only has to come. */
export function nextStep({ visitId, standing, state, bookedFor, rebookNeeded, today, can }: Line): NextStep | null {
  const page = `/visits/${visitId}`;
  const booking = `${page}?do=book`;
  if (rebookNeeded && can.book) return { step: 'rebook', to: booking };
  if (state === 'arrived' || state === 'in-progress' || bookedFor === today) return can.complete ? { step: 'record', to: page } : null;
  if (standing === 'late') return can.complete ? { step: 'explain', to: page } : null;
  if (bookedFor !== null) return null;
  if (standing === 'due') return can.complete ? { step: 'recordOrBook', to: page } : null;
  return can.book ? { step: 'book', to: booking } : null;
}
