// What makes a schedule impossible to project: unknown or doubled visits, broken blocks, visits that anchor on each other.
import { DomainError, type Outcome, ok, refuse } from '#lib';
import { type Schedule, carrierOf } from './schedule.ts';

export type ScheduleFault = 'visit-duplicated' | 'anchor-unknown' | 'anchor-circle' | 'block-invalid';

/** The visit a visit waits for, by key: its anchor, or the carrier of its milestone. */
function anchorKeys(schedule: Schedule): Map<string, string | null> {
  return new Map(
    schedule.visits.map((visit) => {
      const anchor = visit.timing?.anchor;
      if (!anchor) return [visit.key, null];
      return [visit.key, anchor.kind === 'visit' ? anchor.visitKey : carrierOf(anchor, schedule.visits)];
    }),
  );
}

function circleFrom(start: string, anchors: ReadonlyMap<string, string | null>): string[] | null {
  const path = [start];
  for (let next = anchors.get(start); next; next = anchors.get(next)) {
    const seen = path.indexOf(next);
    path.push(next);
    if (seen >= 0) return path.slice(seen);
  }
  return null;
}

function brokenBlock(schedule: Schedule): { block: string; why: string } | null {
  const keys = new Set(schedule.visits.map((visit) => visit.key));
  const owners = new Map<string, string>();
  for (const block of schedule.blocks ?? []) {
    const bad = (why: string) => ({ block: block.key, why });
    if (!Number.isInteger(block.lengthDays) || block.lengthDays < 1) return bad('a cycle lasts whole days, at least one');
    if (!block.visitKeys.includes(block.leadKey)) return bad(`the lead visit ${block.leadKey} is not in the block`);
    for (const key of block.visitKeys) {
      if (!keys.has(key)) return bad(`the schedule has no visit ${key}`);
      if (owners.has(key)) return bad(`visit ${key} is already in block ${owners.get(key)}`);
      owners.set(key, block.key);
    }
  }
  return null;
}

/** Refuses a schedule that cannot be projected, naming the visits at fault. */
export function checkSchedule(schedule: Schedule): Outcome<Schedule, ScheduleFault> {
  const keys = schedule.visits.map((visit) => visit.key);
  const double = keys.find((key, index) => keys.indexOf(key) !== index);
  if (double !== undefined) return refuse('visit-duplicated', { visit: double });
  const anchors = anchorKeys(schedule);
  for (const [visit, anchor] of anchors) if (anchor !== null && !anchors.has(anchor)) return refuse('anchor-unknown', { visit, anchor });
  for (const key of keys) {
    const circle = circleFrom(key, anchors);
    if (circle) return refuse('anchor-circle', { visits: circle });
  }
  const broken = brokenBlock(schedule);
  return broken ? refuse('block-invalid', broken) : ok(schedule);
}

/** The same check for code that may rely on a released schedule. Throws a DomainError naming the visits. */
export function requireSchedule(schedule: Schedule): void {
  const checked = checkSchedule(schedule);
  if (!checked.ok) throw new DomainError(`schedule refused: ${checked.refusal} ${JSON.stringify(checked.detail)}`);
}
