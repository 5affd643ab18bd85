// The pages that join rooms: role homes, and the pages of a study, a study-site, a participant and a visit.
import { lazyPage, registerWords, type RoomPage } from '#ui';

registerWords('desk', { en: { today: 'Today' }, es: () => import('./words.es.ts') });

/** The room's pages. */
export const deskPages: readonly RoomPage[] = [
  {
    path: '/today',
    component: lazyPage(() => import('./TodayPage.tsx'), 'TodayPage'),
    permission: 'visits.complete',
    nav: { words: 'desk', labelKey: 'today', icon: 'today', order: 1 },
  },
  { path: '/studies/$studyId', component: lazyPage(() => import('./StudyPage.tsx'), 'StudyPage'), permission: 'studies.view' },
  {
    path: '/study-sites/$studySiteId',
    component: lazyPage(() => import('./StudySitePage.tsx'), 'StudySitePage'),
    place: '/studies',
    permission: 'studies.view',
  },
  {
    path: '/subjects/$subjectId',
    component: lazyPage(() => import('./SubjectPage.tsx'), 'SubjectPage'),
    place: '/studies',
    permission: 'subjects.view',
  },
  {
    path: '/visits/$visitId',
    component: lazyPage(() => import('./VisitPage.tsx'), 'VisitPage'),
    place: '/studies',
    permission: 'visits.view',
  },
];
