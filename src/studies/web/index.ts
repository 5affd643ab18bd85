// The pages and panels of studies; everything is loaded when first opened.
import { lazy } from 'react';
import { lazyPage, registerWords, type RoomPage } from '#ui';

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
export const StudyRecord = lazy(async () => ({ default: (await import('./StudyRecord.tsx')).StudyRecord }));
/** Writing a schedule by hand; how it falls on dates is given by the page, which knows the rooms to the right. */
export const ScheduleEditor = lazy(async () => ({ default: (await import('./editor/ScheduleEditor.tsx')).ScheduleEditor }));
/** The state of a study-site in words. */
export const StudySiteStatus = lazy(async () => ({ default: (await import('./StudySiteStatus.tsx')).StudySiteStatus }));
/** When a visit of a schedule is due, in words. */
export const VisitTiming = lazy(async () => ({ default: (await import('./VisitTiming.tsx')).VisitTiming }));
export type { PlanDates } from './editor/PlanPreview.tsx';
export type { SiteFigures } from './SitesSection.tsx';
