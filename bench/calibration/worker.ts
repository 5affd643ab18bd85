// One worker of the calibration study: judges the trials it is sent and answers their scores.
import { parentPort } from 'node:worker_threads';
import { type TrialScores, judgeTrial } from './judge.ts';
import { type Truth, simulateTrial } from './scenarios.ts';

/** A part of the work: trials `from` to `to` (excluded) of one truth. */
export interface Piece {
  readonly truth: Truth;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

parentPort?.on('message', ({ truth, from, to, seed }: Piece) => {
  const scores: TrialScores[] = [];
  for (let number = from; number < to; number += 1) {
    const judged = judgeTrial(simulateTrial(truth, number, seed), truth, number);
    if (judged) scores.push(judged);
  }
  parentPort?.postMessage(scores);
});
