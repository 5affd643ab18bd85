// An invoice or credit note as paper: who asks whom for what, line by line by participant, visit, day and procedure.
import { type Temporal, formatMoney } from '#lib';
import { type PaperColumn, type PaperFact, openPaper } from '#platform';
import { isWholeVisit, percent, sumOf } from '../rules.ts';
import type { Printed } from '../tables.ts';

/** Everything that is printed; nothing else decides the bytes. */
export interface InvoicePaper {
  readonly kind: 'invoice' | 'credit-note';
  readonly number: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly currency: string;
  readonly tax: { readonly label: string; readonly basisPoints: number } | null;
  readonly reason: string | null;
  readonly printed: Printed;
  readonly lines: readonly {
    readonly subjectNumber: string;
    readonly visitName: string;
    readonly label: string;
    readonly serviceDate: Temporal.PlainDate;
    readonly amountMinor: bigint;
    readonly taxMinor: bigint;
  }[];
  /** PNG or JPEG. */
  readonly logo: Uint8Array | null;
}

const DEMO = 'DEMO - not a real document, nothing is to be paid';

/** The PDF of a document; the same content makes the same bytes. */
export async function drawInvoice(invoice: InvoicePaper): Promise<Uint8Array> {
  const { printed, number } = invoice;
  const title = `${invoice.kind === 'invoice' ? 'Invoice' : 'Credit note'} ${number}`;
  const paper = await openPaper({
    title,
    language: 'en',
    createdAtMs: Date.parse(`${invoice.issuedOn.toString()}T00:00:00Z`),
    mark: printed.isDemo ? DEMO : null,
    foot: (page, pages) => `${printed.issuer.name}, ${title}, page ${page} of ${pages}`,
  });
  if (invoice.logo) paper.picture(invoice.logo, `Logo of ${printed.issuer.name}`);
  paper.heading(title, 1);
  paper.answers(answersOf(invoice));
  paper.facts(partiesOf(invoice));
  paper.heading(invoice.kind === 'invoice' ? 'Services' : 'Credited services', 2);
  paper.table(columnsOf(invoice.currency), rowsOf(invoice), totalsOf(invoice));
  if (invoice.kind === 'invoice' && printed.issuer.bankDetails !== null) {
    paper.heading('Payment', 2);
    paper.paragraph(printed.issuer.bankDetails);
    paper.paragraph(`Please name ${number} with the payment.`);
  }
  return paper.finish();
}

function answersOf({ kind, lines, currency, issuedOn, dueOn }: InvoicePaper): PaperFact[] {
  const total = `${currency} ${formatMoney(sumOf(lines).totalMinor, currency)}`;
  return kind === 'invoice'
    ? [
        ['To be paid', total],
        ['Due', shownDay(dueOn)],
        ['Date of issue', shownDay(issuedOn)],
      ]
    : [
        ['Credited', total],
        ['Date of issue', shownDay(issuedOn)],
      ];
}

function partiesOf({ printed, reason }: InvoicePaper): PaperFact[][] {
  const { issuer, payer, study, site, contract, credits } = printed;
  const known = (facts: readonly (readonly [string, string | null])[]): PaperFact[] =>
    facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return [
    known([
      ['From', `${issuer.name}\n${issuer.address}`],
      ['Tax number', issuer.taxNumber],
    ]),
    known([
      ['To', payer],
      ['Study', study],
      ['Site', site],
      ['Contract', contract],
      ['Credits invoice', credits],
      ['Reason', reason],
    ]),
  ];
}

function columnsOf(currency: string): PaperColumn[] {
  return [
    { header: 'Participant', width: 84 },
    { header: 'Visit', width: 120 },
    { header: 'Date', width: 76 },
    { header: 'Procedure', width: 129 },
    { header: `Amount ${currency}`, width: 90, isNumber: true },
  ];
}

function rowsOf({ lines, currency }: InvoicePaper): string[][] {
  return lines.map((line) => [
    line.subjectNumber,
    line.visitName,
    shownDay(line.serviceDate),
    isWholeVisit(line) ? 'Visit fee' : line.label,
    formatMoney(line.amountMinor, currency),
  ]);
}

function totalsOf({ lines, currency, tax }: InvoicePaper): string[][] {
  const { netMinor, taxMinor, totalMinor } = sumOf(lines);
  const total = ['', '', '', `Total ${currency}`, formatMoney(totalMinor, currency)];
  if (tax === null || tax.basisPoints === 0) return [total];
  return [
    ['', '', '', 'Net', formatMoney(netMinor, currency)],
    ['', '', '', `${tax.label} ${percent(tax.basisPoints)}`, formatMoney(taxMinor, currency)],
    total,
  ];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function shownDay(day: Temporal.PlainDate): string {
  return `${day.day} ${MONTHS[day.month - 1] ?? ''} ${day.year}`;
}
