// The example protocols: their files are what their sources say, follow the standard, and import as schedules without a finding.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readUsdm, usdmText } from '#studies';
import { type Schedule, checkSchedule, protocolSchedule, protocolSummary, settledSchedule, timedSchedule } from '#studies/rules';
import { type Schemas, schemaFaults } from '../../src/studies/formats/usdm/usdm-schema.ts';
import { schedule as nlx301 } from '../nlx-301/story.ts';
import { protocols } from './index.ts';
import { timingOf } from './timing.ts';

const schemaFile = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'usdm/standard/USDM_API_v4.json');
const names = Object.keys(protocols);
const textOf = (name: string) => readFileSync(join(import.meta.dirname, `${name}.usdm.json`), 'utf8');

function protocolOf(name: string) {
  const read = readUsdm(textOf(name));
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read)}`);
  return read.value;
}

describe('the example protocols', () => {
  it.each(names)('[J06] %s: writing it again gives the same bytes', (name) => {
    const written = protocols[name];
    expect(written && usdmText(written)).toBe(textOf(name));
  });

  it.each(names)('[J06] %s imports as a schedule that can be projected, and nothing is wrong with its file', (name) => {
    const protocol = protocolOf(name);
    const { schedule, warnings } = protocolSchedule(protocol, { firstDay: 0 });
    expect(checkSchedule(timedSchedule(schedule))).toMatchObject({ ok: true });
    const findings = [...protocol.warnings, ...warnings].map((warning) => warning.code);
    expect(findings).toEqual([]);
    const { counts } = protocolSummary(protocol, { firstDay: 0 });
    expect(counts.criteria).toBeGreaterThanOrEqual(8);
    expect(counts.criteria).toBeLessThanOrEqual(15);
  });

  it.each(names.filter((name) => name !== 'nlx-301'))(
    '[J06] %s has 15 to 40 assessments under headings, most with their procedure',
    (name) => {
      const { schedule } = protocolSchedule(protocolOf(name), { firstDay: 0 });
      const activities = schedule.activities ?? [];
      expect(activities.length).toBeGreaterThanOrEqual(15);
      expect(activities.length).toBeLessThanOrEqual(40);
      expect(activities.every((activity) => activity.group)).toBe(true);
      expect(protocolSummary(protocolOf(name), { firstDay: 0 }).counts.procedures).toBeGreaterThanOrEqual(5);
    },
  );

  it('[J06] NLX-301 has exactly the schedule of the story', () => {
    const { schedule } = protocolSchedule(protocolOf('nlx-301'), { firstDay: 0 });
    expect(settledSchedule({ ...schedule, arms: [] })).toEqual(settledSchedule(nlx301));
  });

  it('[BR-02] the oncology study repeats its cycle of 21 days until progression, imaging runs beside it', () => {
    const { schedule } = protocolSchedule(protocolOf('orb-207'), { firstDay: 0 });
    expect(schedule.blocks).toMatchObject([
      { key: 'CYCLES', visitKeys: ['C1D1', 'C1D8', 'C1D15'], lengthDays: 21, stopsAt: 'progression' },
      { key: 'IMAGING', lengthDays: 42, stopsAt: 'progression' },
      { key: 'SURVIVAL', lengthDays: 91, stopsAt: 'completed' },
    ]);
  });

  it('[J06] the nine cover every phase and every area of the portfolio', () => {
    const studies = names.map((name) => protocolSummary(protocolOf(name), { firstDay: 0 }).study);
    expect(new Set(studies.flatMap((study) => study.phases))).toEqual(
      new Set(['Phase I Trial', 'Phase II Trial', 'Phase III Trial', 'Phase IV Trial']),
    );
    const areas = new Set(studies.map((study) => study.therapeuticAreas[0]));
    expect(areas).toEqual(new Set(['Oncology', 'Endocrinology-Respiration', 'CNS', 'Pain management', 'Endocrine', 'Others']));
    expect(names.filter((name) => protocolOf(name).amendments.length > 0).length).toBeGreaterThanOrEqual(2);
  });

  it.skipIf(!existsSync(schemaFile)).each(names)('[J06] %s follows the schema of the standard', (name) => {
    const { components } = JSON.parse(readFileSync(schemaFile, 'utf8')) as { components: { schemas: Schemas } };
    expect(schemaFaults(JSON.parse(textOf(name)), { $ref: '#/components/schemas/Wrapper-Input' }, components.schemas)).toEqual([]);
  });

  it('[BR-02a] a line of timing is read whole or refused', () => {
    const rule = (timing: Schedule['visits'][number]['timing']) => timing;
    expect(timingOf('D-28..D-1', 'V2')).toEqual(
      rule({
        anchor: { kind: 'visit', visitKey: 'V2' },
        offset: { kind: 'range', fromDay: -28, toDay: -1 },
        windowBeforeDays: 0,
        windowAfterDays: 0,
      }),
    );
    expect(timingOf('+30d -0/+5 from last-dose@V5', 'V2')).toEqual({
      anchor: { kind: 'milestone', milestone: 'last-dose', carriedBy: 'V5' },
      offset: { kind: 'duration', amount: 30, unit: 'day', direction: 'after' },
      windowBeforeDays: 0,
      windowAfterDays: 5,
    });
    expect(timingOf('+1.5h', 'DOSE')).toMatchObject({ offset: { amount: 1.5, unit: 'hour' }, isWindowStated: false });
    expect(timingOf('reference', '')).toBeNull();
    for (const text of ['soon', 'D29 3', '+2y', 'D29 ±x']) expect(() => timingOf(text, 'V2')).toThrow(/is no/);
  });
});
