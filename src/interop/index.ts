// The door of interoperation: imports, their job, their routes and commands.
export type { SdtmImportInput } from './actions.ts';
export { importSdtm, importSentDatasets } from './actions.ts';
export { funnelCommand, importSdtmCommand, reportFunnel, reportVisitWindows, sdtmFolder, visitWindowsCommand } from './commands.ts';
export { maxSdtmFileBytes, readSdtm } from './formats/sdtm/index.ts';
export { sdtmImportJob } from './jobs.ts';
export { interopRoutes } from './routes.ts';
