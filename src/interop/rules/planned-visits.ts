// A schedule in the words of matching: names, elapsed days from the anchor, windows.
import { type Schedule, type VisitDefinition, carrierOf } from '#studies/rules';
import { offsetDays } from '#visits/rules';
import type { PlannedVisitName } from './match-words.ts';

/**
 * The visits that actual ones are matched with. Offsets are summed along the chain of anchors; a visit counted from consent has none.
 * A visit whose protocol states no window in days has none here.
 */
export function plannedVisitNames(schedule: Schedule): PlannedVisitName[] {
  const visits = new Map(schedule.visits.map((visit) => [visit.key, visit]));
  return schedule.visits.map((visit) => {
    const { timing } = visit;
    const hasWindow = timing !== null && timing.isWindowStated !== false;
    return {
      key: visit.key,
      name: visit.name,
      instanceName: visit.key,
      offsetDays: elapsedFromAnchor(visit, visits, schedule),
      windowBeforeDays: hasWindow ? timing.windowBeforeDays : null,
      windowAfterDays: hasWindow ? timing.windowAfterDays : null,
    };
  });
}

// A circle of anchors is refused when a schedule is saved; the guard only keeps this walk finite by itself.
function elapsedFromAnchor(start: VisitDefinition, visits: ReadonlyMap<string, VisitDefinition>, schedule: Schedule): number | null {
  let total = 0;
  let visit: VisitDefinition | undefined = start;
  for (let steps = 0; visit?.timing && steps <= visits.size; steps++) {
    const { anchor, offset } = visit.timing;
    if (anchor.kind === 'consent') return null;
    total += offsetDays(offset);
    visit = visits.get(anchor.kind === 'visit' ? anchor.visitKey : (carrierOf(anchor, schedule.visits) ?? ''));
  }
  return total;
}
