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

const CELL = 8.5;
const GAP = 10;
const PAD = 3;
const LINES = { head: FAINT, body: '#d9dce1', total: '#d9dce1' } as const;

/** Writes a table; the last of the totals is the sum that counts. */
export function writeTable(
  sheet: Sheet,
  columns: readonly PaperColumn[],
  rows: readonly (readonly string[])[],
  totals: readonly (readonly string[])[],
): void {
  const table = sheet.document.struct('Table');
  sheet.root.add(table);
  const head: Row = { cells: columns.map((column) => column.header), kind: 'head' };
  const body = rows.map((cells): Row => ({ cells, kind: 'body' }));
  const sums = totals.map((cells): Row => ({ cells, kind: 'total' }));
  const heights = (some: readonly Row[]) => some.reduce((sum, row) => sum + rowHeight(sheet, columns, row), 0);
  sheet.makeRoom(heights([head, ...body.slice(0, 1)]));
  writeRow(sheet, columns, head, table, 0);
  for (const [at, row] of body.entries()) {
    // The last row goes with the totals, so that no page begins with sums of nothing.
    const together = at === body.length - 1 ? [row, ...sums] : [row];
    writeRow(sheet, columns, row, table, heights(together), head);
  }
  for (const row of sums) writeRow(sheet, columns, row, table, heights([row]), head);
  table.end();
  sheet.y += 12;
}

function rowHeight(sheet: Sheet, columns: readonly PaperColumn[], { cells }: Row): number {
  const lines = columns.map((_, at) => sheet.wrap(cells[at] ?? '', textWidth(columns, at), CELL).length);
  return Math.max(...lines) * CELL * LEADING + 2 * PAD;
}

function writeRow(sheet: Sheet, columns: readonly PaperColumn[], row: Row, table: Structure, room: number, head?: Row): void {
  // The header stands on every page and is read aloud once.
  if (sheet.makeRoom(room) && head) {
    sheet.artifact(() => writeCells(sheet, columns, head, (write) => write()), 'Pagination');
    sheet.y += rowHeight(sheet, columns, head);
    sheet.rule(LINES.head);
  }
  const structure = sheet.document.struct('TR');
  table.add(structure);
  writeCells(sheet, columns, row, (write, at) => {
    const isRowHeader = row.kind === 'total' && row.cells[at] !== '' && at < columns.length - 1;
    const scope = row.kind === 'head' ? { scope: 'Column' } : isRowHeader ? { scope: 'Row' } : null;
    structure.add(sheet.document.struct(scope ? 'TH' : 'TD', scope ?? {}, write));
  });
  structure.end();
  sheet.y += rowHeight(sheet, columns, row);
  sheet.rule(LINES[row.kind]);
}

function writeCells(sheet: Sheet, columns: readonly PaperColumn[], row: Row, place: (write: () => void, at: number) => void): void {
  let x = MARGIN;
  for (const [at, column] of columns.entries()) {
    const left = x;
    const look: Look = { size: CELL, isStrong: row.kind !== 'body', align: column.isNumber ? 'right' : 'left' };
    place(() => void sheet.write(row.cells[at] ?? '', left, sheet.y + PAD, textWidth(columns, at), look), at);
    x += column.width;
  }
}

// The last column ends where the rules end.
function textWidth(columns: readonly PaperColumn[], at: number): number {
  return (columns[at]?.width ?? 0) - (at === columns.length - 1 ? 0 : GAP);
}
