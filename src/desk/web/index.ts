// The pages that join rooms: role homes, and the pages of a study, a study-site, a participant and a visit.
import { HistoryButton } from '#audit/web';
import { EarningPreview, VisitEarnings } from '#finance/web';
import { LeastLikely } from '#forecasting/web';
import { DeviationPicture, NewSignals, VisitDeviations } from '#monitoring/web';
import { EventClock } from '#safety/web';
import { ScheduleEditor, StudyRecord, StudySiteStatus } from '#studies/web';
import { SubjectStatus, SubjectTable } from '#subjects/web';
import { Chart, lazyPage, registerWords, type RoomPage } from '#ui';
import { DueTable, SubjectVisits, VisitRecord } from '#visits/web';

registerWords('desk', {
  en: { today: 'Today', toSign: { title: 'To sign' }, networkNav: 'Network', siteNav: 'Site', portalNav: 'Portal' },
  es: () => import('./words.es.ts'),
});

/** The room's pages. */
export const deskPages: readonly RoomPage[] = [
  {
    path: '/today',
    component: lazyPage(() => import('./TodayPage.tsx'), 'TodayPage', [DueTable, EventClock]),
    permission: 'visits.complete',
    nav: { words: 'desk', labelKey: 'today', icon: 'today', order: 1 },
  },
  {
    path: '/network',
    component: lazyPage(() => import('./NetworkPage.tsx'), 'NetworkPage', [LeastLikely, NewSignals]),
    permission: 'desk.network',
    nav: { words: 'desk', labelKey: 'networkNav', icon: 'network', order: 2 },
  },
  {
    path: '/site',
    component: lazyPage(() => import('./SiteHomePage.tsx'), 'SiteHomePage', [Chart, StudySiteStatus, DeviationPicture, NewSignals]),
    permission: 'desk.site',
    nav: { words: 'desk', labelKey: 'siteNav', icon: 'flag', order: 3 },
  },
  {
    path: '/portal',
    component: lazyPage(() => import('./PortalPage.tsx'), 'PortalPage'),
    permission: 'desk.portal',
    nav: { words: 'desk', labelKey: 'portalNav', icon: 'chart', order: 4 },
  },
  {
    path: '/portal/$studyId',
    component: lazyPage(() => import('./PortalStudyPage.tsx'), 'PortalStudyPage', [Chart, StudySiteStatus, DeviationPicture]),
    permission: 'desk.portal',
  },
  {
    path: '/studies/$studyId/schedules/$number/edit',
    component: lazyPage(() => import('./EditSchedulePage.tsx'), 'EditSchedulePage', [ScheduleEditor]),
    permission: 'studies.view-schedule',
  },
  {
    path: '/to-sign',
    component: lazyPage(() => import('./ToSignPage.tsx'), 'ToSignPage'),
    permission: 'signatures.sign',
    nav: { words: 'desk', labelKey: 'toSign.title', icon: 'pencil', order: 0 },
  },
  {
    path: '/studies/$studyId',
    component: lazyPage(() => import('./StudyPage.tsx'), 'StudyPage', [StudyRecord]),
    permission: 'studies.view',
  },
  {
    path: '/study-sites/$studySiteId',
    component: lazyPage(() => import('./StudySitePage.tsx'), 'StudySitePage', [SubjectTable, SubjectStatus, StudySiteStatus]),
    place: '/studies',
    permission: 'studies.view',
  },
  {
    path: '/subjects/$subjectId',
    component: lazyPage(() => import('./SubjectPage.tsx'), 'SubjectPage', [SubjectVisits, SubjectStatus, HistoryButton]),
    place: '/studies',
    permission: 'subjects.view',
  },
  {
    path: '/visits/$visitId',
    component: lazyPage(() => import('./VisitPage.tsx'), 'VisitPage', [
      VisitRecord,
      VisitEarnings,
      VisitDeviations,
      EarningPreview,
      HistoryButton,
    ]),
    place: '/studies',
    permission: 'visits.view',
  },
];
