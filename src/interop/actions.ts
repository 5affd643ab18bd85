// The shell of imports.
export { importSentDatasets } from './actions/import-sent.ts';
export { askSdtmImport } from './actions/ask-sdtm-import.ts';
export type { SdtmImportInput } from './actions/import-sdtm.ts';
export { importSdtm } from './actions/import-sdtm.ts';
