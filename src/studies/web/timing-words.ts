// When a visit of a schedule is due, in words short enough for the head of a column.
import type { Say } from '#ui';
import type { GridVisit } from './queries.ts';

type Timing = NonNullable<GridVisit['timing']>;

/** `±3`, `−1/+3`, or nothing for a visit without a window. */
export function windowText({ windowBeforeDays, windowAfterDays }: Pick<Timing, 'windowBeforeDays' | 'windowAfterDays'>): string {
  if (windowBeforeDays === 0 && windowAfterDays === 0) return '';
  if (windowBeforeDays === windowAfterDays) return `±${windowAfterDays}`;
  return `−${windowBeforeDays}/+${windowAfterDays}`;
}

/** Day numbers with a real minus sign, so that Day −28 does not read as a range. */
const dayText = (day: number): string => (day < 0 ? `−${-day}` : String(day));

function anchorText(timing: Timing, names: ReadonlyMap<string, string>, say: Say): string {
  const { kind, key } = timing.anchor;
  if (kind === 'consent' || key === null) return say('timing.consent');
  return kind === 'milestone' ? say(`milestone.${key}`) : (names.get(key) ?? key);
}

/**
 * When the visit is due: `Day 29 ±3`, `30 days after last dose, −0/+5`, `date is chosen`.
 *
 * @param names names of the visits by key
 * @param reference key of the visit whose date is chosen: Day 1. Days counted from another visit name it.
 */
export function timingWords(
  visit: Pick<GridVisit, 'timing'>,
  names: ReadonlyMap<string, string>,
  reference: string | null,
  say: Say,
): string {
  const { timing } = visit;
  if (!timing) return say('timing.chosen');
  const anchor = anchorText(timing, names, say);
  const { offset } = timing;
  const window = windowText(timing);
  if (offset.kind === 'duration') {
    const length = say(`timing.${offset.unit}`, { count: offset.amount });
    return [say(`timing.${offset.direction}`, { length, anchor }), window].filter((text) => text !== '').join(', ');
  }
  const days =
    offset.kind === 'day'
      ? say('timing.day', { day: dayText(offset.day) })
      : say('timing.range', { from: dayText(offset.fromDay), to: dayText(offset.toDay) });
  const text = window === '' ? days : `${days} ${window}`;
  const isFromReference = timing.anchor.kind === 'visit' && timing.anchor.key === reference;
  return isFromReference ? text : say('timing.counted', { text, anchor });
}
