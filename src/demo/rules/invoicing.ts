// When the demo's network invoices, who stands on its invoices, and what it leaves or takes back.
import { Temporal } from '#lib';
import { DAYS_OF_A_MONTH, dateOf, dayOf, nextWorkday } from './days.ts';
import { planted } from './planted.ts';

/** A run of the finance department: up to the end of a month, made and issued in the first days of the next, sent the day after. */
export interface InvoiceMonth {
  readonly cutOffDay: number;
  readonly issuedDay: number;
  readonly sentDay: number;
}

/** The network's own organization, as it stands on invoices. */
export const demoIssuer = {
  organization: 'Larkfield Site Network',
  particulars: {
    legalName: 'Larkfield Site Network, Inc.',
    address: '410 Juniper Street, Suite 9\nAustin, TX 78701\nUnited States',
    taxNumber: '00-0000000',
    bankDetails: 'Bank of the Demo, Austin\nRouting 000000000, account 0000 0000 42',
    timeZone: 'America/Chicago',
    invoiceFormat: 'LSN-{year}-{number:4}',
    creditNoteFormat: 'LSN-CN-{year}-{number:4}',
    tax: null,
  },
} as const;

/** Every month of which the run had been issued before `today`, the first being the month of `firstDay`. */
export function invoiceMonths(firstDay: number, today: number): InvoiceMonth[] {
  const months: InvoiceMonth[] = [];
  for (let month = dateOf(firstDay).with({ day: 1 }); ; month = month.add({ months: 1 })) {
    const issuedDay = nextWorkday(dayOf(month.add({ months: 1 })) + 2);
    if (issuedDay >= today) return months;
    months.push({ cutOffDay: dayOf(month.with({ day: month.daysInMonth })), issuedDay, sentDay: nextWorkday(issuedDay + 1) });
  }
}

/** Whether nobody invoices there any more, by the planted problem. */
export function isForgotten(study: string, site: string, { issuedDay }: InvoiceMonth, today: number): boolean {
  return planted.some(
    (problem) =>
      problem.kind === 'not-invoiced' &&
      problem.study === study &&
      problem.site === site &&
      issuedDay > today - (problem.monthsUninvoiced ?? 0) * DAYS_OF_A_MONTH,
  );
}

/** The reason for which a line of an invoice is credited; null in most months. Of what the payer disputes, half is invoiced again. */
export function creditIn(month: number): { readonly reason: string; readonly frees: boolean } | null {
  if (month % 4 !== 2) return null;
  return month % 8 === 2
    ? { reason: 'The payer asks for the visit on an invoice with its own purchase order', frees: true }
    : { reason: 'Agreed with the payer: the visit was paid through another agreement', frees: false };
}

/** A moment of an office day. */
export function officeHour(day: number, hour: number): Temporal.Instant {
  return dateOf(day)
    .toZonedDateTime({ timeZone: demoIssuer.particulars.timeZone, plainTime: Temporal.PlainTime.from({ hour }) })
    .toInstant();
}
