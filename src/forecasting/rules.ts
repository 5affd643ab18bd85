// The rules of forecasting: what files say of sites and openings, and the forecasts and back-tests made of it.
export type { Backtest, BacktestQuestion, JudgedCut, JudgedHorizon } from './rules/backtest.ts';
export { backtest } from './rules/backtest.ts';
export type { EnrolmentForecast, EnrolmentQuestion, SiteTold } from './rules/enrolment-forecast.ts';
export { enrolmentForecast } from './rules/enrolment-forecast.ts';
export type { EnrolmentRow, ForecastWarning, OpeningsBy, SiteRow, StartUpRow } from './rules/file-rows.ts';
export type { OpeningsFound, OpeningsGround } from './rules/openings.ts';
export { canEstimate, findOpenings } from './rules/openings.ts';
export type { KnownSites } from './rules/study-of-rows.ts';
export { choicesFor, sitesOfEnrolments, studyOf } from './rules/study-of-rows.ts';
export type { ModelTold } from './rules/terms-in-words.ts';
export { termNumbers, termsReason } from './rules/terms-in-words.ts';
