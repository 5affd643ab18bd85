// Loops of a timeline: treatment cycles whose length the file states become repeating blocks, the others stay decisions for a person.
import { elapsed } from './duration.ts';
import { placements } from './offsets.ts';
import type { DecisionInstance, Timeline, Timing } from './protocol.ts';
import { windowDays } from './protocol-timing.ts';

/** Visits that a decision leads back to; the length is in whole days. */
export interface Cycle {
  readonly decisionId: string;
  readonly leadId: string;
  readonly instanceIds: readonly string[];
  readonly lengthDays: number;
  readonly windowBeforeDays: number;
  readonly windowAfterDays: number;
  /** The timing that places the lead of the next cycle; it places no visit of its own. */
  readonly timing: Timing;
}

const SECONDS_PER_DAY = 86_400;

/** The activity instances from `start` by default up to the decision; null when the way does not lead there. */
function bodyFrom(start: string, decision: DecisionInstance, timeline: Timeline): string[] | null {
  const byId = new Map(timeline.instances.map((instance) => [instance.id, instance]));
  const body = new Set<string>();
  for (let at = byId.get(start); at && !body.has(at.id); at = at.nextId === null ? undefined : byId.get(at.nextId)) {
    if (at.id === decision.id) return [...body];
    if (at.kind === 'decision') return null;
    body.add(at.id);
  }
  return null;
}

/**
 * The cycle of one way back, when the file states its length: the lead has one timing that places it and a second one that puts it
 * after another visit of the same loop, in whole days. A timing of an instance relative to itself states nothing we may rely on:
 * authors use it as a label.
 */
function cycleOf(decision: DecisionInstance, leadId: string, timeline: Timeline): Cycle | null {
  const body = bodyFrom(leadId, decision, timeline);
  if (!body) return null;
  const inBody = new Set(body);
  const ofLead = timeline.timings.filter((timing) => timing.instanceId === leadId);
  const back = ofLead.filter((timing) => timing.type === 'After' && timing.referenceId !== leadId && inBody.has(timing.referenceId ?? ''));
  const [timing] = back;
  if (!timing || back.length > 1 || ofLead.length !== 2) return null;
  const placed = placements({ ...timeline, timings: timeline.timings.filter((other) => other !== timing) });
  const [first, last] = [placed.get(leadId)?.seconds, placed.get(timing.referenceId ?? '')?.seconds];
  const step = timing.value === null ? null : elapsed(timing.value);
  if (first === null || first === undefined || last === null || last === undefined || !step || step.calendar) return null;
  const lengthDays = (last - first + step.seconds) / SECONDS_PER_DAY;
  if (!Number.isInteger(lengthDays) || lengthDays < 1) return null;
  const [before, after] = [windowDays(timing.windowLower).value, windowDays(timing.windowUpper).value];
  return { decisionId: decision.id, leadId, instanceIds: body, lengthDays, windowBeforeDays: before, windowAfterDays: after, timing };
}

/** The most decisions that are looked at for cycles; a file with more has its loops left to people. */
const MOST_DECISIONS = 50;

/** The cycles of a timeline with a stated length, none sharing a visit with another. What states that it is a decision makes no cycle. */
export function cyclesOf(timeline: Timeline): Cycle[] {
  const decisions = timeline.instances.filter((instance) => instance.kind === 'decision').filter(({ stated }) => !stated?.decision);
  const taken = new Set<string>();
  const cycles: Cycle[] = [];
  for (const decision of decisions.length > MOST_DECISIONS ? [] : decisions) {
    const targets = new Set([...decision.branches.slice(0, MOST_DECISIONS).map((branch) => branch.targetId), decision.nextId ?? '']);
    for (const target of targets) {
      const cycle = cycleOf(decision, target, timeline);
      if (!cycle || cycle.instanceIds.some((id) => taken.has(id))) continue;
      for (const id of cycle.instanceIds) taken.add(id);
      cycles.push(cycle);
    }
  }
  return cycles;
}
