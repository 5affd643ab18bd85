// Timelines: instances, decisions, timings and exits.
import type { Instance, Timeline, Timing, TimingEnds, TimingType } from '../../rules/protocol.ts';
import { named } from './named.ts';
import { cyclesOf } from '../../rules/protocol-cycles.ts';
import { coded, list, neededText, note, own, quoted, text } from './place.ts';
import type { Place } from './place.ts';
import { readStated } from './stated.ts';
import { isKnown, know, knowList, reference, referenceList } from './references.ts';
import type { References } from './references.ts';

const TYPE_BY_CODE: ReadonlyMap<string, TimingType> = new Map([
  ['C201356', 'After'],
  ['C201357', 'Before'],
  ['C201358', 'Fixed Reference'],
]);
const TYPES: readonly TimingType[] = ['After', 'Before', 'Fixed Reference'];
const ENDS: readonly TimingEnds[] = ['Start to Start', 'Start to End', 'End to Start', 'End to End'];

/** The wording decides and the code steps in: exporters have shipped right words on outdated codes more than the reverse. */
function timingType(place: Place): TimingType | null {
  const type = coded(place, 'type');
  const worded = TYPES.find((known) => known.toLowerCase() === type?.decode.trim().toLowerCase());
  return worded ?? TYPE_BY_CODE.get(type?.code ?? '') ?? null;
}

function timingEnds(place: Place): TimingEnds | null {
  const wording = coded(place, 'relativeToFrom')?.decode.trim().toLowerCase();
  return ENDS.find((known) => known.toLowerCase() === wording) ?? null;
}

/** Timing references may dangle in real files without spoiling the rest of the schedule, so they warn. */
function timingReference(place: Place, key: string, refs: References): string | null {
  const id = text(place, key);
  if (id === null || isKnown(refs, ['instance'], id)) return id;
  note(
    place.findings.warnings,
    'dangling-timing',
    `${place.path}.${key}`,
    `The timing ${quoted(text(place, 'name') ?? '')} refers to an instance that is not in the file.`,
  );
  return id;
}

function readTiming(place: Place, refs: References): Timing {
  return {
    ...named(place),
    type: timingType(place),
    value: text(place, 'value'),
    ends: timingEnds(place),
    instanceId: timingReference(place, 'relativeFromScheduledInstanceId', refs),
    referenceId: timingReference(place, 'relativeToScheduledInstanceId', refs),
    windowLower: text(place, 'windowLower'),
    windowUpper: text(place, 'windowUpper'),
  };
}

/** Decisions say what they are; where the type is missing, their assignments tell them apart. */
function isDecision(place: Place): boolean {
  const type = own(place.value, 'instanceType');
  if (type === 'ScheduledDecisionInstance' || type === 'ScheduledActivityInstance') return type === 'ScheduledDecisionInstance';
  return Array.isArray(own(place.value, 'conditionAssignments'));
}

function readInstance(place: Place, refs: References): Instance {
  const shared = {
    ...named(place),
    nextId: reference(refs, place, 'defaultConditionId', 'instance', 'exit'),
    epochId: reference(refs, place, 'epochId', 'epoch'),
  };
  if (!isDecision(place)) {
    const stated = readStated(place, 'visit');
    return {
      kind: 'activity',
      ...shared,
      encounterId: reference(refs, place, 'encounterId', 'encounter'),
      activityIds: referenceList(refs, place, 'activityIds', 'activity'),
      timelineId: reference(refs, place, 'timelineId', 'timeline'),
      exitId: reference(refs, place, 'timelineExitId', 'exit'),
      ...(stated ? { stated } : {}),
    };
  }
  const branches = list(place, 'conditionAssignments').map((assignment) => {
    const targetId = reference(refs, assignment, 'conditionTargetId', 'instance', 'exit', 'timeline');
    if (targetId === null) note(place.findings.broken, 'missing', `${assignment.path}.conditionTargetId`, 'conditionTargetId is missing.');
    return { id: text(assignment, 'id') ?? '', condition: text(assignment, 'condition') ?? '', targetId: targetId ?? '' };
  });
  if (branches.length === 0)
    note(place.findings.warnings, 'no-branches', place.path, `The decision ${quoted(shared.name)} has no branches.`);
  const stated = readStated(place, 'decision');
  return { kind: 'decision', ...shared, branches, ...(stated ? { stated } : {}) };
}

/** Makes the timeline's id, instances and exits known, so that timings and chains may refer forward and across timelines. */
export function knowTimeline(place: Place, refs: References): void {
  know(refs, 'timeline', text(place, 'id') ?? '', place.path);
  knowList(refs, 'instance', place, 'instances');
  knowList(refs, 'exit', place, 'exits');
}

/**
 * Warns about instances that two timings place: the fixed reference counts, else the first. The second timing that states the length
 * of a cycle places nobody twice.
 */
function warnPlacedTwice(place: Place, timeline: Timeline): void {
  const placed = new Set<string>();
  const timed = timeline.timings.flatMap(({ instanceId }) => instanceId ?? []);
  // Cycles are looked for only where something is placed twice: that walks every loop of the timeline.
  const returning = new Set(new Set(timed).size === timed.length ? [] : cyclesOf(timeline).map((cycle) => cycle.timing));
  const leads = new Set(
    timeline.instances.flatMap((instance) => (instance.kind === 'decision' ? (instance.stated?.block?.leadKey ?? []) : [])),
  );
  const names = new Map(timeline.instances.map((instance) => [instance.id, instance.name]));
  const isCycle = (timing: Timing) =>
    returning.has(timing) || (placed.has(timing.instanceId ?? '') && leads.has(names.get(timing.instanceId ?? '') ?? ''));
  timeline.timings.forEach((timing, at) => {
    if (timing.instanceId === null || isCycle(timing)) return;
    if (placed.has(timing.instanceId))
      note(
        place.findings.warnings,
        'placed-twice',
        `${place.path}.timings[${at}]`,
        `The timing ${quoted(timing.name)} places an instance that another timing places too.`,
      );
    placed.add(timing.instanceId);
  });
}

export function readTimeline(place: Place, refs: References): Timeline {
  const entryId = reference(refs, place, 'entryId', 'instance');
  const timings = list(place, 'timings').map((timing) => readTiming(timing, refs));
  const timeline: Timeline = {
    ...named(place),
    main: own(place.value, 'mainTimeline') === true,
    entryCondition: text(place, 'entryCondition'),
    entryId,
    instances: list(place, 'instances').map((instance) => readInstance(instance, refs)),
    timings,
    exitIds: list(place, 'exits').map((exit) => neededText(exit, 'id')),
  };
  if (entryId === null)
    note(
      place.findings.warnings,
      'no-entry',
      `${place.path}.entryId`,
      `The timeline ${quoted(timeline.name)} names no instance it starts at; it is read in the order of the file.`,
    );
  if (timeline.instances.length === 0)
    note(place.findings.warnings, 'empty-timeline', `${place.path}.instances`, `The timeline ${quoted(timeline.name)} has no instances.`);
  warnPlacedTwice(place, timeline);
  return timeline;
}
