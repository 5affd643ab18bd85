// A timing rule in the words of the digital protocol: before or after a visit, an ISO 8601 duration, windows on both sides.
import type { Timing } from './protocol.ts';
import { type FirstDay, type Offset, type TimingRule, type VisitDefinition, carrierOf } from './schedule.ts';

/** As a timing of the protocol says it. */
export type WrittenTiming = Pick<Timing, 'type' | 'value' | 'windowLower' | 'windowUpper'>;

const SECONDS = { week: 604_800, day: 86_400, hour: 3_600 };

/** Seconds as a duration in one unit, the largest that divides them: `P3D`, `PT36H`, `PT90M`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole % SECONDS.day === 0) return `P${whole / SECONDS.day}D`;
  if (whole % SECONDS.hour === 0) return `PT${whole / SECONDS.hour}H`;
  return whole % 60 === 0 ? `PT${whole / 60}M` : `PT${whole}S`;
}

function lengthText({ amount, unit }: Extract<Offset, { kind: 'duration' }>): string {
  if (unit === 'month') return `P${Math.round(amount)}M`;
  if (unit === 'week' && Number.isInteger(amount)) return `P${amount}W`;
  if (unit === 'hour' && Number.isInteger(amount)) return `PT${amount}H`;
  return durationText(amount * SECONDS[unit]);
}

/** A study day as a distance: with first day 1 day n is written as n days, which its reader counts as a day number (BR-01). */
function dayText(day: number, firstDay: FirstDay): string {
  return `P${day > 0 ? day - 1 + firstDay : -day}D`;
}

interface Placed {
  readonly isBefore: boolean;
  readonly value: string;
  readonly spanBeforeDays: number;
  readonly spanAfterDays: number;
}

// A range is its end nearest to the anchor, and the rest of it as a window.
function placed(offset: Offset, firstDay: FirstDay): Placed {
  switch (offset.kind) {
    case 'duration':
      return { isBefore: offset.direction === 'before', value: lengthText(offset), spanBeforeDays: 0, spanAfterDays: 0 };
    case 'day':
      return { isBefore: offset.day < 0, value: dayText(offset.day, firstDay), spanBeforeDays: 0, spanAfterDays: 0 };
    case 'range': {
      const { fromDay, toDay } = offset;
      const days = toDay - fromDay - (fromDay < 0 && toDay > 0 ? 1 : 0);
      const isBackward = toDay < 0;
      return {
        isBefore: fromDay < 0,
        value: dayText(isBackward ? toDay : fromDay, firstDay),
        spanBeforeDays: isBackward ? days : 0,
        spanAfterDays: isBackward ? 0 : days,
      };
    }
  }
}

/** The rule as far as the protocol's words reach; a window the rule does not state is left open. */
export function writtenTiming(
  { offset, windowBeforeDays, windowAfterDays, isWindowStated }: TimingRule,
  firstDay: FirstDay,
): WrittenTiming {
  const { isBefore, value, spanBeforeDays, spanAfterDays } = placed(offset, firstDay);
  const [lower, upper] = [spanBeforeDays + windowBeforeDays, spanAfterDays + windowAfterDays];
  const isOpen = isWindowStated === false && lower + upper === 0;
  return {
    type: isBefore ? 'Before' : 'After',
    value,
    windowLower: isOpen ? null : `P${lower}D`,
    windowUpper: isOpen ? null : `P${upper}D`,
  };
}

/** The visit a rule's timing refers to: its anchor, or where its milestone is planned to happen; null for consent. */
export function referenceKey({ anchor }: TimingRule, visits: readonly Pick<VisitDefinition, 'key' | 'carries'>[]): string | null {
  return anchor.kind === 'visit' ? anchor.visitKey : carrierOf(anchor, visits);
}
