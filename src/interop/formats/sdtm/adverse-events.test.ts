// AE rows out of an invented folder: our words, dates as precise as the file, and what is left out.
import { describe, expect, it } from 'vitest';
import { readSdtm } from './read.ts';
import { sdtmFiles, sdtmSampleTexts } from './sample.ts';
import type { SdtmAdverseEvent, SdtmTrial } from './trial.ts';

const header = 'USUBJID,AESEQ,AETERM,AEDECOD,AESTDTC,AEENDTC,AESEV,AETOXGR,AESER,AESHOSP,AESMIE,AEREL,AEOUT,AEACN';
const plain = {
  AESEQ: '1',
  AETERM: 'RASH',
  AEDECOD: 'Rash',
  AESTDTC: '2026-03-20',
  AEENDTC: '',
  AESEV: 'MILD',
  AETOXGR: '',
  AESER: 'N',
  AESHOSP: '',
  AESMIE: '',
  AEREL: 'POSSIBLE',
  AEOUT: 'UNKNOWN',
  AEACN: 'DOSE REDUCED',
};

function trialOf(...rows: Partial<Record<keyof typeof plain, string>>[]): SdtmTrial {
  const lines = rows.map((row) => ['NLX-301-101-001', ...Object.values({ ...plain, ...row })].join(','));
  const read = readSdtm(sdtmFiles({ ...sdtmSampleTexts, 'ae.csv': [header, ...lines, ''].join('\n') }));
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.value;
}
const one = (row: Partial<Record<keyof typeof plain, string>>) => trialOf(row).adverseEvents[0] as SdtmAdverseEvent;
const warned = (trial: SdtmTrial) =>
  trial.warnings.filter(({ file }) => file === 'ae.csv').map(({ row, column, code }) => [row, column, code]);

describe('an adverse event of SDTM', () => {
  it('[SDTM-12] is told in our words', () => {
    expect(one({ AESER: 'Y', AESHOSP: 'Y', AESMIE: 'Y', AETOXGR: '3' })).toEqual({
      usubjid: 'NLX-301-101-001',
      row: 2,
      seq: 1,
      term: 'RASH',
      decoded: 'Rash',
      severity: 'mild',
      grade: 3,
      serious: true,
      criteria: ['hospitalisation', 'important'],
      startedOn: '2026-03-20',
      endedOn: null,
      outcome: 'unknown',
      causality: 'possible',
      actionTaken: 'dose-reduced',
    });
  });

  it.each([
    ['2026', '2026'],
    ['2026-03', '2026-03'],
    ['2026-03-UN', '2026-03'],
    ['2026---10', '2026'],
    ['2026-03-10T08:30', '2026-03-10'],
    ['2026-03-01/2026-03-05', '2026-03'],
    ['2025-12-30/2026-01-02', null],
    ['--03-10', null],
    ['', null],
  ])('[SDTM-12] the date %s is kept as %s', (cell, kept) => {
    expect(one({ AESTDTC: cell }).startedOn).toBe(kept);
  });

  it('[SDTM-12] what no word of ours says is left empty and named, never guessed', () => {
    const trial = trialOf({ AEREL: 'MAYBE', AEOUT: 'GONE', AEACN: 'PRAYED', AESEV: 'AWFUL', AETOXGR: '9', AESTDTC: '10MAR2026' });
    expect(trial.adverseEvents[0]).toMatchObject({
      causality: null,
      outcome: null,
      actionTaken: null,
      severity: null,
      grade: null,
      startedOn: null,
    });
    expect(warned(trial)).toEqual([
      [2, 'AESEV', 'unknown-code'],
      [2, 'AETOXGR', 'unknown-code'],
      [2, 'AESTDTC', 'malformed-date'],
      [2, 'AEOUT', 'unknown-code'],
      [2, 'AEREL', 'unknown-code'],
      [2, 'AEACN', 'unknown-code'],
    ]);
  });

  it('[SDTM-12] [SDTM-07] without number or term, or with a number that the subject has, a row is left out and named', () => {
    const trial = trialOf({}, { AESEQ: '' }, { AESEQ: '2', AETERM: '' }, { AESEQ: '1', AETERM: 'HIVES' }, { AESEQ: '3' });
    expect(trial.adverseEvents.map(({ seq, term }) => [seq, term])).toEqual([
      [1, 'RASH'],
      [3, 'RASH'],
    ]);
    expect(warned(trial)).toEqual([
      [3, 'AESEQ', 'missing-value'],
      [4, 'AETERM', 'missing-value'],
      [5, 'AESEQ', 'duplicate-row'],
    ]);
  });

  it('[SDTM-12] an end before the onset is kept and told', () => {
    const trial = trialOf({ AEENDTC: '2026-03-01' });
    expect(trial.adverseEvents[0]?.endedOn).toBe('2026-03-01');
    expect(warned(trial)).toEqual([[2, 'AEENDTC', 'end-before-start']]);
  });
});
