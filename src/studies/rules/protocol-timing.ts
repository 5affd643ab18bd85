// From a protocol's timing to the rule that times a visit: ISO durations to amount and unit, windows to whole days.
import { elapsed, roundedDays } from './duration.ts';
import type { Timing } from './protocol.ts';
import type { Offset, OffsetUnit, TimingRule } from './schedule.ts';

/** A translated piece; `rounded` when the text says more than whole days (windows) or one calendar unit (offsets) can hold. */
export interface Translated<T> {
  readonly value: T;
  readonly rounded: boolean;
}

type Length = { readonly amount: number; readonly unit: OffsetUnit };

const SINGLE = /^P(?:(\d+)([YMWD])|T(\d+)([HM]))$/;
const UNITS: Readonly<Record<string, { readonly unit: OffsetUnit; readonly factor: number }>> = {
  'date Y': { unit: 'month', factor: 12 },
  'date M': { unit: 'month', factor: 1 },
  'date W': { unit: 'week', factor: 1 },
  'date D': { unit: 'day', factor: 1 },
  'time H': { unit: 'hour', factor: 1 },
  'time M': { unit: 'hour', factor: 1 / 60 },
};

/**
 * An ISO 8601 duration in one unit: `P2W` is 2 weeks, `P1Y` 12 calendar months, `PT90M` 1.5 hours. Several parts without
 * months become hours, exactly; months mixed with days have no single unit and become mean days, `rounded`. Null for no duration.
 */
export function lengthOf(text: string): Translated<Length> | null {
  const whole = elapsed(text);
  if (!whole) return null;
  const single = SINGLE.exec(text.trim());
  const unit = single && UNITS[single[2] ? `date ${single[2]}` : `time ${single[4] ?? ''}`];
  if (single && unit) return { value: { amount: Number(single[1] ?? single[3]) * unit.factor, unit: unit.unit }, rounded: false };
  const days = roundedDays(whole.seconds);
  if (whole.calendar) return { value: { amount: Math.round(days), unit: 'day' }, rounded: true };
  const hours = whole.seconds / 3_600;
  return { value: Number.isInteger(hours / 24) ? { amount: hours / 24, unit: 'day' } : { amount: hours, unit: 'hour' }, rounded: false };
}

/** Whole days of a window, rounded down: windows are civil dates, and a window is never made wider than the protocol's (PT4H is the day itself). */
export function windowDays(text: string | null): Translated<number> {
  const length = text === null ? null : elapsed(text);
  if (!length) return { value: 0, rounded: text !== null };
  const days = length.seconds / 86_400;
  return { value: Math.floor(days), rounded: !Number.isInteger(days) };
}

// Both ends given, and each exactly nothing.
function isZeroDays({ windowLower, windowUpper }: Timing): boolean {
  return [windowLower, windowUpper].every((text) => text !== null && elapsed(text)?.seconds === 0);
}

/** The timing rule of a visit placed before or after `anchorKey`; null for a fixed reference or a timing without a readable length. */
export function timingRule(timing: Timing, anchorKey: string): Translated<TimingRule> | null {
  const length = timing.value === null || timing.type === null || timing.type === 'Fixed Reference' ? null : lengthOf(timing.value);
  if (!length) return null;
  const [before, after] = [windowDays(timing.windowLower), windowDays(timing.windowUpper)];
  const offset: Offset = { kind: 'duration', ...length.value, direction: timing.type === 'Before' ? 'before' : 'after' };
  // A window of hours is no window in days; one of zero days, said so, is.
  const isStated = before.value + after.value > 0 || isZeroDays(timing);
  return {
    value: {
      anchor: { kind: 'visit', visitKey: anchorKey },
      offset,
      windowBeforeDays: before.value,
      windowAfterDays: after.value,
      ...(isStated ? {} : { isWindowStated: false as const }),
    },
    rounded: length.rounded || before.rounded || after.rounded,
  };
}
