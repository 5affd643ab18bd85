// The order in which a timeline is passed, and which of its decisions lead back.
import type { DecisionInstance, Instance, Timeline } from './protocol.ts';

/** Every instance of a timeline once, with its place (from 1, decisions counted). */
export interface TimelineOrder {
  readonly instances: readonly Instance[];
  readonly placeOf: ReadonlyMap<string, number>;
}

interface Link {
  readonly instance: Instance | null;
  before: Link | null;
  after: Link | null;
  /** Place on the default way that this link stands at; side branches share the place they were put at. */
  rank: number;
}

function put(link: Link, previous: Link): void {
  link.before = previous;
  link.after = previous.after;
  if (previous.after) previous.after.before = link;
  previous.after = link;
}

/** The unvisited instances from `start` along the defaults, and the visited one they run into, if any. */
function walk(
  start: Instance,
  byId: ReadonlyMap<string, Instance>,
  links: ReadonlyMap<string, Link>,
): { chain: Instance[]; meets: Link | null } {
  const chain: Instance[] = [];
  const own = new Set<string>();
  let at: Instance | undefined = start;
  while (at && !links.has(at.id) && !own.has(at.id)) {
    own.add(at.id);
    chain.push(at);
    at = at.nextId === null ? undefined : byId.get(at.nextId);
  }
  return { chain, meets: at ? (links.get(at.id) ?? null) : null };
}

/** The decisions that branch to each instance (at most the last 64, so that a hostile file costs no square of its size). */
function branchesInto(timeline: Timeline): Map<string, string[]> {
  const from = new Map<string, string[]>();
  for (const instance of timeline.instances) {
    if (instance.kind !== 'decision') continue;
    for (const branch of instance.branches) from.set(branch.targetId, [...(from.get(branch.targetId) ?? []).slice(-63), instance.id]);
  }
  return from;
}

/**
 * The default way from the timeline's entry; then what only a branch reaches, or nothing does, is put before the instance it runs
 * into, after the decision it comes from when it runs back, and at the end when it runs into nothing. Cycles are passed once.
 */
export function timelineOrder(timeline: Timeline): TimelineOrder {
  const byId = new Map(timeline.instances.map((instance) => [instance.id, instance]));
  const links = new Map<string, Link>();
  const head: Link = { instance: null, before: null, after: null, rank: 0 };
  let tail = head;
  const append = (chain: readonly Instance[], after: Link, rank: number | null): void => {
    let previous = after;
    for (const instance of chain) {
      const link: Link = { instance, before: null, after: null, rank: rank ?? previous.rank + 1 };
      put(link, previous);
      links.set(instance.id, link);
      previous = link;
    }
    if (!previous.after) tail = previous;
  };
  const into = branchesInto(timeline);
  const starts = [byId.get(timeline.entryId ?? ''), ...timeline.instances];
  for (const start of starts) {
    if (!start || links.has(start.id)) continue;
    const { chain, meets } = walk(start, byId, links);
    const from = (into.get(start.id) ?? []).map((id) => links.get(id)).filter((link) => link !== undefined);
    const last = from.reduce<Link | null>((best, link) => (best === null || link.rank >= best.rank ? link : best), null);
    if (!meets) append(chain, tail, null);
    else if (last && last.rank >= meets.rank) append(chain, last, last.rank);
    else append(chain, meets.before ?? head, meets.rank);
  }
  const instances: Instance[] = [];
  for (let link = head.after; link; link = link.after) if (link.instance) instances.push(link.instance);
  return { instances, placeOf: new Map(instances.map((instance, at) => [instance.id, at + 1])) };
}

/**
 * For each decision whether one of its ways leads back: the way's target, or the instances that follow it by default up to the next
 * decision, stand at or before the decision.
 */
export function loopingDecisions(timeline: Timeline, order: TimelineOrder): ReadonlySet<string> {
  const byId = new Map(timeline.instances.map((instance) => [instance.id, instance]));
  const earliest = new Map<string, number>();
  const earliestFrom = (start: string): number => {
    const chain: string[] = [];
    const own = new Set<string>();
    let at: Instance | undefined = byId.get(start);
    let found = Number.POSITIVE_INFINITY;
    while (at && !own.has(at.id)) {
      const known = earliest.get(at.id);
      if (known !== undefined) {
        found = known;
        break;
      }
      own.add(at.id);
      chain.push(at.id);
      at = at.kind === 'decision' || at.nextId === null ? undefined : byId.get(at.nextId);
    }
    if (at && own.has(at.id)) for (const id of chain.slice(chain.indexOf(at.id))) found = Math.min(found, order.placeOf.get(id) ?? found);
    for (const id of chain.reverse()) {
      found = Math.min(found, order.placeOf.get(id) ?? found);
      earliest.set(id, found);
    }
    return found;
  };
  const leadsBack = (decision: DecisionInstance): boolean =>
    [...decision.branches.map((branch) => branch.targetId), decision.nextId].some(
      (target) => target !== null && earliestFrom(target) <= (order.placeOf.get(decision.id) ?? 0),
    );
  return new Set(
    timeline.instances.filter((instance) => instance.kind === 'decision' && leadsBack(instance)).map((instance) => instance.id),
  );
}
