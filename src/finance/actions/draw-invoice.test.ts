// The paper of invoices and credit notes, read back from its bytes.
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '#lib';
import { readPdf } from '../../../tests/support/read-pdf.ts';
import { type InvoicePaper, drawInvoice } from './draw-invoice.ts';
import { samplePng } from '../../files/sample.ts';

const issuer = {
  name: 'Red de Sitios Clínicos Ñandú S.A.',
  address: 'Calle 93 Nº 11-26\nBogotá D.C.',
  taxNumber: 'NIT 900.123.456-7',
  bankDetails: 'Cuenta corriente 123-456789-01',
  logoSha256: null,
};
const printed = { issuer, payer: 'Norvane', study: 'NLX-301', site: 'Austin', contract: 'C1', credits: null, isDemo: false };
const linesOf = (count: number, sign: 1n | -1n = 1n) =>
  Array.from({ length: count }, (_, at) => ({
    subjectNumber: `101-${String(at + 1).padStart(3, '0')}`,
    visitName: 'Week 4',
    label: 'Week 4',
    serviceDate: addDays(civilDate('2026-03-01'), at),
    amountMinor: sign * 175_500n,
    taxMinor: sign * 33_345n,
  }));
const paper = (change: Partial<InvoicePaper> = {}): InvoicePaper => ({
  kind: 'invoice',
  number: 'SW-2026-00042',
  issuedOn: civilDate('2026-09-30'),
  dueOn: civilDate('2026-11-14'),
  currency: 'COP',
  tax: { label: 'IVA', basisPoints: 1_900 },
  reason: null,
  printed,
  lines: linesOf(2),
  logo: null,
  ...change,
});
const read = async (change: Partial<InvoicePaper> = {}) => readPdf(await drawInvoice(paper(change)));

describe('the paper of an invoice', () => {
  it('[FIN-03] says first what is to be paid and until when, in the currency of the contract, then who, what and how', async () => {
    const { tags, title, language, isMarked, pages } = await read();
    expect({ title, language, isMarked }).toEqual({ title: 'Invoice SW-2026-00042', language: 'en', isMarked: true });
    expect(tags.filter(({ type }) => ['H1', 'H2', 'P'].includes(type)).map(({ text }) => text)).toEqual([
      'Invoice SW-2026-00042',
      'To be paid: COP 4,176.90',
      'Due: 14 Nov 2026',
      'Date of issue: 30 Sep 2026',
      'From: Red de Sitios Clínicos Ñandú S.A. Calle 93 Nº 11-26 Bogotá D.C.',
      'Tax number: NIT 900.123.456-7',
      'To: Norvane',
      'Study: NLX-301',
      'Site: Austin',
      'Contract: C1',
      'Services',
      'Payment',
      'Cuenta corriente 123-456789-01 ',
      'Please name SW-2026-00042 with the payment. ',
    ]);
    expect(pages.join(' ')).not.toContain('DEMO');
  });

  it('[FIN-03] is a table to a reader of tags: columns and sums have headers, every line is a row', async () => {
    const { tags } = await read({ lines: linesOf(80) });
    const headers = tags.filter(({ type }) => type === 'TH').map(({ text, scope }) => [text, scope]);
    expect(headers).toEqual([
      ...['Participant', 'Visit', 'Date', 'Procedure', 'Amount COP'].map((text) => [text, 'Column']),
      ...['Net', 'IVA 19%', 'Total COP'].map((text) => [text, 'Row']),
    ]);
    expect(tags.filter(({ type }) => type === 'TR')).toHaveLength(1 + 80 + 3);
    expect(tags.filter(({ type }) => type === 'TD')).toHaveLength(80 * 5 + 3 * 4);
    expect(tags.filter(({ type, text }) => type === 'TD' && text === '1,755.00')).toHaveLength(80);
  });

  it('[FIN-03] a line says its visit as the schedule does, and what of it is paid where that is not the visit as such', async () => {
    const { tags } = await read({ lines: [...linesOf(1), ...linesOf(1).map((line) => ({ ...line, label: 'Extra ECG' }))] });
    const cells = tags.filter(({ type }) => type === 'TD').map(({ text }) => text);
    expect([cells.slice(1, 4), cells.slice(6, 9)]).toEqual([
      ['Week 4', '1 Mar 2026', 'Visit fee'],
      ['Week 4', '1 Mar 2026', 'Extra ECG'],
    ]);
  });

  it('[FIN-03] every page says that it is a demo, has the header of the table and counts itself', async () => {
    const { pages, pageCount } = await read({ lines: linesOf(80), printed: { ...printed, isDemo: true } });
    expect(pageCount).toBeGreaterThan(2);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('DEMO - not a real document');
      expect(page).toContain('Participant');
      expect(page).toContain(`page ${at + 1} of ${pageCount}`);
    }
  });

  it.each(Array.from({ length: 30 }, (_, at) => at + 20))(
    'the sums of %i lines stand on one page with a line above them',
    async (count) => {
      const { pages } = await read({ lines: linesOf(count) });
      const last = pages.find((page) => page.includes('IVA 19%')) ?? '';
      for (const text of [`101-${String(count).padStart(3, '0')}`, 'Net', 'Total COP']) expect(last).toContain(text);
    },
  );

  it('shows the logo with words for whoever does not see it', async () => {
    const { tags } = await read({ logo: samplePng(300, 90) });
    expect(tags.find(({ type }) => type === 'Figure')?.alt).toBe('Logo of Red de Sitios Clínicos Ñandú S.A.');
  });

  it('a credit note names the invoice and the reason, and asks for nothing', async () => {
    const { tags } = await read({
      kind: 'credit-note',
      number: 'CN-2026-00003',
      lines: linesOf(1, -1n),
      reason: 'Se facturó dos veces',
      printed: { ...printed, credits: 'SW-2026-00042' },
    });
    const texts = tags.map(({ text }) => text);
    for (const text of [
      'Credit note CN-2026-00003',
      'Credited: COP −2,088.45',
      'Credits invoice: SW-2026-00042',
      'Reason: Se facturó dos veces',
    ])
      expect(texts).toContain(text);
    expect(texts.join(' ')).not.toMatch(/Due|Payment/);
  });
});
