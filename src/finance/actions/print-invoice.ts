// The paper of a document: what is printed is gathered once, drawn, and kept in the file store under its digest.
import type { Act } from '#access';
import { keepMade } from '#files';
import { Refusal, found, sha256Hex, unprintable } from '#platform';
import { drawInvoice } from './draw-invoice.ts';
import { loadContract } from '../store/contracts.ts';
import { type InvoiceLineRow, type InvoiceRow, loadInvoice } from '../store/invoices.ts';
import type { IssuerRow } from '../store/issuer.ts';
import type { Printed } from '../tables.ts';

const MOST_LOGO_BYTES = 5_000_000;

/** What is printed. */
export interface Printing {
  readonly row: InvoiceRow;
  readonly issuer: IssuerRow;
  readonly lines: readonly InvoiceLineRow[];
  readonly isDemo: boolean;
}

/** A document on paper. `kept` is awaited before the commit. */
export interface Paper {
  readonly printed: Printed;
  readonly pdfSha256: string;
  readonly kept: Promise<unknown>;
}

/** Draws a numbered document and begins to keep its bytes; a file that no committed document names is found by nobody. */
export async function printInvoice(act: Act, { row, issuer, lines, isDemo }: Printing): Promise<Paper> {
  const contract = found(await loadContract(act.tx, row.contractId));
  const names = await namesOf(act, row);
  const credited = row.creditsId === null ? null : await loadInvoice(act.tx, row.creditsId);
  const { legalName: name, address, taxNumber, bankDetails, logoSha256 } = issuer;
  const printed: Printed = {
    issuer: { name, address, taxNumber, bankDetails, logoSha256 },
    ...names,
    contract: contract.code,
    credits: credited?.number ?? null,
    isDemo,
  };
  const texts = [name, address, taxNumber, bankDetails, names.payer, names.study, names.site, row.taxLabel, row.reason];
  const characters = await unprintable([
    ...texts.map((text) => text ?? ''),
    ...lines.flatMap((line) => [line.subjectNumber, line.visitName, line.label]),
  ]);
  if (characters.length > 0) throw new Refusal('not-printable', { characters: characters.slice(0, 20).join(' ') });
  const logo = logoSha256 === null ? null : await act.files.kept.read(logoSha256, MOST_LOGO_BYTES);
  const bytes = await drawInvoice({
    kind: row.kind,
    number: found(row.number),
    issuedOn: found(row.issuedOn),
    dueOn: found(row.dueOn),
    currency: row.currency,
    tax: row.taxLabel === null ? null : { label: row.taxLabel, basisPoints: row.taxBasisPoints },
    reason: row.reason,
    printed,
    lines,
    logo,
  });
  const kept = keepMade(act, bytes, { table: 'finance.invoice', recordId: row.id, siteId: row.siteId, studyId: row.studyId });
  // Whoever awaits it hears of a failure; who failed before has said so.
  kept.catch(() => {});
  return { printed, pdfSha256: sha256Hex(bytes), kept };
}

async function namesOf(act: Act, row: InvoiceRow): Promise<Pick<Printed, 'payer' | 'study' | 'site'>> {
  const { rows } = await act.tx.$client.query<Pick<Printed, 'payer' | 'study' | 'site'>>({
    name: 'finance-printed-names',
    text: `select o.name as payer, s.code as study, (select p.name from network.pub_site p where p.id = $3) as site
      from network.pub_organization o, studies.pub_study s where o.id = $1 and s.id = $2`,
    values: [row.payerId, row.studyId, row.siteId],
  });
  return found(rows[0]);
}
