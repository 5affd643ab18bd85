// A small study for tests and examples: four open sites, one that waits, and a network's start-ups.
import { dateOfDay, dayNumber } from './rules/days.ts';
import type { SiteRecord, StartUpRecord } from './rules/input.ts';

const FIRST = dayNumber('2025-03-03');

const id = (at: number) => `0192f0c1-2345-7abc-8def-0000000000${String(at).padStart(2, '0')}`;

/** One site: opened so many days after the first one, one participant every so many days up to 1 March 2026. */
export function sampleSite(at: number, opensAfter: number, everyDays: number): SiteRecord {
  const opened = FIRST + opensAfter;
  const days = Math.floor((dayNumber('2026-03-01') - opened) / everyDays);
  return {
    studySiteId: id(at),
    siteId: id(50 + at),
    number: `10${at}`,
    name: `Site ${at}`,
    status: 'active-recruiting',
    plans: [{ from: '2024-12-01', target: 20, plannedTo: '2026-09-30' }],
    selectedOn: dateOfDay(opened - 90),
    openedOn: dateOfDay(opened),
    steps: [],
    enrolledOn: Array.from({ length: days }, (_, k) => dateOfDay(opened + (k + 1) * everyDays)),
    screenings: [],
  };
}

/** A study of four open sites and one in start-up. */
export const sampleSites: readonly SiteRecord[] = [
  sampleSite(1, 0, 21),
  sampleSite(2, 30, 28),
  sampleSite(3, 60, 24),
  sampleSite(4, 120, 40),
  { ...sampleSite(5, 0, 30), status: 'start-up', openedOn: null, selectedOn: '2026-01-12', enrolledOn: [] },
];

/** The start-ups of a network: ten that opened after two to five months, and two that still wait. */
export const sampleStartUps: readonly StartUpRecord[] = [
  ...[62, 71, 80, 88, 95, 101, 110, 124, 139, 150].map((days, at) => ({
    selectedOn: dateOfDay(FIRST - 200 + at * 10),
    openedOn: dateOfDay(FIRST - 200 + at * 10 + days),
    endedOn: null,
  })),
  { selectedOn: '2025-06-02', openedOn: null, endedOn: null },
  { selectedOn: '2026-01-12', openedOn: null, endedOn: null },
];
