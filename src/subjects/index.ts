// The door of subjects: what other rooms may ask about subjects, and how visits and imports move them.
import './contract/trail-words.ts';
import type { Act } from '#access';
import {
  type SubjectRow,
  loadMilestonesOf,
  loadSubjects,
  loadSubjectsOfStudy,
  lockSubject as lock,
  lockSubjects as lockMany,
} from './store.ts';

export type { ImportedStep, ImportedSubjectInput, ImportedSubjects } from './actions/import.ts';
export {
  advanceSubject,
  changeStatus,
  consentSubject,
  followVisit,
  type MovedSubject,
  type VisitForSubject,
  importSubject,
  importSubjects,
  reachMilestone,
} from './actions.ts';
export { funnelOfStudy, subjectById } from './questions.ts';
export { canConsent } from './policy.ts';
export {
  enrolmentByMonth,
  enrolmentDays,
  enrolmentOfSites,
  failureReasons,
  type MonthOfEnrolment,
  type ScreeningCourse,
  screeningCourses,
  type SiteEnrolment,
} from './questions/enrolment.ts';
export { subjectsRoutes } from './routes.ts';
export type { SubjectRow } from './store.ts';
export { milestone as subjectMilestone, pubSubject } from './tables.ts';

/** A subject in scope, held until the transaction ends, or null: whoever changes a subject's visits holds the subject first. */
export function lockSubject(act: Act, subjectId: string): Promise<SubjectRow | null> {
  return lock(act.tx, subjectId);
}

/** Holds the subjects of a study, at one site or at all in scope, until the transaction ends: visits of theirs are completed before or after it. */
export function lockSubjectsOfStudy(act: Act, at: { readonly studyId: string; readonly siteId: string | null }): Promise<void> {
  return lockMany(act.tx, at.studyId, at.siteId);
}

/** Subjects in scope by id, by number. */
export function subjectsByIds(act: Act, subjectIds: readonly string[]): Promise<SubjectRow[]> {
  return loadSubjects(act.tx, subjectIds);
}

/** The subjects of a study in scope, by number. */
export function subjectsOfStudy(act: Act, studyId: string): Promise<SubjectRow[]> {
  return loadSubjectsOfStudy(act.tx, studyId);
}

/** The milestones of subjects in scope, by subject; a subject without any is absent. */
export function milestonesOf(act: Act, subjectIds: readonly string[]): ReturnType<typeof loadMilestonesOf> {
  return loadMilestonesOf(act.tx, subjectIds);
}
