// The door of forecasting: how many patients by when, how sure that is, and how good earlier forecasts were.
export { forecastBacktestCommand, forecastEnrolmentCommand } from './commands.ts';
