// The clocks: the real one tells the time, the fixed one obeys.
import { Temporal } from '#lib';
import { expect, it } from 'vitest';
import { fixedClock, systemClock } from './clock.ts';

it('the system clock goes on', () => {
  expect(Temporal.Instant.compare(systemClock.now(), Temporal.Instant.from('2026-01-01T00:00:00Z'))).toBe(1);
});

it('a fixed clock stands still until it is moved', () => {
  const clock = fixedClock('2026-03-01T09:00:00Z');
  expect(clock.now().toString()).toBe('2026-03-01T09:00:00Z');
  clock.advance({ hours: 48, minutes: 1 });
  expect(clock.now().toString()).toBe('2026-03-03T09:01:00Z');
  clock.set(Temporal.Instant.from('2025-01-01T00:00:00Z'));
  expect(clock.now().toString()).toBe('2025-01-01T00:00:00Z');
});
