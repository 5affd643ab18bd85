// Points of a report by size and growth, and their names where there is room for them.
import type { Drawing, Shape } from '#lib';
import { type DrawingFrame, LETTERS, WIDTH, rule, text, textAt, tickText, ticksOver, valueAt, widthOf } from './report-drawing-parts.ts';
import type { ReportLanguage, ReportRow } from './report-types.ts';

/** Points by two columns, the first on a scale of powers of ten, each with its name. */
export function scatter(
  rows: readonly ReportRow[],
  { x: across, y: up }: { x: number; y: number },
  { columns, language }: DrawingFrame,
): Drawing {
  const [left, right, top, bottom] = [40, WIDTH - 90, 14, 262];
  const known = rows.filter((row) => valueAt(row, across) > 0 && row.cells[up]?.value !== null);
  const logs = known.map((row) => Math.log10(valueAt(row, across)));
  const [from, to] = [Math.floor(Math.min(4, ...logs)), Math.ceil(Math.max(1, ...logs))];
  const growths = known.map((row) => valueAt(row, up));
  const steps = ticksOver(Math.min(...growths, 100) - 0.25, Math.max(...growths, -100) + 0.25);
  const [low, high] = [steps[0] ?? 0, steps.at(-1) ?? 1];
  const x = (log: number) => left + ((right - left) * (log - from)) / Math.max(1, to - from);
  const y = (growth: number) => bottom - ((bottom - top) * (growth - low)) / (high - low || 1);
  const powers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return {
    width: WIDTH,
    height: 292,
    letters: LETTERS,
    shapes: [
      text(0, 4, columns[up]?.header ?? '', 'left'),
      text(right, bottom + 20, columns[across]?.header ?? '', 'right'),
      ...gridOf({ box: [left, right, top, bottom], x, y, powers, steps }, language),
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
          x: x(Math.log10(valueAt(row, across))),
          y: y(valueAt(row, up)),
        })),
        bottom - LINE / 2,
      ),
    ],
  };
}

/** A picture's room and its scales. */
interface Scales {
  readonly box: readonly [left: number, right: number, top: number, bottom: number];
  readonly x: (log: number) => number;
  readonly y: (growth: number) => number;
  readonly powers: readonly number[];
  readonly steps: readonly number[];
}

function gridOf({ box: [left, right, top, bottom], x, y, powers, steps }: Scales, language: ReportLanguage): Shape[] {
  return [
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
  ];
}

interface Point {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

interface Label {
  readonly left: number;
  readonly y: number;
  /** Where a line from the point ends; null where the name stands beside it. */
  readonly end: number | null;
}

const LINE = 8.5;
/** Of a point, with some air around it. */
const REACH = 4.5;
/** From a point to the middle of a name above or below it. */
const APART = 6.5;
const BESIDE = 5;
const AWAY = 10;

// Each name beside its point, else on the nearest line that is free of names and points, with a line to the point it belongs to.
function names(points: readonly Point[], lowest: number): Shape[] {
  const placed: (Label & { readonly right: number })[] = [];
  return points
    .toSorted((a, b) => a.y - b.y || a.x - b.x)
    .flatMap((point) => {
      const width = widthOf(point.name);
      const found =
        placesFor(point).find((one) => {
          const right = one.left + width;
          return (
            one.y > 4 &&
            one.y < lowest &&
            one.left >= 0 &&
            right <= WIDTH &&
            points.every(({ x, y }) => Math.abs(y - one.y) >= APART || x + REACH < one.left || right < x - REACH) &&
            placed.every((other) => Math.abs(other.y - one.y) >= LINE || other.right + BESIDE < one.left || right + BESIDE < other.left)
          );
        }) ?? placesFor(point)[0];
      if (!found) return [];
      placed.push({ ...found, right: found.left + width });
      const name = text(found.left, found.y, point.name, 'left', 'text');
      if (found.end === null) return [name];
      const line: Shape = {
        kind: 'line',
        points: [
          [point.x, point.y],
          [found.end, found.y],
        ],
        ink: 'context',
        thickness: 0.5,
      };
      return [line, name];
    });
}

// Right of the point, left of it, then line by line farther away.
function placesFor({ name, x, y }: Point): readonly Label[] {
  const width = widthOf(name);
  const away = Array.from({ length: 24 }, (_, at) => (at % 2 === 0 ? -1 : 1) * (Math.floor(at / 2) + 1) * LINE);
  return [
    { left: x + BESIDE, y, end: null },
    { left: x - BESIDE - width, y, end: null },
    ...away.flatMap((by): Label[] => [
      { left: x + AWAY, y: y + by, end: x + AWAY - 1.5 },
      { left: x - AWAY - width, y: y + by, end: x - AWAY + 1.5 },
    ]),
  ];
}
