// Protocols become schedules: the sample, and the real files of the test data.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readUsdm } from '../formats/usdm/read-usdm.ts';
import { sampleUsdm } from '../formats/usdm/sample-usdm.ts';
import { timedSchedule } from './planned-schedule.ts';
import { protocolSchedule } from './protocol-schedule.ts';
import { protocolSummary } from './protocol-summary.ts';
import { checkSchedule } from './schedule-check.ts';

const usdm = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'usdm');
const absent = !existsSync(usdm);
const files = absent
  ? []
  : ['studies', 'fixtures-gpl']
      .flatMap((folder) => readdirSync(join(usdm, folder)).map((file) => join(usdm, folder, file)))
      .filter((file) => file.endsWith('.json'));

type Sample = ReturnType<typeof sampleUsdm>;
type SampleDesign = Sample['study']['versions'][number]['studyDesigns'][number];

function protocolOf(content: string) {
  const read = readUsdm(content);
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.value;
}

function scheduleOf(change: (design: SampleDesign) => void = () => undefined) {
  const file = sampleUsdm();
  change(file.study.versions[0]?.studyDesigns[0] as SampleDesign);
  return protocolSchedule(protocolOf(JSON.stringify(file)), { firstDay: 0 });
}

const timingOf = (key: string, change?: (design: SampleDesign) => void) =>
  scheduleOf(change).schedule.visits.find((visit) => visit.key === key)?.timing;

describe('a protocol as a schedule', () => {
  it('[J06] every activity instance becomes a visit under its own name, the encounter names it for people', () => {
    const { visits } = scheduleOf().schedule;
    expect(visits.map((visit) => [visit.key, visit.name, visit.isMain, visit.epoch])).toEqual([
      ['SCREENING', 'Screening visit', true, 'Screening'],
      ['FIRST_DOSE', 'First dose', true, 'Treatment'],
      ['CYCLE_START', 'Cycle visit', true, 'Treatment'],
      ['FOLLOW_UP', 'Follow-up call', true, 'Follow-up'],
      ['BP_BEFORE', 'BP_BEFORE', false, null],
      ['BP_AFTER', 'BP_AFTER', false, null],
    ]);
  });

  it('[BR-02a] a timing before its reference keeps its unit and its window in days; the fixed reference has a chosen date', () => {
    expect(timingOf('FIRST_DOSE')).toBeNull();
    expect(timingOf('SCREENING')).toEqual({
      anchor: { kind: 'visit', visitKey: 'FIRST_DOSE' },
      offset: { kind: 'duration', amount: 10, unit: 'day', direction: 'before' },
      windowBeforeDays: 4,
      windowAfterDays: 3,
    });
    expect(timingOf('CYCLE_START')).toMatchObject({ offset: { amount: 3, unit: 'week' }, windowBeforeDays: 2, windowAfterDays: 1 });
  });

  it('[BR-02] a window of hours is rounded down to whole days and says so', () => {
    expect(scheduleOf().warnings.map((warning) => [warning.code, warning.path])).toContainEqual([
      'window-rounded',
      '$.study.versions[0].studyDesigns[0].scheduleTimelines[0].timings[2]',
    ]);
  });

  it('[J06] a cycle without a stated length stays a decision for a person', () => {
    const { schedule, warnings } = scheduleOf();
    expect(schedule.blocks).toEqual([]);
    expect(schedule.decisions).toEqual([
      {
        key: 'CYCLE_END',
        timeline: 'TL_MAIN',
        branches: [{ condition: 'Responding and tolerating', target: 'CYCLE_START' }],
        otherwise: 'FOLLOW_UP',
        loops: true,
      },
    ]);
    expect(warnings.map((warning) => warning.code)).toContain('cycle-open');
  });

  it('[J06] a second timing that puts the first visit of a loop after the last one states the length of the cycle', () => {
    const { schedule } = scheduleOf((design) => {
      const main = design.scheduleTimelines[0] as { instances: { id: string; defaultConditionId?: string | null }[]; timings: unknown[] };
      const start = main.instances.find((instance) => instance.id === 'CYCLE_START') as { defaultConditionId: string };
      start.defaultConditionId = 'CYCLE_MID';
      main.instances.push({ ...start, id: 'CYCLE_MID', name: 'CYCLE_MID', defaultConditionId: 'CYCLE_END' } as never);
      const like = main.timings[2] as Record<string, unknown>;
      main.timings.push(
        {
          ...like,
          id: 'T_MID',
          name: 'T_MID',
          value: 'P1W',
          relativeFromScheduledInstanceId: 'CYCLE_MID',
          relativeToScheduledInstanceId: 'CYCLE_START',
        },
        {
          ...like,
          id: 'T_BACK',
          name: 'T_BACK',
          value: 'P2W',
          windowLower: 'P1D',
          windowUpper: 'P1D',
          relativeFromScheduledInstanceId: 'CYCLE_START',
          relativeToScheduledInstanceId: 'CYCLE_MID',
        },
      );
    });
    expect(schedule.blocks).toEqual([
      {
        key: 'CYCLE_END',
        leadKey: 'CYCLE_START',
        visitKeys: ['CYCLE_START', 'CYCLE_MID'],
        lengthDays: 21,
        windowBeforeDays: 1,
        windowAfterDays: 1,
      },
    ]);
    expect(schedule.decisions).toEqual([]);
    expect(schedule.visits.find((visit) => visit.key === 'CYCLE_START')?.timing?.anchor).toEqual({ kind: 'visit', visitKey: 'FIRST_DOSE' });
    expect(checkSchedule(timedSchedule(schedule)).ok).toBe(true);
  });

  it('[J06] an epoch that only some arms pass restricts its visits to them', () => {
    const visits = scheduleOf().schedule.visits;
    expect(visits.find((visit) => visit.key === 'CYCLE_START')?.arms).toEqual(['ARM_LOW']);
    expect(visits.find((visit) => visit.key === 'SCREENING')?.arms).toBeUndefined();
  });

  it('[J06] a call is a phone visit, members of a group of activities carry its name', () => {
    const { schedule } = scheduleOf();
    expect(schedule.visits.find((visit) => visit.key === 'FOLLOW_UP')?.modalities).toEqual(['phone']);
    expect(schedule.activities?.find((activity) => activity.key === 'ACT_CUFF')).toEqual({
      key: 'ACT_CUFF',
      name: 'Cuff reading',
      group: 'Blood pressure',
    });
  });

  it('[J06] visits that share a name keep different keys', () => {
    const { visits } = scheduleOf((design) => {
      for (const timeline of design.scheduleTimelines) for (const instance of timeline.instances) instance.name = 'VISIT';
    }).schedule;
    expect(new Set(visits.map((visit) => visit.key)).size).toBe(6);
  });
});

describe.skipIf(absent)('real digital protocols as schedules (usdm folder of the test data)', () => {
  it.each(files.map((file) => [file.split('/').at(-1) ?? '', file]))(
    '[J06] %s becomes a schedule that can be projected, a visit per instance',
    (_name, file) => {
      const protocol = protocolOf(readFileSync(file, 'utf8'));
      const { schedule } = protocolSchedule(protocol, { firstDay: 0 });
      expect(schedule.visits).toHaveLength(protocolSummary(protocol, { firstDay: 0 }).counts.activityInstances);
      expect(checkSchedule(timedSchedule(schedule))).toMatchObject({ ok: true });
      expect(new Set(schedule.visits.map((visit) => visit.key)).size).toBe(schedule.visits.length);
    },
  );

  it('[J06] the pilot: 16 visits are projected from the dose, two visits share the encounter "Week 8"', () => {
    const file = files.find((path) => path.endsWith('cdisc_pilot_lzzt_v4.json')) ?? '';
    const { schedule } = protocolSchedule(protocolOf(readFileSync(file, 'utf8')), { firstDay: 0 });
    expect(schedule.visits.filter((visit) => visit.isMain)).toHaveLength(16);
    expect(schedule.visits.filter((visit) => visit.name === 'Week 8').map((visit) => visit.key)).toEqual(['WK8', 'WK8N']);
    expect(schedule.visits.find((visit) => visit.key === 'SCREEN2')?.timing).toMatchObject({
      offset: { amount: 2, unit: 'day', direction: 'before' },
      windowBeforeDays: 0,
    });
    expect(schedule.visits.find((visit) => visit.key === 'WK8N')?.timing?.anchor).toEqual({ kind: 'visit', visitKey: 'WK8' });
  });
});
