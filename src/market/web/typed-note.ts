// A note about a company or the network as it is typed, and what it lacks.
import { factSections, forces, type NoteSection } from '../rules/evidence-notes.ts';
import type { Note, NoteBody } from './held-queries.ts';

/** Every field as it is typed. */
export interface TypedNote {
  readonly text: string;
  readonly source: string;
  readonly sourceDate: string;
  /** `1` to `5`, or empty. */
  readonly strength: string;
  readonly evidenceIds: readonly string[];
  readonly reason: string;
}

/** Which note is written: where it stands, what it supersedes, and whether it only withdraws that. */
export interface NotePlace {
  readonly company: string | null;
  readonly section: NoteSection;
  readonly note: Note | null;
  readonly withdraws: boolean;
}

/** Whether a section holds facts, which have a source. */
export const holdsFacts = (section: NoteSection): boolean => (factSections as readonly string[]).includes(section);
/** Whether a section is one of the five forces, which have a strength. */
export const isForce = (section: NoteSection): boolean => (forces as readonly string[]).includes(section);

/** The note that is superseded as it would be typed; blank for a new one. */
export function typedNote({ note }: NotePlace, text: string): TypedNote {
  return {
    text,
    source: note?.source ?? '',
    sourceDate: note?.sourceDate ?? '',
    strength: note?.strength ? String(note.strength) : '',
    evidenceIds: note?.evidence.map(({ id }) => id) ?? [],
    reason: '',
  };
}

const DATE = /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Fields that lack something. */
export function faultsOfNote(
  typed: TypedNote,
  { section, note, withdraws }: NotePlace,
): ReadonlySet<'text' | 'source' | 'sourceDate' | 'reason'> {
  const faults = new Set<'text' | 'source' | 'sourceDate' | 'reason'>();
  if (note && typed.reason.trim() === '') faults.add('reason');
  if (withdraws) return faults;
  if (typed.text.trim() === '') faults.add('text');
  if (holdsFacts(section) && typed.source.trim() === '' && typed.evidenceIds.length === 0) faults.add('source');
  if (typed.sourceDate.trim() !== '' && !DATE.test(typed.sourceDate.trim())) faults.add('sourceDate');
  return faults;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is sent of a note without faults. */
export function bodyOfNote(typed: TypedNote, { company, section, note, withdraws }: NotePlace): NoteBody {
  const says = { company, section, supersedes: note?.id ?? null, reason: note ? orNull(typed.reason) : null };
  if (withdraws) return { ...says, text: null, strength: null, source: null, sourceDate: null, evidenceIds: [] };
  return {
    ...says,
    text: orNull(typed.text),
    strength: isForce(section) && typed.strength !== '' ? Number(typed.strength) : null,
    source: orNull(typed.source),
    sourceDate: orNull(typed.sourceDate),
    evidenceIds: [...typed.evidenceIds],
  };
}
