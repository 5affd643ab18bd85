// The door of studies: what other rooms may ask about studies, schedules and study-sites.
import type { Act } from '#access';
import { type PublishedStudySite, type StudyRow, loadPublishedStudySite, studyOfCode } from './store.ts';

export type { OpeningInput, ProtocolImport, ScheduleDraft } from './actions.ts';
export { changeStudySiteStatus, createStudy, importProtocol, importUsdmFile, openStudyAtSite, releaseSchedule, saveSchedule } from './actions.ts';
export type { LoadedSchedule, LoadedVisit } from './questions.ts';
export { loadSchedule } from './questions.ts';
export { studiesRoutes } from './routes.ts';
export type { PublishedStudySite, StudyRow } from './store.ts';
export { pubStudy, pubStudySite } from './tables.ts';

/** The study of this code in scope, or null. */
export function studyByCode(act: Act, code: string): Promise<StudyRow | null> {
  return studyOfCode(act.tx, code);
}

/** A study-site with the names and the clock of its study and site; null out of scope. */
export function studySiteById(act: Act, studySiteId: string): Promise<PublishedStudySite | null> {
  return loadPublishedStudySite(act.tx, studySiteId);
}
