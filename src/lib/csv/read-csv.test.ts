// The house's CSV reader: what is taken, and that each fault of a file is named with its row and column.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRefusal, type CsvTable, fileFaults, needRows, readCsv } from './index.ts';

const wanted = { required: ['Site', 'Count'], optional: ['Note'] };
const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(given: string | Uint8Array, maxBytes = 1_048_576) {
  const faults = fileFaults<CsvRefusal | 'no-rows'>();
  const bytes = typeof given === 'string' ? bytesOf(given) : given;
  const table = readCsv({ name: 'a.csv', bytes }, { columns: () => wanted, maxBytes, faults });
  return { table, faults, detail: faults.refusal()?.detail ?? {} };
}

const cells = (table: CsvTable | null) =>
  Array.from(table?.rows ?? [], (row) => [row.row, row.at('Site'), row.at('Count'), row.at('Note')]);

describe('a CSV file', () => {
  it.each<[string, string]>([
    ['LF', 'Site,Count,Other\nA,1,x\n"B, ""b""",2,y\n'],
    ['CRLF and no last line end', 'Site,Count\r\nA,1\r\n"B, ""b""",2'],
    ['CR', 'Site,Count\rA,1\r"B, ""b""",2\r'],
    ['semicolons, a BOM, other case', '\uFEFFsite;COUNT\nA;1\n"B, ""b""";2\n'],
    ['tabs and columns in another order', 'Count\tSite\n1\tA\n2\t"B, ""b"""\n'],
    ['blanks around cells and names', ' Site , Count \n A ,1 \n"B, ""b""", 2\n'],
    ['empty cells beyond the header', 'Site,Count\nA,1,,\n"B, ""b""",2,\n'],
  ])('is read with %s', (_name, text) => {
    const { table, faults } = read(text);
    expect(faults.refusal()).toBeNull();
    expect(cells(table)).toEqual([
      [2, 'A', '1', ''],
      [3, 'B, "b"', '2', ''],
    ]);
    expect([table?.has('Note'), table?.has('Other'), table?.rowCount, table?.headerRow]).toEqual([false, false, 2, 1]);
  });

  it('counts rows as a spreadsheet does, blank ones and those with a line break in a cell included', () => {
    const { table } = read('\n\nSite;Count\n\n"A\nB";1\n;\nC;2\n');
    expect(table?.headerRow).toBe(3);
    expect(cells(table).map(([row, site]) => [row, site])).toEqual([
      [5, 'A\nB'],
      [7, 'C'],
    ]);
  });

  it.each<[string, string | Uint8Array, CsvRefusal, number | null, string | null]>([
    ['nothing', '', 'empty-file', null, null],
    ['blank lines', '\uFEFF\r\n ,\r\n', 'empty-file', null, null],
    ['a missing column', 'Site,Number\nA,1\n', 'missing-column', 1, 'Count'],
    ['a column twice', 'Site,Count,COUNT\nA,1,2\n', 'duplicate-column', 1, 'Count'],
    ['an optional column twice', '\nNote,Site,Count,note\n', 'duplicate-column', 2, 'Note'],
    ['a short row', 'Site,Count\nA,1\nB\n', 'wrong-column-count', 3, null],
    ['a long row', 'Site,Count\nA,1,2\n', 'wrong-column-count', 2, null],
    ['a quote that does not close', 'Site,Count\nA,1\n"SECRET,2\n', 'malformed-csv', 3, null],
    ['text after a closing quote', 'Site,Count\n"SECRET"x,1\n', 'malformed-csv', 2, null],
    ['a quote inside a cell', 'Site,Count\nSECR"ET,1\n', 'malformed-csv', 2, null],
    ['UTF-16', Uint8Array.from(Buffer.from('\uFEFFSite,Count\n', 'utf16le')), 'not-text', null, null],
    ['a spreadsheet', 'PK\u0003\u0004\u0000', 'not-text', null, null],
    ['Latin-1', Uint8Array.from([...bytesOf('Site,Count\nA,1\nS'), 0xe9, ...bytesOf(',2\n')]), 'not-utf8', 3, null],
    ['Latin-1 with CR', Uint8Array.from([...bytesOf('Site,Count\rA,1\rS'), 0xe9, ...bytesOf(',2\r')]), 'not-utf8', 3, null],
    ['a character cut at the end', Uint8Array.from([...bytesOf('Site,Count\nA,'), 0xe2, 0x82]), 'not-utf8', 2, null],
  ])('with %s is refused at its place, and no cell is told', (_name, given, code, row, column) => {
    const { detail } = read(given);
    expect(detail).toMatchObject({ code, file: 'a.csv', row, column, faultCount: 1 });
    expect(JSON.stringify(detail)).not.toContain('SECR');
  });

  it('over its limit is refused unread', () => {
    expect(read('Site,Count\nA,1\n', 14).detail).toMatchObject({ code: 'file-too-large' });
    expect(read('Site,Count\nA,1\n', 15).detail).toEqual({});
  });

  it('tells all its faults, keeps a hundred and counts the rest, and still hands out the sound rows', () => {
    expect(read('Note,Note\n').detail).toMatchObject({
      code: 'missing-column',
      faultCount: 3,
      faults: [{ column: 'Site' }, { column: 'Count' }, { code: 'duplicate-column', column: 'Note' }],
    });
    const { table, detail } = read(`Site,Count\n${'A\n'.repeat(250)}B,1\n`);
    expect([detail['faultCount'], (detail['faults'] as unknown[]).length, cells(table)]).toEqual([250, 100, [[252, 'B', '1', '']]]);
  });

  it('without a row is a table, which a caller may refuse', () => {
    const { table, faults } = read('\nSite,Count\n\n');
    expect([table?.rowCount, faults.count]).toEqual([0, 0]);
    if (table) needRows(table, faults);
    expect(faults.refusal()).toMatchObject({ refusal: 'no-rows', detail: { row: 3, column: null } });
  });

  it('of any cells comes back as it was written', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\0\uFEFF\uFFFD]/g, '').trim());
    const rows = fc.array(fc.tuple(cell, fc.integer().map(String)), { minLength: 1, maxLength: 20 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n', '\r'), (given, mark, end) => {
        const text = [['Site', 'Count'], ...given].map((row) => row.map(quoted).join(mark)).join(end);
        const back = cells(read(text).table).map(([, site, count]) => [site, count]);
        expect(back).toEqual(given.map(([site, count]) => [site, count]));
      }),
    );
  });
});
