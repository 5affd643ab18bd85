// Instants as the database writes them: the short way of reading them agrees with Temporal's own.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Temporal } from '#lib';
import { instantOf } from './columns.ts';

it('an instant keeps its microseconds, however many digits the database writes', () => {
  const years = { min: -30_000_000_000_000_000n, max: 250_000_000_000_000_000n };
  fc.assert(
    fc.property(fc.bigInt(years), (microseconds) => {
      const instant = new Temporal.Instant(microseconds * 1_000n);
      const written = instant.toString().replace('T', ' ').replace('Z', '+00');
      expect(instantOf(written).epochNanoseconds).toBe(instant.epochNanoseconds);
    }),
  );
});

it.each([
  ['2026-11-23 03:40:29.1+00', '2026-11-23T03:40:29.1Z'],
  ['2026-11-23 03:40:29+00', '2026-11-23T03:40:29Z'],
  ['2026-11-23 03:40:29.123456+05:30', '2026-11-22T22:10:29.123456Z'],
  ['2026-11-23 03:40:29-06', '2026-11-23T09:40:29Z'],
  ['0050-01-02 00:00:00+00', '0050-01-02T00:00:00Z'],
])('%s is %s', (written, instant) => {
  expect(instantOf(written).toString()).toBe(instant);
});

it.each(['infinity', '2026-11-23', 'yesterday'])('refuses %s', (written) => {
  expect(() => instantOf(written)).toThrow(RangeError);
});
