// The pages and panels of deviations; everything is loaded when first opened.
import { HistoryButton, HistoryPanel } from '#audit/web';
import { Chart, lazyPage, lazyPart, registerWords, type RoomPage } from '#ui';

registerWords('monitoring', { en: { quality: 'Quality' }, es: () => import('./words.es.ts') });

/** The room's pages. */
export const monitoringPages: readonly RoomPage[] = [
  {
    path: '/quality',
    component: lazyPage(() => import('./QualityPage.tsx'), 'QualityPage'),
    permission: 'monitoring.view',
    nav: { words: 'monitoring', labelKey: 'quality', icon: 'shield', order: 50 },
  },
  {
    path: '/studies/$studyId/deviations',
    component: lazyPage(() => import('./DeviationsPage.tsx'), 'DeviationsPage'),
    place: '/quality',
    permission: 'monitoring.view',
  },
  {
    path: '/deviations/$deviationId',
    component: lazyPage(() => import('./DeviationPage.tsx'), 'DeviationPage', [HistoryButton, HistoryPanel]),
    place: '/quality',
    permission: 'monitoring.view',
  },
  {
    path: '/quality/indicators',
    component: lazyPage(() => import('./IndicatorsPage.tsx'), 'IndicatorsPage'),
    permission: 'monitoring.view-indicators',
  },
  {
    path: '/quality/indicators/$indicator',
    component: lazyPage(() => import('./IndicatorPage.tsx'), 'IndicatorPage', [Chart]),
    permission: 'monitoring.view-indicators',
  },
  {
    path: '/quality/indicators/$indicator/place',
    component: lazyPage(() => import('./PlacePage.tsx'), 'PlacePage', [Chart]),
    permission: 'monitoring.view-indicators',
  },
  {
    path: '/quality/signals',
    component: lazyPage(() => import('./SignalsPage.tsx'), 'SignalsPage'),
    permission: 'monitoring.view-indicators',
  },
  { path: '/quality/proof', component: lazyPage(() => import('./ProofPage.tsx'), 'ProofPage'), permission: 'monitoring.view-indicators' },
  {
    path: '/signals/$signalId',
    component: lazyPage(() => import('./SignalPage.tsx'), 'SignalPage', [HistoryButton, HistoryPanel]),
    place: '/quality',
    permission: 'monitoring.view-indicators',
  },
];

/** The deviations of one visit; nothing for readers without `monitoring.view`. */
export const VisitDeviations = lazyPart(() => import('./VisitDeviations.tsx'), 'VisitDeviations');
/** Deviations by kind as a picture. */
export const DeviationPicture = lazyPart(() => import('./DeviationPicture.tsx'), 'DeviationPicture', 8);
/** New signals, of one site where it is named; nothing for readers without `monitoring.view-indicators`. */
export const NewSignals = lazyPart(() => import('./NewSignals.tsx'), 'NewSignals');
