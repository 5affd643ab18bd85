// The timelines of a schedule as a digital protocol has them: chains of instances, decisions that lead back, timings.
import { placements } from './offsets.ts';
import type { OpenDecision, SettledSchedule, SettledVisit } from './planned-schedule.ts';
import { MAIN_TIMELINE } from './planned-schedule.ts';
import type { Activity, ActivityInstance, DecisionInstance, Encounter, Epoch, Instance, Timeline, Timing } from './protocol.ts';
import type { RepeatingBlock } from './schedule.ts';
import { named } from './schedule-parts.ts';
import { referenceKey, writtenTiming } from './written-timing.ts';

interface Parts {
  readonly epochs: readonly Epoch[];
  readonly encounters: readonly Encounter[];
  readonly activities: readonly Activity[];
}

const SECONDS_PER_DAY = 86_400;
const MILESTONE_WORDS = /-/g;

interface Chain {
  readonly id: string;
  readonly name: string;
  readonly main: boolean;
  readonly visits: readonly SettledVisit[];
}

/** The main timeline, always there, then the others by their names. */
function chainsOf({ visits }: SettledSchedule): Chain[] {
  const main = visits.filter((visit) => visit.isMain);
  const others = new Map<string, SettledVisit[]>();
  for (const visit of visits) {
    if (visit.isMain) continue;
    const known = others.get(visit.timeline);
    if (known) known.push(visit);
    else others.set(visit.timeline, [visit]);
  }
  return [
    { id: 'ScheduleTimeline_1', name: main[0]?.timeline ?? MAIN_TIMELINE, main: true, visits: main },
    ...[...others].map(([name, own], at) => ({ id: `ScheduleTimeline_${at + 2}`, name, main: false, visits: own })),
  ];
}

function blockWords({ lengthDays, maxCycles, stopsAt }: RepeatingBlock): string {
  const most = maxCycles === undefined ? '' : `, at most ${maxCycles} cycles`;
  const until = stopsAt === undefined ? '' : `, until ${stopsAt.replaceAll(MILESTONE_WORDS, ' ')}`;
  return `Another cycle of ${lengthDays} days${most}${until}`;
}

type Node =
  | { readonly id: string; readonly visit: SettledVisit }
  | { readonly id: string; readonly block: RepeatingBlock }
  | { readonly id: string; readonly decision: OpenDecision };

/** What a chain passes: its visits, after a block's last visit its decision, an open decision before the visit that follows by default. */
function nodesOf(chain: Chain, chains: readonly Chain[], settled: SettledSchedule, instanceIds: ReadonlyMap<string, string>): Node[] {
  const own = new Set(chain.visits.map((visit) => visit.key));
  const here = settled.decisions.flatMap((decision, at) => {
    const home = chains.find(({ name }) => name === decision.timeline) ?? chains[0];
    return home === chain ? [{ id: `ScheduledDecisionInstance_${at + 1}`, decision }] : [];
  });
  const blocks = chain.main ? settled.blocks.map((block, at) => ({ id: `Cycle_${at + 1}`, block })) : [];
  const lastOf = (block: RepeatingBlock) => chain.visits.findLastIndex((visit) => block.visitKeys.includes(visit.key));
  const visits = chain.visits.flatMap((visit, at): Node[] => [
    ...here.filter(({ decision }) => decision.otherwise === visit.key),
    { id: instanceIds.get(visit.key) ?? '', visit },
    ...blocks.filter(({ block }) => lastOf(block) === at),
  ]);
  return [...visits, ...here.filter(({ decision }) => decision.otherwise === null || !own.has(decision.otherwise))];
}

interface Places {
  readonly next: string;
  readonly exitId: string;
  readonly targets: ReadonlyMap<string, string>;
}

function decisionInstance(node: Exclude<Node, { visit: SettledVisit }>, { next, exitId, targets }: Places): DecisionInstance {
  const shared = { kind: 'decision' as const, nextId: next, epochId: null };
  if ('block' in node) {
    const { block } = node;
    const branch = { id: `${node.id}_Again`, condition: blockWords(block), targetId: targets.get(block.leadKey) ?? exitId };
    return { ...shared, ...named(node.id, block.key, block.key), branches: [branch], stated: { block } };
  }
  const branches = node.decision.branches.map(({ condition, target }, at) => ({
    id: `${node.id}_Condition_${at + 1}`,
    condition,
    targetId: (target === null ? undefined : targets.get(target)) ?? exitId,
  }));
  return { ...shared, ...named(node.id, node.decision.key, node.decision.key), branches };
}

function activityInstance(id: string, visit: SettledVisit, parts: Parts, next: string, exitId: string): ActivityInstance {
  const activityIds = new Map(parts.activities.flatMap((activity) => (activity.stated ? [] : [[activity.name, activity.id] as const])));
  return {
    kind: 'activity',
    ...named(id, visit.key, visit.name),
    nextId: next === exitId ? null : next,
    epochId: parts.epochs.find((epoch) => (epoch.stated?.key ?? epoch.name) === visit.epoch)?.id ?? null,
    encounterId: parts.encounters.find((encounter) => encounter.name === visit.key)?.id ?? null,
    activityIds: visit.activities.flatMap(({ key }) => activityIds.get(key) ?? []),
    timelineId: null,
    exitId: next === exitId ? exitId : null,
  };
}

function timingOf(
  id: string,
  visitKey: string,
  from: string,
  to: string | null,
  written: Pick<Timing, 'type' | 'value' | 'windowLower' | 'windowUpper'>,
): Timing {
  return { ...named(id, visitKey, visitKey), ends: 'Start to Start', instanceId: from, referenceId: to, ...written };
}

/** The timings that place the visits of a chain; the first visit without a rule is the fixed reference. */
function visitTimings(chain: Chain, settled: SettledSchedule, instanceIds: ReadonlyMap<string, string>): Timing[] {
  const anchor = chain.visits.find((visit) => visit.timing === null);
  return chain.visits.flatMap((visit) => {
    const from = instanceIds.get(visit.key) ?? '';
    const id = from.replace('ScheduledActivityInstance', 'Timing');
    if (visit === anchor)
      return [timingOf(id, visit.key, from, from, { type: 'Fixed Reference', value: 'P0D', windowLower: null, windowUpper: null })];
    if (!visit.timing) return [];
    const reference = referenceKey(visit.timing, settled.visits);
    return [timingOf(id, visit.key, from, instanceIds.get(reference ?? '') ?? null, writtenTiming(visit.timing, settled.firstDay))];
  });
}

/** The timing that states the length of a cycle: the next lead after the cycle's last visit, or after itself where that has no day. */
function cycleTiming(block: RepeatingBlock, at: number, timeline: Timeline, instanceIds: ReadonlyMap<string, string>): Timing[] {
  const leadId = instanceIds.get(block.leadKey) ?? '';
  if (!timeline.timings.some((timing) => timing.instanceId === leadId)) return [];
  const placed = placements(timeline);
  const secondsOf = (id: string) => placed.get(id)?.seconds ?? null;
  const lastId = instanceIds.get(block.visitKeys.at(-1) ?? '') ?? leadId;
  const [first, last] = [secondsOf(leadId), secondsOf(lastId)];
  const rest = first === null || last === null ? null : block.lengthDays - (last - first) / SECONDS_PER_DAY;
  const isAfterLast = rest !== null && lastId !== leadId && rest > 0 && Number.isInteger(rest);
  const window = (days: number | undefined) => (days === undefined ? null : `P${days}D`);
  const written = {
    type: 'After' as const,
    value: `P${isAfterLast ? rest : block.lengthDays}D`,
    windowLower: window(block.windowBeforeDays),
    windowUpper: window(block.windowAfterDays),
  };
  return [timingOf(`CycleTiming_${at + 1}`, block.key, leadId, isAfterLast ? lastId : leadId, written)];
}

/** The timelines of a schedule; ids count up over all of them. */
export function timelineParts(settled: SettledSchedule, parts: Parts): Timeline[] {
  const chains = chainsOf(settled);
  const instanceIds = new Map(settled.visits.map((visit, at) => [visit.key, `ScheduledActivityInstance_${at + 1}`]));
  const decisionIds = settled.decisions.map((decision, at) => [decision.key, `ScheduledDecisionInstance_${at + 1}`] as const);
  const targets = new Map([...chains.map(({ name, id }) => [name, id] as const), ...decisionIds, ...instanceIds]);
  return chains.map((chain, number) => {
    const exitId = `ScheduleTimelineExit_${number + 1}`;
    const nodes = nodesOf(chain, chains, settled, instanceIds);
    const instances = nodes.map((node, at): Instance => {
      const next = nodes[at + 1]?.id ?? exitId;
      return 'visit' in node
        ? activityInstance(node.id, node.visit, parts, next, exitId)
        : decisionInstance(node, { next, exitId, targets });
    });
    const timeline: Timeline = {
      ...named(chain.id, chain.name, chain.name),
      main: chain.main,
      entryCondition: null,
      entryId: instances[0]?.id ?? null,
      instances,
      timings: visitTimings(chain, settled, instanceIds),
      exitIds: [exitId],
    };
    const cycles = chain.main ? settled.blocks.flatMap((block, at) => cycleTiming(block, at, timeline, instanceIds)) : [];
    return { ...timeline, timings: [...timeline.timings, ...cycles] };
  });
}
