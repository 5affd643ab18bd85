// Rules of invoices: numbers, due days, splitting into invoices, and exact credit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import {
  billingStates,
  creditOf,
  formatNumber,
  invoicePostings,
  isNumberFormat,
  leftOutReasons,
  lineDueOn,
  sumOf,
  taxOn,
} from './invoice.ts';
import { leftOutReason, planRun } from './invoice-run.ts';

const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const line = fc.record({ amountMinor: amount, taxMinor: amount });

describe('numbers', () => {
  it('take the year and the digits that the format asks for', () => {
    expect(formatNumber('SW-{year}-{number:5}', 2026, 42)).toBe('SW-2026-00042');
    expect(formatNumber('{year}/{number}', 2026, 123_456)).toBe('2026/123456');
    expect(isNumberFormat('SW-{number}')).toBe(false);
    expect(() => formatNumber('SW-{year}-{number:5}', 2026, 0)).toThrow('count from 1');
  });

  it('of one format and year are never alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 7 }), fc.integer({ min: 1, max: 10 ** 7 }), (a, b) => {
        const format = 'SW-{year}-{number:5}';
        expect(formatNumber(format, 2026, a) === formatNumber(format, 2026, b)).toBe(a === b);
      }),
    );
  });
});

describe('due days', () => {
  it('[BR-06] count from the clock of the contract, and never fall before the day of issue', () => {
    const [service, issued] = [civilDate('2026-02-10'), civilDate('2026-03-05')];
    const due = (clock: 'service-date' | 'month-end' | 'invoice-received', on = issued) =>
      lineDueOn({ clock, termDays: 45 }, service, on).toString();
    expect(due('service-date')).toBe('2026-03-27');
    expect(due('month-end')).toBe('2026-04-14');
    expect(due('invoice-received')).toBe('2026-04-19');
    expect(due('service-date', civilDate('2026-12-01'))).toBe('2026-12-01');
  });
});

describe('a run', () => {
  it('[BR-06] puts every line on one invoice or leaves it out for one reason, and loses no cent', () => {
    const candidate = fc.record({
      contractId: fc.constantFrom('a', 'b'),
      payerId: fc.option(fc.constant('p')),
      state: fc.constantFrom(...billingStates),
      currency: fc.constantFrom('USD', 'JPY'),
      amountMinor: amount,
    });
    fc.assert(
      fc.property(fc.array(candidate), (lines) => {
        const { groups, leftOut } = planRun(lines);
        const taken = groups.flatMap((group) => group.lines);
        expect(taken.length + leftOut.reduce((sum, part) => sum + part.count, 0)).toBe(lines.length);
        expect(taken.every((each) => leftOutReason(each) === null && each.state === 'billable')).toBe(true);
        const all = lines.reduce((sum, each) => sum + each.amountMinor, 0n);
        const split = groups.reduce((sum, group) => sum + group.totalMinor, 0n) + leftOut.reduce((sum, part) => sum + part.amountMinor, 0n);
        expect(split).toBe(all);
        const places = leftOut.map(({ reason, currency }) => `${leftOutReasons.indexOf(reason)} ${currency}`);
        expect(places).toEqual([...new Set(places)].sort());
      }),
    );
  });
});

describe('credit', () => {
  it('[FIN-03] is the exact negation, tax included', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(sumOf([...lines, ...lines.map(creditOf)])).toEqual({ netMinor: 0n, taxMinor: 0n, totalMinor: 0n });
        for (const each of lines) expect(creditOf(creditOf(each))).toEqual(each);
      }),
    );
  });

  it('[BR-07] tax of a negated amount is the negated tax, and every journal sums to zero', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), fc.boolean(), (amountMinor, basisPoints, givesUp) => {
        const taxMinor = taxOn(amountMinor, basisPoints);
        expect(taxOn(-amountMinor, basisPoints)).toBe(-taxMinor);
        const legs = invoicePostings({ amountMinor, taxMinor, givesUp }, 'USD');
        expect(legs.reduce((sum, leg) => sum + leg.amountMinor, 0n)).toBe(0n);
      }),
    );
  });
});
