// The panels of visits, for the pages that join rooms; everything is loaded when first shown.
import { lazyPart } from '#ui';

/** The page of one visit, with places for what other rooms know of it. */
export const VisitRecord = lazyPart(() => import('./VisitRecord.tsx'), 'VisitRecord', 10);
/** All visits of a participant. */
export const SubjectVisits = lazyPart(() => import('./SubjectVisits.tsx'), 'SubjectVisits', 8);
/** What a visit is to today, in words. */
export const StandingWord = lazyPart(() => import('./StandingWord.tsx'), 'StandingWord');
/** When a visit is planned. */
export const PlannedDay = lazyPart(() => import('./PlannedDay.tsx'), 'PlannedDay');
/** Adds a visit that the schedule does not plan. */
export const UnscheduledDrawer = lazyPart(() => import('./UnscheduledDrawer.tsx'), 'UnscheduledDrawer');
/** Visits that are late, due or soon due. */
export const DueTable = lazyPart(() => import('./DueTable.tsx'), 'DueTable', 8);
export type { CompletionPreview } from './CompletionForm.tsx';
export type { DueRow } from './DueTable.tsx';
