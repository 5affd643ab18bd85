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
describes('finance.accrual_line', {
  noun: 'earned line',
  name: 'label',
  actions: { 'visits.complete': 'earned', 'visits.correct': 'reversed by' },
});
describes('finance.journal', { noun: 'journal', name: 'source_type' });
describes('finance.posting', { noun: 'posting', name: 'account' });
