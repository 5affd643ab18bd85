// A download opens in a spreadsheet as it was shown, and never runs as a formula.
import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes separators, quotes and line breaks', () => {
  expect(csvOf(['a', 'b'], [['x,y', 'say "no"\nplease']])).toBe('\ufeffa,b\r\n"x,y","say ""no""\nplease"\r\n');
});

it('disarms what looks like a formula and leaves negative amounts alone', () => {
  expect(csvOf(['a'], [['=1+1'], ['@x'], ['-SUM(A1)'], ['-5.25']])).toBe("\ufeffa\r\n'=1+1\r\n'@x\r\n'-SUM(A1)\r\n-5.25\r\n");
});
