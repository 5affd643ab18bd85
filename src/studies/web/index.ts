// The pages and panels of studies; everything is loaded when first opened.
import { lazyPage, lazyPart, registerWords, type RoomPage } from '#ui';

registerWords('studies', { en: { studies: 'Studies' }, es: () => import('./words.es.ts') });

/** The room's own pages; the page of one study joins rooms and stands in the desk. */
export const studiesPages: readonly RoomPage[] = [
  {
    path: '/studies',
    component: lazyPage(() => import('./StudiesPage.tsx'), 'StudiesPage'),
    permission: 'studies.view',
    nav: { words: 'studies', labelKey: 'studies', icon: 'book', order: 30 },
  },
  {
    path: '/studies/new',
    component: lazyPage(() => import('./NewStudyPage.tsx'), 'NewStudyPage'),
    permission: 'studies.import',
  },
  {
    path: '/studies/import',
    component: lazyPage(() => import('./ImportPage.tsx'), 'ImportPage'),
    permission: 'studies.import',
  },
];

/** A study with its schedule, sites and protocol. */
export const StudyRecord = lazyPart(() => import('./StudyRecord.tsx'), 'StudyRecord', 10);
/** Writing a schedule by hand; how it falls on dates is given by the page, which knows the rooms to the right. */
export const ScheduleEditor = lazyPart(() => import('./editor/ScheduleEditor.tsx'), 'ScheduleEditor', 10);
/** The state of a study-site in words. */
export const StudySiteStatus = lazyPart(() => import('./StudySiteStatus.tsx'), 'StudySiteStatus');
/** When a visit of a schedule is due, in words. */
export const VisitTiming = lazyPart(() => import('./VisitTiming.tsx'), 'VisitTiming');
export type { PlanDates } from './editor/PlanPreview.tsx';
export type { SiteFigures } from './SitesSection.tsx';
