// The read side of the market.
export { viewActivity, viewActivityImport } from './questions/activity.ts';
export { viewAssumptions } from './questions/assumptions.ts';
export { viewCompanies, viewStrategy } from './questions/companies.ts';
export { viewEvidence } from './questions/evidence.ts';
export { listNewSites } from './questions/new-site.ts';
export { listRuns, viewCells, viewOutlook } from './questions/outlook.ts';
export { viewPosition, viewRecommendations } from './questions/position.ts';
export { listReports, readReportFile, viewReport, viewReportChapter } from './questions/report.ts';
export { compareScenarios, viewScenarios } from './questions/scenarios.ts';
