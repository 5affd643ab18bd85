// The pages of the outlook, its segments and its scenarios.
import { Chart, lazyPage, type RoomPage } from '#ui';

/** In the order of the tabs. */
export const outlookPages: readonly RoomPage[] = [
  {
    path: '/market',
    component: lazyPage(() => import('./OutlookPage.tsx'), 'OutlookPage', [Chart]),
    permission: 'market.view',
    nav: { words: 'market', labelKey: 'market', icon: 'globe', order: 46 },
  },
  {
    path: '/market/segments',
    component: lazyPage(() => import('./SegmentsPage.tsx'), 'SegmentsPage'),
    permission: 'market.view',
  },
  {
    path: '/market/scenarios',
    component: lazyPage(() => import('./ScenariosPage.tsx'), 'ScenariosPage', [Chart]),
    permission: 'market.edit',
  },
  {
    path: '/market/scenarios/$scenarioId',
    component: lazyPage(() => import('./ScenarioPage.tsx'), 'ScenarioPage'),
    permission: 'market.edit',
  },
];
