// The summary of a protocol: days, windows, names, decisions, warnings.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readUsdm } from '../formats/usdm/read-usdm.ts';
import { sampleUsdm } from '../formats/usdm/sample-usdm.ts';
import { protocolSummary, protocolSummarySchema } from './protocol-summary.ts';
import type { SummaryOptions } from './protocol-summary.ts';

type Sample = ReturnType<typeof sampleUsdm>;
type SampleDesign = Sample['study']['versions'][number]['studyDesigns'][number];

function summarise(change: (design: SampleDesign, file: Sample) => void = () => undefined, options: SummaryOptions = { firstDay: 0 }) {
  const file = sampleUsdm();
  const design = file.study.versions[0]?.studyDesigns[0];
  if (!design) throw new Error('the sample has no design');
  change(design, file);
  const read = readUsdm(JSON.stringify(file));
  if (!read.ok) throw new Error(JSON.stringify(read));
  return protocolSummary(read.value, options);
}

function timingOf(design: SampleDesign, name: string) {
  const found = design.scheduleTimelines.flatMap((timeline) => timeline.timings).find((timing) => timing.name === name);
  if (!found) throw new Error(`no timing ${name}`);
  return found;
}

const daysOf = (summary: ReturnType<typeof summarise>) =>
  Object.fromEntries(summary.visits.map((visit) => [visit.instance, visit.offsetDays]));
const codesOf = (summary: ReturnType<typeof summarise>) => summary.warnings.map((warning) => warning.code);

describe('the summary of a protocol', () => {
  it('[J06] says who the study is and how much it holds', () => {
    const summary = summarise();
    expect(summary.study).toEqual({
      name: 'SAMPLE-1',
      title: 'A Sample Study of Lower Blood Pressure',
      phases: ['Phase II Trial'],
      therapeuticAreas: ['Cardiology', 'Hypertension'],
      identifiers: [{ scope: 'Sample Therapeutics', value: 'SAM-001' }],
      sponsor: 'Sample Therapeutics',
    });
    expect(summary.counts).toEqual({
      arms: 2,
      epochs: 3,
      timelines: 2,
      activityInstances: 6,
      decisionInstances: 1,
      timings: 6,
      encounters: 4,
      activities: 6,
      procedures: 1,
      biomedicalConcepts: 1,
      criteria: 2,
      amendments: 1,
    });
    expect(summary.warnings).toEqual([]);
  });

  it('[BR-02] gives every visit its day from the anchor through the chain of references, and its window in days', () => {
    const summary = summarise();
    expect(daysOf(summary)).toEqual({ SCREENING: -10, FIRST_DOSE: 0, CYCLE_START: 21, FOLLOW_UP: 51, BP_BEFORE: 0, BP_AFTER: 0.0625 });
    expect(summary.visits[2]).toEqual({
      timeline: 'TL_MAIN',
      main: true,
      order: 3,
      instance: 'CYCLE_START',
      encounter: 'Cycle visit',
      epoch: 'Treatment',
      offsetDays: 21,
      windowBeforeDays: 2,
      windowAfterDays: 1.5,
      anchor: 'FIRST_DOSE',
      timingType: 'After',
      activities: ['Study drug', 'Laboratory'],
      next: 'CYCLE_END',
    });
  });

  it('[BR-01] with day 1 as the first day a positive offset is a study-day number; hours and days before stay', () => {
    expect(daysOf(summarise(undefined, { firstDay: 1 }))).toEqual({
      SCREENING: -10,
      FIRST_DOSE: 0,
      CYCLE_START: 20,
      FOLLOW_UP: 50,
      BP_BEFORE: 0,
      BP_AFTER: 0.0625,
    });
  });

  it('[J06] shows a cycle as a decision that loops', () => {
    expect(summarise().decisions).toEqual([
      {
        timeline: 'TL_MAIN',
        instance: 'CYCLE_END',
        branches: [{ condition: 'Responding and tolerating', target: 'CYCLE_START' }],
        next: 'FOLLOW_UP',
        loops: true,
      },
    ]);
  });

  it('[BR-02] a day that the file does not settle is null and says why, at its place', () => {
    const cases: [string, (design: SampleDesign) => void][] = [
      ['no-timing', (design) => void design.scheduleTimelines[0]?.timings.splice(2, 1)],
      ['bad-duration', (design) => void (timingOf(design, 'TIM_CYCLE').value = '3 weeks')],
      ['timing-cycle', (design) => void (timingOf(design, 'TIM_CYCLE').relativeToScheduledInstanceId = 'FOLLOW_UP')],
      ['dangling-timing', (design) => void (timingOf(design, 'TIM_CYCLE').relativeToScheduledInstanceId = 'GONE')],
      ['other-timeline', (design) => void (timingOf(design, 'TIM_CYCLE').relativeToScheduledInstanceId = 'BP_AFTER')],
      [
        'unknown-timing-type',
        (design) => void (timingOf(design, 'TIM_CYCLE').type = { ...timingOf(design, 'TIM_CYCLE').type, code: 'X', decode: 'Around' }),
      ],
      ['second-anchor', (design) => void (timingOf(design, 'TIM_CYCLE').type = timingOf(design, 'TIM_DOSE').type)],
    ];
    for (const [code, change] of cases) {
      const summary = summarise(change);
      expect([code, daysOf(summary)['CYCLE_START'], daysOf(summary)['FOLLOW_UP']]).toEqual([code, null, null]);
      const warning = summary.warnings.find((found) => found.code === code && found.message.includes('CYCLE_START'));
      expect(warning?.path).toMatch(
        code === 'no-timing' ? /scheduleTimelines\[0\]\.instances\[2\]$/ : /scheduleTimelines\[0\]\.timings\[2\]$/,
      );
    }
  });

  it('[BR-02a] months are shown as mean months with a warning, in the distance and in the window', () => {
    const summary = summarise((design) => Object.assign(timingOf(design, 'TIM_CYCLE'), { value: 'P1M', windowUpper: 'P1M' }));
    expect(daysOf(summary)['CYCLE_START']).toBe(30.4369);
    expect(summary.warnings.map(({ code, path }) => [code, path.split('.').at(-1)])).toEqual([
      ['calendar-duration', 'value'],
      ['calendar-duration', 'windowUpper'],
    ]);
  });

  it('[J06] names the design of every visit only where the study has several', () => {
    const two = summarise(
      (design, file) => void file.study.versions[0]?.studyDesigns.push({ ...structuredClone(design), id: 'DESIGN_2', name: 'Extension' }),
    );
    expect([...new Set(two.visits.map((visit) => visit.design))]).toEqual(['DESIGN_1', 'Extension']);
    expect(two.counts.arms).toBe(4);
    expect(summarise().visits.some((visit) => 'design' in visit)).toBe(false);
  });

  it('[J06] a distance from the end of a visit and a missing official title are pointed out', () => {
    const summary = summarise((design, file) => {
      timingOf(design, 'TIM_CYCLE').relativeToFrom.decode = 'End to Start';
      file.study.versions[0]?.titles.shift();
    });
    expect(codesOf(summary)).toEqual(['no-official-title', 'visit-length']);
    expect(summary.study.title).toBeNull();
  });

  it('[J06] matches its published JSON schema', () => {
    expect(protocolSummarySchema.parse(summarise())).toEqual(summarise());
    expect(JSON.stringify(z.toJSONSchema(protocolSummarySchema))).toContain('offsetDays');
  });
});
