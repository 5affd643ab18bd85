// Notes about companies and about the network are written and superseded, never changed.
import { type Act, requireMay } from '#access';
import { Refusal, must } from '#platform';
import type { AnswerOf, BodyOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { wholeNetwork } from '../policy.ts';
import { standingNotes } from '../questions/companies.ts';
import { decideNote } from '../rules.ts';
import { insertNote } from '../store/notes.ts';

type Routes = typeof marketContract;

/** Writes a note. Refuses a fact without a source, a company that is not profiled, and to supersede what does not stand. */
export async function addNote(act: Act, body: BodyOf<Routes['addNote']>): Promise<AnswerOf<Routes['addNote']>> {
  requireMay(act, 'market.edit', wholeNetwork);
  const { notes, companies, records } = await standingNotes(act);
  if (body.company !== null && !companies.some(({ company }) => company === body.company))
    throw new Refusal('company-unknown', { path: 'body.company' });
  const note = must(decideNote(body, notes, new Set(records.keys())));
  const row = {
    ...note,
    evidenceIds: [...note.evidenceIds],
    id: act.newId(),
    addedBy: act.actor.id,
    addedByName: act.actor.name,
    addedAt: act.now,
  };
  if (!(await insertNote(act.tx, row))) throw new Refusal('note-unknown', { path: 'body.supersedes' });
  return { id: row.id };
}
