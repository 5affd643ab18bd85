// The pages of evidence, assumptions, position, new sites, companies, strategy and the report.
import { HistoryButton } from '#audit/web';
import { Chart, lazyPage, type RoomPage } from '#ui';

/** In the order of the tabs. */
export const heldPages: readonly RoomPage[] = [
  {
    path: '/market/evidence',
    component: lazyPage(() => import('./EvidencePage.tsx'), 'EvidencePage'),
    permission: 'market.view',
  },
  {
    path: '/market/evidence/new',
    component: lazyPage(() => import('./EvidenceEditorPage.tsx'), 'EvidenceEditorPage'),
    permission: 'market.edit',
  },
  {
    path: '/market/evidence/$evidenceId',
    component: lazyPage(() => import('./EvidenceRecordPage.tsx'), 'EvidenceRecordPage', [HistoryButton]),
    permission: 'market.view',
  },
  {
    path: '/market/companies',
    component: lazyPage(() => import('./CompaniesPage.tsx'), 'CompaniesPage'),
    permission: 'market.view',
  },
  {
    path: '/market/companies/$company',
    component: lazyPage(() => import('./CompanyPage.tsx'), 'CompanyPage'),
    permission: 'market.view',
  },
  {
    path: '/market/report',
    component: lazyPage(() => import('./ReportPage.tsx'), 'ReportPage'),
    permission: 'market.view',
  },
  {
    path: '/market/strategy',
    component: lazyPage(() => import('./StrategyPage.tsx'), 'StrategyPage'),
    permission: 'market.view',
  },
  {
    path: '/market/position',
    component: lazyPage(() => import('./PositionPage.tsx'), 'PositionPage', [Chart]),
    permission: 'market.view',
  },
  {
    path: '/market/recommendations',
    component: lazyPage(() => import('./RecommendationsPage.tsx'), 'RecommendationsPage'),
    permission: 'market.view',
  },
  {
    path: '/market/new-site',
    component: lazyPage(() => import('./NewSitePage.tsx'), 'NewSitePage', [Chart]),
    permission: 'market.edit',
  },
  {
    path: '/market/assumptions',
    component: lazyPage(() => import('./AssumptionsPage.tsx'), 'AssumptionsPage'),
    permission: 'market.view',
  },
];
