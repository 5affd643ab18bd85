// Companies and the network's own strategy as they are read: notes that stand, each with the records it stands on.
import { type Act, requireMay } from '#access';
import type { AnswerOf } from '#platform/contract';
import type { marketContract } from '../contract.ts';
import { canEdit, wholeNetwork } from '../policy.ts';
import {
  type Company,
  type EvidenceRecord,
  type Note,
  companiesOf,
  countingRecords,
  evidenceBook,
  notesInForce,
  proposedNotes,
  publishedFrame,
} from '../rules.ts';
import { loadEvidence } from '../store/evidence.ts';
import { loadNotes } from '../store/notes.ts';

type Routes = typeof marketContract;
type NoteView = AnswerOf<Routes['strategy']>['notes'][number];

/** What stands: notes, the records that count, and all records by their ids. */
export interface Standing {
  readonly notes: readonly Note[];
  readonly companies: readonly Company[];
  readonly records: ReadonlyMap<string, EvidenceRecord>;
}

/** Loads notes with the evidence under them. */
export async function standingNotes(act: Act): Promise<Standing> {
  const book = evidenceBook(publishedFrame, await loadEvidence(act.tx));
  const counting = countingRecords(book);
  const kept = await loadNotes(act.tx);
  const notes = notesInForce(proposedNotes(counting), kept);
  const companies = companiesOf(counting);
  return { notes, companies, records: new Map(book.map(({ record }) => [record.id, record])) };
}

/** The profiled companies with their notes, in the order of the evidence. */
export async function viewCompanies(act: Act): Promise<AnswerOf<Routes['companies']>> {
  const { notes, companies, records } = await standingNotes(act);
  const view = companies.map((company) => ({
    ...company,
    notes: notes.filter((note) => note.company === company.company).map((note) => noteView(note, records)),
  }));
  return structuredClone({ companies: view, can: { edit: canEdit(act.actor) } }) as unknown as AnswerOf<Routes['companies']>;
}

/** The network's own SWOT and the five forces. */
export async function viewStrategy(act: Act): Promise<AnswerOf<Routes['strategy']>> {
  requireMay(act, 'market.view', wholeNetwork);
  const { notes, records } = await standingNotes(act);
  const own = notes.filter(({ company }) => company === null).map((note) => noteView(note, records));
  return structuredClone({ notes: own, can: { edit: canEdit(act.actor) } });
}

function noteView({ company: _, evidenceIds, ...note }: Note, records: Standing['records']): NoteView {
  return { ...note, evidence: evidenceIds.flatMap((id) => records.get(id) ?? []) as unknown as NoteView['evidence'] };
}
