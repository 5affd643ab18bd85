// The whole network's count until a day: its moments under every member of the posterior, from the sites' exposures.
import { cappedMoments } from './caps.ts';
import { futureExposure, openingExposure, pastExposure } from './future.ts';
import type { CountMoments } from './matched.ts';
import type { Member, PosteriorNode } from './posterior.ts';
import { type RateShape, cumulativeRate, rateAt } from './shape.ts';
import { type Screening, type ScreeningCourse, screeningCourse } from './screening.ts';
import { factorAhead, shaken } from './shock.ts';
import { type EnrolmentSite, type EnrolmentStudy, startRanks } from './sites.ts';

/** Moments of the network's count under one member. */
export interface NetworkPart extends CountMoments {
  readonly weight: number;
}

/** What acts on the whole network. With `screening` those who enter it from now on are enrolled a lag later, and those in it now before. */
export interface NetworkEffects {
  readonly screening?: Screening | null;
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
  /** Open sites whose exposure ahead is a factor times G(days ahead): for each member, sums over them of rate means and variances. */
  readonly steady: readonly { readonly mean: number; readonly variance: number }[] | null;
  /** The other open sites without a cap. */
  readonly open: readonly OpenSite[];
  readonly waiting: readonly WaitingSite[];
  readonly windows: OpeningWindows;
  /** Sites that are reckoned one by one: with a cap, or with a history of their own. */
  readonly apart: readonly (OpenSite | WaitingSite)[];
  /** Per member: mean and variance of the rate of every site of `open`, one after the other. */
  readonly rates: readonly { readonly means: Float64Array; readonly variances: Float64Array }[];
}

/** A constant rate goes on as it is, and one that decays goes on from where it has come to: G(x + d) - G(x) = g(x) G(d). A ramp does neither. */
function isSteady({ site }: OpenSite, shape: RateShape): boolean {
  return shape.kind !== 'ramp' && (site.closesOn === undefined || site.closesOn === null);
}

function steadySums(sites: readonly OpenSite[], asOf: number, node: PosteriorNode): Ready['steady'] {
  if (sites.length === 0) return null;
  const factors = sites.map(({ site, multiplier }) => multiplier * rateAt(node.shape, asOf - (site.openedOn ?? asOf)));
  return node.members.map(({ alpha, beta }) => {
    let [mean, variance] = [0, 0];
    sites.forEach(({ site, past }, at) => {
      const factor = factors[at] ?? 0;
      const rate = (alpha + site.enrolled) / (beta + past);
      mean += rate * factor;
      variance += (rate / (beta + past)) * factor * factor;
    });
    return { mean, variance };
  });
}

function readyNode(study: EnrolmentStudy, ranks: readonly number[], node: PosteriorNode): Ready {
  const all: OpenSite[] = [];
  const waiting: WaitingSite[] = [];
  study.sites.forEach((site, at) => {
    const multiplier = Math.exp(node.startSlope * (ranks[at] ?? 0));
    if (site.openedOn === null) waiting.push({ site, multiplier });
    else all.push({ site, multiplier, past: multiplier * pastExposure(site, study.asOf, node.shape, node.shock?.factors) });
  });
  const free = all.filter(({ site }) => !isApart(site));
  const open = free.filter((one) => !isSteady(one, node.shape));
  const rates = node.members.map(({ alpha, beta }) => {
    const means = Float64Array.from(open, ({ site, past }) => (alpha + site.enrolled) / (beta + past));
    return { means, variances: Float64Array.from(open, ({ past }, at) => (means[at] ?? 0) / (beta + past)) };
  });
  return {
    node,
    steady: steadySums(
      free.filter((one) => isSteady(one, node.shape)),
      study.asOf,
      node,
    ),
    open,
    waiting: waiting.filter(({ site }) => !isApart(site) && !isPlainWindow(site, study.asOf, node.shape)),
    windows: windowsOf(waiting.filter(({ site }) => !isApart(site) && isPlainWindow(site, study.asOf, node.shape))),
    apart: [...all, ...waiting].filter(({ site }) => isApart(site)),
    rates,
  };
}

interface WaitingSums {
  readonly mean: number;
  readonly square: number;
  readonly meanSquared: number;
}

/** Windows with their multipliers as columns: a curve of a thousand days passes over them a thousand times. */
interface OpeningWindows {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly chance: Float64Array;
  readonly multiplier: Float64Array;
}

function isPlainWindow({ opening, closesOn }: EnrolmentSite, asOf: number, shape: RateShape): boolean {
  if (opening?.kind !== 'window' || shape.kind !== 'constant') return false;
  return opening.to > opening.from && opening.from >= asOf && (closesOn === undefined || closesOn === null);
}

function windowsOf(sites: readonly WaitingSite[]): OpeningWindows {
  const windows = sites.flatMap(({ site, multiplier }) => (site.opening?.kind === 'window' ? [{ ...site.opening, multiplier }] : []));
  return {
    from: Float64Array.from(windows, ({ from }) => from),
    to: Float64Array.from(windows, ({ to }) => to),
    chance: Float64Array.from(windows, ({ probability }) => probability),
    multiplier: Float64Array.from(windows, ({ multiplier }) => multiplier),
  };
}

/** The closed form of `openingExposure` for windows under a constant rate, summed. */
function windowSums({ from, to, chance, multiplier }: OpeningWindows, day: number): WaitingSums {
  let [mean, square, meanSquared] = [0, 0, 0];
  for (let at = 0; at < from.length; at += 1) {
    const begin = from[at] as number;
    const end = to[at] as number;
    if (day <= begin) continue;
    const after = day - begin;
    const rest = day > end ? day - end : 0;
    const scaled = (chance[at] as number) / (end - begin);
    const factor = multiplier[at] as number;
    const one = (factor * scaled * (after * after - rest * rest)) / 2;
    mean += one;
    square += (factor * factor * scaled * (after * after * after - rest * rest * rest)) / 3;
    meanSquared += one * one;
  }
  return { mean, square, meanSquared };
}

function waitingSums(ready: Ready, study: EnrolmentStudy, day: number): WaitingSums {
  let { mean, square, meanSquared } = windowSums(ready.windows, day);
  for (const { site, multiplier } of ready.waiting) {
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
  const apart = (ready?.apart ?? []).filter(({ site }) => site.openedOn === null && !isCapped(site));
  for (const { site, multiplier } of [...(ready?.waiting ?? []), ...apart])
    if (ready)
      openingExposure(site, study.asOf, day, ready.node.shape, true).draws.forEach((draw, at) => {
        drawn[at] = (drawn[at] ?? 0) + multiplier * draw;
      });
  const centre = drawn.reduce((sum, one) => sum + one, 0) / Math.max(1, drawn.length);
  if (drawn.length < 2 || centre <= 0) return 0;
  return drawn.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (drawn.length - 1) / centre ** 2;
}

const isCapped = (site: EnrolmentSite): boolean => site.cap !== undefined && site.cap !== null;
const isApart = (site: EnrolmentSite): boolean => isCapped(site) || (site.history !== undefined && site.history !== null);

/** The gamma of a waiting site's rate: the study's own, or what is left of it after y patients elsewhere where e were expected, Gamma(alpha + y, (alpha + e) / mean). */
export function waitingRate({ history }: EnrolmentSite, { alpha, beta }: Member): { readonly shape: number; readonly mean: number } {
  if (history === undefined || history === null) return { shape: alpha, mean: alpha / beta };
  const shape = alpha + history.enrolled;
  return { shape, mean: ((alpha / beta) * shape) / (alpha + history.expected) };
}

interface SiteAsked {
  readonly node: PosteriorNode;
  readonly member: Member;
  readonly day: number;
  readonly exposure?: { readonly mean: number; readonly square: number } | null;
}

/** Mean and rate variance of one site under one member, by the day; `exposure` where the opening's is known already. */
export function siteMoments(
  { site, multiplier, past }: OpenSite | (WaitingSite & { readonly past?: number }),
  study: EnrolmentStudy,
  { node, member, day, exposure }: SiteAsked,
): CountMoments {
  const { alpha, beta } = member;
  const free = ((): CountMoments => {
    if (site.openedOn !== null) {
      const ahead = multiplier * futureExposure(site, study.asOf, day, node.shape);
      const [shape, rate] = [alpha + site.enrolled, beta + (past ?? 0)];
      return { mean: (shape / rate) * ahead, rateVariance: (shape / rate ** 2) * ahead ** 2 };
    }
    const { mean, square } = exposure ?? openingExposure(site, study.asOf, day, node.shape);
    const own = waitingRate(site, member);
    const rate = own.mean * multiplier;
    return { mean: rate * mean, rateVariance: rate ** 2 * ((1 + 1 / own.shape) * square - mean ** 2) };
  })();
  if (!isCapped(site)) return free;
  const size = free.rateVariance > 0 ? free.mean ** 2 / free.rateVariance : Infinity;
  return cappedMoments(size, free.mean, (site.cap ?? 0) - site.enrolled);
}

function partsOf(ready: Ready, study: EnrolmentStudy, day: number, shared: number): NetworkPart[] {
  const { node, open, steady } = ready;
  const exposures = Float64Array.from(open, ({ site, multiplier }) => multiplier * futureExposure(site, study.asOf, day, node.shape));
  const sums = waitingSums(ready, study, day);
  const ahead = cumulativeRate(node.shape, day - study.asOf);
  const apart = ready.apart.map((one) => ({
    one,
    exposure: one.site.openedOn === null ? openingExposure(one.site, study.asOf, day, node.shape) : null,
  }));
  const factor = factorAhead(node.shock, day - study.asOf);
  return node.members.map((member, index) => {
    const rates = ready.rates[index];
    const meanRate = member.alpha / member.beta;
    let mean = meanRate * sums.mean;
    let uncertain = mean;
    let rateVariance = meanRate ** 2 * ((1 + 1 / member.alpha) * sums.square - sums.meanSquared);
    if (steady) {
      mean += (steady[index]?.mean ?? 0) * ahead;
      rateVariance += (steady[index]?.variance ?? 0) * ahead * ahead;
    }
    for (let at = 0; at < exposures.length; at += 1) {
      const exposure = exposures[at] ?? 0;
      mean += (rates?.means[at] ?? 0) * exposure;
      rateVariance += (rates?.variances[at] ?? 0) * exposure * exposure;
    }
    for (const { one, exposure } of apart) {
      const moments = siteMoments(one, study, { node, member, day, exposure });
      mean += moments.mean;
      rateVariance += moments.rateVariance;
      if (one.site.openedOn === null && !isCapped(one.site)) uncertain += moments.mean;
    }
    rateVariance += shared * uncertain ** 2;
    return { weight: member.weight, ...shaken({ mean, rateVariance: Math.max(rateVariance, -mean) }, factor) };
  });
}

function withEffects(part: NetworkPart, { factor = 1 }: NetworkEffects, joined: CountMoments | null): NetworkPart {
  let moments: CountMoments = { mean: part.mean * factor, rateVariance: part.rateVariance * factor ** 2 };
  if (joined)
    moments = {
      mean: moments.mean + joined.mean,
      rateVariance: Math.max(moments.rateVariance + joined.rateVariance, -moments.mean - joined.mean),
    };
  return { weight: part.weight, ...moments };
}

/** How screening goes, where the effects say so. */
export function courseOf({ screening }: NetworkEffects): ScreeningCourse | null {
  return screening ? screeningCourse(screening) : null;
}

/** The days out of those ahead whose screenings can have led to enrolments; all of them where nothing is known of screening. */
export function effectiveDays(course: ScreeningCourse | null, ahead: number): number {
  return course ? course.effectiveDays(Math.max(0, ahead)) : Math.max(0, ahead);
}

/** The network's count by a day: one part for every member of the posterior. */
export type Network = (day: number) => readonly NetworkPart[];

/** Everything that does not depend on the day is computed once. The answer holds no reference that changes. */
export function networkOf(study: EnrolmentStudy, nodes: readonly PosteriorNode[], effects: NetworkEffects = {}): Network {
  const ranks = startRanks(study);
  const ready = nodes.map((node) => readyNode(study, ranks, node));
  const course = courseOf(effects);
  return (day) => {
    const until = study.asOf + effectiveDays(course, day - study.asOf);
    const shared = sharedOpenings(ready[0], study, until);
    const waited = study.sites.flatMap(({ inScreening = [] }) => inScreening);
    const joined = course ? course.joining(waited, Math.max(0, day - study.asOf), effects.factor) : null;
    return ready.flatMap((one) => partsOf(one, study, until, shared)).map((part) => withEffects(part, effects, joined));
  };
}
