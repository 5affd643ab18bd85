// What is downloaded opens as it was shown: numbers as numbers, dates as dates, and no text that runs.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesOfWorkbook } from '../../tests/support/read-workbook.ts';
import { csvOfSheet, workbookOf, type Sheet } from './table-download.ts';

const dangerous = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ''), fc.string()).map(([sign, rest]) => sign + rest);
const sheet = (...values: Sheet['rows'][number]): Sheet => ({
  title: 'Lines: of/NLX-301',
  headers: values.map((_, at) => `H${at}`),
  rows: [values],
  namesCurrency: values.map(() => false),
});
const cellsOf = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true });

describe('CSV', () => {
  it('never holds a cell that a spreadsheet would run, and loses no text', () => {
    fc.assert(
      fc.property(fc.array(dangerous, { minLength: 1, maxLength: 5 }), (texts) => {
        const [cells] = cellsOf(csvOfSheet(sheet(...texts))).slice(1);
        for (const [at, text] of texts.entries()) {
          const cell = cells?.[at] ?? '';
          expect(/^[=@\t\r\n]/.test(cell)).toBe(false);
          if (/^[+-]/.test(cell)) expect(cell).toMatch(/^[+-]\d+(\.\d+)?$/);
          expect([text, `'${text}`]).toContain(cell);
        }
      }),
      { examples: [[['=HYPERLINK("http://x","y")', '+1', '-SUM(A1)', '@x', '-5.25']]] },
    );
  });
  it('writes numbers, amounts and dates so that they stay what they are', () => {
    const [cells] = cellsOf(csvOfSheet(sheet(-5.25, { amountMinor: '-123456700', currency: 'USD' }, '2026-04-07', null))).slice(1);
    expect(cells).toEqual(['-5.25', '-1234567.00', 'USD', '2026-04-07', '']);
    const named = { ...sheet({ amountMinor: '-123456700', currency: 'USD' }), namesCurrency: [true] };
    expect(cellsOf(csvOfSheet(named))[1]).toEqual(['-1234567.00']);
  });
});

const filesOf = async (workbook: Blob) => filesOfWorkbook(Buffer.from(await workbook.arrayBuffer()));

describe('a workbook', () => {
  it('keeps every text as text, whatever it begins with', async () => {
    await fc.assert(
      fc.asyncProperty(dangerous, async (text) => {
        const files = await filesOf(await workbookOf(sheet(text, 1)));
        const cells = files.get('xl/worksheets/sheet1.xml') ?? '';
        expect(cells).not.toContain('<f>');
        if (text !== '') expect(cells).toMatch(/<c r="A2"[^>]* t="s">/);
        expect(cells).toMatch(/<c r="B2"[^>]*><v>1<\/v>/);
      }),
      { numRuns: 25 },
    );
  });
  it('writes amounts and dates as numbers with a format, and an amount beyond their precision as text', async () => {
    const files = await filesOf(
      await workbookOf(sheet({ amountMinor: '-525', currency: 'USD' }, '2026-04-07', { amountMinor: '1234567890123456', currency: 'USD' })),
    );
    const cells = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(cells).toContain('<v>-5.25</v>');
    expect(cells).toContain('<v>46119</v>');
    expect(files.get('xl/sharedStrings.xml')).toContain('12345678901234.56 USD');
    expect(files.get('xl/styles.xml')).toContain('USD');
  });
});
