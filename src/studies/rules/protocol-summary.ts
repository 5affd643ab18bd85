// The summary of a protocol: who it is, how much it holds, its visits in days from the anchor, its decisions, and what to look at.
import { z } from 'zod';
import { elapsed, roundedDays, SECONDS_PER_DAY } from './duration.ts';
import { placements } from './offsets.ts';
import type { Placement } from './offsets.ts';
import { designPath, labelOf } from './protocol.ts';
import type { ActivityInstance, DecisionInstance, Design, Finding, Protocol, Timeline } from './protocol.ts';
import { timelineFindings } from './timeline-findings.ts';
import { loopingDecisions, timelineOrder } from './timeline-order.ts';

const count = z.int().nonnegative();
const days = z.number().nullable();

/** One activity instance. `order` counts every instance of its timeline from 1; days are rounded to 4 decimals. */
export const protocolVisitSchema = z.strictObject({
  design: z.string().optional().describe('name of the design, only where the study has several'),
  timeline: z.string(),
  main: z.boolean(),
  order: z.int().positive(),
  instance: z.string(),
  encounter: z.string().nullable(),
  epoch: z.string().nullable(),
  offsetDays: days.describe("days from the timeline's anchor; null where the file does not settle it (see warnings)"),
  windowBeforeDays: days,
  windowAfterDays: days,
  anchor: z.string().nullable().describe('the instance the timing refers to'),
  timingType: z.enum(['Before', 'After', 'Fixed Reference']).nullable(),
  activities: z.array(z.string()),
  next: z.string().nullable(),
});

/** One decision. `loops` is true when one of its ways leads back to an earlier instance (a cycle). */
export const protocolDecisionSchema = z.strictObject({
  design: z.string().optional().describe('name of the design, only where the study has several'),
  timeline: z.string(),
  instance: z.string(),
  branches: z.array(z.strictObject({ condition: z.string(), target: z.string().nullable().describe('null: the timeline ends') })),
  next: z.string().nullable(),
  loops: z.boolean(),
});

/** The whole summary, as a command prints it and as `--json-schema` describes it. */
export const protocolSummarySchema = z.strictObject({
  study: z.strictObject({
    name: z.string(),
    title: z.string().nullable(),
    phases: z.array(z.string()),
    therapeuticAreas: z.array(z.string()),
    identifiers: z.array(z.strictObject({ scope: z.string().nullable(), value: z.string() })),
    sponsor: z.string().nullable(),
  }),
  usdmVersion: z.string(),
  designs: z.array(z.string()),
  counts: z.strictObject({
    arms: count,
    epochs: count,
    timelines: count,
    activityInstances: count,
    decisionInstances: count,
    timings: count,
    encounters: count,
    activities: count,
    procedures: count,
    biomedicalConcepts: count,
    criteria: count,
    amendments: count,
  }),
  visits: z.array(protocolVisitSchema),
  decisions: z.array(protocolDecisionSchema),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string(), path: z.string() })),
});

export type ProtocolVisit = z.output<typeof protocolVisitSchema>;
export type ProtocolDecision = z.output<typeof protocolDecisionSchema>;
export type ProtocolSummary = z.output<typeof protocolSummarySchema>;

/** How a positive offset is read. 0: an elapsed time (two weeks = 14 days later). 1: a study-day number (two weeks = day 14 = 13 days later). */
export interface SummaryOptions {
  readonly firstDay: 0 | 1;
}

interface Names {
  readonly instance: ReadonlyMap<string, string>;
  readonly target: ReadonlyMap<string, string>;
  readonly encounter: ReadonlyMap<string, string>;
  readonly epoch: ReadonlyMap<string, string>;
  readonly activity: ReadonlyMap<string, string>;
}

function labels(things: readonly { readonly id: string; readonly name: string; readonly label: string | null }[]): Map<string, string> {
  return new Map(things.map((thing) => [thing.id, labelOf(thing)]));
}

/** Timelines and instances by name, encounters, epochs and activities by label. */
function namesOf(design: Design): Names {
  const instance = new Map(design.timelines.flatMap((timeline) => timeline.instances).map(({ id, name }) => [id, name]));
  const target = new Map([...design.timelines.map(({ id, name }) => [id, name] as const), ...instance]);
  return { instance, target, encounter: labels(design.encounters), epoch: labels(design.epochs), activity: labels(design.activities) };
}

function lookUp(names: ReadonlyMap<string, string>, id: string | null): string | null {
  return id === null ? null : (names.get(id) ?? null);
}

function durationDays(duration: string | null): number | null {
  const length = duration === null ? null : elapsed(duration);
  return length && roundedDays(length.seconds);
}

/**
 * Days from the anchor. With `firstDay` 1 an offset of a day or more is a study-day number, so day n stands n-1 days after the anchor
 * (BR-01); what is less than a day after the anchor is a time of that day and stays, as does everything before the anchor.
 */
function offsetDays(placement: Placement | undefined, firstDay: 0 | 1): number | null {
  const seconds = placement?.seconds ?? null;
  if (seconds === null) return null;
  return roundedDays(firstDay === 1 && seconds >= SECONDS_PER_DAY ? seconds - SECONDS_PER_DAY : seconds);
}

interface Scope {
  readonly design: { readonly design?: string };
  readonly names: Names;
  readonly timeline: Timeline;
  readonly firstDay: 0 | 1;
}

function visitOf(instance: ActivityInstance, order: number, placement: Placement | undefined, scope: Scope): ProtocolVisit {
  const { names, timeline } = scope;
  const timing = placement?.timing ?? null;
  return {
    ...scope.design,
    timeline: timeline.name,
    main: timeline.main,
    order,
    instance: instance.name,
    encounter: lookUp(names.encounter, instance.encounterId),
    epoch: lookUp(names.epoch, instance.epochId),
    offsetDays: offsetDays(placement, scope.firstDay),
    windowBeforeDays: durationDays(timing?.windowLower ?? null),
    windowAfterDays: durationDays(timing?.windowUpper ?? null),
    anchor: lookUp(names.instance, timing?.referenceId ?? null),
    timingType: timing?.type ?? null,
    activities: instance.activityIds.map((id) => names.activity.get(id) ?? id),
    next: lookUp(names.target, instance.nextId),
  };
}

function decisionOf(instance: DecisionInstance, loops: boolean, { design, names, timeline }: Scope): ProtocolDecision {
  const branches = instance.branches.map(({ condition, targetId }) => ({ condition, target: lookUp(names.target, targetId) }));
  return { ...design, timeline: timeline.name, instance: instance.name, branches, next: lookUp(names.target, instance.nextId), loops };
}

interface Schedule {
  readonly visits: ProtocolVisit[];
  readonly decisions: ProtocolDecision[];
  readonly findings: Finding[];
}

function readSchedule(protocol: Protocol, firstDay: 0 | 1): Schedule {
  const schedule: Schedule = { visits: [], decisions: [], findings: [] };
  protocol.designs.forEach((design, designIndex) => {
    const names = namesOf(design);
    const elsewhere = new Set(names.instance.keys());
    design.timelines.forEach((timeline, timelineIndex) => {
      const scope: Scope = { design: protocol.designs.length > 1 ? { design: design.name } : {}, names, timeline, firstDay };
      const placed = placements(timeline, elsewhere);
      const order = timelineOrder(timeline);
      const looping = loopingDecisions(timeline, order);
      order.instances.forEach((instance, at) => {
        if (instance.kind === 'activity') schedule.visits.push(visitOf(instance, at + 1, placed.get(instance.id), scope));
        else schedule.decisions.push(decisionOf(instance, looping.has(instance.id), scope));
      });
      schedule.findings.push(...timelineFindings(timeline, placed, `${designPath(designIndex)}.scheduleTimelines[${timelineIndex}]`));
    });
  });
  return schedule;
}

function countAll(protocol: Protocol): ProtocolSummary['counts'] {
  const sum = (size: (design: Design) => number): number => protocol.designs.reduce((total, design) => total + size(design), 0);
  const instances = protocol.designs.flatMap((design) => design.timelines).flatMap((timeline) => timeline.instances);
  const decisionInstances = instances.filter((instance) => instance.kind === 'decision').length;
  return {
    arms: sum((design) => design.arms.length),
    epochs: sum((design) => design.epochs.length),
    timelines: sum((design) => design.timelines.length),
    activityInstances: instances.length - decisionInstances,
    decisionInstances,
    timings: sum((design) => design.timelines.reduce((total, timeline) => total + timeline.timings.length, 0)),
    encounters: sum((design) => design.encounters.length),
    activities: sum((design) => design.activities.length),
    procedures: sum((design) => design.activities.reduce((total, activity) => total + activity.procedures.length, 0)),
    biomedicalConcepts: protocol.biomedicalConcepts.length,
    criteria: sum((design) => design.criteria.length),
    amendments: protocol.amendments.length,
  };
}

/** NCI C-code and wording; provisional terminologies carried the wording under other codes. */
const OFFICIAL_TITLE_CODE = 'C207616';
const OFFICIAL_TITLE = /^official study title$/i;

/** The official title; null when the file has none, whatever other titles it has. */
function officialTitle(protocol: Protocol): string | null {
  const official = protocol.study.titles.find(
    ({ type }) => type && (type.code === OFFICIAL_TITLE_CODE || OFFICIAL_TITLE.test(type.decode.trim())),
  );
  return official && official.text !== '' ? official.text : null;
}

/**
 * Summarises a protocol. The warnings are those of the reading, then those of the schedule (a day that is not settled, a duration in
 * months, a distance measured from the end of a visit).
 */
export function protocolSummary(protocol: Protocol, { firstDay }: SummaryOptions): ProtocolSummary {
  const { study } = protocol;
  const { visits, decisions, findings } = readSchedule(protocol, firstDay);
  const title = officialTitle(protocol);
  const areas = [...study.businessAreas, ...protocol.designs.flatMap((design) => design.therapeuticAreas)].map((area) => area.decode);
  const untitled =
    title === null ? [{ code: 'no-official-title', message: 'The study has no official title.', path: '$.study.versions[0].titles' }] : [];
  return {
    study: {
      name: study.name,
      title,
      phases: study.phases.map((phase) => phase.decode),
      therapeuticAreas: [...new Set(areas)],
      identifiers: study.identifiers.map(({ scope, value }) => ({ scope, value })),
      sponsor: study.sponsor,
    },
    usdmVersion: protocol.usdmVersion,
    designs: protocol.designs.map((design) => design.name),
    counts: countAll(protocol),
    visits,
    decisions,
    warnings: [...protocol.warnings, ...untitled, ...findings].map(({ code, message, path }) => ({ code, message, path })),
  };
}
