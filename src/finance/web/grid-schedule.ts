// The schedule that the grid shows, as the rules walk through it.
import type { Offset, Schedule, TimingRule, VisitDefinition } from '#studies/rules';
import type { ScheduleGrid } from './queries.ts';

type GridVisit = ScheduleGrid['visits'][number];

function anchorOf({ kind, key }: NonNullable<GridVisit['timing']>['anchor']): TimingRule['anchor'] {
  if (kind === 'consent' || key === null) return { kind: 'consent' };
  return kind === 'visit'
    ? { kind, visitKey: key }
    : { kind, milestone: key as Extract<TimingRule['anchor'], { kind: 'milestone' }>['milestone'] };
}

/** The main timeline with its blocks and activities. */
export function scheduleOfGrid(grid: ScheduleGrid): Schedule {
  const visits = grid.visits
    .filter((visit) => visit.isMain)
    .map(({ key, name, arms, carries, timing }): VisitDefinition => ({
      key,
      name,
      carries,
      ...(arms ? { arms } : {}),
      timing: timing && {
        anchor: anchorOf(timing.anchor),
        offset: timing.offset as Offset,
        windowBeforeDays: timing.windowBeforeDays,
        windowAfterDays: timing.windowAfterDays,
      },
      activities: grid.activities.filter((activity) => activity.visits.some((visit) => visit.key === key)),
    }));
  const blocks = grid.blocks.map(({ maxCycles, stopsAt, ...block }) => ({
    ...block,
    ...(maxCycles === null ? {} : { maxCycles }),
    ...(stopsAt === null ? {} : { stopsAt }),
  }));
  return { visits, blocks, firstDay: grid.schedule.firstDay };
}
