// Tables on paper: a header on every page, rows that are not cut, totals that stay together.
import type { Structure } from 'pdfkit';
import { FAINT, LEADING, type Look, MARGIN, type Sheet } from './sheet.ts';

/** A column of a table; `width` in points. */
export interface PaperColumn {
  readonly header: string;
  readonly width: number;
  readonly isNumber?: boolean;
}

interface Row {
  readonly cells: readonly string[];
  readonly kind: 'head' | 'body' | 'total';
}

/** Sizes of a table, in points. */
interface Sizes {
  readonly cell: number;
  readonly gap: number;
  readonly pad: number;
}

/** Letters of a remark under a table. */
export const REMARK = 7.5;

const ROOMY: Sizes = { cell: 8.5, gap: 10, pad: 3 };
const DENSE: Sizes = { cell: 7.5, gap: 6, pad: 1.2 };
const LINES = { head: FAINT, body: '#d9dce1', total: '#d9dce1' } as const;
/** Tables up to this part of a page are not broken. */
const KEPT_TOGETHER = 0.6;

/** How a table stands out from the plain one. */
export interface PaperTableOptions {
  /** Read first, above the header. */
  readonly caption?: string;
  /** Smaller letters, for many columns. */
  readonly isDense?: boolean;
  /** Begins a new page rather than to be broken, where it is not longer than most of one. */
  readonly isKept?: boolean;
  /** Stands under the table, on the page of its last row. */
  readonly remark?: string;
  /** Told once it is known on which page the table begins. */
  readonly whenPlaced?: () => void;
}

/** The table being written. */
interface Frame {
  readonly sheet: Sheet;
  readonly columns: readonly PaperColumn[];
  readonly sizes: Sizes;
}

/** The rows of a table with their frame. */
interface Laid {
  readonly frame: Frame;
  readonly head: Row;
  readonly body: readonly Row[];
  readonly sums: readonly Row[];
  /** Points of the remark and of the gap above it. */
  readonly below: number;
  /** Points on one page before a table may be broken. */
  readonly needs: number;
}

type Cells = readonly (readonly string[])[];

function laidOut(sheet: Sheet, columns: readonly PaperColumn[], rows: Cells, totals: Cells, options: PaperTableOptions): Laid {
  const { caption, isDense = false, isKept = false, remark } = options;
  const frame: Frame = { sheet, columns, sizes: isDense ? DENSE : ROOMY };
  const head: Row = { cells: columns.map((column) => column.header), kind: 'head' };
  const body = rows.map((cells): Row => ({ cells, kind: 'body' }));
  const sums = totals.map((cells): Row => ({ cells, kind: 'total' }));
  const above = caption === undefined ? 0 : captionHeight(sheet, caption);
  const below = remark === undefined ? 0 : gapBelow(options) + sheet.heightOf(remark, sheet.width, REMARK);
  const whole = above + heights(frame, [head, ...body, ...sums]) + below;
  const needs = isKept && whole < sheet.room * KEPT_TOGETHER ? whole : above + heights(frame, [head, ...body.slice(0, isKept ? 4 : 1)]);
  return { frame, head, body, sums, below, needs };
}

const gapBelow = ({ isDense }: PaperTableOptions) => (isDense ? 5 : 12);

const heights = (frame: Frame, some: readonly Row[]) => some.reduce((sum, row) => sum + rowHeight(frame, row), 0);

/** How many points of a table have to stand on one page. */
export function tableNeeds(sheet: Sheet, columns: readonly PaperColumn[], rows: Cells, totals: Cells, options: PaperTableOptions): number {
  return laidOut(sheet, columns, rows, totals, options).needs;
}

/** Writes a table; the last of the totals is the sum that counts. */
export function writeTable(
  sheet: Sheet,
  columns: readonly PaperColumn[],
  rows: Cells,
  totals: Cells,
  options: PaperTableOptions = {},
): void {
  const { frame, head, body, sums, below, needs } = laidOut(sheet, columns, rows, totals, options);
  const table = sheet.document.struct('Table');
  sheet.root.add(table);
  sheet.makeRoom(needs);
  options.whenPlaced?.();
  if (options.caption !== undefined) writeCaption(sheet, table, options.caption);
  writeRow(frame, head, table, 0);
  for (const [at, row] of body.entries()) {
    // The last row goes with the totals and the remark, so that no page begins with sums of nothing or says whence nothing comes.
    const points = at === body.length - 1 ? heights(frame, [row, ...sums]) + below : heights(frame, [row]);
    writeRow(frame, row, table, points, head);
  }
  for (const [at, row] of sums.entries()) writeRow(frame, row, table, heights(frame, sums.slice(at)) + below, head);
  table.end();
  sheet.y += gapBelow(options);
}

const CAPTION: Look = { size: 8.5, isStrong: true };

/** The height of a caption with what follows it. */
export function captionHeight(sheet: Sheet, caption: string): number {
  return sheet.heightOf(caption, sheet.width, CAPTION.size) + 4;
}

/** Writes a caption into its table or figure. */
export function writeCaption(sheet: Sheet, parent: Structure, caption: string): void {
  parent.add(sheet.document.struct('Caption', () => void sheet.write(caption, MARGIN, sheet.y, sheet.width, CAPTION)));
  sheet.y += captionHeight(sheet, caption);
}

function rowHeight({ sheet, columns, sizes }: Frame, { cells }: Row): number {
  const lines = columns.map((_, at) => sheet.wrap(cells[at] ?? '', textWidth(columns, at, sizes), sizes.cell).length);
  return Math.max(...lines) * sizes.cell * LEADING + 2 * sizes.pad;
}

function writeRow(frame: Frame, row: Row, table: Structure, room: number, head?: Row): void {
  const { sheet, columns } = frame;
  // The header stands on every page and is read aloud once.
  if (sheet.makeRoom(room) && head) {
    sheet.artifact(() => writeCells(frame, head, (write) => write()), 'Pagination');
    sheet.y += rowHeight(frame, head);
    sheet.rule(LINES.head);
  }
  const structure = sheet.document.struct('TR');
  table.add(structure);
  writeCells(frame, row, (write, at) => {
    const isRowHeader = row.kind === 'total' && row.cells[at] !== '' && at < columns.length - 1 && !columns[at]?.isNumber;
    const scope = row.kind === 'head' ? { scope: 'Column' } : isRowHeader ? { scope: 'Row' } : null;
    structure.add(sheet.document.struct(scope ? 'TH' : 'TD', scope ?? {}, write));
  });
  structure.end();
  sheet.y += rowHeight(frame, row);
  sheet.rule(LINES[row.kind]);
}

function writeCells({ sheet, columns, sizes }: Frame, row: Row, place: (write: () => void, at: number) => void): void {
  let x = MARGIN;
  for (const [at, column] of columns.entries()) {
    const left = x;
    const look: Look = { size: sizes.cell, isStrong: row.kind !== 'body', align: column.isNumber ? 'right' : 'left' };
    place(() => void sheet.write(row.cells[at] ?? '', left, sheet.y + sizes.pad, textWidth(columns, at, sizes), look), at);
    x += column.width;
  }
}

// The last column ends where the rules end.
function textWidth(columns: readonly PaperColumn[], at: number, { gap }: Sizes): number {
  return (columns[at]?.width ?? 0) - (at === columns.length - 1 ? 0 : gap);
}
