// The door of studies: what other rooms may ask about studies, schedules and study-sites.
import { offersToSign } from '#signatures';
import './contract/trail-words.ts';
import { scheduleRelease } from './questions.ts';

export type { UsdmExport } from './actions/export.ts';
export type { OpeningInput, ProtocolFile, ProtocolImport, ScheduleDraft } from './actions.ts';
export {
  changeStudySiteStatus,
  createStudy,
  exportUsdm,
  importProtocol,
  importSentProtocol,
  importUsdmFile,
  openStudyAtSite,
  releaseByCommand,
  saveSchedule,
} from './actions.ts';
export { importUsdm, importUsdmOutput, presentImport } from './commands.ts';
export { USDM_MAX_BYTES, readUsdm } from './formats/usdm/read-usdm.ts';
export { usdmText, writeUsdm } from './formats/usdm/write-usdm.ts';
export type { LoadedSchedule, LoadedVisit, StartUpDays } from './questions.ts';
export { loadSchedule, scheduleAtHand, startUpsOfNetwork, studyByCode, studySiteById, studySitePlace } from './questions.ts';
export { studiesListeners } from './listens.ts';
export { studiesRoutes } from './routes.ts';
export type { PublishedStudySite, StudyRow } from './store.ts';
export { pubStudy, pubStudySite } from './tables.ts';

offersToSign(scheduleRelease);
