// A download opens in a spreadsheet as it was shown, and never runs as a formula.
import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes separators, quotes and line breaks', () => {
  expect(csvOf(['a', 'b'], [['x,y', 'say "no"\nplease']])).toBe('\ufeffa,b\r\n"x,y","say ""no""\nplease"\r\n');
});

it('disarms what looks like a formula and leaves negative amounts alone', () => {
  expect(csvOf(['a'], [['=1+1'], ['@x'], ['-SUM(A1)'], ['-5.25']])).toBe("\ufeffa\r\n'=1+1\r\n'@x\r\n'-SUM(A1)\r\n-5.25\r\n");
});

it('[HOSTILE-07] every beginning that a spreadsheet would run is disarmed, full-width ones too, and numbers stay numbers', () => {
  for (const cell of ['=cmd|x', '+1+1', '-1+1', '@SUM(A1)', '\tx', '\rx', '＝1+1', '＋1', '－1', '＠x', '=HYPERLINK("x")'])
    expect(
      csvOf(['a'], [[cell]])
        .split('\r\n')[1]
        ?.replace(/^"/, '')
        .startsWith("'"),
      JSON.stringify(cell),
    ).toBe(true);
  for (const number of ['-5', '+5.25', '0', '-0.5']) expect(csvOf(['a'], [[number]])).toBe(`\ufeffa\r\n${number}\r\n`);
});
