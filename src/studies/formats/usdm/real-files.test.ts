// Real USDM files: counts, visits against the derived schedules, both versions of one protocol.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { elapsed, roundedDays } from '../../rules/duration.ts';
import type { Protocol } from '../../rules/protocol.ts';
import { protocolSummary, protocolSummarySchema } from '../../rules/protocol-summary.ts';
import { readUsdm } from './read-usdm.ts';

const usdm = join(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'usdm');
const absent = !existsSync(usdm);
const files = absent
  ? []
  : ['studies', 'fixtures-gpl']
      .flatMap((folder) => readdirSync(join(usdm, folder)).map((file) => join(usdm, folder, file)))
      .filter((file) => file.endsWith('.json'));

function protocolOf(name: string): Protocol {
  const file = files.find((path) => path.endsWith(`${name}.json`));
  if (!file) throw new Error(`no file ${name}`);
  const read = readUsdm(readFileSync(file));
  if (!read.ok) throw new Error(`${name}: ${read.refusal} ${JSON.stringify(read.detail)}`);
  return read.value;
}

const summaryOf = (name: string, firstDay: 0 | 1 = 0) => protocolSummary(protocolOf(name), { firstDay });

const COUNTS: Readonly<Record<string, readonly number[]>> = {
  cdisc_pilot_lzzt_v4: [3, 5, 4, 24, 0, 24, 12, 36, 3, 32, 31, 1],
  'cdisc_pilot_lzzt_v3.0': [3, 5, 4, 24, 0, 24, 12, 36, 3, 32, 31, 1],
  lilly_nct03421379_v4: [2, 5, 3, 35, 0, 35, 7, 34, 8, 36, 36, 1],
  'lilly_ly900018_v2.11': [2, 5, 3, 35, 0, 35, 7, 34, 8, 35, 36, 1],
  observational_scope1_v4: [2, 4, 1, 6, 1, 6, 6, 4, 2, 7, 5, 4],
};

describe.skipIf(absent)('real digital protocols (usdm folder of the test data)', () => {
  it.each(Object.entries(COUNTS))('[J06] %s holds as many parts as its authors put in', (name, counts) => {
    expect(Object.values(summaryOf(name).counts)).toEqual(counts);
  });

  it.each(files.map((file) => [file.split('/').at(-1)?.replace('.json', '') ?? '', file]))(
    '[J06] the visits of %s agree with the schedule derived from it',
    (name) => {
      const summary = summaryOf(name);
      const protocol = protocolOf(name);
      const epochNames = new Map(
        protocol.designs.flatMap((design) => design.epochs).map((epoch) => [epoch.label ?? epoch.name, epoch.name]),
      );
      const rows: Record<string, string>[] = parse(readFileSync(join(usdm, 'derived', `schedule_${name}.csv`)), { columns: true });
      const days = (duration: string | undefined) => (duration ? roundedDays(elapsed(duration)?.seconds ?? Number.NaN) : null);
      const expected = rows
        .filter((row) => row['instance_type'] === 'ScheduledActivityInstance')
        .map((row) => ({
          timeline: row['timeline'],
          main: row['main'] === 'True',
          order: Number(row['order']),
          instance: row['instance'],
          epoch: row['epoch'] || null,
          encounter: row['encounter'] || null,
          activities: Number(row['activities']),
          timingType: row['timing_type'] || null,
          anchor: row['relative_to'] || null,
          windowBeforeDays: days(row['window_lower']),
          windowAfterDays: days(row['window_upper']),
          offsetDays: row['offset_days_from_anchor'] ? Number(row['offset_days_from_anchor']) : null,
          next: row['default_next'] || null,
        }));
      const found = summary.visits.map((visit) => ({
        ...visit,
        epoch: visit.epoch === null ? null : (epochNames.get(visit.epoch) ?? null),
        activities: visit.activities.length,
      }));
      expect(found).toEqual(expected);
      expect(summary.decisions.map((decision) => decision.instance)).toEqual(
        rows.filter((row) => row['instance_type'] === 'ScheduledDecisionInstance').map((row) => row['instance']),
      );
    },
  );

  it('[J06] the same protocol gives the same visits whether it was written as USDM 3 or 4', () => {
    for (const firstDay of [0, 1] as const) {
      expect(summaryOf('cdisc_pilot_lzzt_v4', firstDay).visits).toEqual(summaryOf('cdisc_pilot_lzzt_v3.0', firstDay).visits);
    }
    const identity = summaryOf('cdisc_pilot_lzzt_v4').study;
    expect(summaryOf('cdisc_pilot_lzzt_v3.0').study).toEqual({ ...identity, name: 'Study_CDISC PILOT - LZZT' });
    expect(identity.identifiers).toEqual([
      { scope: 'Eli Lilly', value: 'H2Q-MC-LZZT' },
      { scope: 'ClinicalTrials.gov', value: 'NCT12345678' },
    ]);
    expect(identity.sponsor).toBe('Eli Lilly');
  });

  it('[BR-01] with day 1 as the first day, week 2 is day 14 and 13 days after first dose', () => {
    const week2 = (firstDay: 0 | 1) =>
      summaryOf('cdisc_pilot_lzzt_v4', firstDay).visits.find((visit) => visit.instance === 'WK2')?.offsetDays;
    expect([week2(0), week2(1)]).toEqual([14, 13]);
  });

  it('[J06] criteria stand with their tags replaced, and what leads nowhere is named', () => {
    for (const name of ['cdisc_pilot_lzzt_v4', 'cdisc_pilot_lzzt_v3.0']) {
      const [age] = protocolOf(name).designs[0]?.criteria ?? [];
      expect(age?.text).toMatch(/at least 50 years of age/);
      expect(summaryOf(name).warnings.filter((warning) => warning.code === 'unresolved-tag')).toEqual([]);
    }
    expect(summaryOf('observational_scope1_v4').warnings.filter((warning) => warning.code === 'unresolved-tag').length).toBeGreaterThan(0);
  });

  it('[J06] cycles are loops through a decision, opt-outs are not', () => {
    const loops = (name: string) => summaryOf(name).decisions.map(({ instance, loops: leadsBack }) => [instance, leadsBack]);
    expect(loops('cycles_1')).toEqual([
      ['C4-12-CYCLE', true],
      ['C13-PLUS-CYCLE', true],
    ]);
    expect(loops('decision_1_v2')).toEqual([['PROG', true]]);
    expect(loops('observational_scope1_v4')).toEqual([['PROG', false]]);
  });

  it.each(files.map((file) => [file.split('/').at(-1) ?? '', file]))(
    '[J06] %s is read and summarised in the published shape',
    (_name, file) => {
      const read = readUsdm(readFileSync(file));
      expect(read.ok).toBe(true);
      if (read.ok) protocolSummarySchema.parse(protocolSummary(read.value, { firstDay: 1 }));
    },
  );
});
