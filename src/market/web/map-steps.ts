// The limits between the shades of a map.

const STEPS = 5;

/** At most four limits that part positive values into steps of about equal ratio, each rounded to one figure so that it can be read. */
export function limitsOf(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!(low > 0) || !Number.isFinite(high) || low === high) return [];
  const limits = Array.from({ length: STEPS - 1 }, (_, at) => Number((low * (high / low) ** ((at + 1) / STEPS)).toPrecision(1)));
  return [...new Set(limits)];
}
