// How an assumption is shown: growth in percentage points, fractions in percent, and every number with the digits that it deserves.
import type { Assumption } from './outlook-types.ts';

/** A number as it is shown, with its digits after the point and its unit. */
export interface ShownNumber {
  readonly value: number;
  readonly digits: number;
  readonly unit: string;
}

/** Units that are carried as fractions and shown as hundredths. */
const HUNDREDTHS: Readonly<Record<string, string>> = {
  'a year against the market': 'points a year against the market',
  'of a cell, relative': '% of a cell',
  chance: '% chance',
};

// As many decimals as the number has, fewer the larger it is.
function digitsOf(value: number): number {
  const most = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 2 : 4;
  return /\.(\d+)$/.exec(String(Number(value.toFixed(most))))?.[1]?.length ?? 0;
}

/** Whether the unit is shown otherwise than it is carried. */
export const isShownInHundredths = (unit: string): boolean => unit in HUNDREDTHS;

/** A value, or another number in the unit of the value. */
export function shownAssumption(value: number, unit: string): ShownNumber {
  const hundredths = HUNDREDTHS[unit];
  const shown = hundredths === undefined ? value : Number((100 * value).toPrecision(12));
  return { value: shown, digits: digitsOf(shown), unit: hundredths ?? unit };
}

/** One standard deviation: in percent of the value or in the unit of the value; null where the value is taken as certain. */
export function shownSpread({ sd, spread, unit }: Pick<Assumption, 'sd' | 'spread' | 'unit'>): ShownNumber | null {
  if (sd === 0) return null;
  if (spread === 'absolute') return shownAssumption(sd, unit);
  const percent = Number((100 * sd).toPrecision(12));
  return { value: percent, digits: digitsOf(percent), unit: '% of the value' };
}
