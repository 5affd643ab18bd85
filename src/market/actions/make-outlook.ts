// Making an outlook: the question's digest, its seed, and the refits in threads; the bytes are those of the pure rule on one thread.
import { type Outcome, ok } from '#lib';
import { onThreads, threadBeside } from '#platform';
import {
  type Outlook,
  type OutlookQuestion,
  type OutlookRefusal,
  type PreparedOutlook,
  type RefitPiece,
  type RefittedPieces,
  type SegmentIntervals,
  completedOutlook,
  joinedPieces,
  pieceWorker,
  prepareOutlook,
  refitPieces,
} from '../rules.ts';
import { digestOf } from '../questions/present.ts';
import type { RefitSetup } from './refit-thread.ts';
import { seedOf } from './seed.ts';

/** How an outlook is made; nothing here changes its bytes but the seed. */
export interface Making {
  /** Without one it is the beginning of the question's digest: one question, one answer. */
  readonly seed?: string;
  /** Threads for the refits; 1 works in the caller's own. Without it as many as there are cores. */
  readonly threads?: number;
  /** Whether intervals are worked out for every segment, however many cuts cross in it. */
  readonly withSegments?: boolean;
  /** Told after every piece of the work. */
  readonly step?: (done: number, total: number) => void | Promise<void>;
}

/** An outlook with what is needed to make it again. */
export interface MadeOutlook {
  readonly outlook: Outlook;
  /** Null where segments were not asked for. */
  readonly intervals: SegmentIntervals | null;
  readonly seed: string;
  /** SHA-256 of the question's canonical text. */
  readonly inputSha256: string;
}

/** Below so many a thread costs more than it saves. */
const FEW = 200;

/** The outlook of a question. Refuses what the rule refuses. */
export async function makeOutlook(
  question: OutlookQuestion,
  { seed: given, withSegments = false, threads, step }: Making = {},
): Promise<Outcome<MadeOutlook, OutlookRefusal>> {
  const prepared = prepareOutlook(question);
  if (!prepared.ok) return prepared;
  const inputSha256 = digestOf(question);
  const seed = given ?? seedOf(inputSha256);
  const { refits, intervals } = await refitted(prepared.value, seed, {
    withSegments,
    ...(threads === undefined ? {} : { threads }),
    ...(step === undefined ? {} : { step }),
  });
  return ok({ outlook: completedOutlook(prepared.value, refits, seed), intervals, seed, inputSha256 });
}

/** The refits of a prepared outlook, and the intervals of all segments where they are asked for; the bytes do not depend on the threads. */
export async function refitted(
  { plan }: PreparedOutlook,
  seed: string,
  { withSegments = false, threads, step }: Omit<Making, 'seed'> = {},
): Promise<RefittedPieces> {
  const { question } = plan;
  const pieces = refitPieces(question.refits, withSegments);
  const isAlone = threads === 1 || question.refits < FEW;
  const answers: readonly Float64Array[] = isAlone
    ? await inTurn(pieces, pieceWorker(plan, seed), step)
    : await onThreads<RefitSetup, RefitPiece, Float64Array>({
        script: threadBeside(import.meta.url, 'refit-thread'),
        setup: { question, seed },
        pieces,
        ...(threads === undefined ? {} : { threads }),
        ...(step === undefined ? {} : { step }),
      });
  return joinedPieces(plan, pieces, answers);
}

async function inTurn<P, R>(pieces: readonly P[], work: (piece: P) => R, step: Making['step']): Promise<readonly R[]> {
  const answers: R[] = [];
  for (const piece of pieces) {
    answers.push(work(piece));
    await step?.(answers.length, pieces.length);
  }
  return answers;
}
