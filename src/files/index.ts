// The door of files: taking them in, and handing them to the work they were sent for.
import './contract/trail-words.ts';
export {
  type Arriving,
  type StandsOn,
  discardPassing,
  dropRefused,
  keepFile,
  keepMade,
  readMade,
  placeFile,
  refusePlace,
  sweepKept,
  takeIn,
} from './actions.ts';
export { asGone, fileFor, readableFile, refuseOverQuota, storeOf } from './questions.ts';
export { filesRoutes } from './routes.ts';
export { fileUses, type FileUse } from './rules.ts';
