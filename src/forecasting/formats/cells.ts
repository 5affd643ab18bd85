// Typed cells: counts, shares, yes or no, and days, which a file counts in whole numbers or in dates, but not in both.
import { Temporal, addDays, civilDate, daysBetween } from '#lib';
import { type CsvFile, type CsvRow, fail } from './csv-file.ts';

const EPOCH = Temporal.PlainDate.from('1970-01-01');

/** How the days of a study's files are written. */
export type DayAxis = 'day' | 'date';

/** The number of a day as written, or null when it is no day. Dates count from 1 January 1970. */
export function dayNumber(text: string): { readonly axis: DayAxis; readonly day: number } | null {
  if (/^[+-]?\d{1,6}(\.0+)?$/.test(text)) return { axis: 'day', day: Number(text) };
  try {
    return { axis: 'date', day: daysBetween(EPOCH, civilDate(text)) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A day as its file writes it. */
export function writtenDay(axis: DayAxis, day: number): number | string {
  return axis === 'day' ? day : addDays(EPOCH, Math.round(day)).toString();
}

/** Remembers in which way the first day was written, and refuses the other. */
export interface DayReader {
  readonly axis: () => DayAxis | null;
  /** The day in a cell, or null when the cell is blank. */
  readonly dayAt: (file: CsvFile, row: CsvRow, column: string) => number | null;
}

/** A reader for files that share one axis. */
export function dayReader(): DayReader {
  let axis: DayAxis | null = null;
  return {
    axis: () => axis,
    dayAt: (file, row, column) => {
      const text = row.at(column);
      if (text === '' || text.toUpperCase() === 'NA') return null;
      const read = dayNumber(text);
      const place = { row: row.row, column };
      if (!read) return fail(file.name, 'not-a-day', place, `${JSON.stringify(text)} is neither a whole day nor a date (YYYY-MM-DD)`);
      if (axis !== null && axis !== read.axis)
        return fail(file.name, 'mixed-days', place, `${JSON.stringify(text)} is a ${read.axis}, other cells are ${axis}s`);
      axis = read.axis;
      return read.day;
    },
  };
}

/** The day in a cell that must not be blank. */
export function neededDay(days: DayReader, file: CsvFile, row: CsvRow, column: string): number {
  return days.dayAt(file, row, column) ?? fail(file.name, 'missing-value', { row: row.row, column }, 'the cell is empty');
}

/** The text in a cell that must not be blank. */
export function neededText(file: CsvFile, row: CsvRow, column: string): string {
  const text = row.at(column);
  return text === '' ? fail(file.name, 'missing-value', { row: row.row, column }, 'the cell is empty') : text;
}

/** The number in a cell, or null when the cell is blank; never negative. */
export function numberAt(file: CsvFile, row: CsvRow, column: string): number | null {
  const text = row.at(column);
  if (text === '' || text.toUpperCase() === 'NA') return null;
  const place = { row: row.row, column };
  if (!/^[+-]?\d{1,9}(\.\d{1,12})?$/.test(text)) return fail(file.name, 'not-a-number', place, `${JSON.stringify(text)} is not a number`);
  const value = Number(text);
  return value < 0 ? fail(file.name, 'negative-number', place, `${text} is negative`) : value;
}

/** The whole number in a cell that must not be blank. */
export function neededCount(file: CsvFile, row: CsvRow, column: string): number {
  const place = { row: row.row, column };
  const value = numberAt(file, row, column) ?? fail(file.name, 'missing-value', place, 'the cell is empty');
  return Number.isInteger(value) ? value : fail(file.name, 'not-a-count', place, `${value} is not a whole number`);
}

/** The whole number in a cell, or null when the cell is blank. */
export function countAt(file: CsvFile, row: CsvRow, column: string): number | null {
  return numberAt(file, row, column) === null ? null : neededCount(file, row, column);
}

/** The probability in a cell, or null when the cell is blank. */
export function shareAt(file: CsvFile, row: CsvRow, column: string): number | null {
  const value = numberAt(file, row, column);
  return value !== null && value > 1 ? fail(file.name, 'not-a-share', { row: row.row, column }, `${value} is over 1`) : value;
}

/** Whether a cell says yes: 1, yes, true or y against 0, no, false or n. */
export function yesAt(file: CsvFile, row: CsvRow, column: string): boolean {
  const text = row.at(column).toLowerCase();
  if (['1', 'yes', 'true', 'y'].includes(text)) return true;
  if (['0', 'no', 'false', 'n'].includes(text)) return false;
  return fail(file.name, 'not-yes-or-no', { row: row.row, column }, `${JSON.stringify(text)} is neither 1 nor 0`);
}
