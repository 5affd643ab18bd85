// The room's part of the command line: one file a subcommand of `siteward market`.
export { marketActivityCommand } from './commands/activity.ts';
export { marketOutlookCommand } from './commands/outlook.ts';
export { marketImportCommand } from './commands/import.ts';
