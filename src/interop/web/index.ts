// The page of taking over a trial from elsewhere; loaded when first opened.
import { lazyPage, type RoomPage } from '#ui';

/** The room's pages. The import runs as a job, whose page shows progress and result. */
export const interopPages: readonly RoomPage[] = [
  {
    path: '/studies/$studyId/import',
    component: lazyPage(() => import('./ImportTrialPage.tsx'), 'ImportTrialPage'),
    permission: 'interop.import',
  },
];
