// The grid keeps every visit of a timeline and every activity that is done in it.
import { describe, expect, it } from 'vitest';
import { gridOf, referenceOf, timelinesOf } from './grid-shape.ts';
import type { GridVisit, ScheduleGridView } from './queries.ts';

const visit = (key: string, over: Partial<GridVisit> = {}): GridVisit => ({
  id: key,
  key,
  name: `Visit ${key}`,
  timeline: 'Main',
  isMain: true,
  epoch: 'e1',
  arms: null,
  modalities: [],
  carries: [],
  block: null,
  timing: null,
  ...over,
});
const fromV2 = {
  anchor: { kind: 'visit' as const, key: 'V2' },
  offset: { kind: 'day' as const, day: 29 },
  windowBeforeDays: 3,
  windowAfterDays: 3,
};
const activity = (key: string, group: string | null, ...visits: string[]) => ({
  id: key,
  key,
  name: key,
  group,
  visits: visits.map((at) => ({ key: at, validDays: null })),
});
const grid = {
  epochs: [{ key: 'e1', name: 'Treatment' }],
  arms: [{ key: 'a', name: 'Arm A' }],
  visits: [visit('V1'), visit('V2'), visit('V3', { timing: fromV2, arms: ['a'] }), visit('U1', { timeline: 'Early end', isMain: false })],
  activities: [
    activity('ecg', 'Safety', 'V1'),
    activity('dose', 'Drug', 'V2'),
    activity('labs', 'Safety', 'V3'),
    activity('exit', null, 'U1'),
  ],
} as unknown as ScheduleGridView;
const say = (key: string, values: Readonly<Record<string, unknown>> = {}) => [key, ...Object.values(values)].join(' ');

describe('the schedule grid', () => {
  it('offers the main timeline first', () => {
    expect(timelinesOf({ visits: [...grid.visits].reverse() }).map((timeline) => timeline.name)).toEqual(['Main', 'Early end']);
  });
  it('[BR-01] counts from the chosen visit that others refer to, not from the first without a timing', () => {
    expect(referenceOf(grid.visits)).toBe('V2');
    expect(referenceOf([visit('X')])).toBe('X');
  });
  it('puts visits under their epoch with window and arm, and keeps groups of activities together', () => {
    const { columns, rows } = gridOf(grid, 'Main', say);
    expect(columns.map((column) => [column.label, column.group])).toEqual([
      ['Visit V1', 'Treatment'],
      ['Visit V2', 'Treatment'],
      ['Visit V3', 'Treatment'],
    ]);
    expect(columns[2]?.sub).toBe('timing.day 29 ±3 · schedule.onlyArms Arm A');
    expect(rows.map((row) => row.key)).toEqual(['ecg', 'labs', 'dose']);
    expect(Object.keys(rows[1]?.marks ?? {})).toEqual(['V3']);
  });
});
