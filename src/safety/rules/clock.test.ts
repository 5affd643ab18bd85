// The 24 hours of a serious event.
import { Temporal } from '#lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saeClock } from './clock.ts';

const at = (text: string) => Temporal.Instant.from(text);
const aware = at('2026-04-14T21:20:00Z');
const standing = (now: string, sentAt: string | null = null) => saeClock(aware, sentAt === null ? null : at(sentAt), at(now)).standing;

describe('the clock of a serious adverse event', () => {
  it('[BR-23] aware on 14 April 16:20 in Austin, due on 15 April 16:20: 24 h 00 m at the start', () => {
    const clock = saeClock(aware, null, aware);
    expect(clock.dueAt.toZonedDateTimeISO('America/Chicago').toString()).toBe('2026-04-15T16:20:00-05:00[America/Chicago]');
    expect([clock.minutesLeft, clock.standing]).toEqual([24 * 60, 'running']);
  });

  it('[BR-23] warns at 50, 75 and 90 percent, and is overdue after the last minute', () => {
    expect(standing('2026-04-15T09:19:59Z')).toBe('running');
    expect(standing('2026-04-15T09:20:00Z')).toBe('half-gone');
    expect(standing('2026-04-15T15:20:00Z')).toBe('three-quarters-gone');
    expect(standing('2026-04-15T18:56:00Z')).toBe('nearly-gone');
    expect(standing('2026-04-15T21:20:00Z')).toBe('nearly-gone');
    expect(standing('2026-04-15T21:20:01Z')).toBe('overdue');
  });

  it('[BR-23] the first report stops it for good; one after the due time stays late', () => {
    expect(standing('2026-05-01T00:00:00Z', '2026-04-15T21:20:00Z')).toBe('sent');
    expect(standing('2026-05-01T00:00:00Z', '2026-04-15T21:21:00Z')).toBe('sent-late');
    expect(saeClock(aware, at('2026-04-15T23:20:00Z'), at('2026-05-01T00:00:00Z')).minutesLeft).toBe(-120);
  });

  it('[BR-23] hours are elapsed hours: over the night in which clocks go forward it is due an hour later on the wall', () => {
    const { dueAt } = saeClock(at('2026-03-07T22:00:00Z'), null, at('2026-03-07T22:00:00Z'));
    expect(dueAt.toZonedDateTimeISO('America/Chicago').toPlainDateTime().toString()).toBe('2026-03-08T17:00:00');
  });

  it('[BR-23] time only ever goes on: a later look never has more time left, and a breach is never undone', () => {
    const order = ['running', 'half-gone', 'three-quarters-gone', 'nearly-gone', 'overdue'];
    const minute = fc.integer({ min: 0, max: 4_000 });
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 1, max: 72 }), (one, other, hours) => {
        const look = (minutes: number) => saeClock(aware, null, aware.add({ minutes }), hours);
        const [first, second] = [look(Math.min(one, other)), look(Math.max(one, other))];
        expect(second.minutesLeft).toBeLessThanOrEqual(first.minutesLeft);
        expect(order.indexOf(second.standing)).toBeGreaterThanOrEqual(order.indexOf(first.standing));
        const isBreach = one > hours * 60;
        expect(look(one).standing === 'overdue').toBe(isBreach);
        const sent = saeClock(aware, aware.add({ minutes: one }), aware.add({ minutes: one + other }), hours);
        expect(sent.standing).toBe(isBreach ? 'sent-late' : 'sent');
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('%s hours are refused', (hours) => {
    expect(() => saeClock(aware, null, aware, hours)).toThrow('positive whole number');
  });
});
