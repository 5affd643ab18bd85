// What every figure of a report is put together from: letters, lines, scales and their numbers.
import type { DrawnPoint, Shape } from '#lib';
import { numberText } from './report-numbers.ts';
import type { ReportColumn, ReportLanguage, ReportRow } from './report-types.ts';

/** What a drawing is made from besides its rows. */
export interface DrawingFrame {
  readonly columns: readonly ReportColumn[];
  readonly language: ReportLanguage;
}

export const WIDTH = 499;
export const LETTERS = 7;
/** Of a letter, in parts of its size; generous, so that nothing touches. */
export const LETTER_WIDTH = 0.58;

export const widthOf = (text: string) => text.length * LETTERS * LETTER_WIDTH;
export const valueAt = ({ cells }: ReportRow, at: number): number => cells[at]?.value ?? 0;
export const textAt = ({ cells }: ReportRow, at: number): string => cells[at]?.text ?? '';

export const text = (x: number, y: number, words: string, align: 'left' | 'right' | 'middle', ink: 'text' | 'faint' = 'faint'): Shape => ({
  kind: 'text',
  x,
  y,
  text: words,
  align,
  ink,
});

export const rule = (points: readonly DrawnPoint[]): Shape => ({ kind: 'line', points, ink: 'rule', thickness: 0.5 });

/** Round steps, about four, from below the least value to above the largest. */
export function ticksOver(least: number, most: number): readonly number[] {
  const rough = Math.max(1e-9, (most - least) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? power * 10;
  const [from, to] = [Math.floor(least / step), Math.ceil(most / step)];
  return Array.from({ length: Math.max(1, to - from) + 1 }, (_, at) => (from + at) * step);
}

/** A tick with as many digits as its step needs. */
export function tickText(language: ReportLanguage, value: number): string {
  const plain = Number(value.toPrecision(6));
  return numberText(language, plain, (String(plain).split('.')[1] ?? '').length);
}
