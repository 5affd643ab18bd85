// The words of matching: a planned visit, an actual one, the way they meet and why they may not.
import type { Temporal } from '#lib';
import type { UnplannedKind } from './visit-names.ts';

/**
 * A visit of the schedule, in the order of the schedule. `name` is the encounter's label, which several instances may share;
 * `instanceName` the instance's own. `offsetDays` counts elapsed days from the anchor, null where there is no fixed offset.
 * Windows are days either side, null where the protocol sets none.
 */
export interface PlannedVisitName {
  readonly key: string;
  readonly name: string;
  readonly instanceName?: string | null;
  readonly offsetDays: number | null;
  readonly windowBeforeDays: number | null;
  readonly windowAfterDays: number | null;
}

/** What matching needs of a visit that took place; a row of SV has it. */
export interface ActualVisit {
  readonly usubjid: string;
  readonly name: string;
  readonly visitNum: number | null;
  readonly plannedDay: number | null;
  readonly start: Temporal.PlainDate | null;
  readonly occurred?: boolean;
  readonly contactMode?: string | null;
}

/** The way by which a match was found. */
export type MatchedBy = 'name' | 'part-of-name' | 'planned-day' | 'visit-number';

/** Why a visit is not compared with a window. */
export type Exclusion =
  | UnplannedKind
  | 'not-in-schedule'
  | 'no-window'
  | 'sub-day-window'
  | 'ambiguous'
  | 'duplicate'
  | 'no-date'
  | 'did-not-occur';

/** How planned study days (VISITDY) count: `elapsed` as offsets from the anchor, `first-day-is-1` without a day 0. */
export type PlannedDayConvention = 'elapsed' | 'first-day-is-1';
