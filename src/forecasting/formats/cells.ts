// Typed cells: counts, shares, yes or no, and days, which files count in whole numbers or in dates, but not in both.
import { Temporal, addDays, civilDate, daysBetween } from '#lib';
import type { CsvRefusal, CsvRow, FileFaults } from '#lib/csv';

/** What may be wrong with the files of a forecast. */
export type ForecastFileRefusal =
  | CsvRefusal
  | 'no-rows'
  | 'missing-value'
  | 'not-a-number'
  | 'not-a-count'
  | 'negative-number'
  | 'not-a-share'
  | 'not-a-day'
  | 'mixed-days'
  | 'not-yes-or-no'
  | 'duplicate-site'
  | 'wrong-order';

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

/** The files of one question: their faults, and in which way their first day was written; other files may share either. */
export interface Reading {
  readonly faults: FileFaults<ForecastFileRefusal>;
  readonly days: { axis: DayAxis | null };
}

/** The cells of one row. After a fault they answer null, NaN or '', and the reading's faults say that nothing may be made of it. */
export interface Cells {
  readonly row: number;
  readonly refuse: (code: ForecastFileRefusal, column: string, message: string) => void;
  /** The day in a cell, or null when the cell is blank. */
  readonly dayAt: (column: string) => number | null;
  /** The day in a cell that must not be blank. */
  readonly neededDay: (column: string) => number;
  readonly neededText: (column: string) => string;
  /** The number in a cell, or null when the cell is blank; never negative. */
  readonly numberAt: (column: string) => number | null;
  /** The whole number in a cell, or null when the cell is blank. */
  readonly countAt: (column: string) => number | null;
  readonly neededCount: (column: string) => number;
  /** The probability in a cell, or null when the cell is blank. */
  readonly shareAt: (column: string) => number | null;
  /** Whether a cell says yes: 1, yes, true or y against 0, no, false or n. */
  readonly yesAt: (column: string) => boolean | null;
}

type Refuse = Cells['refuse'];

const isAbsent = (text: string) => text === '' || text.toUpperCase() === 'NA';

function dayOf(text: string, column: string, days: Reading['days'], refuse: Refuse): number | null {
  if (isAbsent(text)) return null;
  const read = dayNumber(text);
  if (!read) refuse('not-a-day', column, `${JSON.stringify(text)} is neither a whole day nor a date (YYYY-MM-DD).`);
  else if (days.axis !== null && days.axis !== read.axis)
    refuse('mixed-days', column, `${JSON.stringify(text)} is a ${read.axis}, other cells are ${days.axis}s.`);
  if (read) days.axis ??= read.axis;
  return read?.day ?? NaN;
}

function numberOf(text: string, column: string, refuse: Refuse): number | null {
  if (isAbsent(text)) return null;
  const isNumber = /^[+-]?\d{1,9}(\.\d{1,12})?$/.test(text);
  if (!isNumber) refuse('not-a-number', column, `${JSON.stringify(text)} is not a number.`);
  else if (Number(text) < 0) refuse('negative-number', column, `${text} is negative.`);
  return isNumber ? Number(text) : NaN;
}

function yesOf(text: string, column: string, refuse: Refuse): boolean | null {
  const word = text.toLowerCase();
  if (['1', 'yes', 'true', 'y'].includes(word)) return true;
  if (['0', 'no', 'false', 'n'].includes(word)) return false;
  refuse('not-yes-or-no', column, `${JSON.stringify(text)} is neither 1 nor 0.`);
  return null;
}

/** The cells of a row of a file. */
export function cellsOf({ faults, days }: Reading, file: string, row: CsvRow): Cells {
  const refuse: Refuse = (code, column, message) => faults.refuse(code, { file, row: row.row, column }, message);
  const needed = <T>(column: string, value: T | null, blank: T): T => {
    if (value === null) refuse('missing-value', column, 'The cell is empty.');
    return value ?? blank;
  };
  const dayAt = (column: string) => dayOf(row.at(column), column, days, refuse);
  const numberAt = (column: string) => numberOf(row.at(column), column, refuse);
  const countAt = (column: string): number | null => {
    const value = numberAt(column);
    if (value !== null && !Number.isNaN(value) && !Number.isInteger(value))
      refuse('not-a-count', column, `${value} is not a whole number.`);
    return value;
  };
  return {
    row: row.row,
    refuse,
    dayAt,
    neededDay: (column) => needed(column, dayAt(column), NaN),
    neededText: (column) => needed(column, row.at(column) || null, ''),
    numberAt,
    countAt,
    neededCount: (column) => needed(column, countAt(column), NaN),
    shareAt: (column) => {
      const value = numberAt(column);
      if (value !== null && value > 1) refuse('not-a-share', column, `${value} is over 1.`);
      return value;
    },
    yesAt: (column) => yesOf(row.at(column), column, refuse),
  };
}
