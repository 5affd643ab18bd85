// What the rules need to know of an imported trial, whatever file it came from; a trial read from SDTM has all of it.
import type { Temporal } from '#lib';

/** Whether the subject was given an arm; a screen failure is told by the arm code or by the reason for having none. */
export type ArmStatus = 'assigned' | 'screen-failure' | 'not-assigned';

/** One disposition: `code`, `category`, `subcategory` and `epoch` in the capitals of CDISC's terminology. */
export interface ImportedDisposition {
  readonly code: string;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly epoch: string | null;
  readonly on: Temporal.PlainDate | null;
}

/** One subject; visits in the order of time. */
export interface ImportedSubject {
  readonly siteNumber: string;
  readonly armStatus: ArmStatus;
  readonly consentedOn: Temporal.PlainDate | null;
  readonly screenedOn: Temporal.PlainDate | null;
  readonly firstDose: Temporal.PlainDate | null;
  readonly treated: boolean;
  readonly died: boolean;
  readonly diedOn: Temporal.PlainDate | null;
  readonly dispositions: readonly ImportedDisposition[];
  readonly visits: readonly { readonly start: Temporal.PlainDate | null; readonly occurred: boolean }[];
}

/** A trial; `present` holds `DS` where dispositions were in the folder. */
export interface ImportedTrial {
  readonly present: readonly string[];
  readonly sites: readonly { readonly number: string }[];
  readonly subjects: readonly ImportedSubject[];
}
