// The whole network's count until a day: its moments under every member of the posterior, from the sites' exposures.
import { cappedMoments } from './caps.ts';
import { futureExposure, openingExposure, pastExposure } from './future.ts';
import type { CountMoments } from './matched.ts';
import type { Member, PosteriorNode } from './posterior.ts';
import { type Screening, thinned } from './screening.ts';
import { type CommonShock, shockVariance } from './shock.ts';
import { type EnrolmentSite, type EnrolmentStudy, startRanks } from './sites.ts';

/** Moments of the network's count under one member. */
export interface NetworkPart extends CountMoments {
  readonly weight: number;
}

/** What acts on the whole network. */
export interface NetworkEffects {
  readonly screening?: Screening | null;
  readonly shock?: CommonShock | null;
  /** A known factor on all future rates, as another screen-failure share makes it. */
  readonly factor?: number;
}

interface OpenSite {
  readonly site: EnrolmentSite;
  readonly multiplier: number;
  readonly past: number;
}

interface WaitingSite {
  readonly site: EnrolmentSite;
  readonly multiplier: number;
}

interface Ready {
  readonly node: PosteriorNode;
  readonly open: readonly OpenSite[];
  readonly waiting: readonly WaitingSite[];
  /** Per member: mean and variance of the rate of every open site, one after the other. */
  readonly rates: readonly { readonly means: Float64Array; readonly variances: Float64Array }[];
}

function readyNode(study: EnrolmentStudy, ranks: readonly number[], node: PosteriorNode): Ready {
  const multiplierAt = (at: number) => Math.exp(node.startSlope * (ranks[at] ?? 0));
  const open: OpenSite[] = [];
  const waiting: WaitingSite[] = [];
  study.sites.forEach((site, at) => {
    const multiplier = multiplierAt(at);
    if (site.openedOn === null) waiting.push({ site, multiplier });
    else open.push({ site, multiplier, past: multiplier * pastExposure(site, study.asOf, node.shape) });
  });
  const rates = node.members.map(({ alpha, beta }) => {
    const means = Float64Array.from(open, ({ site, past }) => (alpha + site.enrolled) / (beta + past));
    return { means, variances: Float64Array.from(open, ({ past }, at) => (means[at] ?? 0) / (beta + past)) };
  });
  return { node, open, waiting, rates };
}

interface WaitingSums {
  readonly mean: number;
  readonly square: number;
  readonly meanSquared: number;
}

function waitingSums(ready: Ready, study: EnrolmentStudy, day: number): WaitingSums {
  let [mean, square, meanSquared] = [0, 0, 0];
  for (const { site, multiplier } of ready.waiting) {
    if (isCapped(site)) continue;
    const exposure = openingExposure(site, study.asOf, day, ready.node.shape);
    const one = multiplier * exposure.mean;
    mean += one;
    square += multiplier ** 2 * exposure.square;
    meanSquared += one ** 2;
  }
  return { mean, square, meanSquared };
}

/**
 * The variance of the waiting sites' summed exposure over the openings that the history allows, relative to its square. What is not
 * known of openings hits all sites at once; it is taken under the first node, since terms hardly move a ratio.
 */
function sharedOpenings(ready: Ready | undefined, study: EnrolmentStudy, day: number): number {
  const drawn: number[] = [];
  for (const { site, multiplier } of ready?.waiting ?? [])
    if (ready && !isCapped(site))
      openingExposure(site, study.asOf, day, ready.node.shape, true).draws.forEach((draw, at) => {
        drawn[at] = (drawn[at] ?? 0) + multiplier * draw;
      });
  const centre = drawn.reduce((sum, one) => sum + one, 0) / Math.max(1, drawn.length);
  if (drawn.length < 2 || centre <= 0) return 0;
  return drawn.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (drawn.length - 1) / centre ** 2;
}

const isCapped = (site: EnrolmentSite): boolean => site.cap !== undefined && site.cap !== null;

/** Mean and rate variance of one site under one member, by the day. */
export function siteMoments(
  { site, multiplier, past }: OpenSite | (WaitingSite & { readonly past?: number }),
  study: EnrolmentStudy,
  { node, member, day }: { readonly node: PosteriorNode; readonly member: Member; readonly day: number },
): CountMoments {
  const { alpha, beta } = member;
  const free = ((): CountMoments => {
    if (site.openedOn !== null) {
      const exposure = multiplier * futureExposure(site, study.asOf, day, node.shape);
      const [shape, rate] = [alpha + site.enrolled, beta + (past ?? 0)];
      return { mean: (shape / rate) * exposure, rateVariance: (shape / rate ** 2) * exposure ** 2 };
    }
    const { mean, square } = openingExposure(site, study.asOf, day, node.shape);
    const rate = (alpha / beta) * multiplier;
    return { mean: rate * mean, rateVariance: rate ** 2 * ((1 + 1 / alpha) * square - mean ** 2) };
  })();
  if (!isCapped(site)) return free;
  const size = free.rateVariance > 0 ? free.mean ** 2 / free.rateVariance : Infinity;
  return cappedMoments(size, free.mean, (site.cap ?? 0) - site.enrolled);
}

function partsOf(ready: Ready, study: EnrolmentStudy, day: number, shared: number): NetworkPart[] {
  const { node, open } = ready;
  const exposures = Float64Array.from(open, ({ site, multiplier }) =>
    isCapped(site) ? 0 : multiplier * futureExposure(site, study.asOf, day, node.shape),
  );
  const sums = waitingSums(ready, study, day);
  const capped = [...open, ...ready.waiting].filter(({ site }) => isCapped(site));
  return node.members.map((member, index) => {
    const rates = ready.rates[index];
    const meanRate = member.alpha / member.beta;
    let mean = meanRate * sums.mean;
    let rateVariance = meanRate ** 2 * ((1 + 1 / member.alpha) * sums.square - sums.meanSquared + shared * sums.mean ** 2);
    for (let at = 0; at < exposures.length; at += 1) {
      const exposure = exposures[at] ?? 0;
      mean += (rates?.means[at] ?? 0) * exposure;
      rateVariance += (rates?.variances[at] ?? 0) * exposure * exposure;
    }
    for (const one of capped) {
      const moments = siteMoments(one, study, { node, member, day });
      mean += moments.mean;
      rateVariance += moments.rateVariance;
    }
    return { weight: member.weight, mean, rateVariance: Math.max(rateVariance, -mean) };
  });
}

function withEffects(part: NetworkPart, effects: NetworkEffects, daysAhead: number, screenedDays: number): NetworkPart {
  const factor = effects.factor ?? 1;
  let moments: CountMoments = { mean: part.mean * factor, rateVariance: part.rateVariance * factor ** 2 };
  if (effects.shock && Number.isFinite(screenedDays))
    moments = {
      mean: moments.mean,
      rateVariance:
        moments.rateVariance + shockVariance(effects.shock, screenedDays) * (moments.mean ** 2 + Math.max(0, moments.rateVariance)),
    };
  if (effects.screening) moments = thinned(moments, effects.screening, daysAhead);
  return { weight: part.weight, ...moments };
}

/** The network's count by a day: one part for every member of the posterior. */
export type Network = (day: number) => readonly NetworkPart[];

/** Everything that does not depend on the day is computed once. The answer holds no reference that changes. */
export function networkOf(study: EnrolmentStudy, nodes: readonly PosteriorNode[], effects: NetworkEffects = {}): Network {
  const ranks = startRanks(study);
  const ready = nodes.map((node) => readyNode(study, ranks, node));
  return (day) => {
    const screenedUntil = day - (effects.screening?.lagDays ?? 0);
    const daysAhead = Math.max(0, day - study.asOf);
    const screenedDays = Math.max(0, screenedUntil - study.asOf);
    const until = Math.max(study.asOf, screenedUntil);
    const shared = sharedOpenings(ready[0], study, until);
    return ready.flatMap((one) => partsOf(one, study, until, shared)).map((part) => withEffects(part, effects, daysAhead, screenedDays));
  };
}
