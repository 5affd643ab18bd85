// Valid commands on invoices: each over a screening visit that was completed for it.
import { sampleIssuer } from '../../src/finance/sample.ts';
import { complete, consent, ifMatch, taken, visitsOf } from '../journeys/nlx-301-network.ts';
import type { ApiAnswer } from '../support/world.ts';
import { type Ground, draftInvoice } from './ground.ts';
import type { Prepare, ReadyCommand } from './valid-commands.ts';

type Invoice = ApiAnswer['body'];

async function earn({ builders, own }: Ground): Promise<void> {
  const subject = await consent(builders.coordinator, own.studySiteId, {});
  await complete(builders.coordinator, (await visitsOf(builders.coordinator, subject.id)).get('V1')?.id ?? '', '2026-02-24');
}

async function drafted(ground: Ground): Promise<Invoice> {
  await earn(ground);
  const id = await draftInvoice(ground.builders, ground.own);
  return taken(await ground.builders.finance.api('GET', `/invoices/${id}`), 'draft');
}

async function issued(ground: Ground): Promise<Invoice> {
  const { manager } = ground.builders;
  // A hostile text that cannot be printed may stand there.
  const [issuer] = taken(await manager.api('GET', '/issuers'), 'issuers');
  taken(await manager.api('PUT', `/issuers/${issuer.organizationId}`, sampleIssuer, ifMatch(issuer.version)), 'issuer');
  const { id, version } = await drafted(ground);
  return taken(await ground.builders.finance.api('POST', `/invoices/${id}/issue`, {}, ifMatch(version)), 'issue');
}

const on = (ground: Ground, { id, version }: Invoice, step: string, body: Record<string, unknown>): ReadyCommand => ({
  by: ground.builders.finance,
  path: `/invoices/${id}/${step}`,
  body,
  headers: ifMatch(version),
});

export const invoiceCommands: Readonly<Record<string, readonly Prepare[]>> = {
  'finance.run-invoices': [
    async ({ ground }) => {
      await earn(ground);
      const { issuerId, contractId, siteId } = ground.own;
      const query = `cutOff=2026-04-30&contractId=${contractId}&siteId=${siteId}`;
      const { groups } = taken(await ground.builders.finance.api('GET', `/invoice-runs/preview?${query}`), 'preview');
      const { lineCount, totalMinor } = groups[0];
      const body = { issuerId, cutOff: '2026-04-30', siteId, invoices: [{ contractId, lineCount, totalMinor }] };
      return { by: ground.builders.finance, path: '/invoice-runs', body };
    },
  ],
  'finance.record-event': [
    async ({ ground }) => {
      const { contractId, subjectId } = ground.own;
      const body = { contractId, termKey: 're-consent', on: '2026-02-01', note: 'ICF version 3, signed' };
      return { by: ground.builders.finance, path: `/subjects/${subjectId}/invoiceable-events`, body };
    },
  ],
  'finance.withdraw-event': [
    async ({ ground }) => {
      const { finance } = ground.builders;
      const { contractId, subjectId } = ground.own;
      const body = { contractId, termKey: 're-consent', on: '2026-02-01', note: 'ICF version 3, signed' };
      const { id } = taken(await finance.api('POST', `/subjects/${subjectId}/invoiceable-events`, body), 'event');
      return { by: finance, path: `/invoiceable-events/${id}/withdrawal`, body: { reason: 'another participant' } };
    },
  ],
  'finance.remove-invoice-lines': [
    async ({ ground }) => {
      const draft = await drafted(ground);
      return on(ground, draft, 'removal', { lineIds: [draft.lines[0].id] });
    },
  ],
  'finance.send-invoice': [async ({ ground }) => on(ground, await issued(ground), 'sending', { sentOn: '2026-04-13' })],
  'finance.void-invoice': [async ({ ground }) => on(ground, await issued(ground), 'voiding', { reason: 'Wrong payer' })],
  'finance.credit-invoice': [
    async ({ ground }) => {
      const invoice = await issued(ground);
      return on(ground, invoice, 'credit-notes', { lineIds: [invoice.lines[0].id], reason: 'Wrong day', frees: true });
    },
  ],
  'finance.save-issuer': [
    async ({ ground }) => {
      const { manager } = ground.builders;
      const [issuer] = taken(await manager.api('GET', '/issuers'), 'issuers');
      return {
        by: manager,
        path: `/issuers/${issuer.organizationId}`,
        body: { ...sampleIssuer, tax: { label: 'VAT', basisPoints: 1_900 } },
        headers: ifMatch(issuer.version),
      };
    },
  ],
};
