// Column types of our tables: civil dates, instants, exact money, bytes.
import { bigint, customType } from 'drizzle-orm/pg-core';
import { Temporal, civilDate } from '#lib';

/** `date` as a civil date. */
export const plainDate = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => 'date',
  fromDriver: civilDate,
  toDriver: (value) => value.toString(),
});

/** A `timestamptz` as the database writes it, microseconds kept. */
export function instantOf(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T'));
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
