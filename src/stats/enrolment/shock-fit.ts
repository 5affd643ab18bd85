// Common shocks that have been: the factor on all rates in each past block, with its doubt, under a given spread of the factors.
import { DomainError } from '#lib';
import { type BlockExposures, blockExposures, blockOf, blocksBack, underFactors } from './calendar.ts';
import { choleskyFactor, choleskySolve, halfLogDeterminant } from './cholesky.ts';
import { type CountTable, countTable, logLikelihood, withExposures } from './likelihood.ts';
import type { Observation } from './observations.ts';
import { constantShape } from './shape.ts';

/** Shocks as a term of the rates: ln factors are a normal AR(1) over blocks with this sd, and the mean factor is 1. */
export interface PastShock {
  readonly sd: number;
  /** The factor of each block back from the as-of day at the mode; none before it is fitted. */
  readonly factors: readonly number[];
  readonly doubt: ShockDoubt;
}

/** What is not known once the factors are fitted, as variances of logarithms that all sites share. */
export interface ShockDoubt {
  /** By how much the mean rate is less certain than it would be with known factors. */
  readonly level: number;
  /** The latest factor's variance, and its covariance with the mean rate. */
  readonly latest: number;
  readonly both: number;
}

/**
 * The correlation of ln factors from one block to the next. What shakes a network does not begin where a block does, and often outlasts it;
 * a year or two of months cannot tell the correlation, so that it is given.
 */
export const shockCorrelation = 0.5;

/** Fitted shocks; `logDensity` is that of the counts with all factors integrated out (Laplace) and beta at its best. */
export interface ShockFit {
  readonly shock: PastShock;
  readonly beta: number;
  readonly logDensity: number;
  /** `logDensity` without the likelihood of the counts under the factors: their prior and the volume around the mode. */
  readonly logFactors: number;
}

/** Patients and exposures of the observations by block. */
export interface BlockTable {
  readonly sites: readonly BlockExposures[];
  readonly counts: CountTable;
  readonly perBlock: Float64Array;
}

const tables = new WeakMap<readonly Observation[], BlockTable>();

/** Observations by block, kept for as long as they are. Throws a DomainError where enrolments have no dates. */
export function blockTable(observations: readonly Observation[], asOf: number): BlockTable {
  const known = tables.get(observations);
  if (known) return known;
  const first = observations.reduce((least, { site }) => Math.min(least, site.openedOn ?? asOf), asOf);
  const perBlock = new Float64Array(blocksBack(asOf, first));
  for (const { site, ages } of observations) {
    if (!ages) throw new DomainError('common shocks can be told only from enrolments with dates');
    for (const age of ages) {
      const block = blockOf(asOf, (site.openedOn ?? asOf) + age);
      if (block < perBlock.length) perBlock[block] = (perBlock[block] as number) + 1;
    }
  }
  const sites = observations.map(({ site, asOf: until }) => blockExposures(site, asOf, until, constantShape));
  const table = {
    sites,
    counts: countTable(
      observations.map(({ count }) => count),
      new Float64Array(observations.length),
    ),
    perBlock,
  };
  tables.set(observations, table);
  return table;
}

interface Bend {
  /** Slopes of the log density over ln factors, then over ln beta. */
  readonly slope: Float64Array;
  /** Its negative second derivatives, row by row, lower half. */
  readonly bend: Float64Array;
}

interface ShockGround {
  readonly table: BlockTable;
  readonly alpha: number;
  readonly variance: number;
}

// With E_i = before + sum_b F_b e_ib: sum_b n_b ln F_b + n alpha ln beta - sum_i (alpha + k_i) ln(beta + E_i), less the prior's square.
function bendAt({ table, alpha, variance }: ShockGround, logs: Float64Array, logBeta: number): Bend {
  const blocks = logs.length;
  const size = blocks + 1;
  const beta = Math.exp(logBeta);
  const factors = Array.from(logs, Math.exp);
  const slope = new Float64Array(size);
  const bend = new Float64Array(size * size);
  // The precision of an AR(1) has three diagonals.
  const scale = 1 / (variance * (1 - shockCorrelation ** 2));
  const away = (b: number) => (b >= 0 && b < blocks ? (logs[b] as number) + variance / 2 : 0);
  for (let b = 0; b < blocks; b += 1) {
    const own = blocks === 1 ? 1 / variance : scale * (1 + (b > 0 && b < blocks - 1 ? shockCorrelation ** 2 : 0));
    slope[b] = (table.perBlock[b] as number) - own * away(b) + scale * shockCorrelation * (away(b - 1) + away(b + 1));
    bend[b * size + b] = own;
    if (b > 0) bend[b * size + b - 1] = -scale * shockCorrelation;
  }
  const { counts } = table.counts;
  slope[blocks] = counts.length * alpha;
  const scaled = new Float64Array(blocks);
  for (let at = 0; at < counts.length; at += 1) {
    const site = table.sites[at] as BlockExposures;
    const exposure = underFactors(site, factors);
    const rate = (alpha + (counts[at] as number)) / (beta + exposure);
    const curve = rate / (beta + exposure);
    const own = site.blocks.length;
    slope[blocks] = (slope[blocks] as number) - rate * beta;
    bend[blocks * size + blocks] = (bend[blocks * size + blocks] as number) + curve * beta * exposure;
    for (let b = 0; b < own; b += 1) {
      const part = (site.blocks[b] as number) * (factors[b] as number);
      scaled[b] = part;
      slope[b] = (slope[b] as number) - rate * part;
      bend[b * size + b] = (bend[b * size + b] as number) + rate * part;
      bend[blocks * size + b] = (bend[blocks * size + b] as number) - curve * beta * part;
      const row = b * size;
      for (let c = 0; c <= b; c += 1) bend[row + c] = (bend[row + c] as number) - curve * part * (scaled[c] as number);
    }
  }
  return { slope, bend };
}

function densityAt({ table, alpha, variance }: ShockGround, logs: Float64Array, logBeta: number): { counts: number; prior: number } {
  const factors = Array.from(logs, Math.exp);
  const counted = withExposures(
    table.counts,
    Float64Array.from(table.sites, (site) => underFactors(site, factors)),
  );
  const step = variance * (1 - shockCorrelation ** 2);
  let [drawn, prior, before] = [0, 0, 0];
  logs.forEach((log, b) => {
    drawn += (table.perBlock[b] as number) * log;
    const away = log + variance / 2;
    const spread = b === 0 ? variance : step;
    prior -= 0.5 * (Math.log(spread) + (away - (b === 0 ? 0 : shockCorrelation * before)) ** 2 / spread);
    before = away;
  });
  return { counts: logLikelihood(counted, alpha, Math.exp(logBeta)) + drawn, prior };
}

function doubtOf(factor: Float64Array, blocks: number, bendOfLevel: number): ShockDoubt {
  const size = blocks + 1;
  const unit = (at: number) => Float64Array.from({ length: size }, (_, index) => (index === at ? 1 : 0));
  const ofLevel = choleskySolve(factor, unit(blocks));
  const ofLatest = choleskySolve(factor, unit(0));
  return {
    level: Math.max(0, (ofLevel[blocks] as number) - 1 / bendOfLevel),
    latest: blocks > 0 ? (ofLatest[0] as number) : 0,
    // The mean rate is alpha / beta, so that its logarithm moves against that of beta.
    both: blocks > 0 ? -(ofLevel[0] as number) : 0,
  };
}

/** Steps of Newton's method; the density is nearly normal, so that few are used. */
const MOST_STEPS = 25;
const LONGEST_STEP = 1;

/**
 * The factors of past blocks at their mode, with beta at its best, for a given alpha and sd of ln factor; the factors are integrated out by
 * Laplace's method. Throws a DomainError on an sd that is not positive, or where enrolments have no dates.
 */
export function fitShocks(observations: readonly Observation[], asOf: number, alpha: number, sd: number): ShockFit {
  if (!(sd > 0)) throw new DomainError(`the sd of common shocks must be positive, not ${sd}`);
  const table = blockTable(observations, asOf);
  const ground: ShockGround = { table, alpha, variance: sd ** 2 };
  const blocks = table.perBlock.length;
  const logs = new Float64Array(blocks).fill(-ground.variance / 2);
  const exposure = table.sites.reduce((sum, site) => sum + underFactors(site, []), 0);
  let logBeta = Math.log((alpha * Math.max(exposure, 0.5)) / Math.max(table.counts.total, 0.5));
  let factor: Float64Array | null = null;
  let here: Bend | null = null;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    here = bendAt(ground, logs, logBeta);
    factor = choleskyFactor(here.bend, blocks + 1);
    if (!factor) throw new DomainError('the density of common shocks has no single top');
    const move = choleskySolve(factor, here.slope);
    const longest = move.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    const scale = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
    for (let b = 0; b < blocks; b += 1) logs[b] = (logs[b] as number) + scale * (move[b] as number);
    logBeta += scale * (move[blocks] as number);
    if (longest < 1e-9) break;
  }
  if (!factor || !here) throw new DomainError('common shocks need a block');
  // The last row of the factor belongs to ln beta, so that the rows before it are the factor over ln factors alone.
  const last = (blocks + 1) ** 2 - 1;
  const volume = halfLogDeterminant(factor, blocks + 1) - Math.log(factor[last] as number);
  const { counts, prior } = densityAt(ground, logs, logBeta);
  const logFactors = prior - volume;
  return {
    shock: { sd, factors: Array.from(logs, Math.exp), doubt: doubtOf(factor, blocks, here.bend[last] as number) },
    beta: Math.exp(logBeta),
    logDensity: counts + logFactors,
    logFactors,
  };
}
