// The door of studies: what other rooms may ask about studies, schedules and study-sites.
export type { OpeningInput, ProtocolImport, ScheduleDraft } from './actions.ts';
export { changeStudySiteStatus, createStudy, importProtocol, importUsdmFile, openStudyAtSite, releaseSchedule, saveSchedule } from './actions.ts';
export type { LoadedSchedule, LoadedVisit } from './questions.ts';
export { loadSchedule, studyByCode, studySiteById } from './questions.ts';
export { studiesRoutes } from './routes.ts';
export type { PublishedStudySite, StudyRow } from './store.ts';
export { pubStudy, pubStudySite } from './tables.ts';
