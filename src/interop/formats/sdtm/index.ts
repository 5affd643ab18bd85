// The door of the SDTM reader.
export { maxSdtmFileBytes, readSdtm } from './read.ts';
export type { SdtmFile } from './table.ts';
export type { SdtmTrial } from './trial.ts';
