// Questions that have no answer, and how that is told.
import type { Refused } from '#lib';
import { Refusal } from '#platform';
import { type OutlookQuestion, type OutlookRefusal, prepareOutlook } from '../rules.ts';

/** Refuses a question that has no answer, by the place that is wrong in it. */
export function requireAnswer(question: OutlookQuestion): void {
  const answer = prepareOutlook(question);
  if (!answer.ok) throw unanswered(answer);
}

/** The refusal of a question; what it says of an unknown name repeats the name, which an answer never does. */
export function unanswered({ refusal, detail }: Refused<OutlookRefusal>): Refusal {
  const { message, ...facts } = detail;
  const isName = typeof detail['path'] === 'string' && /\.(id|key)$/.test(detail['path']);
  return new Refusal(refusal, isName ? facts : { ...facts, message });
}
