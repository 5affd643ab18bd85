// Valid inputs of finance, for tests, the demo and the guide: contract C1 of NLX-301.
import type { BodyOf } from '#platform/contract';
import type { financeContract } from './contract.ts';

type Terms = BodyOf<(typeof financeContract)['saveTerms']>;

const prices = { V1: '120000', V2: '200000', V3: '150000', V4: '150000', V5: '180000', FU: '30000' };
const labels: Record<string, string> = {
  V1: 'Screening',
  V2: 'Randomisation',
  V3: 'Week 4',
  V4: 'Week 8',
  V5: 'End of treatment',
  FU: 'Follow-up call',
};

function termsAt(effectiveFrom: string, directMinor: Readonly<Record<string, string>>): Terms {
  return {
    effectiveFrom,
    overheadBasisPoints: 3_000,
    holdback: { basisPoints: 1_000, of: 'gross', clause: 'Exhibit B, holdback' },
    billing: { clock: 'month-end', termDays: 45 },
    visitTerms: Object.entries(directMinor).map(([visitKey, amount]) => ({
      key: `visit-${visitKey}`,
      visitKey,
      label: labels[visitKey] ?? visitKey,
      clause: `Exhibit B, visit ${visitKey}`,
      directMinor: amount,
      withOverhead: true,
      withHoldback: true,
      partial: { kind: 'full' },
    })),
    invoiceables: [],
    screenFailure: {
      key: 'screen-failure',
      label: 'Screen failure',
      clause: 'Exhibit B, screen failures',
      visitKeys: ['V1'],
      amount: { kind: 'visits-gross' },
      rule: { kind: 'ratio', initial: 2, pay: 1, perEnrolled: 3, max: 8 },
    },
  };
}

/** Version 1: overhead 30 % on visits, 10 % of the gross held back, screen failures 2 and then 1 per 3 enrolled, at most 8. */
export const sampleTerms: Terms = termsAt('2026-01-15', prices);

/** Version 2: from 1 June the direct amount of V4 is 1,700. */
export const sampleTermsRaised: Terms = termsAt('2026-06-01', { ...prices, V4: '170000' });

/** What stands on our invoices. */
export const sampleIssuer: BodyOf<(typeof financeContract)['saveIssuer']> = {
  legalName: 'Zażółć Gęślą Sites LLC',
  address: '1 Main Street\nAustin, TX 78701',
  taxNumber: '12-3456789',
  bankDetails: 'First Bank of Austin\nRouting 000000000, account 0001',
  timeZone: 'America/Chicago',
  invoiceFormat: 'SW-{year}-{number:5}',
  creditNoteFormat: 'CN-{year}-{number:5}',
  tax: null,
  logoFileId: null,
};

const beside = {
  activityKey: null,
  withOverhead: true,
  withHoldback: false,
  submitWithinDays: 90,
  maxPerSubject: null,
  maxPerSite: null,
  maxMinorPerSite: null,
};

/** What C1 pays beside the visits: unscheduled visits 650, a repeated ECG 90, re-consents 150, all plus overhead; reports of serious events 500 flat. */
export const sampleInvoiceables: Terms['invoiceables'] = [
  {
    ...beside,
    key: 'unscheduled-visit',
    label: 'Unscheduled visit',
    clause: 'Exhibit B, unscheduled visits',
    trigger: 'unscheduled-visit',
    directMinor: '65000',
  },
  {
    ...beside,
    key: 'repeat-ecg',
    label: 'Repeat ECG',
    clause: 'Exhibit B, conditional procedures',
    trigger: 'unscheduled-procedure',
    activityKey: 'ecg',
    directMinor: '9000',
    maxPerSubject: 1,
  },
  {
    ...beside,
    key: 're-consent',
    label: 'Re-consent',
    clause: 'Exhibit B, re-consent',
    trigger: 're-consent',
    directMinor: '15000',
    maxPerSite: 2,
  },
  {
    ...beside,
    key: 'sae-packet',
    label: 'SAE packet',
    clause: 'Exhibit B, safety reports',
    trigger: 'sae',
    directMinor: '50000',
    withOverhead: false,
    withHoldback: true,
  },
];
