// The two ends of a central interval of what was drawn, without sorting all of it: of fifty thousand numbers this is asked at once.
import { DomainError } from '#lib';

// Hoare's selection: afterwards the value at `wanted` is in its place, none before it is larger and none after it smaller.
function select(drawn: Float64Array, from: number, to: number, wanted: number): void {
  let [low, high] = [from, to];
  while (high > low) {
    const pivot = drawn[wanted] as number;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((drawn[left] as number) < pivot) left += 1;
      while (pivot < (drawn[right] as number)) right -= 1;
      if (left > right) break;
      const held = drawn[left] as number;
      drawn[left] = drawn[right] as number;
      drawn[right] = held;
      left += 1;
      right -= 1;
    }
    if (right < wanted) low = left;
    if (wanted < left) high = right;
  }
}

function least(drawn: Float64Array, from: number, to: number): number {
  let value = drawn[from] as number;
  for (let at = from + 1; at <= to; at += 1) if ((drawn[at] as number) < value) value = drawn[at] as number;
  return value;
}

/**
 * Quantiles (1 - level) / 2 and (1 + level) / 2 of the drawn values, linear between order statistics (type 7 of Hyndman and Fan 1996). Changes the order
 * of the values. Domain: at least one value, none of them NaN; level above 0 and below 1; anything else is a DomainError. Source: Hoare 1961,
 * algorithm 65.
 */
export function centralInterval(drawn: Float64Array, level: number): readonly [lower: number, upper: number] {
  const last = drawn.length - 1;
  if (last < 0) throw new DomainError('centralInterval: there must be a drawn value');
  if (!(level > 0 && level < 1)) throw new DomainError(`centralInterval: level must be above 0 and below 1, got ${level}`);
  for (let at = 0; at <= last; at += 1) if (Number.isNaN(drawn[at])) throw new DomainError('centralInterval: no drawn value may be NaN');
  const [low, high] = [((1 - level) / 2) * last, ((1 + level) / 2) * last];
  const [below, above] = [Math.floor(low), Math.floor(high)];
  select(drawn, 0, last, above);
  const upper = drawn[above] as number;
  const overUpper = high > above ? least(drawn, above + 1, last) : upper;
  select(drawn, 0, above, below);
  const lower = drawn[below] as number;
  const overLower = low > below ? least(drawn, below + 1, last) : lower;
  return [lower + (low - below) * (overLower - lower), upper + (high - above) * (overUpper - upper)];
}
