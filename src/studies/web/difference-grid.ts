// Two versions on one grid: what came is marked with a plus, what went with a minus, changed visits say so in their head.
import type { GridColumn, GridMark, GridRow, Say } from '#ui';
import { allActivities, type PlannedSchedule, type PlannedVisit } from '../rules.ts';
import type { ScheduleChange } from '../rules/schedule-difference.ts';
import { typedOffset, typedWindow, windowOfRule } from '../rules/typed-timing.ts';

function timingText(visit: PlannedVisit, say: Say): string {
  return visit.timing ? `${typedOffset(visit.timing.offset)} ${typedWindow(windowOfRule(visit.timing))}`.trim() : say('timing.chosen');
}

/** All visits of both versions, those that are gone at the end, and all activities. */
export function differenceGrid(
  before: PlannedSchedule,
  after: PlannedSchedule,
  changes: readonly ScheduleChange[],
  say: Say,
): { readonly columns: readonly GridColumn[]; readonly rows: readonly GridRow[] } {
  const [old, next] = [new Map(before.visits.map((visit) => [visit.key, visit])), new Map(after.visits.map((visit) => [visit.key, visit]))];
  const visits = [...after.visits, ...before.visits.filter(({ key }) => !next.has(key))];
  const changed = new Set(changes.flatMap((change) => (change.kind === 'visit-changed' ? [change.visit] : [])));
  const epochs = new Map([...(before.epochs ?? []), ...(after.epochs ?? [])].map((epoch) => [epoch.key, epoch.name]));
  const stateOf = (key: string) => {
    if (!old.has(key)) return say('history.added');
    if (!next.has(key)) return say('history.removed');
    return changed.has(key) ? say('history.changed') : '';
  };
  const columns = visits.map((visit): GridColumn => {
    const was = old.get(visit.key);
    const [then, now] = [was ? timingText(was, say) : '', timingText(visit, say)];
    const timing = was && then !== now ? `${then} → ${now}` : now;
    return {
      key: visit.key,
      label: visit.name,
      group: visit.epoch ? (epochs.get(visit.epoch) ?? visit.epoch) : say('schedule.outsideEpochs'),
      sub: [timing, stateOf(visit.key)].filter(Boolean).join(' · '),
    };
  });
  const activities = new Map([...allActivities(before), ...allActivities(after)].map((activity) => [activity.key, activity]));
  const rows = [...activities.values()].map((activity): GridRow => {
    const marks = visits.flatMap((visit): [string, GridMark][] => {
      const [was, is] = [old, next].map((side) => side.get(visit.key)?.activities?.some((one) => one.key === activity.key) ?? false);
      if (was && is) return [[visit.key, { symbol: 'X', text: say('schedule.done') }]];
      if (is) return [[visit.key, { symbol: '+', text: say('history.added'), emphasis: 'strong' }]];
      return was ? [[visit.key, { symbol: '−', text: say('history.removed'), emphasis: 'quiet' }]] : [];
    });
    return { key: activity.key, label: activity.name, group: activity.group ?? '', marks: Object.fromEntries(marks) };
  });
  return { columns, rows: rows.toSorted((a, b) => a.group.localeCompare(b.group)) };
}
