// The CDISC pilot, real bytes: funnel, visit windows and life cycles against the answers that came with the data.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, civilDate, daysBetween } from '#lib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readSdtm } from '../formats/sdtm/read.ts';
import type { SdtmTrial } from '../formats/sdtm/trial.ts';
import { importedFunnel } from './funnel.ts';
import type { PlannedVisitName } from './match-words.ts';
import { matchVisits } from './matching.ts';
import { statusHistory } from './subject-history.ts';
import { subjectSteps } from './subject-steps.ts';
import { isTrialOver, lastSignOf } from './trial-over.ts';

const realFolder = process.env['SITEWARD_TEST_DATA'] ?? '../shared/data';
const pilotFolder = join(realFolder, 'sdtm-cdiscpilot01');
const scheduleFile = join(realFolder, 'usdm/derived/schedule_cdisc_pilot_lzzt_v4.csv');
const isAbsent = !existsSync(pilotFolder) || !existsSync(scheduleFile);

type Cells = Record<string, string>;
const cellsOf = (path: string) => parse<Cells>(readFileSync(path), { columns: true });

function pilot(names: readonly string[] = ['dm', 'sv', 'ds', 'ex', 'ae']): SdtmTrial {
  const read = readSdtm(names.map((name) => ({ name: `${name}.csv`, bytes: readFileSync(join(pilotFolder, `${name}.csv`)) })));
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.value;
}

const wholeDays = (iso: string | undefined) => (/^P\d+D$/.test(iso ?? '') ? Number(iso?.slice(1, -1)) : null);

function plannedVisits(): readonly PlannedVisitName[] {
  const main = cellsOf(scheduleFile).filter(({ main: isMain }) => isMain === 'True');
  return main.map(({ instance = '', encounter = '', offset_days_from_anchor: offset, window_lower: before, window_upper: after }) => ({
    key: instance,
    name: encounter,
    instanceName: instance,
    offsetDays: Number(offset),
    windowBeforeDays: wholeDays(before),
    windowAfterDays: wholeDays(after),
  }));
}

function judged(trial: SdtmTrial, planned: readonly PlannedVisitName[]) {
  const subjects = new Map(trial.subjects.map((subject) => [subject.usubjid, subject]));
  const schedule = new Map(planned.map((one) => [one.key, one]));
  const { matched } = matchVisits(
    trial.subjects.flatMap(({ visits }) => visits),
    planned,
  );
  return matched.flatMap(({ visit, plannedKey }) => {
    const [firstDose, plan] = [subjects.get(visit.usubjid)?.firstDose, schedule.get(plannedKey)];
    if (!firstDose || !plan || plan.offsetDays === null || !visit.start) return [];
    const isInside = (shift: number) => {
      const outBy = daysBetween(addDays(firstDose, (plan.offsetDays ?? 0) + shift), visit.start ?? firstDose);
      return outBy >= -(plan.windowBeforeDays ?? 0) && outBy <= (plan.windowAfterDays ?? 0);
    };
    const site = subjects.get(visit.usubjid)?.siteNumber;
    return [
      {
        row: [site, visit.usubjid, visit.name, firstDose, plan.offsetDays, visit.start].join(),
        fromFirstDose: isInside(0),
        dayOne: isInside(-1),
      },
    ];
  });
}

describe.skipIf(isAbsent)('the CDISC pilot (skipped where SITEWARD_TEST_DATA has no sdtm-cdiscpilot01)', () => {
  it('[SDTM-11] is read whole: 167 subjects, 9 sites, 1,884 visits, 649 adverse events', () => {
    const trial = pilot();
    expect([
      trial.subjects.length,
      trial.sites.length,
      trial.subjects.flatMap(({ visits }) => visits).length,
      trial.adverseEvents.length,
    ]).toEqual([167, 9, 1884, 649]);
    expect(new Set(trial.warnings.map(({ file, code }) => `${file} ${code}`))).toEqual(new Set(['dm.csv last-dose-open']));
  });

  it('[SDTM-12] every adverse event is the row of the file, dates as precise as there', () => {
    const causality: Cells = { NONE: 'not-related', REMOTE: 'unlikely', POSSIBLE: 'possible', PROBABLE: 'probable' };
    const outcome: Cells = { 'NOT RECOVERED/NOT RESOLVED': 'not-recovered', 'RECOVERED/RESOLVED': 'recovered', FATAL: 'fatal' };
    const expected = cellsOf(join(pilotFolder, 'ae.csv')).map((row) => ({
      usubjid: row['USUBJID'],
      seq: Number(row['AESEQ']),
      term: row['AETERM'],
      decoded: row['AEDECOD'],
      severity: row['AESEV']?.toLowerCase(),
      serious: row['AESER'] === 'Y',
      startedOn: row['AESTDTC'] || null,
      endedOn: row['AEENDTC'] || null,
      causality: causality[row['AEREL'] ?? ''] ?? null,
      outcome: outcome[row['AEOUT'] ?? ''],
      actionTaken: null,
      grade: null,
    }));
    const events = pilot().adverseEvents;
    expect(events.map(({ row: _, criteria: __, ...event }) => event)).toEqual(expected);
    const named = (criterion: string) => events.filter(({ criteria }) => (criteria as readonly string[]).includes(criterion)).length;
    expect(['hospitalisation', 'death', 'life-threatening', 'cancer', 'disability'].map(named)).toEqual([10, 2, 1, 1, 0]);
  });

  it('[IMPORT-09] the trial is over: every subject has ended and nothing is told after 2015', () => {
    const subjects = pilot().subjects.map((subject) => ({
      status: subjectSteps(subject, civilDate('2026-04-13')).steps.at(-1)?.to ?? ('consented' as const),
      lastSign: lastSignOf(subject),
    }));
    expect(isTrialOver(subjects, civilDate('2026-04-13'))).toBe(true);
    expect(isTrialOver(subjects, civilDate('2015-01-15'))).toBe(false);
  });

  it('[FUNNEL-01] the funnel of every site is the expected one', () => {
    const expected = JSON.parse(readFileSync(join(pilotFolder, 'funnel_expected.json'), 'utf8'));
    const { sites, total } = importedFunnel(pilot());
    const inTheirWords = ({ screened, screenFailure, treated, completed, discontinued }: typeof total) => ({
      screened,
      screen_failure: screenFailure,
      treated,
      completed,
      discontinued,
    });
    const none = { screened: 0, screen_failure: 0, treated: 0, completed: 0, discontinued: 0 };
    expect(Object.fromEntries(sites.map((site) => [site.site, inTheirWords(site)]))).toEqual(
      Object.fromEntries(Object.entries<object>(expected.sites).map(([site, counts]) => [site, { ...none, ...counts }])),
    );
    expect(inTheirWords(total)).toEqual(expected.total);
  });

  it('[BR-02] 641 of 828 visits are in window from first dose, 606 with first dose as day 1, each row as expected', () => {
    const rows = judged(pilot(), plannedVisits());
    expect([rows.length, rows.filter((row) => row.fromFirstDose).length, rows.filter((row) => row.dayOne).length]).toEqual([828, 641, 606]);
    const expected = cellsOf(join(pilotFolder, 'visit_windows_expected.csv')).map((cells) => ({
      row: [cells['site'], cells['subject'], cells['visit'], cells['anchor_first_dose'], cells['offset_days'], cells['actual_date']].join(),
      fromFirstDose: cells['in_window_if_offset_counts_from_first_dose'] === 'True',
      dayOne: cells['in_window_if_first_dose_is_day_1'] === 'True',
    }));
    expect(new Map(rows.map((row) => [row.row, row]))).toEqual(new Map(expected.map((row) => [row.row, row])));
  });

  it('[MATCH-08] what is not judged has its reason', () => {
    const { excluded, plannedDayConvention, warnings } = matchVisits(
      pilot().subjects.flatMap(({ visits }) => visits),
      plannedVisits(),
    );
    const counts: Record<string, number> = {};
    for (const { reason } of excluded) counts[reason] = (counts[reason] ?? 0) + 1;
    expect(counts).toEqual({
      'no-window': 443,
      'ambulatory-ecg': 229,
      telephone: 271,
      retrieval: 24,
      'adverse-event-follow-up': 33,
      unscheduled: 56,
    });
    expect([plannedDayConvention, warnings]).toEqual(['elapsed', []]);
  });

  it('[MATCH-06] with its names taken away it is matched by planned day to the same result', () => {
    const planned = plannedVisits().filter(({ windowBeforeDays }) => windowBeforeDays !== null);
    const trial = pilot();
    const nameless = {
      ...trial,
      subjects: trial.subjects.map((subject) => ({
        ...subject,
        visits: subject.visits
          .filter(({ name }) => /^WEEK \d+$/.test(name))
          .map((visit) => ({ ...visit, name: `VISIT ${visit.visitNum}` })),
      })),
    };
    const rows = judged(nameless, planned);
    expect([rows.length, rows.filter((row) => row.fromFirstDose).length]).toEqual([828, 641]);
  });

  it('[HIST-01] every subject has one life cycle in order of time, ending as DS says', () => {
    const ends: Record<string, number> = {};
    for (const subject of pilot().subjects) {
      const events = statusHistory(subject);
      const dates = events.flatMap(({ on }) => on?.toString() ?? []);
      expect(dates).toEqual([...dates].sort());
      const last = events.at(-1)?.status ?? '';
      ends[last] = (ends[last] ?? 0) + 1;
    }
    expect(ends).toEqual({
      completed: 56,
      'screen-failure': 29,
      withdrawn: 79,
      'lost-to-follow-up': 1,
      death: 2,
    });
  });
});
