// When a visit is due, as one line of text: day numbers, distances, ranges, windows and what they count from.
import type { AnchorRule, Milestone, Offset, TimingRule } from '#studies/rules';

const UNITS = { h: 'hour', d: 'day', w: 'week', mo: 'month' } as const;
const DAY = /^D(-?\d+)$/;
const RANGE = /^D(-?\d+)\.\.D(-?\d+)$/;
const DISTANCE = /^([+-])(\d+(?:\.\d+)?)(h|d|w|mo)$/;
const WINDOW = /^(?:±(\d+)|-(\d+)\/\+(\d+))$/;

/** A window in days: `±3`, `-0/+5`. Throws on anything else. */
export function windowOf(text: string): { windowBeforeDays: number; windowAfterDays: number } {
  const [, both, before, after] = WINDOW.exec(text) ?? [];
  if (both === undefined && before === undefined) throw new Error(`"${text}" is no window`);
  return { windowBeforeDays: Number(both ?? before), windowAfterDays: Number(both ?? after) };
}

function offsetOf(text: string): Offset {
  const [, day] = DAY.exec(text) ?? [];
  if (day !== undefined) return { kind: 'day', day: Number(day) };
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from !== undefined) return { kind: 'range', fromDay: Number(from), toDay: Number(to) };
  const [, sign, amount, unit] = DISTANCE.exec(text) ?? [];
  if (amount === undefined) throw new Error(`"${text}" is no day, range or distance`);
  return {
    kind: 'duration',
    amount: Number(amount),
    unit: UNITS[unit as keyof typeof UNITS],
    direction: sign === '-' ? 'before' : 'after',
  };
}

/** `V2`, `consent`, or a milestone with the visit at which it is planned: `last-dose@EOT`. */
function anchorOf(text: string): AnchorRule {
  if (text === 'consent') return { kind: 'consent' };
  const [milestone = '', carriedBy] = text.split('@');
  return carriedBy === undefined ? { kind: 'visit', visitKey: text } : { kind: 'milestone', milestone: milestone as Milestone, carriedBy };
}

/**
 * Reads `D29 ±3`, `D-28..D-1`, `+3mo -7/+14`, `+2h`, `+30d -0/+5 from last-dose@EOT`; without `from` it counts from `reference`. Without
 * a window none is stated. `reference` is the visit whose date is chosen: null. Throws on what it cannot read.
 */
export function timingOf(text: string, reference: string): TimingRule | null {
  if (text === 'reference') return null;
  const [when = '', from = reference] = text.split(' from ');
  const [distance = '', window] = when.trim().split(/\s+/);
  const offset = offsetOf(distance);
  const anchor = anchorOf(from.trim());
  if (window !== undefined) return { anchor, offset, ...windowOf(window) };
  const isRange = offset.kind === 'range';
  return { anchor, offset, windowBeforeDays: 0, windowAfterDays: 0, ...(isRange ? {} : { isWindowStated: false as const }) };
}
