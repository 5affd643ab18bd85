// When a dry run's amounts may be invoiced and are due (BR-06), if each is invoiced on the first day on which it may be.
import type { Temporal } from '#lib';
import type { DryRunRow } from './dry-run.ts';
import { type BillingClock, clockOn, lineDueOn } from './invoice.ts';

/** Null where nothing is payable yet, or the schedule does not say when. */
export interface DryRunDue {
  readonly billableOn: Temporal.PlainDate | null;
  readonly dueOn: Temporal.PlainDate | null;
}

/** The days of the payable part; what is held back or deferred has none before it is released. */
export function dryRunDue(
  row: Pick<DryRunRow, 'serviceDate' | 'payableMinor'>,
  billing: { readonly clock: BillingClock; readonly termDays: number },
): DryRunDue {
  if (row.serviceDate === null || row.payableMinor === 0n) return { billableOn: null, dueOn: null };
  const billableOn = clockOn(billing.clock, row.serviceDate);
  return { billableOn, dueOn: lineDueOn(billing, row.serviceDate, billableOn) };
}
