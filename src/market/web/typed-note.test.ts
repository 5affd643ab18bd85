// Notes about companies and the network as they are typed, and the developments that name a company.
import { describe, expect, it } from 'vitest';
import { companiesOf, developmentsOf, forces, proposedNotes, swotSections } from '../rules/evidence-notes.ts';
import { publishedFrame } from '../rules/published-frame.ts';
import type { EvidenceRecord, Note } from './held-queries.ts';
import { bodyOfNote, faultsOfNote, type NotePlace, typedNote } from './typed-note.ts';

const records = publishedFrame as unknown as readonly EvidenceRecord[];
const place: NotePlace = { company: 'clinixir', section: 'overview', note: null, withdraws: false };

describe('[MKT-123] a note as it is typed', () => {
  it('of a fact needs a source or a record of evidence', () => {
    const typed = typedNote(place, 'It runs sites.');
    expect([...faultsOfNote(typed, place)]).toEqual(['source']);
    expect([...faultsOfNote({ ...typed, evidenceIds: ['company-3'] }, place)]).toEqual([]);
    expect([...faultsOfNote(typed, { ...place, section: 'strength' })]).toEqual([]);
    expect([...faultsOfNote({ ...typed, source: 'Its site', sourceDate: 'May' }, place)]).toEqual(['sourceDate']);
  });

  it('stands in for another only with a reason, and withdraws it without a text', () => {
    const [first] = proposedNotes(publishedFrame);
    const note = { ...first, evidence: records.slice(0, 1) } as unknown as Note;
    const over = { company: null, section: note.section, note, withdraws: false };
    expect([...faultsOfNote(typedNote(over, 'Other'), over)]).toEqual(['reason']);
    const gone = { ...over, withdraws: true };
    expect(bodyOfNote({ ...typedNote(gone, ''), reason: ' Not so ' }, gone)).toMatchObject({
      text: null,
      supersedes: note.id,
      reason: 'Not so',
    });
  });

  it('has a strength only where it is one of the five forces', () => {
    const typed = { ...typedNote(place, 'Many'), strength: '4' };
    expect(bodyOfNote(typed, { ...place, company: null, section: 'rivalry' }).strength).toBe(4);
    expect(bodyOfNote(typed, place).strength).toBeNull();
  });
});

describe('[MKT-124] what the evidence proposes', () => {
  it('speaks of every one of the five forces, and of all of the SWOT but the strengths, which are for the network to say', () => {
    const proposed = new Set(proposedNotes(publishedFrame).map(({ section }) => section));
    expect([...swotSections, ...forces].filter((section) => !proposed.has(section))).toEqual(['strength']);
  });
});

describe('[MKT-123] the developments of a company', () => {
  it('are those that name it by the word that is its own', () => {
    const found = companiesOf(publishedFrame).map(({ name }) => [name, developmentsOf(name, records).map(({ id }) => id)]);
    expect(found.filter(([, ids]) => ids?.length)).toEqual([['WCG Clinical', ['development-wcg']]]);
  });
});
