// Where each column of a draft nominally lies, in days from what its chain of anchors begins with; only for order and overlap, never for a date.
import { DAYS_PER_MONTH } from './duration.ts';
import type { Offset } from './schedule.ts';
import { type ScheduleDraft, draftTiming, keysOf } from './schedule-draft.ts';

/** Days from the start of the chain; `from` and `to` differ for a range. */
export interface NominalDays {
  readonly from: number;
  readonly to: number;
  readonly beforeDays: number;
  readonly afterDays: number;
}

const DAYS_OF_UNIT = { hour: 1 / 24, day: 1, week: 7, month: DAYS_PER_MONTH };
const elapsedDays = (day: number) => (day > 0 ? day - 1 : day);

function reach(offset: Offset): readonly [from: number, to: number] {
  if (offset.kind === 'range') return [elapsedDays(offset.fromDay), elapsedDays(offset.toDay)];
  if (offset.kind === 'day') return [elapsedDays(offset.day), elapsedDays(offset.day)];
  const days = offset.amount * DAYS_OF_UNIT[offset.unit] * (offset.direction === 'before' ? -1 : 1);
  return [days, days];
}

/** The days of every column whose chain leads to one with a chosen date, by `id`; circles and unreadable columns have none. */
export function nominalDays(draft: ScheduleDraft): ReadonlyMap<string, NominalDays> {
  const keyOf = keysOf(draft);
  const byId = new Map(draft.visits.map((visit) => [visit.id, visit]));
  const carrierOf = (milestone: string) => draft.visits.find((visit) => (visit.carries as readonly string[]).includes(milestone))?.id;
  const known = new Map<string, NominalDays | null>();
  const place = (id: string): NominalDays | null => {
    const placed = known.get(id);
    if (placed !== undefined) return placed;
    known.set(id, null);
    const visit = byId.get(id);
    const timing = visit && draftTiming(visit, keyOf);
    if (!visit || !timing?.ok) return null;
    if (timing.value === null) return keep(id, { from: 0, to: 0, beforeDays: 0, afterDays: 0 });
    const { anchor } = visit;
    const origin =
      anchor.kind === 'visit' ? anchor.id : anchor.kind === 'milestone' ? (anchor.carriedBy ?? carrierOf(anchor.milestone)) : null;
    const base = origin ? place(origin) : null;
    if (!base) return null;
    const [from, to] = reach(timing.value.offset);
    const { windowBeforeDays: beforeDays, windowAfterDays: afterDays } = timing.value;
    return keep(id, { from: base.from + from, to: base.to + to, beforeDays, afterDays });
  };
  const keep = (id: string, days: NominalDays) => {
    known.set(id, days);
    return days;
  };
  for (const { id } of draft.visits) place(id);
  return new Map([...known].flatMap(([id, days]) => (days ? [[id, days] as const] : [])));
}
