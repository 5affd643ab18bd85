// The life cycles and the funnel that an imported folder tells.
import { Temporal } from '#lib';
import { describe, expect, it } from 'vitest';
import { readSdtm } from '../formats/sdtm/read.ts';
import { sdtmFiles, sdtmSampleTexts } from '../formats/sdtm/sample.ts';
import type { SdtmDisposition, SdtmSubject, SdtmTrial } from '../formats/sdtm/trial.ts';
import { importedFunnel } from './funnel.ts';
import { statusHistory } from './subject-history.ts';

function taken(texts: Readonly<Record<string, string>> = sdtmSampleTexts): SdtmTrial {
  const read = readSdtm(sdtmFiles(texts));
  if (!read.ok) throw new Error(read.refusal);
  return read.value;
}

function subjectNamed(ending: string): SdtmSubject {
  const found = taken().subjects.find(({ usubjid }) => usubjid.endsWith(ending));
  if (!found) throw new Error(ending);
  return found;
}

const row = (code: string, on: string, subcategory: string | null = null, epoch: string | null = null): SdtmDisposition => ({
  code,
  term: code,
  category: 'DISPOSITION EVENT',
  subcategory,
  epoch,
  on: Temporal.PlainDate.from(on),
});
const path = (subject: SdtmSubject) => statusHistory(subject).map(({ status, on }) => `${status} ${on}`);
const after = (dispositions: readonly SdtmDisposition[]) => path({ ...subjectNamed('101-003'), dispositions }).slice(5);

describe('the life cycle of an imported subject', () => {
  it('[HIST-01] a subject who completed passed every state', () => {
    expect(path(subjectNamed('101-001'))).toEqual([
      'consented 2026-02-20',
      'in-screening 2026-02-20',
      'eligible 2026-03-09',
      'enrolled 2026-03-09',
      'on-treatment 2026-03-10',
      'completed 2026-07-02',
    ]);
  });

  it('[HIST-01] a screen failure ends there, a withdrawal ends treatment and participation, a death is told once', () => {
    expect(path(subjectNamed('101-002'))).toEqual(['consented 2026-02-25', 'in-screening 2026-02-25', 'screen-failure 2026-03-01']);
    expect(path(subjectNamed('101-003'))).toEqual([
      'consented null',
      'in-screening 2026-03-01',
      'eligible 2026-03-12',
      'enrolled 2026-03-12',
      'on-treatment 2026-03-12',
      'treatment-discontinued 2026-04-21',
      'withdrawn 2026-04-21',
    ]);
    expect(path(subjectNamed('9-001')).slice(4)).toEqual([
      'on-treatment 2026-03-20',
      'treatment-discontinued 2026-04-05',
      'death 2026-04-05',
    ]);
    expect(path(subjectNamed('9-002'))).toContain('on-treatment null');
  });

  it('[HIST-02] an ending that does not say of what ends treatment and participation', () => {
    expect(after([row('ADVERSE EVENT', '2026-04-01')])).toEqual(['treatment-discontinued 2026-04-01', 'withdrawn 2026-04-01']);
    expect(after([row('LOST TO FOLLOW-UP', '2026-04-01')])).toEqual(['treatment-discontinued 2026-04-01', 'lost-to-follow-up 2026-04-01']);
    expect(after([row('STUDY TERMINATED BY SPONSOR', '2026-04-01')])).toEqual([
      'treatment-discontinued 2026-04-01',
      'withdrawn 2026-04-01',
    ]);
  });

  it('[HIST-02] who came again after such an ending was followed up until the last visit', () => {
    const came = (...days: string[]) =>
      path({
        ...subjectNamed('101-003'),
        dispositions: [row('ADVERSE EVENT', '2026-04-01')],
        visits: days.map((day) => ({
          ...(subjectNamed('101-003').visits[0] as SdtmSubject['visits'][number]),
          start: Temporal.PlainDate.from(day),
        })),
      }).slice(5);
    expect(came('2026-03-12', '2026-04-15', '2026-05-20')).toEqual([
      'treatment-discontinued 2026-04-01',
      'follow-up 2026-04-15',
      'withdrawn 2026-05-20',
    ]);
    expect(came('2026-03-12', '2026-04-01')).toEqual(['treatment-discontinued 2026-04-01', 'withdrawn 2026-04-01']);
  });

  it('[HIST-03] treatment and participation are told apart where DS does', () => {
    const both = [row('ADVERSE EVENT', '2026-03-05', 'STUDY TREATMENT'), row('COMPLETED', '2026-06-01', 'STUDY PARTICIPATION')];
    expect(after(both)).toEqual(['treatment-discontinued 2026-03-05', 'follow-up 2026-03-12', 'completed 2026-06-01']);
    expect(after([row('COMPLETED', '2026-04-20', null, 'TREATMENT')])).toEqual(['follow-up 2026-04-20']);
    expect(after([row('COMPLETED', '2026-03-11', null, 'SCREENING'), row('ADVERSE EVENT', '2026-04-20', null, 'TREATMENT')])).toEqual([
      'treatment-discontinued 2026-04-20',
    ]);
    expect(after([row('PHYSICIAN DECISION', '2026-05-01', 'STUDY PARTICIPATION')])).toEqual([
      'treatment-discontinued 2026-05-01',
      'withdrawn 2026-05-01',
    ]);
  });

  it('[HIST-01] who was treated is no screen failure, whatever DS calls the end', () => {
    expect(after([row('SCREEN FAILURE', '2026-04-01')])).toEqual(['treatment-discontinued 2026-04-01', 'withdrawn 2026-04-01']);
  });

  it('[HIST-03] who was never treated leaves the study, not the treatment', () => {
    const never = { ...subjectNamed('101-003'), treated: false, firstDose: null, dispositions: [row('PHYSICIAN DECISION', '2026-04-01')] };
    expect(path(never).slice(2)).toEqual(['eligible null', 'enrolled null', 'withdrawn 2026-04-01']);
    expect(path({ ...never, armStatus: 'not-assigned' }).slice(2)).toEqual(['withdrawn 2026-04-01']);
    expect(path({ ...never, armStatus: 'screen-failure' }).slice(2)).toEqual(['screen-failure 2026-04-01']);
  });
});

describe('the funnel of an imported trial', () => {
  it('[FUNNEL-01] counts by site and in total', () => {
    expect(importedFunnel(taken())).toEqual({
      sites: [
        { site: '9', screened: 2, screenFailure: 0, treated: 2, completed: 0, discontinued: 1 },
        { site: '101', screened: 3, screenFailure: 1, treated: 2, completed: 1, discontinued: 1 },
      ],
      total: { screened: 5, screenFailure: 1, treated: 4, completed: 1, discontinued: 2 },
    });
  });

  it('[FUNNEL-01] without DS nobody is said to have completed or left', () => {
    const { 'dm.csv': dm = '', 'sv.csv': sv = '' } = sdtmSampleTexts;
    expect(importedFunnel(taken({ 'dm.csv': dm, 'sv.csv': sv })).total).toEqual({
      screened: 5,
      screenFailure: 1,
      treated: 4,
      completed: null,
      discontinued: null,
    });
  });
});
