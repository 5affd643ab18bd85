// What an answer depends on: each assumption moved to the ends of its spread, and the pairs that margins alone cannot tell.
import { normalQuantile } from '#stats';
import { type Axes, placesOf } from './outlook-frame.ts';
import { type OutlookPlan, isUsed } from './outlook-plan.ts';
import { marketTables } from './outlook-tables.ts';
import type { OutlookAxis, OutlookQuestion, SeedElasticity, TornadoBar } from './outlook-types.ts';

const Z80 = normalQuantile(0.9);

type Answer = OutlookQuestion['tornadoOf'];

/** The answer under values of the assumptions, USD million. */
function answerOf(plan: OutlookPlan, values: Float64Array, cells: readonly number[], year: number): number {
  const tables = marketTables(plan, values, [year], null);
  if (!tables.ok) return Number.NaN;
  const [shares] = tables.value.shares;
  return cells.reduce((sum, cell) => sum + (shares?.[cell] ?? 0), 0) * (tables.value.totals[0] ?? 0);
}

/** Every assumption that moves the answer, the widest first. One moves at a time, to the ends of its 80 %. */
export function tornadoOf(
  plan: OutlookPlan,
  { axis, key, year }: Answer,
): { readonly answer: number; readonly bars: readonly TornadoBar[] } {
  const places = placesOf(plan.axes, axis);
  const place = plan.axes.keys[axis].indexOf(key);
  const cells = [...places.keys()].filter((cell) => places[cell] === place);
  const central = Float64Array.from(plan.assumptions, ({ value }) => value);
  const added = central[plan.slots.defaultSiteYears] ?? 0;
  const bars = plan.assumptions.flatMap((assumption, slot) => {
    const { id, value, sd, spread } = assumption;
    if (sd === 0 || !isUsed(plan, assumption, added)) return [];
    const end = (z: number) => (spread === 'relative' ? value * Math.exp(z * sd) : value + z * sd);
    const at = (z: number) => answerOf(plan, central.with(slot, end(z)), cells, year);
    return [{ id, low: end(-Z80), high: end(Z80), answerAtLow: at(-Z80), answerAtHigh: at(Z80) }];
  });
  const width = ({ answerAtLow, answerAtHigh }: TornadoBar) => Math.abs(answerAtHigh - answerAtLow);
  const moving = bars.filter((bar) => width(bar) > 1e-9);
  return { answer: answerOf(plan, central, cells, year), bars: moving.toSorted((one, other) => width(other) - width(one)) };
}

const pairs: readonly (readonly [OutlookAxis, OutlookAxis])[] = [
  ['area', 'phase'],
  ['area', 'region'],
  ['phase', 'region'],
  ['service', 'phase'],
];

/**
 * How far the two-way cells lie from what their margins alone would have (the product of both shares, which is the fit to a seed without
 * interactions): all of that comes from the seed.
 */
export function seedElasticity(axes: Axes, shares: Float64Array): readonly SeedElasticity[] {
  return pairs.map(([one, other]) => {
    const [rows, columns] = [placesOf(axes, one), placesOf(axes, other)];
    const [height, width] = [axes.keys[one].length, axes.keys[other].length];
    const table = new Float64Array(height * width);
    for (let cell = 0; cell < axes.cells; cell += 1) {
      const at = (rows[cell] as number) * width + (columns[cell] as number);
      table[at] = (table[at] as number) + (shares[cell] as number);
    }
    const sum = (of: (row: number, column: number) => boolean) =>
      table.reduce((all, value, at) => all + (of(Math.floor(at / width), at % width) ? value : 0), 0);
    const down = Array.from({ length: height }, (_, row) => sum((each) => each === row));
    const across = Array.from({ length: width }, (_, column) => sum((_row, each) => each === column));
    let [largest, mean] = [0, 0];
    for (const [at, value] of table.entries()) {
      const alone = (down[Math.floor(at / width)] ?? 0) * (across[at % width] ?? 0);
      if (alone === 0) continue;
      largest = Math.max(largest, Math.abs(value / alone - 1));
      mean += Math.abs(value - alone);
    }
    return { axes: [one, other] as const, largest, mean };
  });
}
