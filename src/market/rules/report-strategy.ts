// Dynamics, trends and developments, the network's own SWOT and the five forces, and the companies profiled, each statement with its source.
import { developmentsOf, factSections, forces, type Note, swotSections } from './evidence-notes.ts';
import type { EvidenceRecord } from './outlook-types.ts';
import { type Book, bodyRow, numberCell, numberColumn, textCell, textColumn } from './report-book.ts';
import { noteSource, noteText, sourceOf, writeEvidence } from './report-evidence.ts';
import type { Speaker } from './report-speaker.ts';
import type { ReportQuestion, ReportRow } from './report-types.ts';

type Records = ReadonlyMap<string, EvidenceRecord>;

const recordsOf = ({ outlook }: ReportQuestion): Records => new Map(outlook.evidence.map((record) => [record.id, record]));

/** What drives the market and what holds it back. */
export function writeDynamics(book: Book, { outlook }: ReportQuestion): void {
  const { say } = book.speaker;
  book.chapter('dynamics', say('chapter.dynamics'));
  for (const kind of ['driver', 'challenge'] as const) {
    book.section(kind, say(`section.${kind}`));
    book.text(say(`text.${kind}`));
    writeEvidence(
      book,
      say(`section.${kind}`),
      outlook.evidence.filter((record) => record.kind === kind),
    );
  }
}

/** Where the trade moves, and what happened lately. */
export function writeTrends(book: Book, { outlook }: ReportQuestion): void {
  const { say } = book.speaker;
  book.chapter('trends', say('chapter.trends'));
  for (const kind of ['trend', 'development'] as const) {
    book.section(kind, say(`section.${kind}`));
    book.text(say(`text.${kind}`));
    const records = outlook.evidence.filter((record) => record.kind === kind);
    writeEvidence(
      book,
      say(`section.${kind}`),
      records.toSorted((a, b) => ((a.sourceDate ?? '') < (b.sourceDate ?? '') ? 1 : -1)),
    );
  }
}

/** Strengths, weaknesses, opportunities and threats of the network itself. */
export function writeSwot(book: Book, question: ReportQuestion): void {
  const { say, called } = book.speaker;
  const records = recordsOf(question);
  book.chapter('swot', say('chapter.swot'));
  for (const section of swotSections) {
    book.section(section, called('swot', section));
    const notes = question.notes.filter((note) => note.section === section);
    if (notes.length === 0) book.text(say('text.no-notes'));
    else notesTable(book, called('swot', section), notes, records);
  }
}

function noteRow({ speaker }: Book, note: Note, records: Records): ReportRow {
  const source = noteSource(speaker, note, records);
  const tag = records.get(note.evidenceIds[0] ?? '')?.tag;
  return bodyRow(
    [textCell(noteText(speaker, note, records)), textCell(tag ? speaker.tag(tag) : speaker.say('note.judged')), textCell(source)],
    source,
  );
}

function notesTable(book: Book, title: string, notes: readonly Note[], records: Records): void {
  const { say } = book.speaker;
  book.table({
    title,
    source: '',
    columns: [textColumn(say('column.statement'), 46), textColumn(say('column.tag'), 10), textColumn(say('column.source'), 44)],
    rows: notes.map((note) => noteRow(book, note, records)),
  });
}

/** Porter's five forces, as strong as people of the network judged them. */
export function writeForces(book: Book, question: ReportQuestion): void {
  const { speaker } = book;
  const { say, called } = speaker;
  const records = recordsOf(question);
  book.chapter('forces', say('chapter.forces'));
  book.section('strength', say('section.forces'));
  book.text(say('text.forces'));
  const judged = (force: string) => question.notes.filter((note) => note.section === force).flatMap(({ strength }) => strength ?? []);
  book.table({
    title: say('table.forces'),
    source: say('source.network'),
    columns: [
      textColumn(say('column.force'), 50),
      numberColumn(say('column.strength'), say('unit.of-five'), 25),
      numberColumn(say('column.statements'), '', 25),
    ],
    rows: forces.map((force) => {
      const strengths = judged(force);
      const count = question.notes.filter((note) => note.section === force).length;
      return bodyRow([
        textCell(called('force', force)),
        strengths.length === 0 ? textCell(say('force.unjudged')) : numberCell(speaker, Math.max(...strengths), 0, 'assumed'),
        numberCell(speaker, count, 0, 'counted'),
      ]);
    }),
  });
  for (const force of forces) {
    book.section(force, called('force', force));
    const notes = question.notes.filter((note) => note.section === force);
    if (notes.length === 0) book.text(say('text.no-notes'));
    else notesTable(book, called('force', force), notes, records);
  }
}

/** The companies: what is held of each, with its source; shares are not known and not invented. */
export function writeCompanies(book: Book, question: ReportQuestion): void {
  const { speaker } = book;
  const { say, called } = speaker;
  book.chapter('companies', say('chapter.companies'));
  book.section('shares', say('section.shares'));
  book.text(say('text.shares'));
  const named = (source: string | undefined) => (source === undefined ? say('source.network') : called('source', source));
  book.table({
    title: say('table.shares'),
    source: '',
    columns: [textColumn(say('column.company'), 31), textColumn(say('column.company-share'), 12), textColumn(say('column.source'), 57)],
    rows: question.companies.map(({ name, evidence }) =>
      bodyRow([textCell(name), textCell(say('share.unpublished')), textCell(named(evidence?.source))], named(evidence?.source)),
    ),
  });
  for (const { company, name, notes } of question.companies) {
    book.section(company, name);
    const profile = profileOf(speaker, { name, notes }, question);
    const rows = profile.flatMap((part) => part.rows);
    if (rows.length > 0)
      book.table({
        title: say('table.company', { name }),
        source: '',
        columns: [textColumn(say('column.part'), 20), textColumn(say('column.held'), 44), textColumn(say('column.source'), 36)],
        rows,
      });
    const unheld = profile.filter((part) => part.rows.length === 0).map(({ part }) => part);
    if (rows.length === 0) book.text(say('company.none'));
    else if (unheld.length > 0) book.text(say('company.unheld', { parts: unheld.join(', ') }));
  }
}

/** What is held of a company, part by part: what people wrote, and the developments of the evidence that name it. */
function profileOf(
  speaker: Speaker,
  { name, notes }: Pick<ReportQuestion['companies'][number], 'name' | 'notes'>,
  question: ReportQuestion,
): readonly { readonly part: string; readonly rows: readonly ReportRow[] }[] {
  const { called } = speaker;
  const records = recordsOf(question);
  return [...factSections, ...swotSections].map((section) => {
    const part = (factSections as readonly string[]).includes(section) ? called('company', section) : called('swot', section);
    const row = (text: string, source: string) => bodyRow([textCell(part), textCell(text), textCell(source)], source);
    const written = notes
      .filter((note) => note.section === section)
      .map((note) => row(noteText(speaker, note, records), noteSource(speaker, note, records)));
    const happened = section === 'developments' ? developmentsOf(name, question.outlook.evidence) : [];
    const told = happened.map((record) =>
      row(
        speaker.claim(record),
        sourceOf(speaker, record, (source) => called('source', source)),
      ),
    );
    return { part, rows: [...written, ...told] };
  });
}
