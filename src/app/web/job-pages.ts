// The pages of background jobs: one's own, and how far one of them is.
import { lazyPage, registerWords, type RoomPage } from '#ui';

registerWords('jobs', { en: { jobs: 'Jobs' }, es: () => import('./job-words.es.ts') });

export const jobPages: readonly RoomPage[] = [
  {
    path: '/jobs',
    component: lazyPage(() => import('./JobsPage.tsx'), 'JobsPage'),
    permission: 'platform.own-jobs',
    // Whoever starts no jobs has none to look at; a notification of one leads to its page all the same.
    nav: { words: 'jobs', labelKey: 'jobs', icon: 'clock', order: 90, for: ['interop.import'] },
  },
  { path: '/jobs/$jobId', component: lazyPage(() => import('./JobPage.tsx'), 'JobPage'), permission: 'platform.own-jobs' },
];
