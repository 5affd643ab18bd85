// Taking over adverse events from elsewhere: as they were told there, and a repeated import adds nothing.
import { type Act, requireMay } from '#access';
import { Refusal } from '#platform';
import { subjectsByIds } from '#subjects';
import type { EventContent, KeptCriterion } from '../rules.ts';
import * as store from '../store.ts';

/** An event of another record. `sourceRef` names it among the events of its subject, the same whenever it is taken over. */
export interface ImportedEventInput extends Omit<EventContent, 'awareAt' | 'seriousAwareAt' | 'criteria'> {
  readonly subjectId: string;
  readonly sourceRef: string;
  readonly codedTerm: string | null;
  readonly criteria: readonly KeptCriterion[];
  readonly causality: store.EventRow['causality'];
}

/** How many events an import added, and how many were there before. */
export interface ImportedEvents {
  readonly added: number;
  readonly unchanged: number;
}

/**
 * Takes over events of many subjects in one statement. They are kept as told: no rule of ours judges an old record, no clock starts, and
 * an event that is there by subject and reference stays as it is. Refuses subjects out of scope.
 */
export async function importAdverseEvents(act: Act, inputs: readonly ImportedEventInput[]): Promise<ImportedEvents> {
  const ids = [...new Set(inputs.map((input) => input.subjectId))];
  if (ids.length === 0) return { added: 0, unchanged: 0 };
  const subjects = new Map((await subjectsByIds(act, ids)).map((subject) => [subject.id, subject]));
  if (subjects.size < ids.length) throw new Refusal('not-found');
  for (const subject of new Map([...subjects.values()].map((one) => [one.studySiteId, one])).values())
    requireMay(act, 'interop.import', subject);
  const rows = inputs.flatMap((input): store.ImportedRow[] => {
    const subject = subjects.get(input.subjectId);
    if (!subject) return [];
    const { studyId, siteId, studySiteId } = subject;
    return [{ ...input, id: act.newId(), studyId, siteId, studySiteId, criteria: [...input.criteria] }];
  });
  const added = await store.insertImported(act.tx, rows);
  return { added, unchanged: inputs.length - added };
}
