// What the files of a forecast hold, as plain rows; days are whole numbers on the files' own axis.

/** A site as a file tells of it. */
export interface SiteRow {
  readonly row: number;
  readonly site: string;
  readonly openedOn: number | null;
  readonly exposureDays: number | null;
  readonly enrolled: number;
  readonly plan: { readonly from: number; readonly to: number } | null;
  readonly pOpen: number | null;
  readonly selectedOn: number | null;
  readonly closesOn: number | null;
  readonly cap: number | null;
}

/** One enrolment. */
export interface EnrolmentRow {
  readonly row: number;
  readonly site: string;
  readonly day: number;
}

/** One start-up of the network's past. */
export interface StartUpRow {
  readonly row: number;
  readonly selectedOn: number;
  readonly openedOn: number | null;
  readonly censoredOn: number | null;
}

/** Something a reader of a forecast must know, as a sentence with a code. */
export interface ForecastWarning {
  readonly code: string;
  readonly message: string;
}

/** How sites that are not open may open. */
export type OpeningsBy = 'estimated' | 'midpoint' | 'window';
