// A schedule as the grid draws it: timelines to choose from, visits as columns under their epochs, activities as rows under their groups.
import type { GridColumn, GridRow, Say } from '#ui';
import type { GridVisit, ScheduleGridView } from './queries.ts';
import { timingWords } from './timing-words.ts';

/** The timelines of a schedule, the main one first. */
export function timelinesOf(grid: Pick<ScheduleGridView, 'visits'>): readonly { readonly name: string; readonly isMain: boolean }[] {
  const seen = new Map<string, { name: string; isMain: boolean }>();
  for (const visit of grid.visits) if (!seen.has(visit.timeline)) seen.set(visit.timeline, { name: visit.timeline, isMain: visit.isMain });
  return [...seen.values()].sort((a, b) => Number(b.isMain) - Number(a.isMain));
}

/** The visit the others are counted from: the first whose date is chosen, not computed. */
export function referenceOf(visits: readonly Pick<GridVisit, 'key' | 'timing'>[]): string | null {
  const anchors = new Set(visits.flatMap((visit) => (visit.timing?.anchor.kind === 'visit' ? [visit.timing.anchor.key] : [])));
  return (visits.find((visit) => !visit.timing && anchors.has(visit.key)) ?? visits.find((visit) => !visit.timing))?.key ?? null;
}

/** Columns and rows of one timeline; groups of activities are kept together in the order in which they first come up. */
export function gridOf(
  grid: ScheduleGridView,
  timeline: string,
  say: Say,
): { readonly columns: readonly GridColumn[]; readonly rows: readonly GridRow[] } {
  const visits = grid.visits.filter((visit) => visit.timeline === timeline);
  const names = new Map(grid.visits.map((visit) => [visit.key, visit.name]));
  const epochs = new Map(grid.epochs.map((epoch) => [epoch.key, epoch.name]));
  const arms = new Map(grid.arms.map((arm) => [arm.key, arm.name]));
  const reference = referenceOf(visits);
  const columns = visits.map((visit): GridColumn => {
    const only = visit.arms ? [say('schedule.onlyArms', { arms: visit.arms.map((key) => arms.get(key) ?? key).join(', ') })] : [];
    return {
      key: visit.key,
      label: visit.name,
      group: visit.epoch ? (epochs.get(visit.epoch) ?? visit.epoch) : say('schedule.outsideEpochs'),
      sub: [timingWords(visit, names, reference, say), ...only].join(' · '),
    };
  });
  const here = new Set(visits.map((visit) => visit.key));
  const rows = grid.activities.flatMap((activity): GridRow[] => {
    const met = activity.visits.filter((visit) => here.has(visit.key));
    if (met.length === 0) return [];
    const marks = Object.fromEntries(
      met.map(({ key, validDays }) => [
        key,
        { symbol: 'X', text: validDays === null ? say('schedule.done') : say('schedule.doneValid', { count: validDays }) },
      ]),
    );
    return [{ key: activity.key, label: activity.name, group: activity.group ?? '', marks }];
  });
  return { columns, rows: togetherByGroup(rows) };
}

function togetherByGroup(rows: readonly GridRow[]): readonly GridRow[] {
  const groups = new Map<string, GridRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups.values()].flat();
}
