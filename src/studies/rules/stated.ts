// What a schedule says and the digital protocol has no words for, stated beside the part it belongs to.
import type { Milestone } from './milestone.ts';
import type { OpenDecision } from './planned-schedule.ts';
import type { Modality, RepeatingBlock, TimingRule } from './schedule.ts';

/**
 * What differs for a visit from what its instance, encounter, epoch and timing say; what is absent is as they say. `arms` null: every
 * arm. `validDays` by activity key. `position` is the visit's place in the whole schedule, stated for all visits or for none.
 */
export interface StatedVisit {
  readonly key?: string;
  readonly name?: string;
  readonly timing?: TimingRule;
  readonly carries?: readonly Milestone[];
  readonly arms?: readonly string[] | null;
  readonly modalities?: readonly Modality[];
  readonly epoch?: string | null;
  readonly timeline?: string;
  readonly validDays?: Readonly<Record<string, number>>;
  readonly position?: number;
}

/** The repeating block that a decision stands for, or the decision in the schedule's words. */
export interface StatedDecision {
  readonly block?: RepeatingBlock;
  readonly decision?: OpenDecision;
  readonly position?: number;
}

/** The epoch's key where it is not its label; `isListed` false for one that only visits name. */
export interface StatedEpoch {
  readonly key?: string;
  readonly isListed?: false;
}

/** `isListed` false for a heading that groups activities and is none itself. */
export interface StatedActivity {
  readonly isListed?: false;
}
