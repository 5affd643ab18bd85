// The study NLX-301 as one told story: schedule, sites, contract and the course of subject 101-007, used by tests and the demo.
import { civilDate } from '#lib';
import type { ContractVersion, InvoiceableTerm, VisitTerm } from '#finance/rules';
import type { PlannedActivity, Schedule, VisitDefinition } from '#studies/rules';
import type { KnownVisit } from '#visits/rules';

export const study = {
  key: 'NLX-301',
  title: 'NLX-301 in advanced solid tumours',
  phase: 'III',
  sponsor: 'Aurelia Therapeutics',
  cro: 'Norvane',
} as const;

export const studySites = [
  { number: '101', city: 'Austin', timeZone: 'America/Chicago' },
  { number: '102', city: 'Miami', timeZone: 'America/New_York' },
  { number: '103', city: 'Bogota', timeZone: 'America/Bogota' },
] as const;

const vitals: PlannedActivity = { key: 'vital-signs', name: 'Vital signs' };
const ecg: PlannedActivity = { key: 'ecg', name: '12-lead ECG' };
const labs: PlannedActivity = { key: 'labs', name: 'Haematology and chemistry' };
const imaging: PlannedActivity = { key: 'imaging', name: 'Tumour imaging' };
const dosing: PlannedActivity = { key: 'dosing', name: 'Study drug' };
const call: PlannedActivity = { key: 'follow-up-call', name: 'Safety follow-up call' };

function fromRandomisation(
  key: string,
  name: string,
  day: number,
  widthDays: number,
  activities: readonly PlannedActivity[],
): VisitDefinition {
  const anchor = { kind: 'visit', visitKey: 'V2' } as const;
  return {
    key,
    name,
    timing: { anchor, offset: { kind: 'day', day }, windowBeforeDays: widthDays, windowAfterDays: widthDays },
    activities,
  };
}

/** Six visits; V2 is Day 1. The call is due 30 elapsed days after the last dose, which is planned at V5. */
export const schedule: Schedule = {
  firstDay: 0,
  visits: [
    {
      key: 'V1',
      name: 'Screening',
      timing: {
        anchor: { kind: 'visit', visitKey: 'V2' },
        offset: { kind: 'range', fromDay: -28, toDay: -1 },
        windowBeforeDays: 0,
        windowAfterDays: 0,
      },
      activities: [vitals, ecg, labs, imaging],
    },
    { key: 'V2', name: 'Randomisation', timing: null, carries: ['randomised', 'first-dose'], activities: [vitals, labs, dosing] },
    fromRandomisation('V3', 'Week 4', 29, 3, [vitals, labs, dosing]),
    fromRandomisation('V4', 'Week 8', 57, 3, [vitals, labs, dosing]),
    { ...fromRandomisation('V5', 'End of treatment', 85, 7, [vitals, ecg, labs, imaging]), carries: ['last-dose'] },
    {
      key: 'FU',
      name: 'Follow-up call',
      timing: {
        anchor: { kind: 'milestone', milestone: 'last-dose', carriedBy: 'V5' },
        offset: { kind: 'duration', amount: 30, unit: 'day' },
        windowBeforeDays: 0,
        windowAfterDays: 5,
      },
      modalities: ['phone', 'video'],
      activities: [call],
    },
  ],
};

function visitTerm(visitKey: string, directMinor: bigint): VisitTerm {
  return { key: `visit-${visitKey}`, visitKey, clause: `Exhibit B, visit ${visitKey}`, directMinor, hasOverhead: true, hasHoldback: true };
}

const firstPrices = { V1: 120_000n, V2: 200_000n, V3: 150_000n, V4: 150_000n, V5: 180_000n, FU: 30_000n };

function termsFor(prices: Readonly<Record<string, bigint>>): VisitTerm[] {
  return Object.entries(prices).map(([visitKey, directMinor]) => visitTerm(visitKey, directMinor));
}

const besideVisits = {
  activityKey: null,
  hasHoldback: false,
  submitWithinDays: 90,
  maxPerSubject: null,
  maxPerSite: null,
  maxMinorPerSite: null,
};

/** What C1 pays beside the visits, within 90 days of the service. */
const invoiceables: readonly InvoiceableTerm[] = [
  {
    ...besideVisits,
    key: 'unscheduled-visit',
    label: 'Unscheduled visit',
    clause: 'Exhibit B, unscheduled visits',
    trigger: 'unscheduled-visit',
    directMinor: 65_000n,
    hasOverhead: true,
  },
  {
    ...besideVisits,
    key: 'repeat-ecg',
    label: 'Repeat ECG',
    clause: 'Exhibit B, conditional procedures',
    trigger: 'unscheduled-procedure',
    activityKey: ecg.key,
    directMinor: 9_000n,
    hasOverhead: true,
    maxPerSubject: 3,
  },
  {
    ...besideVisits,
    key: 're-consent',
    label: 'Re-consent',
    clause: 'Exhibit B, re-consent',
    trigger: 're-consent',
    directMinor: 15_000n,
    hasOverhead: true,
  },
  {
    ...besideVisits,
    key: 'sae-packet',
    label: 'SAE packet',
    clause: 'Exhibit B, safety reports',
    trigger: 'sae',
    directMinor: 50_000n,
    hasOverhead: false,
  },
];

const contractV1: ContractVersion = {
  contractKey: 'C1',
  version: 1,
  effectiveFrom: civilDate('2026-01-15'),
  currency: 'USD',
  overheadBasisPoints: 3_000,
  holdback: { basisPoints: 1_000, of: 'gross', clause: 'Exhibit B, holdback' },
  visitTerms: termsFor(firstPrices),
  invoiceables,
  screenFailure: {
    key: 'screen-failure',
    clause: 'Exhibit B, screen failures',
    visitKeys: ['V1'],
    amount: { kind: 'visits-gross' },
    rule: { kind: 'ratio', initial: 2, pay: 1, perEnrolled: 3, max: 8 },
  },
};

/** Contract C1: version 2 raises the direct amount of V4 to 1,700 for services from 1 June 2026. */
export const contract: readonly ContractVersion[] = [
  contractV1,
  { ...contractV1, version: 2, effectiveFrom: civilDate('2026-06-01'), visitTerms: termsFor({ ...firstPrices, V4: 170_000n }) },
];

/** Subject 101-007 as of V3, performed three days after its window. */
export const subject101007 = {
  number: '101-007',
  consentedOn: civilDate('2026-02-24'),
  visits: [
    { visitKey: 'V1', state: 'completed', actualOn: civilDate('2026-02-24') },
    { visitKey: 'V2', state: 'completed', actualOn: civilDate('2026-03-10') },
    { visitKey: 'V3', state: 'completed', actualOn: civilDate('2026-04-13') },
  ] satisfies KnownVisit[],
  lastDoseOn: civilDate('2026-06-02'),
} as const;
