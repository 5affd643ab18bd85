// Figures of a report as drawings out of the columns of their tables: lines with their band, bars, points by size and growth.
import type { Drawing, DrawnPoint, Shape } from '#lib';
import { numberText } from './report-numbers.ts';
import type { ReportFigure, ReportLanguage, ReportRow, ReportTable } from './report-types.ts';

const WIDTH = 499;
const LETTERS = 7;
/** Of a letter, in parts of its size; generous, so that nothing touches. */
const LETTER_WIDTH = 0.58;

const widthOf = (text: string) => text.length * LETTERS * LETTER_WIDTH;
const valueAt = ({ cells }: ReportRow, at: number): number => cells[at]?.value ?? 0;
const textAt = ({ cells }: ReportRow, at: number): string => cells[at]?.text ?? '';
const clipped = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** Words in at most two lines of so many letters, the second cut where even they are too few. */
function inTwoLines(words: string, most: number): readonly string[] {
  if (words.length <= most) return [words];
  const at = words.lastIndexOf(' ', most);
  return at <= 0 ? [clipped(words, most)] : [words.slice(0, at), clipped(words.slice(at + 1), most)];
}

/** The drawing of a figure; the rows of its table but for totals. Its scales are written as the numbers of the language. */
export function drawingOf({ picture }: ReportFigure, { columns, rows }: ReportTable, language: ReportLanguage): Drawing {
  const body = rows.filter(({ isTotal, cells }) => !isTotal && cells.some(({ value }) => value !== null));
  const how = { headers: columns.map(({ header }) => header), language };
  if (picture.kind === 'lines') return lines(body, picture, how);
  if (picture.kind === 'spans') return spans(body, picture, how);
  if (picture.kind === 'scatter') return scatter(body, picture, how);
  return bars(body, picture, how);
}

const text = (x: number, y: number, words: string, align: 'left' | 'right' | 'middle', ink: 'text' | 'faint' = 'faint'): Shape => ({
  kind: 'text',
  x,
  y,
  text: words,
  align,
  ink,
});

const rule = (points: readonly DrawnPoint[]): Shape => ({ kind: 'line', points, ink: 'rule', thickness: 0.5 });

/** Round steps, about four, from below the least value to above the largest. */
function ticksOver(least: number, most: number): readonly number[] {
  const rough = Math.max(1e-9, (most - least) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? power * 10;
  const [from, to] = [Math.floor(least / step), Math.ceil(most / step)];
  return Array.from({ length: Math.max(1, to - from) + 1 }, (_, at) => (from + at) * step);
}

/** What its columns are called, and whose numbers it has. */
interface Writing {
  readonly headers: readonly string[];
  readonly language: ReportLanguage;
}

/** A tick with as many digits as its step needs. */
function tickText(language: ReportLanguage, value: number): string {
  const plain = Number(value.toPrecision(6));
  return numberText(language, plain, (String(plain).split('.')[1] ?? '').length);
}

interface Band {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function lines(rows: readonly ReportRow[], { value, low, high }: Band, { headers, language }: Writing): Drawing {
  const [left, right, top, bottom] = [44, WIDTH - 12, 14, 104];
  const ticks = ticksOver(0, Math.max(1e-9, ...rows.map((row) => Math.max(valueAt(row, high), valueAt(row, value)))));
  const most = ticks.at(-1) ?? 1;
  const x = (at: number) => left + 24 + ((right - left - 48) * at) / Math.max(1, rows.length - 1);
  const y = (amount: number) => bottom - ((bottom - top) * amount) / most;
  const along = (column: number): DrawnPoint[] => rows.map((row, at) => [x(at), y(valueAt(row, column))]);
  const ends = [0, rows.length - 1];
  return {
    width: WIDTH,
    height: 122,
    letters: LETTERS,
    shapes: [
      text(0, 4, headers[value] ?? '', 'left'),
      ...ticks.flatMap((tick) => [
        rule([
          [left, y(tick)],
          [right, y(tick)],
        ]),
        text(left - 6, y(tick), tickText(language, tick), 'right'),
      ]),
      {
        kind: 'area',
        points: [...along(high), ...along(low).toReversed()],
        ink: 'ours-tint',
      },
      {
        kind: 'line',
        points: along(value),
        ink: 'ours',
        thickness: 1.5,
      },
      ...rows.map((row, at): Shape => ({
        kind: 'dot',
        x: x(at),
        y: y(valueAt(row, value)),
        radius: 2,
        ink: 'ours',
      })),
      ...ends.flatMap((at) =>
        rows.slice(at, at + 1).map((row) => text(x(at), y(valueAt(row, value)) - 8, textAt(row, value), 'middle', 'text')),
      ),
      ...rows.map((row, at) => text(x(at), bottom + 10, textAt(row, 0), 'middle')),
    ],
  };
}

const BAR = 3.5;

/** Letters of a line of a label. */
const LABEL = Math.floor(272 / (LETTERS * LETTER_WIDTH));
const LABEL_LINE = 8;

function bars(rows: readonly ReportRow[], { values }: { values: readonly number[] }, { headers }: Writing): Drawing {
  const labels = rows.map((row) => inTwoLines(textAt(row, 0), LABEL));
  const left = 8 + Math.max(0, ...labels.flat().map(widthOf));
  const room = 8 + Math.max(0, ...rows.flatMap((row) => values.map((column) => widthOf(textAt(row, column)))));
  const numbers = rows.flatMap((row) => values.map((column) => valueAt(row, column)));
  const [least, most] = [Math.min(0, ...numbers), Math.max(1e-9, ...numbers)];
  const x = (amount: number) => left + ((WIDTH - left - room) * (amount - least)) / (most - least || 1);
  const tall = values.length * (BAR + 3.5);
  const pitch = 2 + Math.max(tall, ...labels.map((lines) => (lines.length > 1 ? lines.length * LABEL_LINE : 0)));
  const top = values.length > 1 ? 14 : 4;
  const inks = values.length > 1 ? (['context', 'ours'] as const) : (['ours'] as const);
  const shapes = rows.flatMap((row, at): Shape[] => {
    const y = top + at * pitch;
    const middle = y + (pitch - 2) / 2;
    const label = (labels[at] ?? []).map((line, index, all) =>
      text(left - 6, middle + (index - (all.length - 1) / 2) * LABEL_LINE, line, 'right', 'text'),
    );
    const drawn = values.flatMap((column, index): Shape[] => {
      const [start, end] = [x(0), x(valueAt(row, column))];
      const line = middle - tall / 2 + index * (BAR + 3.5);
      const box: Shape = {
        kind: 'box',
        x: Math.min(start, end),
        y: line + 1,
        width: Math.max(0.5, Math.abs(end - start)),
        height: BAR,
        ink: inks[index] ?? 'ours',
      };
      return [box, text(Math.max(start, end) + 4, line + 1 + BAR / 2, textAt(row, column), 'left')];
    });
    return [...label, ...drawn];
  });
  return {
    width: WIDTH,
    height: top + rows.length * pitch + 2,
    letters: LETTERS,
    shapes: [...(values.length > 1 ? legend(values, headers, left) : []), ...shapes],
  };
}

// Places on a scale, not lengths: the scale says where it begins.
function spans(rows: readonly ReportRow[], { low, high }: { low: number; high: number }, { headers, language }: Writing): Drawing {
  const left = Math.min(280, 8 + Math.max(...rows.map((row) => widthOf(textAt(row, 0)))));
  const right = WIDTH - 40;
  const numbers = rows.flatMap((row) => [valueAt(row, low), valueAt(row, high)]);
  const ticks = ticksOver(Math.min(...numbers), Math.max(...numbers));
  const [least, most] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const x = (amount: number) => left + 24 + ((right - left - 24) * (amount - least)) / (most - least || 1);
  const [top, pitch] = [16, 13];
  const bottom = top + rows.length * pitch;
  return {
    width: WIDTH,
    height: bottom + 16,
    letters: LETTERS,
    shapes: [
      ...legend([low, high], headers, left),
      ...ticks.flatMap((tick) => [
        rule([
          [x(tick), top],
          [x(tick), bottom],
        ]),
        text(x(tick), bottom + 8, tickText(language, tick), 'middle'),
      ]),
      ...rows.flatMap((row, at): Shape[] => {
        const y = top + (at + 0.5) * pitch;
        const label = clipped(textAt(row, 0), Math.floor((left - 8) / (LETTERS * LETTER_WIDTH)) + 1);
        const [from, to] = [x(valueAt(row, low)), x(valueAt(row, high))];
        return [
          text(left - 6, y, label, 'right', 'text'),
          {
            kind: 'line',
            points: [
              [from, y],
              [to, y],
            ],
            ink: 'faint',
            thickness: 1,
          },
          { kind: 'dot', x: from, y, radius: 2.5, ink: 'context' },
          { kind: 'dot', x: to, y, radius: 2.5, ink: 'ours' },
        ];
      }),
    ],
  };
}

// Over its picture, further to the left where it would not fit there.
function legend(values: readonly number[], headers: readonly string[], left: number): Shape[] {
  const long = values.reduce((sum, column) => sum + widthOf(headers[column] ?? '') + 28, 0);
  let x = Math.max(0, Math.min(left, WIDTH - long));
  return values.flatMap((column, at): Shape[] => {
    const header = headers[column] ?? '';
    const start = x;
    x += widthOf(header) + 28;
    return [
      { kind: 'box', x: start, y: 2, width: 8, height: BAR, ink: at === 0 ? 'context' : 'ours' },
      text(start + 12, 2 + BAR / 2, header, 'left'),
    ];
  });
}

function scatter(rows: readonly ReportRow[], { x: across, y: up }: { x: number; y: number }, { headers, language }: Writing): Drawing {
  const [left, right, top, bottom] = [40, WIDTH - 90, 14, 262];
  const known = rows.filter((row) => valueAt(row, across) > 0 && row.cells[up]?.value !== null);
  const logs = known.map((row) => Math.log10(valueAt(row, across)));
  const [from, to] = [Math.floor(Math.min(...logs, 0)), Math.ceil(Math.max(...logs, 1))];
  const growths = known.map((row) => valueAt(row, up));
  const [low, high] = [Math.floor(Math.min(...growths) - 0.5), Math.ceil(Math.max(...growths) + 0.5)];
  const x = (log: number) => left + ((right - left) * (log - from)) / Math.max(1, to - from);
  const y = (growth: number) => bottom - ((bottom - top) * (growth - low)) / Math.max(1, high - low);
  const powers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const steps = Array.from({ length: high - low + 1 }, (_, at) => low + at);
  return {
    width: WIDTH,
    height: 292,
    letters: LETTERS,
    shapes: [
      text(0, 4, headers[up] ?? '', 'left'),
      text(right, bottom + 20, headers[across] ?? '', 'right'),
      ...steps.flatMap((step) => [
        rule([
          [left, y(step)],
          [right, y(step)],
        ]),
        text(left - 6, y(step), `${tickText(language, step)} %`, 'right'),
      ]),
      ...powers.flatMap((power) => [
        rule([
          [x(power), top],
          [x(power), bottom],
        ]),
        text(x(power), bottom + 10, tickText(language, 10 ** power), 'middle'),
      ]),
      ...known.map((row): Shape => ({
        kind: 'dot',
        x: x(Math.log10(valueAt(row, across))),
        y: y(valueAt(row, up)),
        radius: 2.5,
        ink: 'ours',
      })),
      ...names(
        known.map((row) => ({
          name: textAt(row, 0),
          x: x(Math.log10(valueAt(row, across))) + 5,
          y: y(valueAt(row, up)),
        })),
      ),
    ],
  };
}

interface Label {
  readonly name: string;
  /** Where it begins. */
  readonly x: number;
  readonly y: number;
  /** It stands to the left of its point and ends there. */
  readonly isLeft?: boolean;
}

const LINE = 8.5;
/** Of a point, with some air around it. */
const REACH = 4.5;
/** From a point to the middle of a name above or below it. */
const APART = 6.5;

// Each name to the right of its point or to its left, else on the nearest line that is free of names and points.
function names(labels: readonly Label[]): Shape[] {
  const placed: Label[] = [];
  const isFree = (one: Label) =>
    labels.every(
      (point) => Math.abs(point.y - one.y) >= APART || point.x - 5 + REACH < one.x || one.x + widthOf(one.name) < point.x - 5 - REACH,
    ) &&
    placed.every(
      (other) => Math.abs(other.y - one.y) >= LINE || other.x + widthOf(other.name) < one.x || one.x + widthOf(one.name) < other.x,
    );
  for (const label of labels.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const offsets = Array.from({ length: 24 }, (_, at) => (at % 2 === 0 ? -1 : 1) * Math.ceil(at / 2) * LINE);
    const beside = [label, { ...label, x: label.x - 10 - widthOf(label.name), isLeft: true }];
    const moved =
      offsets.flatMap((by) => beside.map((one) => ({ ...one, y: one.y + by }))).find((one) => one.y > 4 && isFree(one)) ?? label;
    placed.push(moved);
  }
  return placed.map(({ name, x, y, isLeft }) =>
    isLeft ? text(x + widthOf(name), y, name, 'right', 'text') : text(x, y, name, 'left', 'text'),
  );
}
