// The door of the SDTM reader.
export { maxSdtmFileBytes, readSdtm } from './read.ts';
export type { SdtmTrial } from './trial.ts';
