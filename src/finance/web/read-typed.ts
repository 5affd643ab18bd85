// Percentages and amounts as people type them, read without rounding.
import { parseMinor } from '#lib';

/** `30` or `12.5` as basis points; undefined when it is no such percentage. */
export function basisPointsOf(text: string, max: number): number | undefined {
  const match = /^(\d{1,5})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return points <= max ? points : undefined;
}

/** A typed amount in minor units, grouping commas allowed; undefined when it is none or below zero. */
export function minorOf(text: string, currency: string): string | undefined {
  try {
    const minor = parseMinor(text.trim().replace(/,(?=\d{3}(?:[,.]|$))/g, ''), currency);
    return minor < 0n ? undefined : minor.toString();
  } catch {
    return undefined;
  }
}
