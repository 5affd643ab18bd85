// An invoice or credit note as paper: who asks whom for what, line by line by participant, visit, day and procedure.
import { type Temporal, formatMoney } from '#lib';
import { type PaperColumn, openPaper } from '#platform';
import { percent, sumOf } from '../rules.ts';
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
    readonly visitKey: string;
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
  paper.facts(factsOf(invoice));
  paper.heading(invoice.kind === 'invoice' ? 'Services' : 'Credited services', 2);
  paper.table(columnsOf(invoice.currency), rowsOf(invoice), totalsOf(invoice));
  if (invoice.kind === 'invoice' && printed.issuer.bankDetails !== null) {
    paper.heading('Payment', 2);
    paper.paragraph(printed.issuer.bankDetails);
  }
  return paper.finish();
}

function factsOf({ kind, printed, issuedOn, dueOn, reason }: InvoicePaper): (readonly [string, string])[] {
  const { issuer, payer, study, site, contract, credits } = printed;
  const facts: [string, string | null][] = [
    ['From', `${issuer.name}\n${issuer.address}`],
    ['Tax number', issuer.taxNumber],
    ['To', payer],
    ['Credits invoice', credits],
    ['Reason', reason],
    ['Study', study],
    ['Site', site],
    ['Contract', contract],
    ['Date', shownDay(issuedOn)],
    ['Due', kind === 'invoice' ? shownDay(dueOn) : null],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

function columnsOf(currency: string): PaperColumn[] {
  return [
    { header: 'Participant', width: 80 },
    { header: 'Visit', width: 70 },
    { header: 'Date', width: 80 },
    { header: 'Procedure', width: 179 },
    { header: `Amount ${currency}`, width: 90, isNumber: true },
  ];
}

function rowsOf({ lines, currency }: InvoicePaper): string[][] {
  return lines.map((line) => [
    line.subjectNumber,
    line.visitKey,
    shownDay(line.serviceDate),
    line.label,
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
