// The panels of subjects, for the pages that join rooms; everything is loaded when first shown.
import { lazyPart } from '#ui';

/** The participants of a study-site by number. */
export const SubjectTable = lazyPart(() => import('./SubjectTable.tsx'), 'SubjectTable', 8);
/** The state of a participant in words. */
export const SubjectStatus = lazyPart(() => import('./SubjectStatus.tsx'), 'SubjectStatus');
/** Records a consent. */
export const ConsentDrawer = lazyPart(() => import('./ConsentDrawer.tsx'), 'ConsentDrawer');
/** Moves a participant to the next state. */
export const AdvanceDrawer = lazyPart(() => import('./AdvanceDrawer.tsx'), 'AdvanceDrawer');
/** Steps and milestones of a participant. */
export const SubjectHistory = lazyPart(() => import('./SubjectHistory.tsx'), 'SubjectHistory', 6);
/** Finds a participant by name, birth date or telephone. */
export const FindDrawer = lazyPart(() => import('./FindDrawer.tsx'), 'FindDrawer');
