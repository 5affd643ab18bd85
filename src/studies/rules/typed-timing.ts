// When a visit is due and how wide its window is, as the trade types it: "Day 29", "D-28..-1", "Week 4", "last dose +30 d", "±3", "-7/+0 d".
import { type Outcome, ok, refuse } from '#lib';
import { readAnchor, type NamedVisit } from './typed-anchor.ts';
import { folded } from './typed-words.ts';
import type { AnchorRule, Offset, OffsetUnit, TimingRule } from './schedule.ts';

export type TimingFault =
  | 'when-empty'
  | 'when-long'
  | 'when-unknown'
  | 'when-cycle'
  | 'day-zero'
  | 'day-far'
  | 'range-backwards'
  | 'month-fraction'
  | 'anchor-unknown'
  | 'anchor-ambiguous';
export type WindowFault = 'window-unknown' | 'window-hours' | 'window-fraction' | 'window-wide';

/** What was typed; `anchor` is null where the text names none. */
export interface TypedWhen {
  readonly offset: Offset;
  readonly anchor: AnchorRule | null;
}

/** A window in whole days; `isStated` is false for an empty text, which is not the same as ±0. */
export interface TypedWindow {
  readonly beforeDays: number;
  readonly afterDays: number;
  readonly isStated: boolean;
}

const LONGEST = 160;
const [FIRST_DAY, LAST_DAY, MOST_AMOUNT, WIDEST_DAYS] = [-3_650, 36_500, 100_000, 3_650];
const HOUR = 'h|hr|hrs|hour|hours|hora|horas';
const DAY_WORD = 'd|day|days|dia|dias';
const WEEK = 'w|wk|wks|week|weeks|sem|semana|semanas';
const MONTH = 'm|mo|mon|month|months|mes|meses';
const UNIT_WORDS: readonly (readonly [OffsetUnit, RegExp])[] = [
  ['hour', new RegExp(`^(?:${HOUR})$`)],
  ['day', new RegExp(`^(?:${DAY_WORD})$`)],
  ['week', new RegExp(`^(?:${WEEK})$`)],
  ['month', new RegExp(`^(?:${MONTH})$`)],
];
const NUMBER = '\\d{1,6}(?:[.,]\\d{1,6})?';
const DAY = new RegExp(`^(?:(?:study |dia de )?(?:${DAY_WORD})|c1d)? ?(-?\\d{1,6})$`);
const RANGE = new RegExp(`^(?:${DAY_WORD})? ?(-?\\d{1,6}) ?(\\.{2,3}|to|until|a|hasta|-) ?(?:${DAY_WORD})? ?(-?\\d{1,6})$`);
const SIGNED = new RegExp(`^([+-]) ?(${NUMBER}) ?([a-z]*)$`);
const COUNTED = new RegExp(`^(${NUMBER}) ?([a-z]+)$`);
const UNIT_FIRST = new RegExp(`^(${HOUR}|${WEEK}|${MONTH}) ?(-?)(${NUMBER})$`);
const CYCLE_DAY = /^c(?:ycle)? ?\d{1,3}[ ,]*d(?:ay)? ?-?\d{1,4}$/;
const RELATIVE = /^(.+?) (after|post|before|prior to|despues de|tras|antes de) (?:the |la |el )?(.+)$/;
const COUNTED_FROM = /^(.+?) (?:from|desde) (.+)$/;
const SUFFIXED = new RegExp(`^(.+?) ?([+-] ?${NUMBER} ?[a-z]*)$`);

function dayFault(day: number): TimingFault | null {
  if (day === 0) return 'day-zero';
  return day < FIRST_DAY || day > LAST_DAY ? 'day-far' : null;
}

function duration(amountText: string, unitText: string, direction: 'after' | 'before'): Outcome<Offset, TimingFault> {
  const unit = unitText === '' ? 'day' : UNIT_WORDS.find(([, words]) => words.test(unitText))?.[0];
  const amount = Number(amountText.replace(',', '.'));
  if (unit === undefined) return refuse('when-unknown');
  if (amount > MOST_AMOUNT) return refuse('day-far');
  if (unit === 'month' && !Number.isInteger(amount)) return refuse('month-fraction');
  return ok({ kind: 'duration', amount, unit, direction });
}

function dayOffset(text: string): Outcome<Offset, TimingFault> | null {
  const [, day] = DAY.exec(text) ?? [];
  if (day === undefined) return null;
  const fault = dayFault(Number(day));
  return fault ? refuse(fault) : ok({ kind: 'day', day: Number(day) });
}

// A bare hyphen between a negative and a positive day may have been meant as a minus sign: nobody guesses which.
function rangeOffset(text: string): Outcome<Offset, TimingFault> | null {
  const [, from, between, to] = RANGE.exec(text) ?? [];
  if (from === undefined || to === undefined) return null;
  const [fromDay, toDay] = [Number(from), Number(to)];
  if (between === '-' && fromDay < 0 && toDay > 0) return refuse('when-unknown');
  const fault = dayFault(fromDay) ?? dayFault(toDay) ?? (fromDay > toDay ? 'range-backwards' : null);
  return fault ? refuse(fault) : ok({ kind: 'range', fromDay, toDay });
}

/** An offset without its anchor; null where the text is none at all. */
function plainOffset(text: string): Outcome<Offset, TimingFault> | null {
  const asDays = dayOffset(text) ?? rangeOffset(text);
  if (asDays) return asDays;
  const [, sign, signedAmount, signedUnit] = SIGNED.exec(text) ?? [];
  if (signedAmount !== undefined) return duration(signedAmount, signedUnit ?? '', sign === '-' ? 'before' : 'after');
  const [, unitFirst, minus, firstAmount] = UNIT_FIRST.exec(text) ?? [];
  if (unitFirst !== undefined) return duration(firstAmount ?? '', unitFirst, minus === '-' ? 'before' : 'after');
  const [, amount, unit] = COUNTED.exec(text) ?? [];
  return amount === undefined ? null : duration(amount, unit ?? '', 'after');
}

function anchored(
  offset: Outcome<Offset, TimingFault> | null,
  anchorText: string,
  visits: readonly NamedVisit[],
): Outcome<TypedWhen, TimingFault> {
  if (offset === null) return refuse('when-unknown');
  if (!offset.ok) return offset;
  const anchor = readAnchor(anchorText, visits);
  return anchor.ok ? ok({ offset: offset.value, anchor: anchor.value }) : anchor;
}

/**
 * Reads when a visit is due. A number alone is a study day (no Day 0, BR-01); `Week 4` and `month 6` are elapsed time; what it counts
 * from may stand before (`V2 +28 d`) or behind (`4 h after V2`, `+30 d from last-dose@V5`), a visit by key or name, a milestone, consent.
 */
export function readWhen(typed: string, visits: readonly NamedVisit[] = []): Outcome<TypedWhen, TimingFault> {
  if (typed.length > LONGEST) return refuse('when-long');
  const text = folded(typed);
  if (text === '') return refuse('when-empty');
  const plain = plainOffset(text);
  if (plain) return plain.ok ? ok({ offset: plain.value, anchor: null }) : plain;
  if (CYCLE_DAY.test(text)) return refuse('when-cycle');
  const [, distance, relation = '', behind] = RELATIVE.exec(text) ?? [];
  if (distance !== undefined && behind !== undefined) {
    const isBefore = ['before', 'prior to', 'antes de'].includes(relation);
    const [, amount, unit] = COUNTED.exec(distance) ?? [];
    return anchored(amount === undefined ? null : duration(amount, unit ?? '', isBefore ? 'before' : 'after'), behind, visits);
  }
  const [, counted, from] = COUNTED_FROM.exec(text) ?? [];
  if (counted !== undefined && from !== undefined) return anchored(plainOffset(counted), from, visits);
  const [, before, suffix] = SUFFIXED.exec(text) ?? [];
  return before === undefined || suffix === undefined ? refuse('when-unknown') : anchored(signedOffset(suffix), before, visits);
}

function signedOffset(text: string): Outcome<Offset, TimingFault> {
  const [, sign, amount = '', unit = ''] = SIGNED.exec(text) ?? [];
  return duration(amount, unit, sign === '-' ? 'before' : 'after');
}

const UNIT_TEXT: Readonly<Record<OffsetUnit, string>> = { hour: 'h', day: 'd', week: 'w', month: 'mo' };

/** An offset as {@link readWhen} reads it again: `D29`, `D-28..-1`, `+30 d`, `-2 w`. */
export function typedOffset(offset: Offset): string {
  if (offset.kind === 'day') return `D${offset.day}`;
  if (offset.kind === 'range') return `D${offset.fromDay}..${offset.toDay}`;
  return `${offset.direction === 'before' ? '-' : '+'}${offset.amount} ${UNIT_TEXT[offset.unit]}`;
}

const DAYS_BEHIND = `(?: ?(?:${DAY_WORD}))?`;
const WEEKS_BEHIND = new RegExp(` ?(?:${WEEK})$`);
const HOURS_BEHIND = new RegExp(`\\d ?(?:${HOUR}|min|mins|minutes|minutos)$`);
const BOTH = new RegExp(`^(?:±|\\+ ?/ ?-|\\+-|-/\\+)? ?(${NUMBER})${DAYS_BEHIND}$`);
const ONE_SIDE = new RegExp(`^([+-]) ?(${NUMBER})${DAYS_BEHIND}$`);
const TWO_SIDES = new RegExp(`^([+-]) ?(${NUMBER})${DAYS_BEHIND} ?(?:/|,|;|to|a|y|and)? ?([+-]) ?(${NUMBER})${DAYS_BEHIND}$`);

function sides(text: string): readonly [before: string, after: string] | null {
  const [, both] = BOTH.exec(text) ?? [];
  if (both !== undefined && !/^[+-]\d/.test(text)) return [both, both];
  const [, sign, width] = ONE_SIDE.exec(text) ?? [];
  if (width !== undefined) return sign === '-' ? [width, '0'] : ['0', width];
  const [, first, one, second, two] = TWO_SIDES.exec(text) ?? [];
  if (one === undefined || two === undefined || first === second) return null;
  return first === '-' ? [one, two] : [two, one];
}

/** Reads a window: `±3`, `-3/+3 d`, `+5` (late only), `-7/+0 d`, `±1 week`. Hours are refused: windows are kept in whole days. */
export function readWindow(typed: string): Outcome<TypedWindow, WindowFault> {
  if (typed.length > LONGEST) return refuse('window-unknown');
  const text = folded(typed).replace(/^\((.*)\)$/, '$1');
  if (text === '') return ok({ beforeDays: 0, afterDays: 0, isStated: false });
  if (HOURS_BEHIND.test(text)) return refuse('window-hours');
  const isWeeks = WEEKS_BEHIND.test(text);
  const found = sides(isWeeks ? text.replace(WEEKS_BEHIND, '') : text);
  if (!found) return refuse('window-unknown');
  const [beforeDays = 0, afterDays = 0] = found.map((width) => Number(width.replace(',', '.')) * (isWeeks ? 7 : 1));
  if (!Number.isInteger(beforeDays) || !Number.isInteger(afterDays)) return refuse('window-fraction');
  return Math.max(beforeDays, afterDays) > WIDEST_DAYS ? refuse('window-wide') : ok({ beforeDays, afterDays, isStated: true });
}

/** A window as {@link readWindow} reads it again: `±3`, `-7/+0`, and nothing where none is stated. */
export function typedWindow({ beforeDays, afterDays, isStated }: TypedWindow): string {
  if (!isStated) return '';
  return beforeDays === afterDays ? `±${beforeDays}` : `-${beforeDays}/+${afterDays}`;
}

/** The window of a rule. A range is its own window, so nothing more is stated beside it. */
export function windowOfRule(rule: TimingRule): TypedWindow {
  const { windowBeforeDays: beforeDays, windowAfterDays: afterDays } = rule;
  const isOpen = beforeDays + afterDays === 0 && (rule.isWindowStated === false || rule.offset.kind === 'range');
  return { beforeDays, afterDays, isStated: !isOpen };
}
