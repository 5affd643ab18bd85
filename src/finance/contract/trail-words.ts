// How the trail calls the records of finance.
import { describes } from '#audit/contract';

const terms = { permission: 'finance.view-terms' };

describes('finance.contract', { noun: 'contract', name: 'code', ...terms });
describes('finance.contract_version', {
  noun: 'version of a contract',
  name: 'number',
  ...terms,
  actions: { 'finance.release-version': 'put into force' },
});
describes('finance.payment_term', { noun: 'term', name: 'label', ...terms });
describes('finance.invoiceable_event', {
  noun: 'event to invoice',
  name: 'trigger',
  actions: { 'finance.record-event': 'recorded', 'finance.withdraw-event': 'withdrew' },
  codes: { sae: 'first report of a serious event', 're-consent': 're-consent', 're-screen': 're-screening', other: 'something else' },
});
describes('finance.accrual_line', {
  noun: 'earned line',
  name: 'label',
  fields: { explanation: 'why this amount' },
  actions: { 'visits.complete': 'earned', 'visits.correct': 'reversed by' },
});
describes('finance.window_notice', { noun: 'submission window', name: 'stage', actions: { 'finance.watch-windows': 'told' } });
describes('finance.issuer', { noun: 'invoice particulars', name: 'legal_name' });
describes('finance.invoice', {
  noun: 'invoice',
  name: 'number',
  actions: { 'finance.issue-invoice': 'issued', 'finance.void-invoice': 'voided', 'finance.send-invoice': 'sent' },
});
describes('finance.invoice_line', { noun: 'invoice line', name: 'label' });
describes('finance.invoice_claim', { noun: 'claim of an invoice line' });
describes('finance.number_range', { noun: 'range of numbers', name: 'year' });
describes('finance.journal', { noun: 'journal', name: 'source_type' });
describes('finance.posting', { noun: 'posting', name: 'account' });
