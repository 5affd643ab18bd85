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

/** The first circle in the order of the schedule. Every visit is walked once, so a schedule of thousands costs no square. */
function firstCircle(anchors: ReadonlyMap<string, string | null>): string[] | null {
  const cleared = new Set<string>();
  for (const start of anchors.keys()) {
    const path = new Map<string, number>();
    for (let at: string | null | undefined = start; at && !cleared.has(at); at = anchors.get(at)) {
      const seen = path.get(at);
      if (seen !== undefined) return [...[...path.keys()].slice(seen), at];
      path.set(at, path.size);
    }
    for (const key of path.keys()) cleared.add(key);
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

function doubledVisit(schedule: Schedule): string | null {
  const keys = new Set<string>();
  for (const { key } of schedule.visits) {
    if (keys.has(key)) return key;
    keys.add(key);
  }
  return null;
}

/** Refuses a schedule that cannot be projected, naming the visits at fault. */
export function checkSchedule(schedule: Schedule): Outcome<Schedule, ScheduleFault> {
  const double = doubledVisit(schedule);
  if (double !== null) return refuse('visit-duplicated', { visit: double });
  const anchors = anchorKeys(schedule);
  for (const [visit, anchor] of anchors) if (anchor !== null && !anchors.has(anchor)) return refuse('anchor-unknown', { visit, anchor });
  const circle = firstCircle(anchors);
  if (circle) return refuse('anchor-circle', { visits: circle });
  const broken = brokenBlock(schedule);
  return broken ? refuse('block-invalid', broken) : ok(schedule);
}

/** The same check for code that may rely on a released schedule. Throws a DomainError naming the visits. */
export function requireSchedule(schedule: Schedule): void {
  const checked = checkSchedule(schedule);
  if (!checked.ok) throw new DomainError(`schedule refused: ${checked.refusal} ${JSON.stringify(checked.detail)}`);
}
