// Reading a file of counts: what is accepted, and that every fault is named with its row and column.
import { describe, expect, it } from 'vitest';
import { type CountsRefusal, readCountsFile } from './counts-file.ts';

const read = (text: string, kind: 'rate' | 'proportion' = 'rate') =>
  readCountsFile({ name: 'counts.csv', bytes: new TextEncoder().encode(text) }, kind);

describe('a file of counts', () => {
  it('is one row a group, with further columns, any case, BOM, CRLF, quotes and empty lines', () => {
    const wanted = [
      { groupId: 'S1', numerator: 3, denominator: 40.5 },
      { groupId: 'S 2', numerator: 0, denominator: 12 },
    ];
    for (const text of [
      'GroupID,Numerator,Denominator\nS1,3,40.5\nS 2,0,12\n',
      '\uFEFFgroupid;Country;numerator;DENOMINATOR\r\nS1;UK;3;40.5\r\n"S 2";UK;0;12',
      'Denominator\tNumerator\tGroupID\r40.5\t3\tS1\r\r12\t0\tS 2\r',
      '"GroupID","GroupLevel","Numerator","Denominator","Metric"\n"S1","Site",3,40.5,0.07\n"S 2","Site",0,1.2e1,0\n',
    ])
      expect(read(text)).toMatchObject({ ok: true, value: { form: 'groups', groups: wanted } });
  });

  it('is one row a subject where it has a column SubjectID, summed by group', () => {
    const text = 'SubjectID,GroupID,Numerator,Denominator\n1,A,1,10\n1,B,0,5\n2,A,2,0\n';
    expect(read(text)).toEqual({
      ok: true,
      value: {
        form: 'subjects',
        groups: [
          { groupId: 'A', numerator: 3, denominator: 10 },
          { groupId: 'B', numerator: 0, denominator: 5 },
        ],
      },
    });
  });

  it.each<[string, string, CountsRefusal, number | null, string | null]>([
    ['an empty file', '', 'empty-file', null, null],
    ['a file of empty lines', '\n \n', 'empty-file', null, null],
    ['a header alone', 'GroupID,Numerator,Denominator\n', 'no-rows', 2, null],
    ['a missing column', 'GroupID,Numerator\nA,1\n', 'missing-column', 1, 'Denominator'],
    ['a column that stands twice', 'GroupID,Numerator,Denominator,numerator\nA,1,2,3\n', 'duplicate-column', 1, 'Numerator'],
    ['a negative count', 'GroupID,Numerator,Denominator\nA,1,2\nB,-1,2\n', 'negative-count', 3, 'Numerator'],
    ['a negative denominator', 'GroupID,Numerator,Denominator\nA,1,-2\n', 'negative-count', 2, 'Denominator'],
    ['a word for a number', 'GroupID,Numerator,Denominator\nA,many,2\n', 'not-a-number', 2, 'Numerator'],
    ['NA', 'GroupID,Numerator,Denominator\nA,1,NA\n', 'not-a-number', 2, 'Denominator'],
    ['Infinity', 'GroupID,Numerator,Denominator\nA,1,1e999\n', 'not-a-number', 2, 'Denominator'],
    ['a decimal comma', 'GroupID;Numerator;Denominator\nA;1;2,5\n', 'not-a-number', 2, 'Denominator'],
    ['half an event', 'GroupID,Numerator,Denominator\nA,1.5,3\n', 'not-a-whole-count', 2, 'Numerator'],
    ['a missing value', 'GroupID,Numerator,Denominator\nA,,3\n', 'missing-value', 2, 'Numerator'],
    ['a group without a name', 'GroupID,Numerator,Denominator\n ,1,3\n', 'missing-value', 2, 'GroupID'],
    ['two rows for one group', 'GroupID,Numerator,Denominator\nA,1,3\n\nA,1,3\n', 'duplicate-group', 4, 'GroupID'],
    ['two rows for one subject', 'SubjectID,GroupID,Numerator,Denominator\n1,A,1,3\n1,A,1,3\n', 'duplicate-subject', 3, 'SubjectID'],
    ['a row that is too short', 'GroupID,Numerator,Denominator\nA,1\n', 'wrong-column-count', 2, null],
    ['a quote that does not close', 'GroupID,Numerator,Denominator\n"A,1,2\n', 'malformed-csv', 2, null],
    ['a spreadsheet', 'PK\u0003\u0004\u0000\u0000', 'not-text', null, null],
  ])('%s is refused with its place', (_name, text, code, row, column) => {
    expect(read(text)).toMatchObject({ ok: false, refusal: code, detail: { row, column } });
  });

  it('a proportion has whole denominators and no numerator above them, in either form', () => {
    expect(read('GroupID,Numerator,Denominator\nA,4,3\n')).toMatchObject({ ok: true });
    expect(read('GroupID,Numerator,Denominator\nA,4,3\n', 'proportion')).toMatchObject({
      ok: false,
      refusal: 'numerator-above-denominator',
      detail: { row: 2, column: 'Numerator', message: '4 is above the denominator 3, and a proportion cannot be' },
    });
    expect(read('GroupID,Numerator,Denominator\nA,1,3.5\n', 'proportion')).toMatchObject({ refusal: 'not-a-whole-count' });
    expect(read('SubjectID,GroupID,Numerator,Denominator\n1,A,1,0\n', 'proportion')).toMatchObject({
      refusal: 'numerator-above-denominator',
    });
  });

  it('bytes that are not UTF-8 are refused, and of many faults a hundred are kept and all are counted', () => {
    expect(readCountsFile({ name: 'counts.csv', bytes: Uint8Array.of(0x47, 0xff, 0x0a) }, 'rate')).toMatchObject({
      refusal: 'not-utf8',
      detail: { file: 'counts.csv', row: 1, column: null },
    });
    const rows = Array.from({ length: 250 }, (_, at) => `G${at},-1,5`).join('\n');
    const many = read(`GroupID,Numerator,Denominator\n${rows}\n`);
    if (many.ok) throw new Error('a file of faults was read');
    expect([many.detail['faultCount'], many.detail['faults']]).toEqual([250, expect.objectContaining({ length: 100 })]);
  });
});
