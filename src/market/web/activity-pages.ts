// The pages of registry activity.
import { Chart, lazyPage, type RoomPage } from '#ui';

export const activityPages: readonly RoomPage[] = [
  {
    path: '/market/activity',
    component: lazyPage(() => import('./ActivityPage.tsx'), 'ActivityPage'),
    permission: 'market.view',
  },
  {
    path: '/market/activity/new',
    component: lazyPage(() => import('./ActivitySendPage.tsx'), 'ActivitySendPage'),
    permission: 'market.run',
  },
  {
    path: '/market/activity/$importId',
    component: lazyPage(() => import('./ActivityImportPage.tsx'), 'ActivityImportPage', [Chart]),
    permission: 'market.view',
  },
];
