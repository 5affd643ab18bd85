// The thread that refits an outlook: gets the question once, then makes the pieces it is asked for.
import { parentPort } from 'node:worker_threads';
import { type OutlookQuestion, type RefitPiece, pieceWorker, planOutlook } from '../rules.ts';

/** What every thread is given once. */
export interface RefitSetup {
  readonly question: OutlookQuestion;
  readonly seed: string;
}

let work: ((piece: RefitPiece) => Float64Array) | null = null;

parentPort?.on('message', (message: { readonly setup: RefitSetup } | { readonly piece: RefitPiece }) => {
  if ('piece' in message) {
    if (!work) throw new Error('a piece came before the question');
    return parentPort?.postMessage(work(message.piece));
  }
  const plan = planOutlook(message.setup.question);
  if (!plan.ok) throw new Error(`the question that was judged is refused: ${plan.refusal}`);
  work = pieceWorker(plan.value, message.setup.seed);
});
