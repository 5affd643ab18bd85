// The thread that refits an outlook: gets the question once, then makes the blocks it is asked for.
import { parentPort } from 'node:worker_threads';
import { type OutlookPlan, type OutlookQuestion, planOutlook, refitBlock } from '../rules.ts';

/** What every thread is given once. */
export interface RefitSetup {
  readonly question: OutlookQuestion;
  readonly seed: string;
}

/** Refits `from` to `to`, excluded. */
export interface RefitPiece {
  readonly from: number;
  readonly to: number;
}

let held: { readonly plan: OutlookPlan; readonly seed: string } | null = null;

function made({ from, to }: RefitPiece): Float64Array {
  if (!held) throw new Error('a piece came before the question');
  return refitBlock(held.plan, held.seed, from, to);
}

parentPort?.on('message', (message: { readonly setup: RefitSetup } | { readonly piece: RefitPiece }) => {
  if ('piece' in message) return parentPort?.postMessage(made(message.piece));
  const plan = planOutlook(message.setup.question);
  if (!plan.ok) throw new Error(`the question that was judged is refused: ${plan.refusal}`);
  held = { plan: plan.value, seed: message.setup.seed };
});
