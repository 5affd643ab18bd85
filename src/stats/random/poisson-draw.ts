// Draws from the Poisson distribution: inversion for small means, transformed rejection for the others.
import { DomainError } from '#lib';
import { logFactorial } from '../distributions/log-gamma.ts';
import { logPoissonTerm } from '../distributions/saddle-point.ts';

const LARGEST_MEAN = 1e15;
const LOG_FACTORIALS = Float64Array.from({ length: 256 }, (_, n) => logFactorial(n));

/** What a Poisson draw draws from. */
interface Source {
  uniform(): number;
}

/** One uniform number, walked through the counts' probabilities; below a mean of 10. */
function byInversion(source: Source, mean: number): number {
  let left = source.uniform();
  let mass = Math.exp(-mean);
  let n = 0;
  while (left >= mass && n < 200) {
    left -= mass;
    n += 1;
    mass *= mean / n;
  }
  return n;
}

/** What a mean needs once, however many draws it has. */
interface Rejection {
  readonly mean: number;
  readonly logMean: number;
  readonly a: number;
  readonly b: number;
  readonly inverseAlpha: number;
  readonly sure: number;
}

function rejectionOf(mean: number): Rejection {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const [inverseAlpha, sure] = [1.1239 + 1.1328 / (b - 3.4), 0.9277 - 3.6224 / (b - 2)];
  return { mean, logMean: Math.log(mean), a: -0.059 + 0.02483 * b, b, inverseAlpha, sure };
}

const FIRST_REJECTION = rejectionOf(10);

/** ln of the probability of k: from the list of factorials while that keeps its digits, else by saddle point. */
function logMass(k: number, { mean, logMean }: Rejection): number {
  return k < LOG_FACTORIALS.length ? k * logMean - mean - (LOG_FACTORIALS[k] as number) : logPoissonTerm(k, mean);
}

/** Hörmann's PTRS (1993), "The transformed rejection method for generating Poisson random variables"; from a mean of 10. */
function byRejection(source: Source, rejection: Rejection): number {
  const { mean, a, b, inverseAlpha, sure } = rejection;
  for (;;) {
    const u = source.uniform() - 0.5;
    const v = 1 - source.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= sure) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= logMass(k, rejection)) return k;
  }
}

/** Poisson draws that remember what the last mean needed. */
export class PoissonDraws {
  private rejection: Rejection = FIRST_REJECTION;

  /** A draw with this mean; anything but 0 to 1e15 is a DomainError. */
  draw(source: Source, mean: number): number {
    if (!(mean >= 0 && mean <= LARGEST_MEAN)) throw new DomainError(`poisson: mean must be from 0 to ${LARGEST_MEAN}, got ${mean}`);
    if (mean < 10) return byInversion(source, mean);
    if (mean !== this.rejection.mean) this.rejection = rejectionOf(mean);
    return byRejection(source, this.rejection);
  }
}
