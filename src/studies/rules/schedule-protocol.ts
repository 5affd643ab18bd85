// From a schedule to a digital protocol: the way back of protocol-schedule. What the protocol has no words for is stated beside its parts.
import { type PlannedSchedule, type SettledSchedule, type SettledVisit, isSameRecord, settledSchedule } from './planned-schedule.ts';
import type { Amendment, Criterion, Design, DesignParticulars, Instance, Protocol, StudyIdentity, Timeline } from './protocol.ts';
import { protocolSchedule } from './protocol-schedule.ts';
import { activityParts, armParts, cellParts, encounterParts, epochParts } from './schedule-parts.ts';
import { timelineParts } from './schedule-timelines.ts';
import type { StatedVisit } from './stated.ts';

/** What a protocol says besides its schedule. */
export interface ProtocolFrame {
  readonly study: StudyIdentity;
  readonly criteria?: readonly Criterion[];
  readonly amendments?: readonly Amendment[];
  readonly particulars?: DesignParticulars;
  readonly therapeuticAreas?: Design['therapeuticAreas'];
}

function nativeDesign(settled: SettledSchedule, { study, criteria, particulars, therapeuticAreas }: ProtocolFrame): Design {
  const arms = armParts(settled);
  const epochs = epochParts(settled);
  const activities = activityParts(settled);
  const encounters = encounterParts(settled);
  return {
    id: 'StudyDesign_1',
    name: study.name,
    label: null,
    description: null,
    ...(particulars ? { particulars } : {}),
    phase: study.phases[0] ?? null,
    therapeuticAreas: therapeuticAreas ?? [],
    arms,
    epochs,
    elements: [],
    cells: cellParts(settled, arms, epochs),
    encounters,
    activities,
    timelines: timelineParts(settled, { epochs, encounters, activities }),
    criteria: criteria ?? [],
  };
}

/** What of a visit the design's words do not say: its own value wherever the one read back differs. */
function statedVisit(wanted: SettledVisit, found: SettledVisit): StatedVisit {
  const validDays = Object.fromEntries(wanted.activities.flatMap(({ key, validDays: days }) => (days === null ? [] : [[key, days]])));
  const differs = (key: keyof SettledVisit) => !isSameRecord(wanted[key], found[key]);
  return {
    ...(differs('key') ? { key: wanted.key } : {}),
    ...(differs('name') ? { name: wanted.name } : {}),
    ...(differs('timing') && wanted.timing ? { timing: wanted.timing } : {}),
    ...(differs('carries') ? { carries: wanted.carries } : {}),
    ...(differs('arms') ? { arms: wanted.arms } : {}),
    ...(differs('modalities') ? { modalities: wanted.modalities } : {}),
    ...(differs('epoch') ? { epoch: wanted.epoch } : {}),
    ...(differs('timeline') ? { timeline: wanted.timeline } : {}),
    ...(Object.keys(validDays).length > 0 ? { validDays } : {}),
  };
}

interface Compared {
  readonly wanted: SettledSchedule;
  readonly found: SettledSchedule;
  /** Places in the wanted schedule of what stands in the found one, in its order; null where the orders agree. */
  readonly visitOrder: readonly number[];
  readonly decisionOrder: readonly number[];
  readonly blockOrder: readonly number[];
}

/** The same instances, each with what must be stated beside it. */
function withStated(timelines: readonly Timeline[], { wanted, found, visitOrder, decisionOrder, blockOrder }: Compared): Timeline[] {
  const moved = (order: readonly number[]) => order.some((place, at) => place !== at);
  let visitAt = 0;
  let decisionAt = 0;
  const instanceOf = (instance: Instance): Instance => {
    if (instance.kind === 'activity') {
      const place = visitOrder[visitAt] ?? visitAt;
      const [visit, read] = [wanted.visits[place], found.visits[visitAt++]];
      const stated = visit && read ? { ...statedVisit(visit, read), ...(moved(visitOrder) ? { position: place } : {}) } : {};
      return Object.keys(stated).length > 0 ? { ...instance, stated } : instance;
    }
    if (instance.stated?.block)
      return moved(blockOrder) ? { ...instance, stated: { ...instance.stated, position: placeOf(instance) } } : instance;
    const place = decisionOrder[decisionAt] ?? decisionAt;
    const [decision, read] = [wanted.decisions[place], found.decisions[decisionAt++]];
    const stated = {
      ...(decision && !isSameRecord(decision, read) ? { decision } : {}),
      ...(moved(decisionOrder) ? { position: place } : {}),
    };
    return Object.keys(stated).length > 0 ? { ...instance, stated } : instance;
  };
  return timelines.map((timeline) => ({ ...timeline, instances: timeline.instances.map(instanceOf) }));
}

/**
 * A protocol that says what the schedule says: one encounter and one instance per visit, a decision per block and per open decision.
 * `protocolSchedule` makes the same schedule of it (as {@link settledSchedule} compares them); what has no words in a digital protocol
 * (milestones, single-visit cycles, limits, validity of results) is stated beside the part it belongs to. Ids count up and are the same
 * for the same schedule.
 */
export function scheduleProtocol(planned: PlannedSchedule, frame: ProtocolFrame): Protocol {
  const wanted = settledSchedule(planned);
  const design = nativeDesign(wanted, frame);
  const protocolOf = (timelines: readonly Timeline[]): Protocol => ({
    usdmVersion: '4.0.0',
    study: frame.study,
    designs: [{ ...design, timelines }],
    amendments: frame.amendments ?? [],
    biomedicalConcepts: [],
    conceptSurrogates: [],
    conceptCategories: [],
    firstDay: wanted.firstDay,
    warnings: [],
  });
  const found = settledSchedule(protocolSchedule(protocolOf(design.timelines), { firstDay: wanted.firstDay }).schedule);
  const visitOrder = design.timelines.flatMap((timeline) => wanted.visits.flatMap((visit, at) => (isOf(visit, timeline) ? [at] : [])));
  const decisions = design.timelines.flatMap((timeline) => timeline.instances).filter((instance) => instance.kind === 'decision');
  const [blocks, open] = [decisions.filter(({ stated }) => stated?.block), decisions.filter(({ stated }) => !stated?.block)];
  const orders = { visitOrder, decisionOrder: open.map(placeOf), blockOrder: blocks.map(placeOf) };
  return protocolOf(withStated(design.timelines, { wanted, found, ...orders }));
}

function isOf(visit: SettledVisit, timeline: Timeline): boolean {
  return timeline.main ? visit.isMain : !visit.isMain && visit.timeline === timeline.name;
}

/** Decisions are numbered in their ids by their place in the schedule. */
function placeOf({ id }: Instance): number {
  return Number(id.split('_').at(-1)) - 1;
}
