// The words of a schedule: visits, what they are timed by, and blocks of visits that repeat.
import type { Milestone } from './milestone.ts';

/** What a visit is timed from. `carriedBy` names the visit at which a milestone is planned to happen. */
export type AnchorRule =
  | { readonly kind: 'visit'; readonly visitKey: string }
  | { readonly kind: 'milestone'; readonly milestone: Milestone; readonly carriedBy?: string }
  | { readonly kind: 'consent' };

/** Units of an elapsed time; months are calendar months, hours count as fractions of a day. */
export type OffsetUnit = 'hour' | 'day' | 'week' | 'month';

/** How far from its anchor a visit lies (BR-02a). Days are study days without Day 0, a duration is elapsed time. */
export type Offset =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'duration'; readonly amount: number; readonly unit: OffsetUnit; readonly direction?: 'after' | 'before' }
  | { readonly kind: 'range'; readonly fromDay: number; readonly toDay: number };

/** Anchor, offset and the window the protocol permits; `optimal` is the narrower window the site prefers. */
export interface TimingRule {
  readonly anchor: AnchorRule;
  readonly offset: Offset;
  readonly windowBeforeDays: number;
  readonly windowAfterDays: number;
  /** False where the protocol states no window in days: the day itself is planned, and nobody is late by it. */
  readonly isWindowStated?: false;
  readonly optimal?: { readonly beforeDays: number; readonly afterDays: number };
}

/** A procedure planned at a visit; `validDays` is how long its result stays good for the visit's anchor (BR-02b). */
export interface PlannedActivity {
  readonly key: string;
  readonly name: string;
  readonly validDays?: number;
}

/** How a visit may take place. */
export type Modality = 'on-site' | 'phone' | 'video' | 'home';

/** One visit of a schedule. `timing: null` marks the reference visit, whose date is chosen and not computed: Day 1. */
export interface VisitDefinition {
  readonly key: string;
  readonly name: string;
  readonly timing: TimingRule | null;
  readonly carries?: readonly Milestone[];
  readonly arms?: readonly string[];
  readonly modalities?: readonly Modality[];
  readonly activities?: readonly PlannedActivity[];
}

/** Visits that repeat every `lengthDays`, counted from the lead visit of the cycle before, until `stopsAt` or `maxCycles`. */
export interface RepeatingBlock {
  readonly key: string;
  readonly leadKey: string;
  readonly visitKeys: readonly string[];
  readonly lengthDays: number;
  readonly windowBeforeDays?: number;
  readonly windowAfterDays?: number;
  readonly maxCycles?: number;
  readonly stopsAt?: Milestone;
}

/** Whether a duration of this schedule counts from Day 0 (two weeks = anchor + 14) or Day 1 (two weeks = Day 14 = anchor + 13). */
export type FirstDay = 0 | 1;

/** The part of a schedule version that times visits. */
export interface Schedule {
  readonly visits: readonly VisitDefinition[];
  readonly blocks?: readonly RepeatingBlock[];
  readonly firstDay?: FirstDay;
}

/** The visit at which a milestone is planned to happen, if the schedule says so. */
export function carrierOf(anchor: AnchorRule, visits: readonly Pick<VisitDefinition, 'key' | 'carries'>[]): string | null {
  if (anchor.kind !== 'milestone') return null;
  return anchor.carriedBy ?? visits.find((visit) => visit.carries?.includes(anchor.milestone))?.key ?? null;
}
