// A report on paper: title, contents, lists, then chapter by chapter what the model says; nothing is worked out here.
import { type PaperBook, openBook } from '#platform';
import {
  type Report,
  type ReportBlock,
  type ReportChapter,
  type ReportLanguage,
  type ReportTable,
  drawingOf,
  reportWords,
} from '../rules.ts';

/** The PDF of a report; the same report made at the same instant gives the same bytes. */
export async function drawReport(report: Report, madeAtMs: number): Promise<Uint8Array> {
  const { language, title, lead, mark, facts, chapters } = report;
  const words = reportWords(language);
  const book = await openBook({
    title,
    language,
    createdAtMs: madeAtMs,
    mark,
    foot: (page, pages) => words.foot(title, page, pages),
  });
  // A title of two parts is broken between them.
  book.title(title.replace(': ', ':\n'));
  book.paragraph(lead);
  book.facts([facts.map(([name, value]) => [name, value] as const)]);
  const blocks = chapters.flatMap(({ sections }) => sections.flatMap((section) => section.blocks));
  const count = (kind: ReportBlock['kind']) => blocks.filter((block) => block.kind === kind).length;
  book.lists([
    { name: 'contents', title: words.contents, lines: chapters.reduce((sum, { sections }) => sum + 1 + sections.length, 0) },
    { name: 'figures', title: words.figures, lines: count('figure') },
    { name: 'tables', title: words.tables, lines: count('table') },
  ]);
  for (const chapter of chapters) {
    // A chapter of a few words stands under the one before it.
    if (hasTables(chapter) || chapter === chapters[0]) book.turn();
    book.heading(`${chapter.number} ${chapter.title}`, 1);
    for (const section of chapter.sections) {
      book.heading(`${section.number} ${section.title}`, 2);
      const tables = new Map(section.blocks.flatMap((block) => (block.kind === 'table' ? [[block.table.id, block.table] as const] : [])));
      for (const block of section.blocks) writeBlock(book, block, tables, words, language);
    }
  }
  return book.finish();
}

const hasTables = ({ sections }: ReportChapter) => sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'table'));

function writeBlock(
  book: PaperBook,
  block: ReportBlock,
  tables: ReadonlyMap<string, ReportTable>,
  words: ReturnType<typeof reportWords>,
  language: ReportLanguage,
): void {
  if (block.kind === 'text') return book.paragraph(block.text);
  if (block.kind === 'points') return book.points(block.points);
  if (block.kind === 'table') return writeTable(book, block.table, words.table(block.table.number, block.table.title));
  const { figure } = block;
  const table = tables.get(figure.tableId);
  if (!table) throw new Error(`figure ${figure.id} draws no table of its section`);
  book.drawing(drawingOf(figure, table, language), words.figure(figure.number, figure.title), figure.alt);
}

const WIDTH = 499;

function writeTable(book: PaperBook, { columns, rows, note }: ReportTable, caption: string): void {
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const paper = columns.map(({ header, width, isNumber }) => ({ header, width: (WIDTH * width) / parts, isNumber }));
  const texts = (isTotal: boolean) => rows.filter((row) => row.isTotal === isTotal).map(({ cells }) => cells.map(({ text }) => text));
  book.table(paper, texts(false), texts(true), { caption, isDense: true, isKept: true, ...(note === '' ? {} : { remark: note }) });
}
