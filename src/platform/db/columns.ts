// Column types of our tables: civil dates, instants, exact money, bytes.
import { bigint, customType } from 'drizzle-orm/pg-core';
import { Temporal, civilDate } from '#lib';

/** `date` as a civil date. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  fromDriver: civilDate,
  toDriver: (value) => value.toString(),
});

// Rows of lists carry an instant each; taking the usual form apart here costs a sixth of what Temporal's own reading does.
const IN_UTC = /^([1-9]\d{3})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?\+00$/;

/** A `timestamptz` as the database writes it, microseconds kept. */
export function instantOf(text: string): Temporal.Instant {
  const parts = IN_UTC.exec(text);
  if (!parts) return Temporal.Instant.from(text.replace(' ', 'T'));
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  const milliseconds = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return new Temporal.Instant(BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0')) * 1_000n);
}

/** `timestamptz` as an instant, microseconds kept. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: instantOf,
  toDriver: (value) => value.toString(),
});

/** `bytea` as bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value),
  toDriver: (value) => Buffer.from(value),
});

/** `bigint` minor units of a currency, exact. */
export const minor = (name: string) => bigint(name, { mode: 'bigint' });
