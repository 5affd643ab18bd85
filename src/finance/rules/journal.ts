// Double entry: every accrual line becomes one journal whose postings sum to zero.
import type { Currency, Temporal } from '#lib';
import { type AccrualLine, isHeldBack, lineKey } from './line.ts';

export const accounts = [
  'unbilled-receivable',
  'holdback-receivable',
  'deferred-receivable',
  'revenue',
  'deferred-revenue',
  'receivable',
  'tax-payable',
  'credited-revenue',
] as const;

export type Account = (typeof accounts)[number];

/** One leg of a journal: debits are positive, credits negative. */
export interface Posting {
  readonly account: Account;
  readonly amountMinor: bigint;
  readonly currency: Currency;
}

/** The postings of one source; `source` is unique, so that nothing is posted twice. */
export interface Journal {
  readonly source: string;
  readonly effectiveOn: Temporal.PlainDate;
  readonly postings: readonly Posting[];
}

function accountsOf(line: AccrualLine): { debit: Account; credit: Account } {
  if (line.state === 'deferred') return { debit: 'deferred-receivable', credit: 'deferred-revenue' };
  return { debit: isHeldBack(line.kind) ? 'holdback-receivable' : 'unbilled-receivable', credit: 'revenue' };
}

/**
 * The journal of a line. A reversal, being negative, mirrors the journal of its line.
 *
 * @param effectiveOn the service date, or the first open day when its month is locked (BR-17)
 */
export function journalOf(line: AccrualLine, effectiveOn = line.serviceDate): Journal {
  const { debit, credit } = accountsOf(line);
  const { amountMinor, currency } = line;
  return {
    source: lineKey(line),
    effectiveOn,
    postings: [
      { account: debit, amountMinor, currency },
      { account: credit, amountMinor: -amountMinor, currency },
    ],
  };
}

/** Whether a journal has at least two postings and sums to zero in each currency. */
export function isBalanced(journal: Journal): boolean {
  const sums = new Map<Currency, bigint>();
  for (const { currency, amountMinor } of journal.postings) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return journal.postings.length >= 2 && [...sums.values()].every((sum) => sum === 0n);
}

/** Balance of an account over journals, per currency. */
export function balanceOf(account: Account, journals: readonly Journal[]): Map<Currency, bigint> {
  const balance = new Map<Currency, bigint>();
  for (const posting of journals.flatMap((journal) => journal.postings))
    if (posting.account === account) balance.set(posting.currency, (balance.get(posting.currency) ?? 0n) + posting.amountMinor);
  return balance;
}
