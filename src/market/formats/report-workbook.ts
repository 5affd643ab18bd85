// A report as a workbook: a sheet for every table, and contents that lead to them. Numbers are numbers; no text of anybody runs.
import type { Cell, SheetData } from 'write-excel-file/node';
import { type Report, type ReportCell, type ReportColumn, type ReportTable, reportWords } from '../rules.ts';

/** A table with the chapter in which it stands. */
interface Placed {
  readonly table: ReportTable;
  readonly chapter: string;
}

const strong = { fontWeight: 'bold' } as const;

/** The workbook of a report. */
export async function writeWorkbook(report: Report): Promise<Uint8Array> {
  const { default: write } = await import('write-excel-file/node');
  const words = reportWords(report.language);
  const placed = report.chapters.flatMap(({ number, title, sections }) =>
    sections.flatMap(({ blocks }) =>
      blocks.flatMap((block): Placed[] => (block.kind === 'table' ? [{ table: block.table, chapter: `${number} ${title}` }] : [])),
    ),
  );
  const contents = { sheet: words.contents, data: contentsOf(report, placed), columns: [{ width: 8 }, { width: 70 }, { width: 66 }] };
  const sheets = placed.map(({ table }) => ({
    sheet: table.id,
    data: sheetOf(report, table),
    columns: [
      ...table.columns.map(({ isNumber, width }) => ({ width: isNumber ? 12 : Math.max(14, width) })),
      { width: 16 },
      { width: 14 },
      { width: 66 },
    ],
    stickyRowsCount: HEAD_ROWS,
  }));
  return write([contents, ...sheets]).toBuffer();
}

// Texts are shared strings to a spreadsheet, whatever they begin with.
const text = (value: string, look: object = {}): Cell => (value === '' ? null : { type: String, value, ...look });

function contentsOf({ title, lead, mark, facts }: Report, placed: readonly Placed[]): SheetData {
  // The only formulas of the workbook; they hold the names of its sheets and nothing else.
  const link = (id: string): Cell => ({ type: 'Formula', value: `HYPERLINK("#'${id}'!A1","${id}")`, textColor: '#2650c4' });
  return [
    ...(mark === null ? [] : [[text(mark, { ...strong, fontSize: 14, textColor: '#a3121f' })]]),
    [text(title, { ...strong, fontSize: 16 })],
    [text(lead)],
    ...facts.map(([name, value]) => [null, text(name), text(value)]),
    [],
    ...placed.map(({ table, chapter }) => [link(table.id), text(table.title), text(chapter)]),
  ];
}

/** Rows above the first of the table: its title and its header. */
const HEAD_ROWS = 2;

function sheetOf({ language }: Report, { number, title, columns, rows, note, source }: ReportTable): SheetData {
  const words = reportWords(language);
  const head = [...columns.map(({ header }) => header), words.unit, words.tag, words.source];
  return [
    [text(words.table(number, title), strong)],
    head.map((name) => text(name, strong)),
    ...rows.map(({ cells, isTotal, source: own }) => [
      ...cells.map((cell) => cellOf(cell, isTotal)),
      text(unitsOf(columns, cells)),
      text(tagsOf(cells, words.tags)),
      text(own ?? source),
    ]),
    [],
    [text(note)],
  ];
}

function cellOf({ text: shown, value, digits = 0 }: ReportCell, isTotal: boolean): Cell {
  const look = isTotal ? strong : {};
  if (value === null) return text(shown, look);
  return { type: Number, value, format: `#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`, ...look };
}

/** The units of a row's numbers, each once. */
function unitsOf(columns: readonly ReportColumn[], cells: readonly ReportCell[]): string {
  const units = columns.flatMap(({ unit }, at) => (unit && cells[at] && cells[at].value !== null ? [unit] : []));
  return [...new Set(units)].join('; ');
}

function tagsOf(cells: readonly ReportCell[], called: (tag: NonNullable<ReportCell['tag']>) => string): string {
  return [...new Set(cells.flatMap(({ tag }) => (tag ? [called(tag)] : [])))].join('; ');
}
