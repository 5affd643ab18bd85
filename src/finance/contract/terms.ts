// The words of contract terms: prices of visits, of screen failures, and of what need not happen.
import { z } from 'zod';
import { line } from '#platform/contract';
import { billingClocks, isOfProcedure, triggers } from '../rules.ts';

export const termKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be letters, digits, . _ or -, at most 64')
  .meta({ examples: ['visit-V3'] });
const price = z
  .string()
  .regex(/^\d{1,15}$/, 'must be minor units as digits')
  .meta({ examples: ['150000'] });
export const basisPoints = (max: number) =>
  z
    .number()
    .int()
    .min(0)
    .max(max)
    .meta({ examples: [3_000] });
const count = z.number().int().min(0).max(100_000);

/** What a partly done visit earns (BR-13): always explicit. */
export const partialVisit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('full') }),
  z.strictObject({ kind: z.literal('all-or-nothing'), requiredActivities: z.array(line()).min(1).max(200).nullable() }),
  z.strictObject({ kind: z.literal('pro-rata'), directMinorByActivity: z.record(line(), price) }),
]);

/** A price per visit. `directMinor` is before overhead. */
export const visitTerm = z.strictObject({
  key: termKey,
  visitKey: line(64),
  label: line(),
  clause: line(500),
  directMinor: price,
  withOverhead: z.boolean(),
  withHoldback: z.boolean(),
  partial: partialVisit,
});

/** How many screen failures are paid (BR-10). */
export const screenFailureRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('ratio'), initial: count, pay: count, perEnrolled: count.min(1), max: count.nullable() }),
  z.strictObject({ kind: z.literal('percent-of-enrolled'), basisPoints: basisPoints(1_000_000) }),
  z.strictObject({ kind: z.literal('percent-of-screened'), basisPoints: basisPoints(10_000) }),
]);

/** How many screen failures are paid, and what one is worth (BR-10). */
export const screenFailureTerm = z.strictObject({
  key: termKey,
  label: line(),
  clause: line(500),
  visitKeys: z.array(line(64)).min(1).max(20),
  amount: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('visits-gross') }),
    z.strictObject({ kind: z.literal('flat'), directMinor: price, withOverhead: z.boolean() }),
  ]),
  rule: screenFailureRule,
});

const cap = count.min(1).nullable();

/** A price for what need not happen (BR-11). `directMinor` is before overhead. */
export const invoiceableTerm = z
  .strictObject({
    key: termKey,
    label: line(),
    clause: line(500),
    trigger: z.enum(triggers),
    /** The procedure, for triggers that are about one. */
    activityKey: line().nullable(),
    directMinor: price,
    withOverhead: z.boolean(),
    withHoldback: z.boolean(),
    /** Days after the service; null: no window. */
    submitWithinDays: z.number().int().min(1).max(3_650).nullable(),
    /** How often it is paid; null: as often as it happens. */
    maxPerSubject: cap,
    maxPerSite: cap,
    /** How much of it is paid at one site in all, gross in minor units; the last one is cut to what is left. Null: as much as it comes to. */
    maxMinorPerSite: price.regex(/[1-9]/, 'must be above zero').nullable(),
  })
  .refine((term) => isOfProcedure(term.trigger) === (term.activityKey !== null), {
    path: ['activityKey'],
    message: 'is needed for a trigger of a procedure, and for no other',
  });

export const billing = z.strictObject({ clock: z.enum(billingClocks), termDays: z.number().int().min(0).max(3_650) });
