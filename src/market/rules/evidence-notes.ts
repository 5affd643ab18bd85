// Notes about companies and about the network: what people wrote, what the program proposes out of the evidence, nothing overwritten.
import { type Outcome, ok, refuse } from '#lib';
import type { EvidenceRecord } from './outlook-types.ts';

export const factSections = ['overview', 'products', 'developments', 'personnel'] as const;
export const swotSections = ['strength', 'weakness', 'opportunity', 'threat'] as const;
export const forces = ['rivalry', 'new-entrants', 'substitutes', 'buyers', 'suppliers'] as const;

export type NoteSection = (typeof factSections)[number] | (typeof swotSections)[number] | (typeof forces)[number];

/** A row as it was written; without a text it withdraws the note that it supersedes. */
export interface KeptNote {
  readonly id: string;
  /** A company's key; null: the network itself. */
  readonly company: string | null;
  readonly section: NoteSection;
  readonly text: string | null;
  readonly strength: number | null;
  readonly source: string | null;
  readonly sourceDate: string | null;
  readonly evidenceIds: readonly string[];
  readonly supersedes: string | null;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
}

/** A note as it stands. */
export interface Note extends Omit<KeptNote, 'by' | 'at' | 'text'> {
  readonly text: string;
  readonly origin: 'proposed' | 'written';
  readonly by: string | null;
  readonly at: string | null;
}

/** A company that is profiled: by the published frame, or because somebody wrote of it. */
export interface Company {
  readonly company: string;
  readonly name: string;
  readonly evidence: EvidenceRecord | null;
}

/** The key of a company's name: words in lower case joined by hyphens. */
export function companyKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The companies that the evidence names, in its order. */
export function companiesOf(records: readonly EvidenceRecord[]): readonly Company[] {
  const named = records.flatMap((record) =>
    record.kind === 'company' && typeof record.value === 'string'
      ? [{ company: companyKey(record.value), name: record.value, evidence: record }]
      : [],
  );
  return named.filter(({ company }, at) => named.findIndex((other) => other.company === company) === at);
}

/** Words of companies' names that many of them have. */
const COMMON = new Set([
  'clinical',
  'research',
  'health',
  'medical',
  'holdings',
  'smo',
  'pvt',
  'ltd',
  'co',
  'sa',
  'societe',
  'generale',
  'de',
]);

/** The developments that name a company by the word that is its own. */
export function developmentsOf<R extends Pick<EvidenceRecord, 'kind' | 'claim'>>(name: string, records: readonly R[]): readonly R[] {
  const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const own = words(name).find((word) => !COMMON.has(word));
  return own === undefined ? [] : records.filter(({ kind, claim }) => kind === 'development' && words(claim).includes(own));
}

// What kind of evidence speaks for what in the network's own picture; the claims themselves are the notes.
const SPEAKS: readonly (readonly [NoteSection, (record: EvidenceRecord) => boolean])[] = [
  ['opportunity', ({ kind }) => kind === 'growth' || kind === 'rank' || kind === 'driver'],
  ['opportunity', ({ kind, claim }) => kind === 'trend' && /decentrali[sz]ed|hybrid/i.test(claim)],
  ['weakness', ({ kind, claim }) => kind === 'challenge' && /capital|turnover/i.test(claim)],
  ['threat', ({ kind, claim }) => kind === 'challenge' && !/capital|turnover/i.test(claim)],
  ['threat', ({ kind }) => kind === 'development'],
  ['rivalry', ({ kind }) => kind === 'development'],
  ['new-entrants', ({ kind, claim }) => kind === 'development' && /\bopen(s|ed)?\b/i.test(claim)],
  ['substitutes', ({ kind }) => kind === 'trend'],
  ['buyers', ({ kind, claim }) => kind === 'driver' && /\bspen[dt]/i.test(claim)],
  ['suppliers', ({ kind, claim }) => kind === 'challenge' && /turnover|staff/i.test(claim)],
];

/** What the evidence proposes for the network's own SWOT and the five forces; a strength is for the network to say. */
export function proposedNotes(records: readonly EvidenceRecord[]): readonly Note[] {
  return SPEAKS.flatMap(([section, speaks]) =>
    records.filter(speaks).map((record): Note => {
      const { id, claim, source, sourceDate } = record;
      const nobody = { supersedes: null, reason: null, by: null, at: null };
      return {
        id: `${section}.${id}`,
        company: null,
        section,
        text: claim,
        strength: null,
        source,
        sourceDate,
        evidenceIds: [id],
        origin: 'proposed',
        ...nobody,
      };
    }),
  );
}

/** The notes that stand: proposed or written, superseded by no other; in the order in which they came. */
export function notesInForce(proposed: readonly Note[], kept: readonly KeptNote[]): readonly Note[] {
  const ended = new Set(kept.map(({ supersedes }) => supersedes));
  const written = kept.flatMap(({ text, ...note }): Note[] => (text === null ? [] : [{ ...note, text, origin: 'written' }]));
  return [...proposed, ...written].filter(({ id }) => !ended.has(id));
}

/** Why a note is not written. */
export type NoteRefusal = 'source-missing' | 'section-wrong' | 'strength-wrong' | 'note-unknown' | 'reason-missing' | 'evidence-unknown';

/** What is to be written. */
export type NoteDraft = Omit<KeptNote, 'id' | 'by' | 'at'>;

const isFact = (section: NoteSection) => (factSections as readonly string[]).includes(section);
const isForce = (section: NoteSection) => (forces as readonly string[]).includes(section);

/** Whether a note may be written. A fact has a source; companies have facts and a SWOT, the network a SWOT and forces. */
export function decideNote(draft: NoteDraft, standing: readonly Note[], evidenceIds: ReadonlySet<string>): Outcome<NoteDraft, NoteRefusal> {
  const { company, section, text, strength, source, supersedes, reason } = draft;
  if (company === null ? isFact(section) : isForce(section)) return refuse('section-wrong', { path: 'body.section' });
  if (strength !== null && !isForce(section)) return refuse('strength-wrong', { path: 'body.strength' });
  const unknown = draft.evidenceIds.findIndex((one) => !evidenceIds.has(one));
  if (unknown !== -1) return refuse('evidence-unknown', { path: `body.evidenceIds.${unknown}` });
  if (text === null && supersedes === null) return refuse('note-unknown', { path: 'body.supersedes' });
  if (supersedes !== null) {
    const target = standing.find(({ id }) => id === supersedes);
    if (!target || target.company !== company || target.section !== section) return refuse('note-unknown', { path: 'body.supersedes' });
    if (reason === null) return refuse('reason-missing', { path: 'body.reason' });
  }
  if (text !== null && isFact(section) && source === null && draft.evidenceIds.length === 0)
    return refuse('source-missing', { path: 'body.source' });
  return ok(draft);
}
