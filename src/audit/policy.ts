// Who may read the trail of a record: whoever holds `audit.view` where the entry lies, and may see the record itself.
import { type Actor, may } from '#access/rules';
import { describedAs } from './rules.ts';

interface Entry {
  readonly recordTable: string;
  readonly siteId: string | null;
  readonly studyId: string | null;
}

/** Whether the entry is for this actor; the walls by row have already kept out what is out of scope. */
export function canSee(actor: Actor, entry: Entry): boolean {
  return may(actor, 'audit.view', entry) && may(actor, describedAs(entry.recordTable).permission, entry);
}

/** The columns of this record that the actor may not know; their values stay out of sentences and changes. */
export function hiddenColumns(actor: Actor, entry: Entry): string[] {
  return Object.entries(describedAs(entry.recordTable).guarded)
    .filter(([, permission]) => !may(actor, permission, entry))
    .map(([column]) => column);
}
