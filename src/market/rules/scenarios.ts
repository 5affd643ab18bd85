// Scenarios that ship with the product: what leaders ask first, each a short list of changed assumptions.
import type { Scenario } from './outlook-types.ts';

/** In the order in which they are offered. */
export const shippedScenarios: readonly Scenario[] = [
  {
    name: 'slower market',
    reason: 'the market grows by about two points less a year than published',
    changes: [{ id: 'frame.total.2031', factor: 0.89 }],
  },
  {
    name: 'oncology slows',
    reason: 'oncology grows with the market and no faster',
    changes: [{ id: 'growth.area.Oncology', value: 0 }],
  },
  {
    name: 'Asia Pacific rises',
    reason: 'work moves to Asia Pacific faster, and its prices rise',
    changes: [
      { id: 'growth.region.Asia Pacific', add: 0.03 },
      { id: 'price.country.CN', factor: 1.25 },
      { id: 'price.country.IN', factor: 1.25 },
    ],
  },
  {
    name: 'visits leave the site',
    reason: 'decentralised work replaces a part of the conduct and of the monitoring at sites',
    changes: [
      { id: 'growth.service.Site management', add: -0.01 },
      { id: 'growth.service.Monitoring', add: -0.01 },
      { id: 'growth.service.Others', add: 0.05 },
    ],
  },
];
