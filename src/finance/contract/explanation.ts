// The words of an explanation: the closed set of its steps with their values, as it is kept, read and answered (FIN-01).
import { z } from 'zod';
import { amountMinor, currency, date } from '#platform/contract';
import { type KeptExplanation, triggers } from '../rules.ts';
import { screenFailureRule } from './terms.ts';

const number = z.number().int().min(0);
const share = z.number().int().min(0);
const key = z.string();

/** How the direct amount of a partly done visit came about (BR-13). */
const partlyDone = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('full') }),
  z.strictObject({ kind: z.literal('all-or-nothing'), isMet: z.boolean() }),
  z.strictObject({
    kind: z.literal('pro-rata'),
    done: number,
    planned: number,
    parts: z.array(z.strictObject({ activityKey: key, directMinor: amountMinor })),
  }),
]);

const cap = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['per-subject', 'per-site']), count: number }),
  z.strictObject({ kind: z.literal('amount-per-site'), mostMinor: amountMinor, earlierMinor: amountMinor }),
]);

const reversalCause = z.discriminatedUnion('kind', [
  /** A person's own words. */
  z.strictObject({ kind: z.literal('record-changed'), reason: z.string() }),
  z.strictObject({ kind: z.literal('screen-failure'), failedOn: date }),
  z.strictObject({ kind: z.literal('payable-now') }),
  z.strictObject({ kind: z.literal('priced-anew'), version: number }),
]);

const ratioFound = { rule: screenFailureRule, failures: number, enrolled: number, screened: number, payable: number };
const wentLiveLate = { version: number, effectiveFrom: date, wentLiveOn: date };

function step<K extends string, S extends z.ZodRawShape>(kind: K, values: S) {
  return z.strictObject({ kind: z.literal(kind), ...values, amountMinor });
}

/** One step of the arithmetic; `amountMinor` is its result, which its other values give. */
const explanationStep = z.discriminatedUnion('kind', [
  step('direct', { partly: partlyDone.nullable() }),
  step('overhead', { basisPoints: share, directMinor: amountMinor }),
  step('no-overhead', {}),
  step('gross', { directMinor: amountMinor, overheadMinor: amountMinor }),
  step('payable-of-gross', { basisPoints: share, grossMinor: amountMinor }),
  step('payable-of-direct', { basisPoints: share, directMinor: amountMinor, overheadMinor: amountMinor }),
  step('payable-in-full', {}),
  step('holdback', { clause: z.string(), grossMinor: amountMinor, payableMinor: amountMinor }),
  step('cap-cut', {
    mostMinor: amountMinor,
    earlierMinor: amountMinor,
    ownMinor: amountMinor,
    fullMinor: amountMinor,
    directMinor: amountMinor,
    overheadMinor: amountMinor,
    lostMinor: amountMinor,
  }),
  step('cap-reached', { cap, lostMinor: amountMinor }),
  step('visits-replaced', {
    visits: z.array(z.strictObject({ visitKey: key, isTrueUp: z.boolean(), directMinor: amountMinor, overheadMinor: amountMinor })),
  }),
  step('flat-fee', { visitKeys: z.array(key) }),
  step('ratio', { ...ratioFound, payableBefore: number, isPaid: z.boolean() }),
  step('release', ratioFound),
  step('arrears', wentLiveLate),
  step('true-up', {
    ...wentLiveLate,
    part: z.enum(['payable', 'holdback']),
    formerVersion: number,
    formerMinor: amountMinor,
    newMinor: amountMinor,
  }),
  step('reversal', { cause: reversalCause }),
]);

/** What an amount was computed from; what does not apply is absent. */
const inputs = z.strictObject({
  visitKey: key.exactOptional(),
  serviceDate: date.exactOptional(),
  termKey: key.exactOptional(),
  trigger: z.enum(triggers).exactOptional(),
  activityKey: key.exactOptional(),
  submitBy: date.exactOptional(),
  failedOn: date.exactOptional(),
  screenedOn: date.exactOptional(),
  wentLiveOn: date.exactOptional(),
});

/** Where an amount is agreed, what it was computed from, and how. Shares are basis points, amounts minor units of `currency`. */
export const explanation = z.strictObject({
  clause: z.string(),
  contractKey: z.string(),
  contractVersion: number,
  effectiveFrom: date,
  currency,
  inputs,
  steps: z.array(explanationStep),
}) satisfies z.ZodType<KeptExplanation>;
