// The part of a history's sentence that stands above the table of its changes: who did what to which record.
import type { AnswerOf } from '#platform/contract';
import type { auditContract } from '../contract.ts';

export type HistoryEntry = AnswerOf<(typeof auditContract)['history']>['entries'][number];

/** The sentence without what is shown beside it: the changes and the reason. A sentence of another shape stays whole. */
export function headlineOf({ sentence, changes, reason }: Pick<HistoryEntry, 'sentence' | 'changes' | 'reason'>): string {
  const tail = reason === null ? '' : ` Reason: ${reason}`;
  const whole = tail !== '' && sentence.endsWith(tail) ? sentence.slice(0, -tail.length) : sentence;
  const told = changes.map(({ field, from, to }) => `${field} from ${from ?? 'nothing'} to ${to ?? 'nothing'}`).join('; ');
  const at = told === '' ? -1 : whole.lastIndexOf(`: ${told}`);
  return at < 0 ? whole : `${whole.slice(0, at)}${whole.slice(at + 2 + told.length)}`;
}

const isNothing = (value: string | null): boolean => value === null || value === '';

/** The changes worth showing: a value that was nothing and still is says nothing. */
export function valuesOf({ changes }: Pick<HistoryEntry, 'changes'>): HistoryEntry['changes'] {
  return changes.filter(({ from, to }) => !(isNothing(from) && isNothing(to)));
}

/** How the values of an entry came about, which chooses the words over their table. */
export function changeKind({ changes }: Pick<HistoryEntry, 'changes'>): 'filled' | 'changed' | 'removed' {
  if (changes.every((change) => change.from === null)) return 'filled';
  return changes.every((change) => change.to === null) ? 'removed' : 'changed';
}
