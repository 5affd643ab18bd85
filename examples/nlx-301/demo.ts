// What the demo network shows of NLX-301: its sites, the contract's terms as people enter them, and the course of its subjects.
import type { PlannedSchedule } from '#studies/rules';
import { contract, schedule } from './story.ts';

export { study } from './story.ts';

/** The three sites, each with the coordinator who works there. Dates are civil dates of the site. */
export const demoSites = [
  {
    code: 'AUS',
    number: '101',
    name: 'Austin Clinical Research',
    city: 'Austin',
    country: 'US',
    timeZone: 'America/Chicago',
    target: 12,
    openedOn: '2026-01-20',
    coordinator: 'Ana Ruiz',
  },
  {
    code: 'MIA',
    number: '102',
    name: 'Biscayne Trial Center',
    city: 'Miami',
    country: 'US',
    timeZone: 'America/New_York',
    target: 8,
    openedOn: '2026-02-02',
    coordinator: 'Ben Carter',
  },
  {
    code: 'BOG',
    number: '103',
    name: 'Centro de Estudios Andes',
    city: 'Bogota',
    country: 'CO',
    timeZone: 'America/Bogota',
    target: 10,
    openedOn: '2026-02-16',
    coordinator: 'Camila Torres',
  },
] as const;

const epochs = [
  { key: 'screening', name: 'Screening' },
  { key: 'treatment', name: 'Treatment' },
  { key: 'follow-up', name: 'Follow-up' },
];
const epochOf: Readonly<Record<string, string>> = { V1: 'screening', FU: 'follow-up' };

/** The schedule with what the grid shows of it. */
export const plannedSchedule: PlannedSchedule = {
  ...schedule,
  epochs,
  visits: schedule.visits.map((visit) => ({ ...visit, epoch: epochOf[visit.key] ?? 'treatment' })),
};

/** Both versions of contract C1 in the shape in which a person enters terms. */
export const contractTerms = contract.map((version) => ({
  effectiveFrom: version.effectiveFrom.toString(),
  overheadBasisPoints: version.overheadBasisPoints,
  holdback: version.holdback ?? { basisPoints: 0, of: 'gross' as const, clause: 'No holdback' },
  visitTerms: version.visitTerms.map((term) => ({
    key: term.key,
    visitKey: term.visitKey,
    label: schedule.visits.find((visit) => visit.key === term.visitKey)?.name ?? term.visitKey,
    clause: term.clause,
    directMinor: term.directMinor.toString(),
    withOverhead: term.hasOverhead,
    withHoldback: term.hasHoldback,
    partial: { kind: 'full' as const },
  })),
  screenFailure: {
    key: 'screen-failure',
    label: 'Screen failure',
    clause: 'Exhibit B, screen failures',
    visitKeys: ['V1'],
    amount: { kind: 'visits-gross' as const },
    rule: { kind: 'ratio' as const, initial: 2, pay: 1, perEnrolled: 3, max: 8 },
  },
}));

/** A visit that took place; `late` is the reason for being outside its window, `missed` an activity that was not done. */
export interface DemoVisit {
  readonly key: string;
  readonly on: string;
  readonly late?: 'participant-travel' | 'participant-illness' | 'scheduling-error';
  readonly missed?: string;
}

/** A subject of the demo. Numbers follow the order of consent at each site. */
export interface DemoSubject {
  readonly number: string;
  readonly site: string;
  readonly consentedOn: string;
  readonly visits: readonly DemoVisit[];
  readonly failedOn?: string;
}

const seen = (key: string, on: string, more: Omit<DemoVisit, 'key' | 'on'> = {}): DemoVisit => ({ key, on, ...more });

/** In order of consent at each site; 101-007 as the fixture tells, up to its Day 1. */
export const demoSubjects: readonly DemoSubject[] = [
  {
    number: '101-001',
    site: '101',
    consentedOn: '2026-01-22',
    visits: [seen('V1', '2026-01-22'), seen('V2', '2026-02-05'), seen('V3', '2026-03-05'), seen('V4', '2026-04-02')],
  },
  { number: '101-002', site: '101', consentedOn: '2026-01-27', visits: [seen('V1', '2026-01-27')], failedOn: '2026-02-03' },
  {
    number: '101-003',
    site: '101',
    consentedOn: '2026-02-02',
    visits: [seen('V1', '2026-02-02'), seen('V2', '2026-02-16'), seen('V3', '2026-03-20', { late: 'participant-illness' })],
  },
  {
    number: '101-004',
    site: '101',
    consentedOn: '2026-02-06',
    visits: [seen('V1', '2026-02-06'), seen('V2', '2026-02-20'), seen('V3', '2026-03-20', { missed: 'labs' })],
  },
  { number: '101-005', site: '101', consentedOn: '2026-02-12', visits: [seen('V1', '2026-02-12')], failedOn: '2026-02-20' },
  {
    number: '101-006',
    site: '101',
    consentedOn: '2026-02-17',
    visits: [seen('V1', '2026-02-17'), seen('V2', '2026-03-03'), seen('V3', '2026-03-31')],
  },
  { number: '101-007', site: '101', consentedOn: '2026-02-24', visits: [seen('V1', '2026-02-24'), seen('V2', '2026-03-10')] },
  {
    number: '102-001',
    site: '102',
    consentedOn: '2026-02-09',
    visits: [seen('V1', '2026-02-09'), seen('V2', '2026-02-23'), seen('V3', '2026-03-24')],
  },
  {
    number: '102-002',
    site: '102',
    consentedOn: '2026-02-18',
    visits: [seen('V1', '2026-02-18'), seen('V2', '2026-03-06'), seen('V3', '2026-04-09', { late: 'scheduling-error' })],
  },
  { number: '102-003', site: '102', consentedOn: '2026-03-11', visits: [seen('V1', '2026-03-11')] },
  {
    number: '103-001',
    site: '103',
    consentedOn: '2026-02-23',
    visits: [seen('V1', '2026-02-23'), seen('V2', '2026-03-09'), seen('V3', '2026-04-06')],
  },
  { number: '103-002', site: '103', consentedOn: '2026-03-16', visits: [seen('V1', '2026-03-16'), seen('V2', '2026-03-30')] },
];
