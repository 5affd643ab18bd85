// The rows of a table as a file: CSV, or a workbook whose numbers are numbers and whose texts never run.
import { minorUnits } from '#lib';
import { isAmount, isDate, type CellValue } from './cell-value.ts';
import { csvOf } from './csv.ts';
import { plainMinor } from './format.ts';

/** What is written: one row of headers, then values. */
export interface Sheet {
  readonly title: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
  /** By column: whether the header names the currency of its amounts. */
  readonly namesCurrency: readonly boolean[];
}

function plainText(value: CellValue): string {
  if (value === null) return '';
  return isAmount(value) ? plainMinor(value.amountMinor, value.currency) : String(value);
}

/** The sheet as CSV: dates as `2026-04-07`, amounts without thousands marks, their currency in a column of its own where no header names it. */
export function csvOfSheet({ headers, rows, namesCurrency }: Sheet): string {
  const isSplit = headers.map((_, at) => !namesCurrency[at] && rows.some((row) => isAmount(row[at] ?? null)));
  return csvOf(
    headers.flatMap((header, at) => (isSplit[at] ? [header, `${header} ¤`] : [header])),
    rows.map((row) =>
      row.flatMap((value, at) => (isSplit[at] ? [plainText(value), isAmount(value) ? value.currency : ''] : [plainText(value)])),
    ),
  );
}

function workbookCell(value: CellValue) {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { type: Number, value };
  if (isAmount(value)) {
    // Beyond 15 digits a spreadsheet would round: such an amount goes as text.
    if (value.amountMinor.replace('-', '').length > 15) return { type: String, value: `${plainText(value)} ${value.currency}` };
    const digits = minorUnits(value.currency);
    const format = `#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''} "${value.currency}"`;
    return { type: Number, value: Number(plainMinor(value.amountMinor, value.currency)), format };
  }
  if (isDate(value)) return { type: Date, value: new Date(`${value}T00:00:00Z`), format: 'yyyy-mm-dd' };
  // A text cell is a shared string to the spreadsheet, whatever it begins with.
  return { type: String, value };
}

/** The sheet as an XLSX workbook; the writer is loaded when first asked for. */
export async function workbookOf({ title, headers, rows }: Sheet): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal');
  const head = headers.map((value) => ({ type: String, value, fontWeight: 'bold' as const }));
  const name =
    title
      .replaceAll(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 31) || 'Siteward';
  return write([head, ...rows.map((row) => row.map(workbookCell))], { sheet: name, stickyRowsCount: 1 }).toBlob();
}
