// DM: who is in the trial, at which site, in which arm. Age, sex, race and ethnicity are not even looked at.
import type { Temporal } from '#lib';
import { armStatusOf } from './arms.ts';
import { checkBelonging, codeAt, dateAt, textAt, yesNoAt, type Reading } from './cells.ts';
import type { Columns, Row, Table } from './table.ts';
import type { SdtmArmStatus } from './trial.ts';

/** The columns taken from DM. */
export const demographicsColumns: Columns = {
  required: ['STUDYID', 'USUBJID', 'SUBJID', 'SITEID', 'ARMCD'],
  expected: ['ARM', 'ACTARMCD', 'COUNTRY', 'RFXSTDTC', 'RFXENDTC'],
  optional: ['DOMAIN', 'ARMNRS', 'RFSTDTC', 'RFICDTC', 'DMDTC', 'DTHDTC', 'DTHFL'],
};

/** A row of DM before the other datasets have been read. `referenceStart` is RFSTDTC. */
export interface Demographics {
  readonly row: number;
  readonly usubjid: string;
  readonly subjectId: string;
  readonly siteNumber: string;
  readonly country: string | null;
  readonly armCode: string | null;
  readonly arm: string | null;
  readonly actualArmCode: string | null;
  readonly armStatus: SdtmArmStatus;
  readonly referenceStart: Temporal.PlainDate | null;
  readonly hasReferenceStart: boolean;
  readonly firstDose: Temporal.PlainDate | null;
  readonly hasFirstDose: boolean;
  readonly lastDose: Temporal.PlainDate | null;
  readonly consentedOn: Temporal.PlainDate | null;
  readonly collectedOn: Temporal.PlainDate | null;
  readonly died: boolean;
  readonly diedOn: Temporal.PlainDate | null;
}

/** DM as read: the study and its subjects by USUBJID, in the order of the file. */
export interface DemographicsRead {
  readonly studyId: string;
  readonly subjects: ReadonlyMap<string, Demographics>;
}

function hasIds(reading: Reading, table: Table, row: Row): boolean {
  const blank = ['USUBJID', 'SITEID'].filter((column) => row.at(column) === '');
  for (const column of blank) {
    reading.log.refuse('missing-value', { file: table.file, row: row.row, column }, `Row ${row.row} has no ${column}.`);
  }
  return blank.length === 0;
}

function demographicsOf(reading: Reading, table: Table, row: Row): Demographics {
  const date = (column: string) => dateAt(reading, table, row, column);
  return {
    row: row.row,
    usubjid: row.at('USUBJID'),
    subjectId: row.at('SUBJID') || row.at('USUBJID'),
    siteNumber: row.at('SITEID'),
    country: textAt(row, 'COUNTRY'),
    armCode: textAt(row, 'ARMCD'),
    arm: textAt(row, 'ARM'),
    actualArmCode: textAt(row, 'ACTARMCD'),
    armStatus: armStatusOf(textAt(row, 'ARMCD'), codeAt(row, 'ARMNRS')),
    referenceStart: date('RFSTDTC'),
    hasReferenceStart: row.at('RFSTDTC') !== '',
    firstDose: date('RFXSTDTC'),
    hasFirstDose: row.at('RFXSTDTC') !== '',
    lastDose: date('RFXENDTC'),
    consentedOn: date('RFICDTC'),
    collectedOn: date('DMDTC'),
    died: yesNoAt(reading, table, row, 'DTHFL') === true || row.at('DTHDTC') !== '',
    diedOn: date('DTHDTC'),
  };
}

function checkSubjectIds(reading: Reading, table: Table, subjects: Iterable<Demographics>): void {
  const seen = new Map<string, number>();
  for (const { subjectId, siteNumber, row } of subjects) {
    const key = JSON.stringify([siteNumber, subjectId]);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, row);
    else {
      reading.log.warn(
        'subject-id-shared',
        { file: table.file, row, column: 'SUBJID' },
        `Rows ${earlier} and ${row} share a subject id at one site.`,
      );
    }
  }
}

/** Reads DM. Refuses a subject that stands twice, a row without subject or site, and a file without subjects. */
export function readDemographics(reading: Reading, table: Table): DemographicsRead {
  const { log } = reading;
  const subjects = new Map<string, Demographics>();
  let studyId = '';
  if (table.rowCount === 0) log.refuse('empty-file', { file: table.file }, 'The file has a header and no subject.');
  if (!table.has('RFXSTDTC') && !table.has('RFSTDTC')) {
    log.refuse('missing-column', { file: table.file, row: 1, column: 'RFXSTDTC' }, 'The column RFXSTDTC (or RFSTDTC) is missing.');
  }
  for (const row of table.rows) {
    studyId ||= row.at('STUDYID');
    checkBelonging(log, table, row, studyId);
    if (!hasIds(reading, table, row)) continue;
    const earlier = subjects.get(row.at('USUBJID'));
    if (earlier) {
      log.refuse(
        'duplicate-subject',
        { file: table.file, row: row.row, column: 'USUBJID' },
        `Row ${row.row} repeats the subject of row ${earlier.row}; DM has one row a subject.`,
      );
    } else subjects.set(row.at('USUBJID'), demographicsOf(reading, table, row));
  }
  if (table.rowCount > 0 && studyId === '') {
    log.refuse('missing-value', { file: table.file, row: 2, column: 'STUDYID' }, 'No row names its study.');
  }
  checkSubjectIds(reading, table, subjects.values());
  return { studyId, subjects };
}
