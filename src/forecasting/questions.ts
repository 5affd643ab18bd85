// The read side of forecasts: of a study, and of the network.
export { viewNetworkForecast } from './questions/network.ts';
export { networkRecords, type NetworkRecords } from './questions/records.ts';
export { studyNamed, viewStudyForecast } from './questions/study.ts';
