// From a digital protocol to a schedule: one visit per activity instance, its timing, activities, epoch and arms, and what is left to people.
import { type Cycle, cyclesOf } from './protocol-cycles.ts';
import { placements } from './offsets.ts';
import { type ActivityInstance, type Finding, type Protocol, type Timeline, designPath, labelOf } from './protocol.ts';
import { timingRule } from './protocol-timing.ts';
import { type DesignWords, keyGiver, modalitiesOf, wordsOf } from './protocol-words.ts';
import type { OpenDecision, PlannedSchedule, PlannedVisit } from './planned-schedule.ts';
import type { FirstDay, RepeatingBlock } from './schedule.ts';
import { loopingDecisions, timelineOrder } from './timeline-order.ts';

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
  return {
    key: words.keys.get(instance.id) ?? instance.name,
    name: encounter ? labelOf(encounter) : labelOf(instance),
    timing,
    ...(arms ? { arms } : {}),
    modalities: modalitiesOf(encounter),
    activities: activities.map(({ key, name }) => ({ key, name })),
    epoch: words.epochs.get(instance.epochId ?? '') ?? null,
    timeline: timeline.name,
    isMain: timeline.id === words.mainId,
  };
}

interface TimelinePart {
  readonly visits: PlannedVisit[];
  readonly decisions: OpenDecision[];
  readonly blocks: RepeatingBlock[];
  readonly warnings: Finding[];
}

/** The visits of a timeline in the order in which they are passed; what has no day keeps `timing: null`: its date is chosen. */
function visitsOf(
  timeline: Timeline,
  cycles: readonly Cycle[],
  words: DesignWords,
  path: string,
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
    return [visitOf(instance, timeline, rule?.value ?? null, words)];
  });
  return { visits, warnings };
}

function decisionsOf(timeline: Timeline, cycles: readonly Cycle[], words: DesignWords): OpenDecision[] {
  const looping = loopingDecisions(timeline, timelineOrder(timeline));
  const settled = new Set(cycles.map((cycle) => cycle.decisionId));
  const { targets } = words;
  return timeline.instances.flatMap((instance) => {
    if (instance.kind !== 'decision' || settled.has(instance.id)) return [];
    const branches = instance.branches.map(({ condition, targetId }) => ({ condition, target: targets.get(targetId) ?? null }));
    return [
      {
        key: words.keys.get(instance.id) ?? instance.name,
        timeline: timeline.name,
        branches,
        otherwise: targets.get(instance.nextId ?? '') ?? null,
        loops: looping.has(instance.id),
      },
    ];
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

function timelinePart(timeline: Timeline, words: DesignWords, path: string): TimelinePart {
  const isMain = timeline.id === words.mainId;
  const cycles = isMain ? cyclesOf(timeline) : [];
  const { visits, warnings } = visitsOf(timeline, cycles, words, path);
  const decisions = decisionsOf(timeline, cycles, words);
  const open = decisions
    .filter((decision) => decision.loops)
    .map((decision) =>
      chosen('cycle-open', `How long the cycle at "${decision.key}" lasts is not stated in the file; a person must set it.`, path),
    );
  return { visits, decisions, blocks: cycles.map((cycle) => blockOf(cycle, words)), warnings: [...warnings, ...open] };
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
      ...timelinePart(timeline, words, `${words.path}.scheduleTimelines[${at}]`),
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
      visits: ordered.flatMap((part) => part.visits),
      blocks: ordered.flatMap((part) => part.blocks),
      decisions: ordered.flatMap((part) => part.decisions),
      epochs: designs.flatMap(({ design }) => design.epochs.map((epoch) => ({ key: labelOf(epoch), name: labelOf(epoch) }))),
      arms: designs.flatMap(({ design }) => design.arms.map((arm) => ({ key: arm.name, name: labelOf(arm) }))),
      activities: designs.flatMap((words) => [...words.activities.values()]),
    },
    warnings: [...warnings, ...ordered.flatMap((part) => part.warnings)],
  };
}
