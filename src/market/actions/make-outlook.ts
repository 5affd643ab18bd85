// Making an outlook: the question's digest, its seed, and the refits in threads; the bytes are those of the pure rule on one thread.
import { type Outcome, ok } from '#lib';
import { onThreads } from '#platform';
import {
  type Outlook,
  type OutlookQuestion,
  type OutlookRefusal,
  type PreparedOutlook,
  completedOutlook,
  prepareOutlook,
  refitBlock,
} from '../rules.ts';
import { digestOf } from '../questions/present.ts';
import type { RefitPiece, RefitSetup } from './refit-thread.ts';
import { seedOf } from './seed.ts';

/** How an outlook is made; nothing here changes its bytes but the seed. */
export interface Making {
  /** Without one it is the beginning of the question's digest: one question, one answer. */
  readonly seed?: string;
  /** Threads for the refits; 1 works in the caller's own. Without it as many as there are cores. */
  readonly threads?: number;
  /** Told after every block of refits. */
  readonly step?: (done: number, total: number) => void | Promise<void>;
}

/** An outlook with what is needed to make it again. */
export interface MadeOutlook {
  readonly outlook: Outlook;
  readonly seed: string;
  /** SHA-256 of the question's canonical text. */
  readonly inputSha256: string;
}

/** Refits that a thread makes between two answers, and between two looks at whether somebody asked to stop. */
export const refitsOfBlock = 50;
/** Below so many a thread costs more than it saves. */
const FEW = 200;

/** The outlook of a question. Refuses what the rule refuses. */
export async function makeOutlook(
  question: OutlookQuestion,
  { seed: given, threads, step }: Making = {},
): Promise<Outcome<MadeOutlook, OutlookRefusal>> {
  const prepared = prepareOutlook(question);
  if (!prepared.ok) return prepared;
  const inputSha256 = digestOf(question);
  const seed = given ?? seedOf(inputSha256);
  const refits = await refitsOf(prepared.value, seed, {
    ...(threads === undefined ? {} : { threads }),
    ...(step === undefined ? {} : { step }),
  });
  return ok({ outlook: completedOutlook(prepared.value, refits, seed), seed, inputSha256 });
}

/** All refits of a prepared outlook, in their order; the bytes do not depend on the threads. */
export async function refitsOf(
  { plan }: PreparedOutlook,
  seed: string,
  { threads, step }: Pick<Making, 'threads' | 'step'> = {},
): Promise<Float64Array> {
  const { question } = plan;
  const pieces = Array.from({ length: Math.ceil(question.refits / refitsOfBlock) }, (_, at): RefitPiece => {
    return { from: at * refitsOfBlock, to: Math.min(question.refits, (at + 1) * refitsOfBlock) };
  });
  const isAlone = threads === 1 || question.refits < FEW;
  const blocks: readonly Float64Array[] = isAlone
    ? await inTurn(pieces, (piece) => refitBlock(plan, seed, piece.from, piece.to), step)
    : await onThreads<RefitSetup, RefitPiece, Float64Array>({
        script: threadScript(),
        setup: { question, seed },
        pieces,
        ...(threads === undefined ? {} : { threads }),
        ...(step === undefined ? {} : { step }),
      });
  return joined(blocks);
}

// From the bundle the thread is a bundle beside it, in development a source beside this one.
function threadScript(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './refit-thread.ts' : './refit-thread.mjs', import.meta.url);
}

async function inTurn<P, R>(pieces: readonly P[], work: (piece: P) => R, step: Making['step']): Promise<readonly R[]> {
  const answers: R[] = [];
  for (const piece of pieces) {
    answers.push(work(piece));
    await step?.(answers.length, pieces.length);
  }
  return answers;
}

function joined(blocks: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}
