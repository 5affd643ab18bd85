// Where every instance of a timeline stands relative to the timeline's anchor, through the whole chain of references.
import { elapsed } from './duration.ts';
import type { Timeline, Timing } from './protocol.ts';

/** Why an instance has no day. */
export type OffsetFault =
  | 'no-timing'
  | 'unknown-timing-type'
  | 'bad-duration'
  | 'dangling-timing'
  | 'other-timeline'
  | 'timing-cycle'
  | 'second-anchor'
  | 'reference-unresolved';

/** `seconds` from the anchor, null with a `fault`. `timingIndex` is the timing's place in `timeline.timings`, null without one. */
export interface Placement {
  readonly timing: Timing | null;
  readonly timingIndex: number | null;
  readonly seconds: number | null;
  readonly fault: OffsetFault | null;
}

interface PlacedBy {
  readonly timing: Timing;
  readonly index: number;
}

/** The timing of each instance: a fixed reference before any other, then the first of the file. */
function timingsByInstance(timeline: Timeline): Map<string, PlacedBy> {
  const placedBy = new Map<string, PlacedBy>();
  timeline.timings.forEach((timing, index) => {
    if (timing.instanceId === null) return;
    const known = placedBy.get(timing.instanceId);
    if (!known || (timing.type === 'Fixed Reference' && known.timing.type !== 'Fixed Reference'))
      placedBy.set(timing.instanceId, { timing, index });
  });
  return placedBy;
}

/** A timing's own step in seconds, or why it has none. */
function step(timing: Timing): { seconds: number } | OffsetFault {
  if (timing.type === null) return 'unknown-timing-type';
  const length = timing.value === null ? null : elapsed(timing.value);
  if (!length) return 'bad-duration';
  return { seconds: timing.type === 'Before' ? -length.seconds : length.seconds };
}

function failed(placedBy: PlacedBy | undefined, fault: OffsetFault): Placement {
  return { timing: placedBy?.timing ?? null, timingIndex: placedBy?.index ?? null, seconds: null, fault };
}

/** The placement of an instance whose own timing ends the chain (no timing, an anchor, or a fault); null when it refers on. */
function chainEnd(
  placedBy: PlacedBy | undefined,
  anchor: Timing | undefined,
  instanceIds: ReadonlySet<string>,
  elsewhere: ReadonlySet<string>,
): Placement | null {
  if (!placedBy) return failed(undefined, 'no-timing');
  const { timing, index } = placedBy;
  if (timing.type === 'Fixed Reference') {
    return timing === anchor ? { timing, timingIndex: index, seconds: 0, fault: null } : failed(placedBy, 'second-anchor');
  }
  const own = step(timing);
  if (typeof own === 'string') return failed(placedBy, own);
  if (timing.referenceId === null) return failed(placedBy, 'dangling-timing');
  if (instanceIds.has(timing.referenceId)) return null;
  return failed(placedBy, elsewhere.has(timing.referenceId) ? 'other-timeline' : 'dangling-timing');
}

/**
 * Places every instance of `timeline`. The anchor is its fixed reference (the first in the file when there are several; what hangs on
 * another one has no day). A fixed reference is day 0 whatever its value says: `P1D` there is a label, not a distance.
 * "End to Start" counts like "Start to Start": a visit has no length in the file. `elsewhere` holds the design's other instances.
 */
export function placements(timeline: Timeline, elsewhere: ReadonlySet<string> = new Set()): ReadonlyMap<string, Placement> {
  const placedBy = timingsByInstance(timeline);
  const instanceIds = new Set(timeline.instances.map((instance) => instance.id));
  const anchor = timeline.timings.find(
    (timing) => timing.type === 'Fixed Reference' && timing.instanceId !== null && instanceIds.has(timing.instanceId),
  );
  const placed = new Map<string, Placement>();
  for (const { id: start } of timeline.instances) {
    const chain: string[] = [];
    const onChain = new Set<string>();
    let at = start;
    while (!placed.has(at) && !onChain.has(at)) {
      const end = chainEnd(placedBy.get(at), anchor, instanceIds, elsewhere);
      if (end) {
        placed.set(at, end);
        break;
      }
      onChain.add(at);
      chain.push(at);
      at = placedBy.get(at)?.timing.referenceId ?? at;
    }
    if (!placed.has(at)) for (const id of chain.splice(chain.indexOf(at))) placed.set(id, failed(placedBy.get(id), 'timing-cycle'));
    for (let id = chain.pop(); id !== undefined; id = chain.pop()) placed.set(id, follow(placedBy.get(id), placed));
  }
  return placed;
}

/** One step on from the placed reference of a timing that {@link chainEnd} found sound. */
function follow(placedBy: PlacedBy | undefined, placed: ReadonlyMap<string, Placement>): Placement {
  const from = placed.get(placedBy?.timing.referenceId ?? '');
  const own = placedBy ? step(placedBy.timing) : 'no-timing';
  if (!placedBy || !from || from.seconds === null || typeof own === 'string') return failed(placedBy, 'reference-unresolved');
  return { timing: placedBy.timing, timingIndex: placedBy.index, seconds: from.seconds + own.seconds, fault: null };
}
