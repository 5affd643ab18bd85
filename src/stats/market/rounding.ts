// Whole numbers in the proportions of given ones that add to a given sum: what is shown adds up.
import { DomainError } from '#lib';
import { count } from '../distributions/arguments.ts';

/**
 * Largest remainders (Hamilton): every value is scaled to the sum, rounded down, and those with the largest remainders get one more; of equal ones
 * the first. Each part is less than 1 away from its scaled value. Domain: values finite and not below 0, with a sum above 0 unless `sum` is 0; sum
 * a whole number from 0 on; anything else is a DomainError.
 */
export function wholeParts(values: Float64Array | readonly number[], sum: number): number[] {
  count('wholeParts', 'sum', sum);
  let total = 0;
  for (const value of values) {
    if (!(value >= 0 && Number.isFinite(value))) throw new DomainError(`wholeParts: values must be finite and not below 0, got ${value}`);
    total += value;
  }
  if (sum === 0) return Array.from(values, () => 0);
  if (!(total > 0 && Number.isFinite(total))) throw new DomainError(`wholeParts: values must have a finite sum above 0, got ${total}`);
  const exact = Array.from(values, (value) => (value / total) * sum);
  const parts = exact.map((value) => Math.floor(value));
  const left = sum - parts.reduce((all, part) => all + part, 0);
  const order = exact.map((value, at) => ({ at, remainder: value - Math.floor(value) }));
  order.sort((one, other) => other.remainder - one.remainder || one.at - other.at);
  for (const { at } of order.slice(0, Math.max(0, left))) parts[at] = (parts[at] as number) + 1;
  // Where every value is nearly whole, a quotient may have been rounded up to the next whole number: the last of them gives one back.
  const spare = order.filter(({ at }) => (parts[at] as number) > 0);
  for (const { at } of spare.slice(spare.length + Math.min(0, left))) parts[at] = (parts[at] as number) - 1;
  return parts;
}
