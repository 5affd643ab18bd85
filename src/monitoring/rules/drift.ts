// Drift between looks: whether what each look added says that a place's own rate has changed, adjusted together over all places.
import {
  type Change,
  type Look as Addition,
  acrossIndicators,
  driftChances,
  driftSums,
  lookDispersion,
  normalQuantile,
  streamOf,
  type Watched,
} from '#stats';
import { type Comparison, type Drift, type Figure, type Figures, type Group, groupKey } from './figures.ts';
import type { Indicator } from './indicators.ts';
import type { Judged } from './judging.ts';
import { type Prior, gammaPriorOf } from './likely.ts';
import { FALSE_SHARE } from './openings.ts';
import type { Direction } from './signal.ts';

/** What drift is looked for: rates that become twice, four or eight times what they were, or the same parts of it; of shares their odds. */
const FACTORS = [2, 4, 8] as const;

/** A figure with the day of its look. */
export type Dated = Figure & { readonly asOf: string };

/** What the last looks of earlier months kept of one group, the earliest first. */
export interface Past {
  readonly group: Group;
  readonly looks: readonly { readonly asOf: string; readonly figures: Figures }[];
}

/** What a look added to the one before. */
interface Added extends Addition {
  readonly denominator: number;
  /** The day of the look before. */
  readonly after: string;
}

/** What each look added; a record that was corrected away adds nothing. */
function additionsOf(figures: readonly Dated[]): Added[] {
  return figures.slice(1).map((now, at) => {
    const before = figures[at] ?? now;
    const denominator = Math.max(0, now.denominator - before.denominator);
    const rate = now.denominator > 0 ? now.expected / now.denominator : 0;
    return { count: Math.max(0, now.numerator - before.numerator), denominator, expected: denominator * rate, after: before.asOf };
  });
}

const beforeOf = (figures: readonly Dated[]): Addition => ({ count: figures[0]?.numerator ?? 0, expected: figures[0]?.expected ?? 0 });

/** The directions that an indicator watches. */
export function watchedDirections({ cuts }: Indicator): Direction[] {
  return [...(cuts.some((cut) => cut > 0) ? (['high'] as const) : []), ...(cuts.some((cut) => cut < 0) ? (['low'] as const) : [])];
}

interface Seen {
  readonly prior: Prior;
  readonly dispersion: number;
}

// Of a share the odds double, and chance varies less than that of counts by what is left to all.
function changeOf({ kind }: Indicator, direction: Direction, { expected, denominator }: Figure, { prior, dispersion }: Seen): Change {
  const share = kind === 'proportion' ? Math.min(0.99, expected / denominator) : 0;
  return {
    ratios: FACTORS.map((factor) => (direction === 'high' ? factor : 1 / factor)).map((odds) => odds / (1 + (odds - 1) * share)),
    prior: gammaPriorOf(prior, share),
    dispersion: Math.max(1 - share, dispersion),
  };
}

function watchedOf(figures: readonly Dated[]): Watched {
  return { before: beforeOf(figures), looks: additionsOf(figures) };
}

/** The sums after each look for the directions watched, beside what each look added; the first look is what others are measured by. */
export function driftTrend(indicator: Indicator, figures: readonly Dated[], seen: Seen | null) {
  const added = additionsOf(figures);
  const last = figures.at(-1);
  const sums = (direction: Direction) =>
    seen && last && watchedDirections(indicator).includes(direction)
      ? [0, ...driftSums(watchedOf(figures), changeOf(indicator, direction, last, seen)).sums]
      : [];
  const [high, low] = [sums('high'), sums('low')];
  return figures.map((figure, at) => ({
    ...figure,
    added: { numerator: added[at - 1]?.count ?? 0, expected: added[at - 1]?.expected ?? 0 },
    drift: { high: high[at] ?? null, low: low[at] ?? null },
  }));
}

/** Chances are drawn from the same seed always, so that the same looks give the same answer. */
const SEED = 1954;
/**
 * Limits look at all that was counted, so one look says much what the last one said; what a month adds is new every month. What may be chance
 * in a year is therefore spread over its looks.
 */
const LOOKS_A_YEAR = 12;
/** Below this sum chance is told by a bound alone: it is never as rare as a signal asks for. */
const SIMULATED_FROM = 2;

/** The sum at which the last of these looks would have opened a signal, where a chance of `p` still counted; null where no drift is told. */
export function driftAlarmOf(indicator: Indicator, figures: readonly Dated[], seen: Seen | null, p: number | undefined): number | null {
  const last = figures.at(-1);
  const watched = watchedOf(figures);
  const [direction] = watchedDirections(indicator);
  if (!seen || !last || !direction || p === undefined || !watched.looks.some(({ expected }) => expected > 0)) return null;
  const chances = driftChances(watched, changeOf(indicator, direction, last, seen), streamOf(SEED, 'drift'));
  return chances.sumAt(p / (LOOKS_A_YEAR * watchedDirections(indicator).length));
}

interface List {
  readonly indicator: Indicator;
  readonly groups: readonly Judged[];
  readonly comparison: Comparison;
}

/** The lists with each judged group's drift, and the chance at which a drift still counts among so many; null where none can be told. */
export function withDrift(lists: readonly List[], past: readonly Past[]): { readonly lists: readonly List[]; readonly p: number | null } {
  const pastOf = new Map(past.map((one) => [groupKey(one.group), one.looks]));
  const drifted = lists.map((list) => driftIn(list, pastOf));
  const found = acrossIndicators(
    drifted.map(({ indicator: { key, kind }, groups }) => ({
      metric: { key, kind, method: 'robust' },
      groups: groups.map(({ group, figure: { drift } }) => ({ groupId: groupKey(group), score: drift?.score ?? null })),
    })),
  );
  if (found.length === 0) return { lists, p: null };
  const adjusted = new Map(found.map(({ key, groupId, q }) => [`${key} ${groupId}`, q]));
  const sure = found.filter(({ q }) => q <= FALSE_SHARE).length;
  return {
    p: (FALSE_SHARE * Math.max(1, sure)) / found.length,
    lists: drifted.map((list) => ({
      ...list,
      groups: list.groups.map(({ group, figure }) => {
        const q = adjusted.get(`${list.indicator.key} ${groupKey(group)}`) ?? 1;
        return { group, figure: { ...figure, drift: figure.drift && { ...figure.drift, q } } };
      }),
    })),
  };
}

function driftIn(list: List, pastOf: ReadonlyMap<string, Past['looks']>): List {
  const { indicator, comparison } = list;
  const series = list.groups.map(({ group, figure }): Dated[] => [
    ...(pastOf.get(groupKey(group)) ?? []).flatMap(({ asOf, figures }) => {
      const own = figures[indicator.key];
      return own ? [{ ...own, asOf }] : [];
    }),
    { ...figure, asOf: '' },
  ]);
  const { prior } = comparison;
  const dispersion = lookDispersion(series.map(additionsOf));
  // Without a measure of how much months vary by themselves, any month could be taken for a drift.
  if (prior === null || dispersion === null) return list;
  const groups = list.groups.map(({ group, figure }, at) => ({
    group,
    figure: { ...figure, drift: figure.score === null ? null : driftAt(indicator, series[at] ?? [], { prior, dispersion }) },
  }));
  return { indicator, groups, comparison: { ...comparison, dispersion } };
}

// The stronger of the directions watched. Two are two chances to be wrong.
function driftAt(indicator: Indicator, figures: readonly Dated[], seen: Seen): Drift | null {
  const added = additionsOf(figures);
  const last = figures.at(-1);
  if (!last || !added.some(({ expected }) => expected > 0)) return null;
  const directions = watchedDirections(indicator);
  const watched = watchedOf(figures);
  const found = directions
    .map((direction) => {
      const change = changeOf(indicator, direction, last, seen);
      const { sums, from } = driftSums(watched, change);
      return { direction, change, sum: sums.at(-1) ?? 0, from };
    })
    .reduce((most, one) => (one.sum > most.sum ? one : most));
  const { direction, change, sum, from } = found;
  // Each likelihood ratio has mean 1 without a change: by Markov's inequality chance is at most this.
  const bound = added.length * Math.exp(-sum);
  const chance = sum < SIMULATED_FROM ? bound : driftChances(watched, change, streamOf(SEED, 'drift')).p(sum);
  const p = Math.min(1, LOOKS_A_YEAR * directions.length * chance);
  const away = p === 1 ? 0 : -normalQuantile(p / 2);
  return { direction, sum, score: direction === 'high' ? away : -away, q: 1, ...sinceOf(indicator, figures, from ?? added.length, seen) };
}

// What was added since the change began, and what the place's own rate before leads one to expect of it.
function sinceOf({ kind }: Indicator, figures: readonly Dated[], from: number, { prior }: Seen) {
  const added = additionsOf(figures);
  const last = figures.at(-1);
  const share = kind === 'proportion' && last ? Math.min(0.99, last.expected / last.denominator) : 0;
  const total = (looks: readonly Added[], of: (look: Added) => number) => looks.reduce((sum, look) => sum + of(look), 0);
  const [before, since] = [added.slice(0, from), added.slice(from)];
  const { alpha, beta } = gammaPriorOf(prior, share);
  const first = beforeOf(figures);
  const own =
    (alpha + first.count + total(before, ({ count }) => count)) / (beta + first.expected + total(before, ({ expected }) => expected));
  return {
    since: since[0]?.after ?? null,
    numerator: total(since, ({ count }) => count),
    denominator: total(since, ({ denominator }) => denominator),
    expected: own * total(since, ({ expected }) => expected),
  };
}
