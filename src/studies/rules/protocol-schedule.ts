// From a digital protocol to a schedule: one visit per activity instance, its timing, activities, epoch and arms, and what is left to people.
import { type Cycle, cyclesOf } from './protocol-cycles.ts';
import { placements } from './offsets.ts';
import {
  type ActivityInstance,
  type Design,
  type Finding,
  type Instance,
  type Protocol,
  type Timeline,
  type Timing,
  designPath,
  labelOf,
} from './protocol.ts';
import { timingRule } from './protocol-timing.ts';
import { type DesignWords, epochKey, keyGiver, modalitiesOf, wordsOf } from './protocol-words.ts';
import { type OpenDecision, type PlannedSchedule, type PlannedVisit, isSameRecord } from './planned-schedule.ts';
import type { FirstDay, RepeatingBlock, TimingRule } from './schedule.ts';
import { loopingDecisions, timelineOrder } from './timeline-order.ts';
import { writtenTiming } from './written-timing.ts';

/** The schedule and what a person should look at. */
export interface ProtocolSchedule {
  readonly schedule: PlannedSchedule;
  readonly warnings: readonly Finding[];
}

function chosen(code: string, message: string, path: string): Finding {
  return { code, message, path };
}

function visitOf(instance: ActivityInstance, timeline: Timeline, timing: PlannedVisit['timing'], words: DesignWords): PlannedVisit {
  const encounter = words.encounters.get(instance.encounterId ?? '');
  const arms = words.arms.get(instance.epochId ?? '');
  const activities = [...new Set(instance.activityIds)].map((id) => words.activities.get(id)).filter((activity) => activity !== undefined);
  const { validDays = {}, position: _position, arms: statedArms, ...stated } = instance.stated ?? {};
  const ownArms = statedArms === undefined ? arms : (statedArms ?? undefined);
  return {
    key: words.keys.get(instance.id) ?? instance.name,
    name: encounter ? labelOf(encounter) : labelOf(instance),
    ...(ownArms ? { arms: ownArms } : {}),
    modalities: modalitiesOf(encounter),
    activities: activities.map(({ key, name }) => ({ key, name, ...(validDays[key] === undefined ? {} : { validDays: validDays[key] }) })),
    epoch: words.epochs.get(instance.epochId ?? '') ?? null,
    timeline: timeline.name,
    isMain: timeline.id === words.mainId,
    ...stated,
    timing,
  };
}

/**
 * The timing that an instance states beside its own, as long as the protocol's words still say the same: who moved the visit with
 * another tool meant it.
 */
function statedTiming(
  instance: ActivityInstance,
  timing: Timing | null,
  words: DesignWords,
  firstDay: FirstDay,
): TimingRule | 'outdated' | null {
  const rule = instance.stated?.timing;
  if (!rule) return null;
  if (!timing) return 'outdated';
  const { type, value, windowLower, windowUpper } = timing;
  const written = writtenTiming(rule, firstDay);
  const reference = rule.anchor.kind === 'visit' ? rule.anchor.visitKey : null;
  const isSame = isSameRecord(written, { type, value, windowLower, windowUpper });
  return isSame && (reference === null || reference === words.keys.get(timing.referenceId ?? '') || timing.referenceId === null)
    ? rule
    : 'outdated';
}

/** Something of the schedule and the place in it that its instance states, 0 without one. */
interface Positioned<T> {
  readonly item: T;
  readonly position: number;
}

interface TimelinePart {
  readonly visits: Positioned<PlannedVisit>[];
  readonly decisions: Positioned<OpenDecision>[];
  readonly blocks: Positioned<RepeatingBlock>[];
  readonly warnings: Finding[];
}

function positioned<T>(item: T, instance: Instance): Positioned<T> {
  return { item, position: instance.stated?.position ?? 0 };
}

function inOrder<T>(parts: readonly Positioned<T>[]): T[] {
  return [...parts].sort((a, b) => a.position - b.position).map(({ item }) => item);
}

/** The visits of a timeline in the order in which they are passed; what has no day keeps `timing: null`: its date is chosen. */
function visitsOf(
  timeline: Timeline,
  cycles: readonly Cycle[],
  words: DesignWords,
  path: string,
  firstDay: FirstDay,
): Pick<TimelinePart, 'visits' | 'warnings'> {
  const returning = new Set(cycles.map((cycle) => cycle.timing));
  const placed = placements({ ...timeline, timings: timeline.timings.filter((timing) => !returning.has(timing)) }, words.instanceIds);
  const places = new Map(timeline.timings.map((timing, at) => [timing, at]));
  const kinds = new Map(timeline.instances.map((instance) => [instance.id, instance.kind]));
  const warnings: Finding[] = [];
  const visits = timelineOrder(timeline).instances.flatMap((instance) => {
    if (instance.kind !== 'activity') return [];
    const { timing = null, fault = null } = placed.get(instance.id) ?? {};
    const anchorId = timing?.referenceId ?? '';
    const stated = statedTiming(instance, timing, words, firstDay);
    if (stated === 'outdated')
      warnings.push(
        chosen('extension-outdated', `What the file says beside the timing of "${instance.name}" no longer fits it and is left out.`, path),
      );
    else if (stated) return [positioned(visitOf(instance, timeline, stated, words), instance)];
    const isOwn = timing !== null && (fault === null || fault === 'reference-unresolved') && kinds.get(anchorId) === 'activity';
    const rule = isOwn ? timingRule(timing, words.keys.get(anchorId) ?? '') : null;
    if (rule?.rounded)
      warnings.push(
        chosen(
          'window-rounded',
          `The window or distance of "${instance.name}" is rounded down to whole days.`,
          `${path}.timings[${timing ? places.get(timing) : ''}]`,
        ),
      );
    return [positioned(visitOf(instance, timeline, rule?.value ?? null, words), instance)];
  });
  return { visits, warnings };
}

function decisionsOf(timeline: Timeline, cycles: readonly Cycle[], words: DesignWords): Positioned<OpenDecision>[] {
  const looping = loopingDecisions(timeline, timelineOrder(timeline));
  const settled = new Set(cycles.map((cycle) => cycle.decisionId));
  const { targets } = words;
  return timeline.instances.flatMap((instance) => {
    if (instance.kind !== 'decision' || settled.has(instance.id) || instance.stated?.block) return [];
    if (instance.stated?.decision) return [positioned(instance.stated.decision, instance)];
    const branches = instance.branches.map(({ condition, targetId }) => ({ condition, target: targets.get(targetId) ?? null }));
    const decision = {
      key: words.keys.get(instance.id) ?? instance.name,
      timeline: timeline.name,
      branches,
      otherwise: targets.get(instance.nextId ?? '') ?? null,
      loops: looping.has(instance.id),
    };
    return [positioned(decision, instance)];
  });
}

function blockOf(cycle: Cycle, words: DesignWords): RepeatingBlock {
  const key = (id: string) => words.keys.get(id) ?? id;
  return {
    key: key(cycle.decisionId),
    leadKey: key(cycle.leadId),
    visitKeys: cycle.instanceIds.map(key),
    lengthDays: cycle.lengthDays,
    windowBeforeDays: cycle.windowBeforeDays,
    windowAfterDays: cycle.windowAfterDays,
  };
}

/** The blocks of a timeline in the order of its decisions: as its loops make them, or as a decision states its own. */
function blocksOf(timeline: Timeline, cycles: readonly Cycle[], words: DesignWords): Positioned<RepeatingBlock>[] {
  const byDecision = new Map(cycles.map((cycle) => [cycle.decisionId, cycle]));
  return timeline.instances.flatMap((instance) => {
    if (instance.kind !== 'decision') return [];
    if (instance.stated?.block) return [positioned(instance.stated.block, instance)];
    const cycle = byDecision.get(instance.id);
    return cycle ? [positioned(blockOf(cycle, words), instance)] : [];
  });
}

function timelinePart(timeline: Timeline, words: DesignWords, path: string, firstDay: FirstDay): TimelinePart {
  const isMain = timeline.id === words.mainId;
  const cycles = isMain ? cyclesOf(timeline) : [];
  const { visits, warnings } = visitsOf(timeline, cycles, words, path, firstDay);
  const decisions = decisionsOf(timeline, cycles, words);
  const open = decisions
    .filter(({ item }) => item.loops)
    .map(({ item: decision }) =>
      chosen('cycle-open', `How long the cycle at "${decision.key}" lasts is not stated in the file; a person must set it.`, path),
    );
  return { visits, decisions, blocks: isMain ? blocksOf(timeline, cycles, words) : [], warnings: [...warnings, ...open] };
}

function listedEpochs(design: Design) {
  return design.epochs.filter((epoch) => epoch.stated?.isListed !== false).map((epoch) => ({ key: epochKey(epoch), name: labelOf(epoch) }));
}

/**
 * The schedule of a protocol: one visit per activity instance of every timeline, keyed by the instance's name. The main timeline of the
 * first design is the one that is projected; the others happen on an event. Instances that share an encounter stay separate visits.
 */
export function protocolSchedule(protocol: Protocol, { firstDay }: { readonly firstDay: FirstDay }): ProtocolSchedule {
  const [giveKey, giveActivityKey] = [keyGiver(), keyGiver()];
  const designs = protocol.designs.map((design, index) => wordsOf(design, index, giveKey, giveActivityKey));
  const parts = designs.flatMap((words) =>
    words.design.timelines.map((timeline, at) => ({
      isMain: timeline.id === words.mainId,
      ...timelinePart(timeline, words, `${words.path}.scheduleTimelines[${at}]`, firstDay),
    })),
  );
  const ordered = [...parts].sort((a, b) => Number(b.isMain) - Number(a.isMain));
  const warnings: Finding[] = [];
  if (designs.length > 1)
    warnings.push(
      chosen(
        'several-designs',
        `The study has ${designs.length} designs; visits are projected from the first.`,
        '$.study.versions[0].studyDesigns',
      ),
    );
  if (!ordered.some((part) => part.isMain))
    warnings.push(
      chosen('no-main-timeline', 'No timeline is marked as the main one, so no visit is projected.', `${designPath(0)}.scheduleTimelines`),
    );
  return {
    schedule: {
      firstDay,
      visits: inOrder(ordered.flatMap((part) => part.visits)),
      blocks: inOrder(ordered.flatMap((part) => part.blocks)),
      decisions: inOrder(ordered.flatMap((part) => part.decisions)),
      epochs: designs.flatMap(({ design }) => listedEpochs(design)),
      arms: designs.flatMap(({ design }) => design.arms.map((arm) => ({ key: arm.name, name: labelOf(arm) }))),
      activities: designs.flatMap((words) => [...words.activities.values()]),
    },
    warnings: [...warnings, ...ordered.flatMap((part) => part.warnings)],
  };
}
