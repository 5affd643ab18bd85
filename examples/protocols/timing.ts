// When a visit is due, as one line of text: typed as in the schedule editor, with the window and what it counts from on the same line.
import { type AnchorRule, type Milestone, type Offset, type TimingRule, readWhen, readWindow } from '#studies/rules';

/** A window in days: `±3`, `-0/+5`. Throws on anything else. */
export function windowOf(text: string): { windowBeforeDays: number; windowAfterDays: number } {
  const window = readWindow(text);
  if (!window.ok || !/^[±-]/.test(text)) throw new Error(`"${text}" is no window`);
  return { windowBeforeDays: window.value.beforeDays, windowAfterDays: window.value.afterDays };
}

function offsetOf(text: string): Offset {
  const when = readWhen(text);
  if (!when.ok) throw new Error(`"${text}" is no day, range or distance`);
  return when.value.offset;
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
