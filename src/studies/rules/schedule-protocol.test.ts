// Schedules written by hand become digital protocols and come back as they were: NLX-301, and whatever a person may write.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule as nlx301 } from '../../../examples/nlx-301/story.ts';
import { readUsdm } from '../formats/usdm/read-usdm.ts';
import { usdmText } from '../formats/usdm/write-usdm.ts';
import { milestones } from './milestone.ts';
import { type PlannedSchedule, type PlannedVisit, settledSchedule, timedSchedule } from './planned-schedule.ts';
import type { StudyIdentity } from './protocol.ts';
import { protocolSchedule } from './protocol-schedule.ts';
import { protocolSummary } from './protocol-summary.ts';
import { checkSchedule } from './schedule-check.ts';
import { scheduleProtocol } from './schedule-protocol.ts';
import type { AnchorRule, Offset, RepeatingBlock, TimingRule } from './schedule.ts';

const study: StudyIdentity = {
  name: 'HAND-1',
  versionIdentifier: null,
  titles: [],
  phases: [],
  businessAreas: [],
  identifiers: [],
  sponsor: null,
};

function written(schedule: PlannedSchedule): string {
  return usdmText(scheduleProtocol(schedule, { study }));
}

/** Written to a file, read from it, and made a schedule again with what the file says of its first day. */
function again(schedule: PlannedSchedule, change: (text: string) => string = (text) => text) {
  const read = readUsdm(change(written(schedule)));
  if (!read.ok) throw new Error(JSON.stringify(read));
  return { ...protocolSchedule(read.value, { firstDay: read.value.firstDay ?? 0 }), protocol: read.value };
}

const words = fc
  .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'b', 'X', 'Z', '0', '9', ' ', '-', '"', '\\', '<', 'é', '&') })
  .filter((text) => text.trim() === text);
const day = fc.integer({ min: -400, max: 800 }).filter((number) => number !== 0);
const width = fc.integer({ min: 0, max: 30 });
const maybe = <K extends string, T>(key: K, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((found) => (found === undefined ? {} : { [key]: found }) as { [P in K]?: T });
const amount = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0, max: 400, noNaN: true }), fc.constantFrom(0.25, 1.5, 2.75));

const offset: fc.Arbitrary<Offset> = fc.oneof(
  day.map((number) => ({ kind: 'day' as const, day: number })),
  fc
    .tuple(
      fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const),
      amount,
      maybe('direction', fc.constantFrom('after' as const, 'before' as const)),
    )
    .map(([unit, much, direction]) => ({
      kind: 'duration' as const,
      unit,
      amount: unit === 'month' ? Math.round(much) : much,
      ...direction,
    })),
  fc.tuple(day, day).map(([a, b]) => ({ kind: 'range' as const, fromDay: Math.min(a, b), toDay: Math.max(a, b) })),
);

function anchorBefore(keys: readonly string[]): fc.Arbitrary<AnchorRule> {
  const milestone = fc.constantFrom(...milestones);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...keys).map((visitKey) => ({ kind: 'visit' as const, visitKey })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(milestone, fc.constantFrom(...keys))
        .map(([name, carriedBy]) => ({ kind: 'milestone' as const, milestone: name, carriedBy })),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'consent' as const }) },
  );
}

function timingBefore(keys: readonly string[]): fc.Arbitrary<TimingRule | null> {
  const rule = fc
    .tuple(
      anchorBefore(keys),
      offset,
      width,
      width,
      maybe('isWindowStated', fc.constant(false as const)),
      maybe('optimal', fc.record({ beforeDays: width, afterDays: width })),
    )
    .map(([anchor, distance, windowBeforeDays, windowAfterDays, stated, optimal]): TimingRule => {
      const isOpen = stated.isWindowStated === false && windowBeforeDays % 2 === 0;
      const window = isOpen ? { windowBeforeDays: 0, windowAfterDays: 0 } : { windowBeforeDays, windowAfterDays };
      return { anchor, offset: distance, ...window, ...stated, ...optimal };
    });
  return fc.option(rule, { nil: null, freq: 6 });
}

const parts = (most: number) => fc.uniqueArray(fc.record({ key: words, name: words }), { selector: (part) => part.key, maxLength: most });

/** A visit that may anchor on those before it. */
function visitOf(
  key: string,
  earlier: readonly string[],
  activityKeys: readonly string[],
  arms: readonly string[],
  epochs: readonly string[],
): fc.Arbitrary<PlannedVisit> {
  const activity =
    activityKeys.length === 0
      ? fc.constant([])
      : fc
          .subarray([...activityKeys])
          .chain((chosen) =>
            fc.tuple(
              ...chosen.map((name) => maybe('validDays', fc.integer({ min: 1, max: 90 })).map((valid) => ({ key: name, name, ...valid }))),
            ),
          );
  return fc
    .tuple(
      words,
      earlier.length === 0 ? fc.constant(null) : timingBefore(earlier),
      activity,
      maybe('carries', fc.subarray([...milestones])),
      maybe(
        'arms',
        fc.uniqueArray(fc.oneof(words, ...(arms.length > 0 ? [fc.constantFrom(...arms)] : [])), { minLength: 1, maxLength: 3 }),
      ),
      maybe(
        'modalities',
        fc.uniqueArray(fc.constantFrom('on-site' as const, 'phone' as const, 'video' as const, 'home' as const), { minLength: 1 }),
      ),
      maybe('epoch', fc.oneof(fc.constant(null), words, ...(epochs.length > 0 ? [fc.constantFrom(...epochs)] : []))),
      fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.record({ timeline: words, isMain: fc.boolean() }) }),
    )
    .map(([name, timing, activities, ...more]) => ({ key, name, timing, activities, ...Object.assign({}, ...more) }) as PlannedVisit);
}

function blocksOf(visits: readonly PlannedVisit[]): fc.Arbitrary<RepeatingBlock[]> {
  const keys = visits.filter((visit) => visit.isMain !== false).map((visit) => visit.key);
  if (keys.length === 0) return fc.constant([]);
  const sets = fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 4 });
  const more = fc.tuple(
    words,
    fc.integer({ min: 1, max: 90 }),
    maybe('windowBeforeDays', width),
    maybe('windowAfterDays', width),
    maybe('maxCycles', fc.integer({ min: 1, max: 20 })),
    maybe('stopsAt', fc.constantFrom(...milestones)),
  );
  const block = fc
    .tuple(sets, more)
    .map(([visitKeys, [key, lengthDays, ...rest]]): RepeatingBlock =>
      Object.assign({ key, leadKey: visitKeys[0] ?? '', visitKeys, lengthDays }, ...rest),
    );
  return fc.array(block, { maxLength: 2 }).map((blocks) => {
    const owned = new Set<string>();
    return blocks.filter(({ visitKeys }) => visitKeys.every((key) => !owned.has(key)) && visitKeys.every((key) => owned.add(key)));
  });
}

const planned: fc.Arbitrary<PlannedSchedule> = fc
  .tuple(fc.uniqueArray(words, { minLength: 1, maxLength: 7 }), parts(3), parts(3), parts(6), fc.constantFrom(0 as const, 1 as const))
  .chain(([keys, arms, epochs, activities, firstDay]) => {
    const names = { arms: arms.map(({ key }) => key), epochs: epochs.map(({ key }) => key), activities: activities.map(({ key }) => key) };
    const visits = fc.tuple(...keys.map((key, at) => visitOf(key, keys.slice(0, at), names.activities, names.arms, names.epochs)));
    const grouped = fc.tuple(
      ...activities.map((activity) =>
        maybe('group', fc.oneof(fc.constant(null), words, fc.constantFrom(...activities.map(({ name }) => name)))).map((group) => ({
          ...activity,
          ...group,
        })),
      ),
    );
    const target = fc.option(fc.oneof(fc.constantFrom(...keys), words), { nil: null });
    const decision = fc.record({
      key: words,
      timeline: fc.constantFrom('Main', 'Other'),
      branches: fc.array(fc.record({ condition: words, target }), { maxLength: 2 }),
      otherwise: target,
      loops: fc.boolean(),
    });
    return fc
      .tuple(visits, grouped, fc.array(decision, { maxLength: 2 }))
      .chain(([all, listed, decisions]) =>
        blocksOf(all).map((blocks): PlannedSchedule => ({ firstDay, visits: all, blocks, arms, epochs, activities: listed, decisions })),
      );
  })
  .filter((schedule) => checkSchedule(timedSchedule(schedule)).ok);

describe('a schedule written by hand as a digital protocol', () => {
  it('[J06] whatever a person may write comes back from the file as it was', () => {
    fc.assert(
      fc.property(planned, (schedule) => {
        expect(settledSchedule(again(schedule).schedule)).toEqual(settledSchedule(schedule));
      }),
      { numRuns: 400 },
    );
  });

  it('[J06] a decision that leads to the first visit of a cycle stays a decision, and the cycle its own', () => {
    const visit = (key: string, timing: TimingRule | null): PlannedVisit => ({
      key,
      name: key,
      timing,
      activities: [],
      carries: [],
      modalities: ['on-site'],
      epoch: null,
    });
    const after = (visitKey: string): TimingRule => ({
      anchor: { kind: 'visit', visitKey },
      offset: { kind: 'day', day: 8 },
      windowBeforeDays: 0,
      windowAfterDays: 0,
    });
    const visits = [visit('C1', null), visit('C8', after('C1')), visit('C15', after('C8'))];
    const schedule: PlannedSchedule = {
      ...nlx301,
      visits,
      blocks: [{ key: 'cycle', leadKey: 'C1', visitKeys: ['C1', 'C15', 'C8'], lengthDays: 21 }],
      decisions: [{ key: 'again', timeline: 'Other', branches: [{ condition: 'relapse', target: 'C1' }], otherwise: 'C15', loops: false }],
    };
    expect(settledSchedule(again(schedule).schedule)).toEqual(settledSchedule(schedule));
  });

  it('[J06] NLX-301 comes back as it was, and no finding is made of it', () => {
    const { schedule, warnings, protocol } = again(nlx301);
    expect(settledSchedule(schedule)).toEqual(settledSchedule(nlx301));
    expect([...warnings, ...protocol.warnings].map((warning) => warning.code)).toEqual(['no-sponsor']);
  });

  it('[BR-02a] a program that knows nothing of Siteward reads the days and windows from the file all the same', () => {
    const plain = again(nlx301, (text) => text.replaceAll('urn:siteward:', 'urn:unknown:')).protocol;
    expect(
      protocolSummary(plain, { firstDay: 0 }).visits.map((visit) => [
        visit.instance,
        visit.offsetDays,
        visit.windowBeforeDays,
        visit.windowAfterDays,
      ]),
    ).toEqual([
      ['V1', -1, 27, 0],
      ['V2', 0, null, null],
      ['V3', 28, 3, 3],
      ['V4', 56, 3, 3],
      ['V5', 84, 7, 7],
      ['FU', 114, 0, 5],
    ]);
  });

  it('[BR-03] a visit that another program moved in the file is taken as moved, with a warning', () => {
    const { schedule, warnings } = again(nlx301, (text) => text.replace('"value": "P28D"', '"value": "P35D"'));
    expect(schedule.visits.find((visit) => visit.key === 'V3')?.timing).toMatchObject({
      offset: { kind: 'duration', amount: 35, unit: 'day' },
    });
    expect(warnings.map((warning) => warning.code)).toContain('extension-outdated');
  });

  it('[J06] a cycle is a loop in the file: of several visits with its length stated in days, of one visit around itself', () => {
    const after = (visitKey: string, days: number): TimingRule => ({
      anchor: { kind: 'visit', visitKey },
      offset: { kind: 'duration', amount: days, unit: 'day', direction: 'after' },
      windowBeforeDays: 2,
      windowAfterDays: 2,
    });
    const schedule: PlannedSchedule = {
      visits: [
        { key: 'BASE', name: 'Baseline', timing: null },
        { key: 'D1', name: 'Day 1', timing: after('BASE', 7) },
        { key: 'D8', name: 'Day 8', timing: after('D1', 7) },
        { key: 'SCAN', name: 'Imaging', timing: after('BASE', 42) },
      ],
      blocks: [
        {
          key: 'CYCLE',
          leadKey: 'D1',
          visitKeys: ['D1', 'D8'],
          lengthDays: 21,
          windowBeforeDays: 1,
          windowAfterDays: 1,
          stopsAt: 'progression',
        },
        { key: 'SCANS', leadKey: 'SCAN', visitKeys: ['SCAN'], lengthDays: 42 },
      ],
    };
    const { protocol } = again(schedule);
    expect(settledSchedule(again(schedule).schedule)).toEqual(settledSchedule(schedule));
    const plain = again(schedule, (text) => text.replaceAll('urn:siteward:', 'urn:unknown:'));
    expect(plain.schedule.blocks).toEqual([
      { key: 'CYCLE', leadKey: 'D1', visitKeys: ['D1', 'D8'], lengthDays: 21, windowBeforeDays: 1, windowAfterDays: 1 },
    ]);
    expect(plain.schedule.decisions).toMatchObject([
      { key: 'SCANS', loops: true, branches: [{ condition: 'Another cycle of 42 days', target: 'SCAN' }] },
    ]);
    expect(protocol.warnings.map((warning) => warning.code)).toEqual(['no-activities', 'no-sponsor']);
  });
});
