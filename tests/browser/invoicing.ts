// What stands before the pages of invoicing can be looked at: who issues, and a draft over what is billable.
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

/** Drafts invoices over all that is billable up to a day; answers the first one's id. */
export async function draftAll(finance: Page, issuerId: string, cutOff: string): Promise<string> {
  const { groups } = await call(finance, 'GET', `/invoice-runs/preview?cutOff=${cutOff}`);
  const invoices = groups.map(({ contractId, lineCount, totalMinor }: Record<string, unknown>) => ({ contractId, lineCount, totalMinor }));
  return (await call(finance, 'POST', '/invoice-runs', { issuerId, cutOff, siteId: null, invoices }))[0].id;
}
