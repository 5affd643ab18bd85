// The door of stats: the mathematics of forecasts and indicators, pure and without domain words.
export * from './distributions/index.ts';
export * from './enrolment/index.ts';
export * from './indicators/index.ts';
export * from './market/index.ts';
export * from './random/index.ts';
export * from './scores/index.ts';
