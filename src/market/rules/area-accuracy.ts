// How well areas are read: held against studies that a reader judged, counted by a function and kept as figures the report prints.
import { type Area, areas } from './taxonomy.ts';

/** A study's area as a reader judged it, and as it was read. */
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
 * What was counted on studies that were judged once the table was finished: 270 that state conditions, 60 by their title. The sample is narrow
 * (ClinicalTrials.gov records of digital therapeutics, leukemia, lung cancer, heart failure, dementia and three universities), and one reader judged it
 * who also wrote the table.
 */
export const areaAccuracy: { readonly countedOn: string; readonly byConditions: AreaAccuracy; readonly byTitle: AreaAccuracy } = {
  countedOn: '2026-11-23',
  byConditions: {
    studies: 270,
    right: 259,
    areas: [
      score('Oncology', 45, 46, 45),
      score('CNS', 95, 88, 86),
      score('Pain management', 5, 5, 5),
      score('Endocrine', 16, 16, 16),
      score('Endocrinology-Respiration', 10, 10, 10),
      score('Others', 99, 105, 97),
    ],
  },
  byTitle: {
    studies: 60,
    right: 57,
    areas: [
      score('Oncology', 13, 13, 13),
      score('CNS', 7, 6, 6),
      score('Pain management', 3, 3, 3),
      score('Endocrine', 3, 2, 2),
      score('Endocrinology-Respiration', 3, 2, 2),
      score('Others', 31, 34, 31),
    ],
  },
};
