// The rules of the market: its words, what registries say of activity, the outlook, the network's place in it.
export * from './rules/taxonomy.ts';
export type * from './rules/outlook-types.ts';
export { outlookAxes } from './rules/outlook-types.ts';
export { defaultAssumptions, publishedGrowth } from './rules/default-assumptions.ts';
export { firstYear, lastYear, outlookYears } from './rules/outlook-frame.ts';
export { completedOutlook, outlook, outlookKernelVersion, prepareOutlook, shippedQuestion, type PreparedOutlook } from './rules/outlook.ts';
export { refitBlock } from './rules/outlook-refits.ts';
export { publishedFrame } from './rules/published-frame.ts';
export { shippedScenarios } from './rules/scenarios.ts';
export type { ActivityCount } from './rules/activity.ts';
export { activityCount } from './rules/activity.ts';
export type { ActivityFaults, ActivityWarning } from './rules/activity-faults.ts';
export { activityFaults } from './rules/activity-faults.ts';
export type { Activity, SiteYears } from './rules/activity-held.ts';
export type { AreaHit, AreaRead } from './rules/area.ts';
export { readArea } from './rules/area.ts';
export { countryOfRegistryName } from './rules/registry-country.ts';
