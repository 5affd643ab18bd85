// A CSV file piece by piece: the same rows as the whole file gives, wherever the pieces part, and faults that cost only themselves.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvColumns, type CsvRefusal, fileFaults, readCsv, streamCsv } from './index.ts';

const wanted: CsvColumns = { required: ['Site', 'Count'], optional: ['Note'] };
const bytesOf = (text: string) => new TextEncoder().encode(text);

function cut(bytes: Uint8Array, at: readonly number[]): readonly Uint8Array[] {
  const marks = [0, ...at.map((place) => place % (bytes.length + 1)).toSorted((one, other) => one - other), bytes.length];
  return marks.slice(1).map((end, place) => bytes.subarray(marks[place], end));
}

async function stream(pieces: readonly Uint8Array[], columns: () => CsvColumns | null = () => wanted) {
  const faults = fileFaults<CsvRefusal>();
  const rows: (readonly [number, string, string, string])[] = [];
  for await (const batch of streamCsv('a.csv', pieces, { columns, faults }))
    for (const row of batch) rows.push([row.row, row.at('Site'), row.at('Count'), row.at('Note')]);
  return { rows, faults: (faults.refusal()?.detail['faults'] ?? []) as readonly { code: string; row: number | null }[] };
}

describe('a CSV file piece by piece', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\0\uFEFF\uFFFD]/g, ''));
  const rows = fc.array(fc.tuple(cell, fc.integer().map(String)), { maxLength: 20 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('gives the rows of the whole file, wherever the pieces part', async () => {
    const marks = fc.constantFrom(',', ';', '\t', '|');
    await fc.assert(
      fc.asyncProperty(
        rows,
        marks,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(), { maxLength: 30 }),
        async (given, mark, end, at) => {
          const bytes = bytesOf(`\uFEFF${[['Site', 'Count'], ...given].map((row) => row.map(quoted).join(mark)).join(end)}${end}`);
          const whole = readCsv({ name: 'a.csv', bytes }, { columns: () => wanted, maxBytes: 1e6, faults: fileFaults() });
          const expected = Array.from(whole?.rows ?? [], (row) => [row.row, row.at('Site'), row.at('Count'), row.at('Note')]);
          expect((await stream(cut(bytes, at))).rows).toEqual(expected);
        },
      ),
    );
  });

  it('goes on after a row that is not sound, and names each', async () => {
    const { rows: sound, faults } = await stream([bytesOf('Site,Count\nA,1\nB\nC"x,2\nD,3\n')]);
    expect(sound.map(([row, site]) => [row, site])).toEqual([
      [2, 'A'],
      [5, 'D'],
    ]);
    expect(faults).toMatchObject([
      { code: 'wrong-column-count', row: 3 },
      { code: 'malformed-csv', row: 4 },
    ]);
  });

  it('ends at a quote that does not close, without holding the rest', async () => {
    const many = Array.from({ length: 40 }, () => bytesOf('x,1\n'.repeat(250_000)));
    const { rows: sound, faults } = await stream([bytesOf('Site,Count\nA,1\n"B,2\n'), ...many]);
    expect(sound).toHaveLength(1);
    expect(faults).toMatchObject([{ code: 'malformed-csv', row: 3 }]);
    expect((await stream([bytesOf('Site,Count\nA,1\n"B,2\n')])).faults).toMatchObject([{ code: 'malformed-csv', row: 3 }]);
  });

  it('names the line from which on bytes are not UTF-8 and reads on, and stops at a NUL', async () => {
    const latin = Uint8Array.from([...bytesOf('Site,Count\nA,1\nS'), 0xe9, ...bytesOf(',2\nC,3\n')]);
    const read = await stream([latin]);
    expect(read.faults).toMatchObject([{ code: 'not-utf8', row: 3 }]);
    expect(read.rows.map(([, site]) => site)).toEqual(['A', 'S\uFFFD', 'C']);
    expect((await stream([bytesOf('Site,Count\nA,1\n'), Uint8Array.from([0, 0])])).faults).toMatchObject([{ code: 'not-text' }]);
  });

  it('is left at its header when that is not the one that was meant', async () => {
    let pieces = 0;
    const endless = {
      *[Symbol.iterator]() {
        for (;;) {
          pieces += 1;
          yield bytesOf('Site,Count\nA,1\n');
        }
      },
    };
    const faults = fileFaults<CsvRefusal>();
    for await (const batch of streamCsv('a.csv', endless, { columns: () => null, faults })) expect(batch).toEqual([]);
    expect([pieces, faults.count]).toEqual([1, 0]);
    expect((await stream([])).faults).toMatchObject([{ code: 'empty-file' }]);
    expect((await stream([bytesOf('Site,Number\n')])).faults).toMatchObject([{ code: 'missing-column' }]);
  });
});
