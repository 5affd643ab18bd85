// Evidence and what stands on it in a report: claims with value, tag and source, and notes with the records under them.
import { personText } from '#lib';
import type { Note } from './evidence-notes.ts';
import type { EvidenceRecord } from './outlook-types.ts';
import { type Book, bodyRow, numberCell, numberColumn, textCell, textColumn, type FigureDraft } from './report-book.ts';
import type { Speaker } from './report-speaker.ts';
import type { ReportRow } from './report-types.ts';

/** Where a record comes from, with its day, and that others contradict it. */
export function sourceOf(
  { say, day }: Speaker,
  { source, sourceDate, disputed }: EvidenceRecord,
  called: (source: string) => string,
): string {
  const told = sourceDate === null ? called(source) : `${called(source)}, ${day(sourceDate)}`;
  return disputed ? `${told} (${say('evidence.disputed')})` : told;
}

const digitsOf = (value: number): number => (Number.isInteger(value) ? 0 : Math.min(4, (String(value).split('.')[1] ?? '').length));

/** Claims with their values, tags and sources; answers their rows. */
export function writeEvidence(book: Book, title: string, records: readonly EvidenceRecord[], figure?: FigureDraft): readonly ReportRow[] {
  const { speaker } = book;
  const { say, called, tag } = speaker;
  if (records.length === 0) {
    book.text(say('text.no-evidence'));
    return [];
  }
  const rows = records.map((record) => {
    const { value, unit, year } = record;
    const source = sourceOf(speaker, record, (name) => called('source', name));
    return bodyRow(
      [
        textCell(speaker.claim(record)),
        textCell(unit === null ? '' : called('unit', unit)),
        typeof value === 'number' ? numberCell(speaker, value, digitsOf(value), record.tag) : textCell('–'),
        textCell(year === null ? '' : String(year)),
        textCell(tag(record.tag)),
        textCell(source),
      ],
      source,
    );
  });
  const columns = [
    textColumn(say('column.claim'), 34),
    textColumn(say('column.unit'), 10),
    numberColumn(say('column.number'), '', 8),
    textColumn(say('column.year'), 5),
    textColumn(say('column.tag'), 8.5),
    textColumn(say('column.source'), 34.5),
  ];
  book.table({ title, columns, rows, source: '' }, figure ? [figure] : []);
  return rows;
}

/** What a note says in the language of the report: the claims of the published frame are known, what people wrote stays as it is. */
export function noteText(speaker: Speaker, note: Note, records: ReadonlyMap<string, EvidenceRecord>): string {
  const record = records.get(note.evidenceIds[0] ?? '');
  return note.origin === 'proposed' && record ? speaker.claim(record) : note.text;
}

/** Who says so: a source, or the person of the network who wrote it. */
export function noteSource(speaker: Speaker, note: Note, records: ReadonlyMap<string, EvidenceRecord>): string {
  const { say, called, day } = speaker;
  const named =
    note.source === null
      ? []
      : [note.sourceDate === null ? called('source', note.source) : `${called('source', note.source)}, ${day(note.sourceDate)}`];
  const under =
    note.source === null
      ? note.evidenceIds.flatMap((id) => records.get(id) ?? []).map((record) => sourceOf(speaker, record, (name) => called('source', name)))
      : [];
  const by =
    note.origin === 'proposed'
      ? [say('note.proposed')]
      : note.by === null
        ? []
        : [say('note.written', { by: personText(note.by, speaker.language) })];
  return [...named, ...under, ...by].join('; ');
}
