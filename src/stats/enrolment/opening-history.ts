// What a network's own start-up history says of openings: daily chances in bins, with those that are still waiting counted as such.
import { DomainError } from '#lib';
import { needFinite } from './domain.ts';
import { openingStrength, mostStrength } from './opening-strength.ts';

/** One start-up: the day from which it is counted, and the day it opened, or the last day on which it was seen not to be open. */
export interface StartUp {
  readonly from: number;
  readonly openedOn: number | null;
  /** Required while it has not opened. */
  readonly seenUntil?: number;
}

/** Days `from` to `to` (excluded) since the start, with the chance to open on each of them, as a beta distribution. */
export interface OpeningBin {
  readonly from: number;
  readonly to: number;
  readonly opened: number;
  /** Days on which a start-up was waiting in this bin, summed over start-ups. */
  readonly waited: number;
  readonly a: number;
  readonly b: number;
}

/**
 * A discrete time-to-event model of openings with a share that never opens. `drawn` are other daily chances that the same history
 * allows (posterior draws), bin by bin.
 */
export interface OpeningModel {
  readonly bins: readonly OpeningBin[];
  readonly drawn: readonly (readonly number[])[];
  readonly startUps: number;
  readonly opened: number;
  /** The longest wait that was followed, in days. */
  readonly followedDays: number;
  readonly neverShare: number;
  readonly medianDays: number | null;
}

/** Where the draws come from: a stream of random numbers of the house. */
export interface GammaSource {
  readonly gamma: (shape: number) => number;
}

const MOST_BINS = 12;
const OPENINGS_PER_BIN = 6;

interface Wait {
  readonly days: number;
  readonly opened: boolean;
}

function waitOf(one: StartUp): Wait {
  needFinite('start of a start-up', one.from);
  const end = one.openedOn ?? one.seenUntil;
  if (end === undefined) throw new DomainError('a start-up that has not opened needs the day until which it was seen');
  if (end < one.from) throw new DomainError(`a start-up ends on ${end}, before its start ${one.from}`);
  return { days: Math.floor(end - one.from), opened: one.openedOn !== null };
}

/** Bin limits: every bin holds about as many openings, and the last one whatever was followed after the last opening. */
function limitsOf(openedAfter: readonly number[], followed: number): number[] {
  const bins = Math.max(1, Math.min(MOST_BINS, Math.floor(openedAfter.length / OPENINGS_PER_BIN)));
  const inner = Array.from({ length: bins }, (_, at) => (openedAfter[Math.ceil(((at + 1) * openedAfter.length) / bins) - 1] ?? 0) + 1);
  return [...new Set([0, Math.min(openedAfter[0] ?? 0, followed), ...inner, followed + 1])].sort((one, other) => one - other);
}

type CountedBin = Omit<OpeningBin, 'a' | 'b'>;

function countedBin(waits: readonly Wait[], from: number, to: number): CountedBin {
  let opened = 0;
  let waited = 0;
  for (const wait of waits) {
    const inside = Math.min(to, wait.days + 1) - from;
    if (inside <= 0) continue;
    const opensHere = wait.opened && wait.days < to;
    if (opensHere) opened += 1;
    // A censored wait's last day was lived through without opening.
    waited += inside;
  }
  return { from, to, opened, waited };
}

// Some openings' worth of the overall chance keep a bin from certainty in either direction. Before the first opening and after the last
// one bins are empty by their making: there it is half an opening, between them no more than how much the bins differ allows.
function withChances(counted: readonly CountedBin[], overall: number): readonly OpeningBin[] {
  const first = counted.findIndex(({ opened }) => opened > 0);
  const last = counted.findLastIndex(({ opened }) => opened > 0);
  const learnt = openingStrength(counted.slice(first, last + 1), overall);
  return counted.map((bin, at) => {
    const strength = at < first || at > last ? mostStrength : learnt;
    return { ...bin, a: bin.opened + strength, b: Math.max(bin.waited - bin.opened + strength / overall - strength, 1e-6) };
  });
}

function drawBeta(random: GammaSource, a: number, b: number): number {
  const first = random.gamma(a);
  const second = random.gamma(b);
  return first + second > 0 ? first / (first + second) : a / (a + b);
}

/**
 * The model of a history. Daily chances are constant within a bin, bins hold about six openings each, and are drawn towards their common
 * chance the less the more they differ; the chance after the last opening comes from those who were still followed then, and gives the
 * share that never opens. Throws a DomainError on an empty history or one
 * in which nothing has opened.
 */
export function openingModel(history: readonly StartUp[], random: GammaSource, draws = 24): OpeningModel {
  const waits = history.map(waitOf);
  const openedAfter = waits.filter((wait) => wait.opened).map((wait) => wait.days);
  openedAfter.sort((one, other) => one - other);
  if (openedAfter.length === 0) throw new DomainError('a history of openings needs at least one opening');
  const followed = waits.reduce((most, wait) => Math.max(most, wait.days), 0);
  // The chance while openings still happened: what was waited after the last one says how many never open, not how fast the others do.
  const lastOpening = openedAfter.at(-1) ?? 0;
  const overall = openedAfter.length / waits.reduce((sum, wait) => sum + Math.min(wait.days, lastOpening) + 1, 0);
  const limits = limitsOf(openedAfter, followed);
  const counted = limits.slice(1).map((to, at) => countedBin(waits, limits[at] ?? 0, to));
  const bins = withChances(counted, overall);
  const drawn = Array.from({ length: draws }, () => bins.map((bin) => drawBeta(random, bin.a, bin.b)));
  const closed = closedShares(bins, meanChances(bins));
  const neverShare = closed.at(-1) ?? 1;
  return {
    bins,
    drawn,
    startUps: waits.length,
    opened: openedAfter.length,
    followedDays: followed,
    neverShare,
    medianDays: medianOf(bins, closed),
  };
}

/** The mean daily chance of every bin. */
export function meanChances(bins: readonly OpeningBin[]): readonly number[] {
  return bins.map(({ a, b }) => a / (a + b));
}

/** The share not open at the start of every bin, and after the last one. */
export function closedShares(bins: readonly OpeningBin[], chances: readonly number[]): readonly number[] {
  const shares = [1];
  bins.forEach((bin, at) => shares.push((shares[at] ?? 1) * (1 - (chances[at] ?? 0)) ** (bin.to - bin.from)));
  return shares;
}

function medianOf(bins: readonly OpeningBin[], closed: readonly number[]): number | null {
  const at = bins.findIndex((_, bin) => (closed[bin + 1] ?? 1) <= 0.5);
  const bin = bins[at];
  if (!bin) return null;
  const [before, after] = [closed[at] ?? 1, closed[at + 1] ?? 1];
  if (after <= 0) return bin.from;
  const part = Math.log(before / 0.5) / Math.log(before / after);
  return Math.round(bin.from + part * (bin.to - bin.from));
}
