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
  readonly terms: DemoTerms;
  /** Months before the plan's day at which enrolment closed; absent while it is open. */
  readonly closedMonthsAgo?: number;
}

/** Every study but NLX-301, whose course the fixture tells. */
export const portfolio: readonly DemoStudy[] = [];
