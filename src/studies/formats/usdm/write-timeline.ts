// Timelines as they are written: instances, decisions, timings and exits.
import type {
  ActivityInstance,
  Coded,
  DecisionInstance,
  Instance,
  Timeline,
  Timing,
  TimingEnds,
  TimingType,
} from '../../rules/protocol.ts';
import { type Pen, type Written, writtenName } from './write-parts.ts';

const TYPES: Readonly<Record<TimingType, Coded>> = {
  After: { code: 'C201356', decode: 'After' },
  Before: { code: 'C201357', decode: 'Before' },
  'Fixed Reference': { code: 'C201358', decode: 'Fixed Reference' },
};
const ENDS: Readonly<Record<TimingEnds, Coded>> = {
  'End to End': { code: 'C201352', decode: 'End to End' },
  'End to Start': { code: 'C201353', decode: 'End to Start' },
  'Start to End': { code: 'C201354', decode: 'Start to End' },
  'Start to Start': { code: 'C201355', decode: 'Start to Start' },
};

function activityInstance(instance: ActivityInstance, pen: Pen): Written {
  return {
    ...writtenName(instance),
    extensionAttributes: pen.stated('visit', instance.stated),
    defaultConditionId: instance.nextId,
    epochId: instance.epochId,
    activityIds: instance.activityIds,
    encounterId: instance.encounterId,
    timelineId: instance.timelineId,
    timelineExitId: instance.exitId,
    instanceType: 'ScheduledActivityInstance',
  };
}

function decisionInstance(instance: DecisionInstance, pen: Pen): Written {
  return {
    ...writtenName(instance),
    extensionAttributes: pen.stated('decision', instance.stated),
    defaultConditionId: instance.nextId,
    epochId: instance.epochId,
    conditionAssignments: instance.branches.map(({ id, condition, targetId }) => ({
      id: pen.kept(id, 'ConditionAssignment'),
      condition,
      conditionTargetId: targetId,
      instanceType: 'ConditionAssignment',
    })),
    instanceType: 'ScheduledDecisionInstance',
  };
}

function writtenInstance(instance: Instance, pen: Pen): Written {
  return instance.kind === 'activity' ? activityInstance(instance, pen) : decisionInstance(instance, pen);
}

function windowLabel({ windowLower, windowUpper }: Timing): string | null {
  return windowLower === null && windowUpper === null ? null : `-${windowLower ?? 'P0D'}..+${windowUpper ?? 'P0D'}`;
}

function writtenTiming(timing: Timing, pen: Pen): Written {
  return {
    ...writtenName(timing),
    type: pen.code(timing.type && TYPES[timing.type]),
    value: timing.value ?? '',
    valueLabel: timing.value ?? '',
    relativeToFrom: pen.code(timing.ends && ENDS[timing.ends]),
    relativeFromScheduledInstanceId: timing.instanceId ?? '',
    relativeToScheduledInstanceId: timing.referenceId,
    windowLower: timing.windowLower,
    windowUpper: timing.windowUpper,
    windowLabel: windowLabel(timing),
    instanceType: 'Timing',
  };
}

/** A timeline with everything in it. */
export function writtenTimeline(timeline: Timeline, pen: Pen): Written {
  return {
    ...writtenName(timeline),
    mainTimeline: timeline.main,
    entryCondition: timeline.entryCondition ?? '',
    entryId: timeline.entryId ?? '',
    instances: timeline.instances.map((instance) => writtenInstance(instance, pen)),
    timings: timeline.timings.map((timing) => writtenTiming(timing, pen)),
    exits: timeline.exitIds.map((id) => ({ id, instanceType: 'ScheduleTimelineExit' })),
    instanceType: 'ScheduleTimeline',
  };
}
