// The door of forecasts: their routes, their job, and making them.
import './contract/trail-words.ts';

export { forecastBacktestCommand, forecastEnrolmentCommand } from './commands.ts';
export type { Made, MakeRequest } from './actions.ts';
export { makeForecasts, refreshForecasts } from './actions.ts';
export { forecastJob } from './jobs.ts';
export { forecastingRoutes } from './routes.ts';
