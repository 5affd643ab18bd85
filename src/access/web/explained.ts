// The room's refusals in its own words.
import { readProblem, statusOf, type Say } from '#ui';

const keys: Readonly<Record<string, string>> = {
  'already-exists': 'refusal.taken',
  'end-date-required': 'refusal.endRequired',
  'dates-reversed': 'refusal.reversed',
  'already-ended': 'refusal.ended',
  'has-account': 'refusal.hasAccount',
  'not-locked': 'refusal.notLocked',
  'no-account': 'refusal.noAccount',
};

/** The same failure, with a sentence where the code is one of this room's; null stays null. */
export function explained(error: unknown, say: Say): unknown {
  const problem = error ? readProblem(error) : undefined;
  const key = problem?.code === undefined ? undefined : keys[problem.code];
  if (!problem || !key) return error;
  return { status: statusOf(error), title: say(key), code: problem.code, requestId: problem.requestId };
}
