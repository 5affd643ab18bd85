// The panels of visits, for the pages that join rooms; everything is loaded when first shown.
import { lazy } from 'react';

/** The page of one visit, with places for what other rooms know of it. */
export const VisitRecord = lazy(async () => ({ default: (await import('./VisitRecord.tsx')).VisitRecord }));
/** All visits of a participant. */
export const SubjectVisits = lazy(async () => ({ default: (await import('./SubjectVisits.tsx')).SubjectVisits }));
/** What a visit is to today, in words. */
export const StandingWord = lazy(async () => ({ default: (await import('./StandingWord.tsx')).StandingWord }));
/** When a visit is planned. */
export const PlannedDay = lazy(async () => ({ default: (await import('./PlannedDay.tsx')).PlannedDay }));
/** Adds a visit that the schedule does not plan. */
export const UnscheduledDrawer = lazy(async () => ({ default: (await import('./UnscheduledDrawer.tsx')).UnscheduledDrawer }));
/** Visits that are late, due or soon due. */
export const DueTable = lazy(async () => ({ default: (await import('./DueTable.tsx')).DueTable }));
export type { CompletionPreview } from './CompletionForm.tsx';
export type { DueRow } from './DueTable.tsx';
