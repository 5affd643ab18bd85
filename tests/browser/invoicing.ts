// What stands before the pages of invoicing can be looked at: who issues, and a draft over what is billable.
import { deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { newId } from '#lib';
import { sampleIssuer } from '../../src/finance/sample.ts';

async function call(page: Page, method: 'GET' | 'POST' | 'PUT', path: string, data?: unknown, version?: number) {
  const answer = await page.request.fetch(`/api${path}`, {
    method,
    headers: {
      origin: new URL(page.url()).origin,
      'idempotency-key': newId(),
      ...(version === undefined ? {} : { 'if-match': String(version) }),
      ...(data === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(data === undefined ? {} : { data: JSON.stringify(data) }),
  });
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
  const body: any = await answer.json();
  if (!answer.ok()) throw new Error(`${path} was answered ${answer.status()}: ${JSON.stringify(body)}`);
  return body;
}

/** Adds an organization of our own that issues invoices; answers the issuer's id. */
export async function addIssuer(manager: Page): Promise<string> {
  const own = await call(manager, 'POST', '/organizations', { name: 'Łódź Sites Network', kind: 'smo', country: 'US' });
  return (await call(manager, 'PUT', `/issuers/${own.id}`, sampleIssuer, 0)).id;
}

// Drafts invoices over all that is billable up to a day; answers the first one's id.
async function draftAll(finance: Page, issuerId: string, cutOff: string): Promise<string> {
  const { groups } = await call(finance, 'GET', `/invoice-runs/preview?cutOff=${cutOff}`);
  const invoices = groups.map(({ contractId, lineCount, totalMinor }: Record<string, unknown>) => ({ contractId, lineCount, totalMinor }));
  return (await call(finance, 'POST', '/invoice-runs', { issuerId, cutOff, siteId: null, invoices }))[0].id;
}

/** An invoice over February that was issued, a credit note over one of its lines, and a draft over March. */
export async function billTwice(finance: Page, issuerId: string) {
  const invoiceId = await draftAll(finance, issuerId, '2026-02-28');
  const { version, lines } = await call(finance, 'POST', `/invoices/${invoiceId}/issue`, {}, 1);
  const credit = { lineIds: [lines[0].id], reason: 'The visit was on another day', frees: true };
  const note = await call(finance, 'POST', `/invoices/${invoiceId}/credit-notes`, credit, version);
  return { invoiceId, creditNoteId: String(note.id), draftInvoiceId: await draftAll(finance, issuerId, '2026-03-31') };
}

/** A whole PNG of one grey, as any program saves one. */
export function plainPng(width: number, height: number): Buffer {
  const chunk = (kind: string, content: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(kind), content]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x77);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

// The checksum of PNG (CRC-32, ISO 3309).
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
