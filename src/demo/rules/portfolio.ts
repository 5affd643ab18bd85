// The nine studies of the demo network: where they run, how fast they enrol, and by what terms they pay.
import type { Currency } from '#lib';

/** A study at one of its sites. Rates are consents a month. */
export interface DemoStudySite {
  readonly site: string;
  readonly target: number;
  readonly ratePerMonth: number;
  /** Months before the plan's day at which the study opened here. */
  readonly openedMonthsAgo: number;
}

/** A site in start-up: how many months ago it was selected. */
export interface DemoWaitingSite {
  readonly site: string;
  readonly target: number;
  readonly selectedMonthsAgo: number;
}

/** What a contract of the demo pays; visits are priced by their activities. */
export interface DemoTerms {
  readonly code: string;
  readonly payer: string;
  readonly currency: Currency;
  /** Direct amount of a visit: a fixed part and a part for each of its activities, in minor units. */
  readonly visitMinor: number;
  readonly activityMinor: number;
  readonly overheadBasisPoints: number;
  readonly holdbackBasisPoints: number;
}

/** A study of the demo; `key` is its code and the name of its protocol file. */
export interface DemoStudy {
  readonly key: string;
  readonly sites: readonly DemoStudySite[];
  /** Sites that were chosen and are not open yet. */
  readonly waiting?: readonly DemoWaitingSite[];
  readonly terms: DemoTerms;
  /** Contracts of their own for single sites, by site. */
  readonly termsAt?: Readonly<Record<string, DemoTerms>>;
  /** Months before the plan's day at which enrolment closed; absent while it is open. */
  readonly closedMonthsAgo?: number;
}

const at = (site: string, target: number, ratePerMonth: number, openedMonthsAgo: number): DemoStudySite => ({
  site,
  target,
  ratePerMonth,
  openedMonthsAgo,
});

/** `visit` and `activity` are prices in minor units. */
const pays = (
  payer: string,
  code: string,
  currency: Currency,
  [visit, activity]: readonly [visit: number, activity: number],
): DemoTerms => ({
  code,
  payer,
  currency,
  visitMinor: visit,
  activityMinor: activity,
  overheadBasisPoints: 2_500,
  holdbackBasisPoints: 1_000,
});

/** Every study but NLX-301, whose course the fixture tells. */
export const portfolio: readonly DemoStudy[] = [
  {
    key: 'BRZ-302',
    sites: [
      at('MIA', 16, 1.3, 18),
      at('YYZ', 14, 1.3, 17),
      at('MAD', 18, 1.5, 16),
      at('LHR', 14, 1.1, 15),
      at('SYD', 12, 1.1, 14),
      at('GDL', 14, 1.3, 12),
    ],
    terms: pays('Lumen Respira', 'LR-7', 'EUR', [24_000, 2_900]),
    closedMonthsAgo: 1,
  },
  {
    key: 'CRD-305',
    sites: [
      at('CHI', 18, 1.4, 19),
      at('YYZ', 16, 1.1, 18),
      at('MAD', 16, 1.3, 18),
      at('SVQ', 14, 1.1, 17),
      at('TYO', 12, 1, 15),
      at('OSA', 10, 1, 9),
      at('JNB', 12, 1, 14),
    ],
    waiting: [
      { site: 'AUS', target: 14, selectedMonthsAgo: 2.5 },
      { site: 'LHR', target: 12, selectedMonthsAgo: 1 },
    ],
    terms: pays('Halden Cardiovascular', 'HC-21', 'USD', [31_000, 3_600]),
    termsAt: { TYO: pays('Halden Cardiovascular', 'HC-21-JP', 'JPY', [46_000, 5_200]) },
  },
  {
    key: 'DRM-204',
    sites: [at('AUS', 16, 1.7, 14), at('SVQ', 14, 1.5, 13), at('JNB', 12, 1.9, 13), at('CPT', 12, 1.5, 12), at('SYD', 12, 1.4, 11)],
    terms: pays('Verdant Skin Sciences', 'VSS-2', 'USD', [26_000, 3_100]),
    closedMonthsAgo: 2,
  },
  {
    key: 'MND-401',
    sites: [at('CHI', 16, 1.1, 20), at('MIA', 14, 1.1, 20), at('LHR', 16, 1.1, 19), at('MAD', 12, 1, 18), at('CPT', 12, 1, 17)],
    terms: pays('Meridian Neurodevices', 'MN-4', 'USD', [22_000, 2_400]),
  },
  {
    key: 'NRV-203',
    sites: [at('YYZ', 14, 1.5, 13), at('LHR', 14, 1.7, 13), at('TYO', 10, 1.3, 12), at('BOG', 14, 1.8, 11), at('MAD', 12, 1.5, 11)],
    terms: pays('Synaptic Harbour', 'SH-11', 'EUR', [29_000, 3_300]),
  },
  {
    key: 'ORB-207',
    sites: [
      at('AUS', 12, 1.1, 16),
      at('MIA', 10, 1, 16),
      at('BOG', 10, 1, 15),
      at('SVQ', 10, 1, 14),
      at('TYO', 10, 1, 13),
      at('JNB', 8, 0.9, 12),
    ],
    terms: pays('Caldera Oncology', 'CO-3', 'USD', [45_000, 5_800]),
    termsAt: { TYO: pays('Caldera Oncology', 'CO-3-JP', 'JPY', [67_000, 8_700]) },
  },
  {
    key: 'PVX-310',
    sites: [at('MIA', 24, 3.3, 10), at('GDL', 22, 3, 10), at('SYD', 20, 2.9, 9), at('CPT', 22, 3, 9), at('JNB', 18, 2.8, 8)],
    waiting: [{ site: 'BOG', target: 16, selectedMonthsAgo: 3 }],
    terms: pays('Pallas Vaccines', 'PV-8', 'EUR', [14_000, 1_900]),
  },
  {
    key: 'QTN-101',
    sites: [at('AUS', 24, 5.3, 9), at('LHR', 20, 4.8, 8)],
    terms: pays('Quintara Biosciences', 'QB-1', 'USD', [52_000, 4_400]),
    closedMonthsAgo: 1,
  },
];
