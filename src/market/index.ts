// What the market gives to other rooms: its routes, its job and commands, making outlooks; and its words and rules.
import './contract/trail-words.ts';

export * from './rules.ts';
export { type MadeOutlooks, drawnReport, makeOutlooks, refreshOutlook } from './actions.ts';
export { marketActivityCommand, marketImportCommand, marketOutlookCommand } from './commands.ts';
export { activityJob, outlookJob, reportJob } from './jobs.ts';
export { marketRoutes } from './routes.ts';
