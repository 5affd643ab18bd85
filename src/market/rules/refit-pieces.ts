// The work behind the intervals of an outlook in pieces, which any thread can do: blocks of refits, and years of all segments.
import { outlookYears } from './outlook-frame.ts';
import type { OutlookPlan } from './outlook-plan.ts';
import { refitBlock } from './outlook-refits.ts';
import type { DrawnMarket } from './outlook-tables.ts';
import { type SegmentIntervals, joinedIntervals, segmentRefits, yearIntervals } from './segment-intervals.ts';

/** Refits `from` to `to`, excluded; or the intervals of all segments in a year. */
export type RefitPiece = { readonly from: number; readonly to: number } | { readonly year: number };

/** Refits of a piece: between two answers, and between two looks at whether somebody asked to stop. */
const refitsOfBlock = 50;

/** All pieces of an outlook, first the refits in their order and then, where segments are asked for, the years. */
export function refitPieces(refits: number, withSegments: boolean): readonly RefitPiece[] {
  const blocks = Array.from({ length: Math.ceil(refits / refitsOfBlock) }, (_, at) => {
    return { from: at * refitsOfBlock, to: Math.min(refits, (at + 1) * refitsOfBlock) };
  });
  return withSegments ? [...blocks, ...outlookYears.map((year) => ({ year }))] : blocks;
}

/** Does pieces of one plan; the refits behind segments are drawn once. */
export function pieceWorker(plan: OutlookPlan, seed: string): (piece: RefitPiece) => Float64Array {
  let drawn: readonly DrawnMarket[] | null = null;
  return (piece) => {
    if ('from' in piece) return refitBlock(plan, seed, piece.from, piece.to);
    drawn ??= segmentRefits(plan, seed);
    return yearIntervals(plan, drawn, piece.year);
  };
}

/** What the pieces come to. */
export interface RefittedPieces {
  readonly refits: Float64Array;
  /** Null where segments were not asked for. */
  readonly intervals: SegmentIntervals | null;
}

/** Joins the answers to pieces, which stand in the order of the pieces. */
export function joinedPieces({ axes }: OutlookPlan, pieces: readonly RefitPiece[], answers: readonly Float64Array[]): RefittedPieces {
  const blocks = answers.filter((_, at) => 'from' in (pieces[at] as RefitPiece));
  const years = answers.slice(blocks.length);
  const refits = new Float64Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    refits.set(block, at);
    at += block.length;
  }
  return { refits, intervals: years.length > 0 ? joinedIntervals(axes, years) : null };
}
