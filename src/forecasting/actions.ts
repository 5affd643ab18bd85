// What is done with forecasts: asked for, made, and refreshed.
export { askNetworkForecast, askStudyForecast, forecastKind } from './actions/ask.ts';
export { type Made, type MakeRequest, makeForecasts, refreshForecasts } from './actions/make.ts';
