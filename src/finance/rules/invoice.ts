// Invoices (BR-06): when a line falls due, numbers, tax per line, exact credit, and what issuing posts.
import { type Currency, type Temporal, DomainError, addDays, daysBetween, shareOf } from '#lib';
import type { Account, Posting } from './journal.ts';

/** From when a line may be invoiced: its service date, the end of that month, or at once and due only after the payer has the invoice. */
export const billingClocks = ['service-date', 'month-end', 'invoice-received'] as const;
export type BillingClock = (typeof billingClocks)[number];

/** Where an uninvoiced line stands. Conditional and billable are never added together silently (BR-06). */
export const billingStates = ['conditional', 'billable', 'drafted', 'invoiced', 'deferred', 'held-back', 'capped'] as const;
export type BillingState = (typeof billingStates)[number];

/** Why lines are not taken into an invoice run. */
export const leftOutReasons = ['conditional', 'drafted', 'deferred', 'held-back', 'capped', 'payer-missing'] as const;

/** The day from which a line may be invoiced. */
export function clockOn(clock: BillingClock, serviceDate: Temporal.PlainDate): Temporal.PlainDate {
  return clock === 'month-end' ? serviceDate.with({ day: serviceDate.daysInMonth }) : serviceDate;
}

/** When a line is due: `termDays` after its clock day; for invoices that must be received, after the day of issue. Never before it is issued. */
export function lineDueOn(
  terms: { readonly clock: BillingClock; readonly termDays: number },
  serviceDate: Temporal.PlainDate,
  issuedOn: Temporal.PlainDate,
): Temporal.PlainDate {
  const from = terms.clock === 'invoice-received' ? issuedOn : clockOn(terms.clock, serviceDate);
  const due = addDays(from, terms.termDays);
  return daysBetween(due, issuedOn) > 0 ? issuedOn : due;
}

const FORMAT = /^[A-Za-z0-9./_-]{0,20}\{year\}[A-Za-z0-9./_-]{0,10}\{number(?::[1-9])?\}[A-Za-z0-9./_-]{0,10}$/;

/** Whether a text can format numbers: `{year}` and then `{number}` or `{number:5}`, with letters, digits and `. / _ -` around them. */
export function isNumberFormat(format: string): boolean {
  return FORMAT.test(format);
}

/** The printed number: `SW-{year}-{number:5}` with 42 in 2026 is `SW-2026-00042`. A number that outgrows its digits keeps them all. */
export function formatNumber(format: string, year: number, numberInYear: number): string {
  if (!isNumberFormat(format)) throw new DomainError('a format of numbers needs {year} and {number}');
  if (!Number.isInteger(numberInYear) || numberInYear < 1) throw new DomainError(`numbers count from 1, got ${numberInYear}`);
  return format
    .replace('{year}', String(year))
    .replace(/\{number(?::([1-9]))?\}/, (_, digits?: string) => String(numberInYear).padStart(Number(digits ?? 1), '0'));
}

/** An amount on an invoice and its tax, in minor units. */
export interface InvoiceAmount {
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
}

/** The tax on one line, half up per line as every amount here. */
export function taxOn(amountMinor: bigint, basisPoints: number): bigint {
  return shareOf(amountMinor, basisPoints);
}

/** Sums over lines: net, tax, and what is to be paid. */
export function sumOf(lines: readonly InvoiceAmount[]): { netMinor: bigint; taxMinor: bigint; totalMinor: bigint } {
  const netMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0n);
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor };
}

/** Whether a line pays for its visit as such: the contract calls it as the schedule calls the visit. */
export function isWholeVisit(line: { readonly visitName: string; readonly label: string }): boolean {
  return line.visitName === line.label;
}

/** The exact negation of a line: what a credit note holds of it. */
export function creditOf<L extends InvoiceAmount>(line: L): L {
  return { ...line, amountMinor: -line.amountMinor, taxMinor: -line.taxMinor };
}

/**
 * The legs of one line of an issued document: from unbilled to receivable, and the tax. The line of a credit note, being negative, mirrors it;
 * where it does not free what it credits, revenue is given up instead.
 */
export function invoicePostings(line: InvoiceAmount & { readonly givesUp: boolean }, currency: Currency): Posting[] {
  const counter: Account = line.givesUp ? 'credited-revenue' : 'unbilled-receivable';
  const legs: [Account, bigint][] = [
    ['receivable', line.amountMinor + line.taxMinor],
    [counter, -line.amountMinor],
  ];
  if (line.taxMinor !== 0n) legs.push(['tax-payable', -line.taxMinor]);
  return legs.map(([account, amountMinor]) => ({ account, amountMinor, currency }));
}
