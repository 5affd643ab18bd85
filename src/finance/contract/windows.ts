// What finance tells of submission windows: that items were not invoiced while half or most of their time went by, or all of it (BR-11).
import { fact } from '#platform/contract';
import type { WindowStage } from '../rules.ts';

/** Uninvoiced items of a study-site whose windows came to the same stage; told once for each window and stage. */
export interface WindowStageReached {
  /** Of this telling. */
  readonly noticeId: string;
  readonly studyId: string;
  readonly siteId: string;
  readonly stage: WindowStage;
  readonly count: number;
  /** The item whose last day is the first. */
  readonly lineId: string;
  /** That day, `YYYY-MM-DD`. */
  readonly by: string;
}

/** Windows of uninvoiced items came to a stage. */
export const windowStageReached = fact<WindowStageReached>('finance.window-stage-reached');
