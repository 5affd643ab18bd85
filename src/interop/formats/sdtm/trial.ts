// What an SDTM folder says about a trial: shapes only, without a person's identity, age, sex or race.
import type { Temporal } from '#lib';
import type { CsvRefusal, FileFault } from '#lib/csv';
import type { Causality, EventOutcome, KeptCriterion, Severity, TreatmentAction } from '#safety/rules';

/** The datasets that are read; DM and SV must be there. */
export type SdtmDomain = 'DM' | 'SV' | 'DS' | 'EX' | 'AE';

/** Why a folder is not taken at all. */
export type SdtmRefusal =
  | CsvRefusal
  | 'missing-file'
  | 'duplicate-file'
  | 'missing-value'
  | 'several-studies'
  | 'wrong-domain'
  | 'duplicate-subject'
  | 'unknown-subject';

/** What was taken with a reservation. */
export type SdtmWarningCode =
  | 'file-missing'
  | 'file-without-rows'
  | 'column-missing'
  | 'partial-date'
  | 'malformed-date'
  | 'malformed-number'
  | 'unknown-code'
  | 'unknown-subject'
  | 'missing-value'
  | 'duplicate-row'
  | 'duplicate-visit'
  | 'end-before-start'
  | 'subject-id-shared'
  | 'subject-without-visits'
  | 'first-dose-from-exposure'
  | 'first-dose-from-reference-start'
  | 'first-dose-differs'
  | 'last-dose-open';

/** One row of SV. `occurred` is false only where SVOCCUR says N; days are study days as planned (VISITDY). */
export interface SdtmVisit {
  readonly usubjid: string;
  readonly row: number;
  readonly visitNum: number | null;
  readonly name: string;
  readonly plannedDay: number | null;
  readonly start: Temporal.PlainDate | null;
  readonly end: Temporal.PlainDate | null;
  readonly occurred: boolean;
  readonly contactMode: string | null;
}

/** One row of DS: `code` is DSDECOD in capitals, `category` DSCAT, `subcategory` DSSCAT, `epoch` EPOCH. */
export interface SdtmDisposition {
  readonly code: string;
  readonly term: string;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly epoch: string | null;
  readonly on: Temporal.PlainDate | null;
}

/** Whether DM gives the subject an arm. */
export type SdtmArmStatus = 'assigned' | 'screen-failure' | 'not-assigned';

/** One subject. `treated` is true when any exposure is on record, even where its date is not complete. */
export interface SdtmSubject {
  readonly usubjid: string;
  /** Its row in DM. */
  readonly row: number;
  readonly subjectId: string;
  readonly siteNumber: string;
  readonly country: string | null;
  readonly armCode: string | null;
  readonly arm: string | null;
  readonly actualArmCode: string | null;
  readonly armStatus: SdtmArmStatus;
  readonly consentedOn: Temporal.PlainDate | null;
  /** The earliest known contact: consent, demographics collected, or first visit. */
  readonly screenedOn: Temporal.PlainDate | null;
  readonly firstDose: Temporal.PlainDate | null;
  readonly lastDose: Temporal.PlainDate | null;
  readonly treated: boolean;
  readonly died: boolean;
  readonly diedOn: Temporal.PlainDate | null;
  readonly dispositions: readonly SdtmDisposition[];
  readonly visits: readonly SdtmVisit[];
}

/** One row of AE; `seq` (AESEQ) names it among the events of its subject. Dates are texts as precise as the file: `YYYY`, `YYYY-MM` or a day. */
export interface SdtmAdverseEvent {
  readonly usubjid: string;
  readonly row: number;
  readonly seq: number;
  readonly term: string;
  readonly decoded: string | null;
  readonly severity: Severity | null;
  readonly grade: number | null;
  readonly serious: boolean | null;
  readonly criteria: readonly KeptCriterion[];
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly outcome: EventOutcome | null;
  readonly causality: Causality | null;
  readonly actionTaken: TreatmentAction | null;
}

/** A trial as read. `present` names the datasets found, so that an absent DS is not taken for "nobody completed". */
export interface SdtmTrial {
  readonly studyId: string;
  readonly present: readonly SdtmDomain[];
  readonly sites: readonly { readonly number: string }[];
  readonly subjects: readonly SdtmSubject[];
  readonly adverseEvents: readonly SdtmAdverseEvent[];
  readonly warnings: readonly FileFault<SdtmWarningCode>[];
}
