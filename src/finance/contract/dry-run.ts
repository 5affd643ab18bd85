// The dry run of a contract version, as it is shown before the version goes live (FIN-02).
import { z } from 'zod';
import { amountMinor, currency, date, id } from '#platform/contract';
import { dryRunCases } from '../rules.ts';

const totals = { grossMinor: amountMinor, payableMinor: amountMinor, heldBackMinor: amountMinor, deferredMinor: amountMinor };

export const dryRunHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the sha256 of the dry run that was shown, 64 hexadecimal digits')
  .meta({ examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'] });

export const dryRunRow = z.object({
  visitKey: z.string(),
  name: z.string(),
  cycle: z.number().int(),
  kind: z.enum(['visit', 'screen-failure', 'invoiceable']),
  /** Null where the schedule does not say when. */
  serviceDate: date.nullable(),
  /** Of the payable part, invoiced on the first day on which it may be (BR-06). */
  billableOn: date.nullable(),
  dueOn: date.nullable(),
  directMinor: amountMinor,
  overheadMinor: amountMinor,
  ...totals,
});

export const dryRunCase = z.object({
  kind: z.enum(dryRunCases),
  arm: z.string().nullable(),
  rows: z.array(dryRunRow),
  totals: z.object(totals),
});

export const dryRunView = z.object({
  versionId: id,
  /** Of everything below; a release names the dry run that was seen by it. */
  sha256: dryRunHash,
  currency,
  /** The number of the schedule that was walked through; null while no site that the contract covers follows one. */
  scheduleNumber: z.number().int().nullable(),
  cases: z.array(dryRunCase),
  /** Codes with what they name; the page says them in words. */
  warnings: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.string()) })),
});
