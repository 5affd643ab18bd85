// The rows of a dataset that belong to the subjects of DM.
import { checkBelonging, type Reading } from './cells.ts';
import type { DemographicsRead } from './demographics.ts';
import type { Row, Table } from './table.ts';

/** The rows of subjects that DM knows; the others are warned about and left out. */
export function* knownRows({ log }: Reading, table: Table, known: DemographicsRead): Generator<Row> {
  for (const row of table.rows) {
    checkBelonging(log, table, row, known.studyId);
    if (known.subjects.has(row.at('USUBJID'))) yield row;
    else {
      const message = `Row ${row.row} belongs to a subject that DM does not have and is left out.`;
      log.warn('unknown-subject', { file: table.file, row: row.row, column: 'USUBJID' }, message);
    }
  }
}
