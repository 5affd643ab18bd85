// Figures of a report as drawings out of the columns of their tables: lines with their band, bars, points by size and growth.
import type { Drawing, DrawnPoint, Shape } from '#lib';
import {
  type DrawingFrame,
  LETTERS,
  LETTER_WIDTH,
  WIDTH,
  rule,
  text,
  textAt,
  tickText,
  ticksOver,
  valueAt,
  widthOf,
} from './report-drawing-parts.ts';
import { scatter } from './report-scatter.ts';
import type { ReportColumn, ReportFigure, ReportLanguage, ReportRow, ReportTable } from './report-types.ts';

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
  const frame = { columns, language };
  if (picture.kind === 'lines') return lines(body, picture, frame);
  if (picture.kind === 'spans') return spans(body, picture, frame);
  if (picture.kind === 'scatter') return scatter(body, picture, frame);
  return bars(body, picture, columns);
}

interface Band {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function lines(rows: readonly ReportRow[], { value, low, high }: Band, { columns, language }: DrawingFrame): Drawing {
  const [left, right, top, bottom] = [44, WIDTH - 12, 14, 84];
  const ticks = ticksOver(0, Math.max(1e-9, ...rows.map((row) => Math.max(valueAt(row, high), valueAt(row, value)))));
  const most = ticks.at(-1) ?? 1;
  const x = (at: number) => left + 24 + ((right - left - 48) * at) / Math.max(1, rows.length - 1);
  const y = (amount: number) => bottom - ((bottom - top) * amount) / most;
  const along = (column: number): DrawnPoint[] => rows.map((row, at) => [x(at), y(valueAt(row, column))]);
  const ends = [0, rows.length - 1];
  return {
    width: WIDTH,
    height: 102,
    letters: LETTERS,
    shapes: [
      text(0, 4, columns[value]?.header ?? '', 'left'),
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

function bars(rows: readonly ReportRow[], { values }: { values: readonly number[] }, columns: readonly ReportColumn[]): Drawing {
  const labels = rows.map((row) => inTwoLines(textAt(row, 0), LABEL));
  const left = 8 + Math.max(0, ...labels.flat().map(widthOf));
  const room = 8 + Math.max(0, ...rows.flatMap((row) => values.map((column) => widthOf(textAt(row, column)))));
  const numbers = rows.flatMap((row) => values.map((column) => valueAt(row, column)));
  const [least, most] = [Math.min(0, ...numbers), Math.max(1e-9, ...numbers)];
  const x = (amount: number) => left + ((WIDTH - left - room) * (amount - least)) / (most - least || 1);
  const tall = values.length * (BAR + 3.5);
  const pitch = 2 + Math.max(tall, ...labels.map((lines) => (lines.length > 1 ? lines.length * LABEL_LINE : 0)));
  // One column alone is named by its header where that says the unit; several by a legend.
  const [only] = values.length > 1 ? [] : values.map((column) => columns[column]);
  const head = values.length > 1 ? legend(values, columns, left) : only?.unit ? [text(left, 4, only.header, 'left')] : [];
  const top = head.length > 0 ? 14 : 4;
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
    shapes: [...head, ...shapes],
  };
}

// Places on a scale, not lengths: the scale says where it begins.
function spans(rows: readonly ReportRow[], { low, high }: { low: number; high: number }, { columns, language }: DrawingFrame): Drawing {
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
      ...legend([low, high], columns, left),
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

// Each column in its colour, and the unit where their names do not say it; further to the left where it would not fit over its picture.
function legend(values: readonly number[], columns: readonly ReportColumn[], left: number): Shape[] {
  const headers = values.map((column) => columns[column]?.header ?? '');
  const unit = columns[values[0] ?? 0]?.unit ?? '';
  const said = unit !== '' && !headers.some((header) => header.includes(unit)) ? unit : '';
  const long = [...headers, said].reduce((sum, words) => sum + widthOf(words) + 28, 0);
  let x = Math.max(0, Math.min(left, WIDTH - long));
  const keys = headers.flatMap((header, at): Shape[] => {
    const start = x;
    x += widthOf(header) + 28;
    return [
      { kind: 'box', x: start, y: 2, width: 8, height: BAR, ink: at === 0 ? 'context' : 'ours' },
      text(start + 12, 2 + BAR / 2, header, 'left'),
    ];
  });
  return said === '' ? keys : [...keys, text(x, 2 + BAR / 2, said, 'left')];
}
