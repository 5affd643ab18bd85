// The panels of subjects, for the pages that join rooms; everything is loaded when first shown.
import { lazy } from 'react';

/** The participants of a study-site by number. */
export const SubjectTable = lazy(async () => ({ default: (await import('./SubjectTable.tsx')).SubjectTable }));
/** The state of a participant in words. */
export const SubjectStatus = lazy(async () => ({ default: (await import('./SubjectStatus.tsx')).SubjectStatus }));
/** Records a consent. */
export const ConsentDrawer = lazy(async () => ({ default: (await import('./ConsentDrawer.tsx')).ConsentDrawer }));
/** Moves a participant to the next state. */
export const AdvanceDrawer = lazy(async () => ({ default: (await import('./AdvanceDrawer.tsx')).AdvanceDrawer }));
/** Steps and milestones of a participant. */
export const SubjectHistory = lazy(async () => ({ default: (await import('./SubjectHistory.tsx')).SubjectHistory }));
/** Finds a participant by name, birth date or telephone. */
export const FindDrawer = lazy(async () => ({ default: (await import('./FindDrawer.tsx')).FindDrawer }));
