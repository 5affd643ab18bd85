// The pages and panels of money; everything is loaded when first opened.
import { lazyPage, lazyPart, registerWords, type RoomPage } from '#ui';

registerWords('finance', { en: { money: 'Money' }, es: () => import('./words.es.ts') });

/** The room's pages. */
export const financePages: readonly RoomPage[] = [
  {
    path: '/money',
    component: lazyPage(() => import('./MoneyPage.tsx'), 'MoneyPage'),
    permission: 'finance.view-terms',
    nav: { words: 'finance', labelKey: 'money', icon: 'money', order: 25 },
  },
  {
    path: '/money/uninvoiced',
    component: lazyPage(() => import('./UninvoicedPage.tsx'), 'UninvoicedPage'),
    place: '/money',
    permission: 'finance.view',
  },
  {
    path: '/money/issuers',
    component: lazyPage(() => import('./IssuersPage.tsx'), 'IssuersPage'),
    place: '/money',
    permission: 'finance.view',
  },
  {
    path: '/invoices',
    component: lazyPage(() => import('./InvoicesPage.tsx'), 'InvoicesPage'),
    place: '/money',
    permission: 'finance.view',
  },
  {
    path: '/invoices/new',
    component: lazyPage(() => import('./InvoiceRunPage.tsx'), 'InvoiceRunPage'),
    place: '/money',
    permission: 'finance.issue-invoice',
  },
  {
    path: '/invoices/$invoiceId',
    component: lazyPage(() => import('./InvoicePage.tsx'), 'InvoicePage'),
    place: '/money',
    permission: 'finance.view',
  },
  {
    path: '/studies/$studyId/earned',
    component: lazyPage(() => import('./EarnedPage.tsx'), 'EarnedPage'),
    place: '/money',
    permission: 'finance.view',
  },
  {
    path: '/accrual-lines/$lineId',
    component: lazyPage(() => import('./LinePage.tsx'), 'LinePage'),
    place: '/money',
    permission: 'finance.view',
  },
  {
    path: '/studies/$studyId/contracts',
    component: lazyPage(() => import('./ContractsPage.tsx'), 'ContractsPage'),
    place: '/money',
    permission: 'finance.view-terms',
  },
  {
    path: '/contracts/$contractId',
    component: lazyPage(() => import('./ContractPage.tsx'), 'ContractPage'),
    place: '/money',
    permission: 'finance.view-terms',
  },
];

/** The lines of one visit; nothing for readers without `finance.preview`. */
export const VisitEarnings = lazyPart(() => import('./VisitEarnings.tsx'), 'VisitEarnings');
/** What the visits of a participant earned; show it only to who holds `finance.view`. */
export const SubjectEarnings = lazyPart(() => import('./SubjectEarnings.tsx'), 'SubjectEarnings', 8);
/** What completing a visit as typed would earn; nothing for readers without `finance.preview`. */
export const EarningPreview = lazyPart(() => import('./EarningPreview.tsx'), 'EarningPreview');
export type { VisitEarningsProps } from './VisitEarnings.tsx';
export type { EarningPreviewProps } from './EarningPreview.tsx';
