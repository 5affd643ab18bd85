// What is shown adds up: cells in whole thousands of dollars by largest remainders, every margin and total the sum of its cells.
import { wholeParts } from '#stats';
import { type Axes, placesOf, sumsBy } from './outlook-frame.ts';
import { type OutlookAxis, outlookAxes } from './outlook-types.ts';

/** Units a million: values are whole thousands of dollars. */
const UNIT = 1_000;

/** Whole units, year by year. */
export interface Rounded {
  readonly unit: number;
  readonly totals: readonly number[];
  readonly cells: readonly (readonly number[])[];
  readonly margins: Readonly<Record<OutlookAxis, readonly Float64Array[]>>;
}

/** The cells of each year in whole units that add to the rounded total, and the margins they add to. */
export function roundedTables(axes: Axes, shares: readonly Float64Array[], totals: readonly number[]): Rounded {
  const whole = totals.map((total) => Math.round(total * UNIT));
  const cells = shares.map((year, at) => wholeParts(year, whole[at] ?? 0));
  const by = (axis: OutlookAxis) => {
    const places = placesOf(axes, axis);
    return cells.map((year) => sumsBy(axes, axis, year, places));
  };
  const [service, area, phase, region, country] = outlookAxes.map(by) as [
    Float64Array[],
    Float64Array[],
    Float64Array[],
    Float64Array[],
    Float64Array[],
  ];
  return { unit: UNIT, totals: whole, cells, margins: { service, area, phase, region, country } };
}

/** A number of USD million at the unit in which values are told. */
export const atUnit = (value: number): number => Math.round(value * UNIT) / UNIT;
