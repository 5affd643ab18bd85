// When a subject was first and last dosed, out of DM and EX, which may disagree or be incomplete.
import type { Temporal } from '#lib';
import type { Demographics } from './demographics.ts';
import type { Exposure } from './events.ts';
import type { FaultLog } from './fault-log.ts';
import type { Table } from './table.ts';

/** First and last dose; `treated` also when only the fact, not the date, is known. */
export interface Dosing {
  readonly firstDose: Temporal.PlainDate | null;
  readonly lastDose: Temporal.PlainDate | null;
  readonly treated: boolean;
}

/**
 * First dose: RFXSTDTC; where that is blank the earliest EXSTDTC; where neither RFXSTDTC nor EX is in the folder, RFSTDTC of a subject
 * with an arm (usually, not by definition, the first dose). Last dose: RFXENDTC, else the latest EXENDTC unless one is still open.
 */
export function dosingOf(
  subject: Demographics,
  exposure: Exposure | undefined,
  demographics: Table,
  exposureRead: boolean,
  log: FaultLog,
): Dosing {
  const place = { file: demographics.file, row: subject.row };
  const byReference = !demographics.has('RFXSTDTC') && !exposureRead && subject.hasReferenceStart && subject.armStatus === 'assigned';
  const treated = subject.hasFirstDose || exposure !== undefined || byReference;
  let firstDose = subject.firstDose;
  if (firstDose && exposure?.first && !firstDose.equals(exposure.first)) {
    log.warn('first-dose-differs', { ...place, column: 'RFXSTDTC' }, 'The first dose in DM is not the first in EX; DM is taken.');
  }
  if (!firstDose && exposure?.first) {
    firstDose = exposure.first;
    log.warn('first-dose-from-exposure', { ...place, column: 'RFXSTDTC' }, 'DM has no complete first dose; the first in EX is taken.');
  }
  if (!firstDose && byReference) {
    firstDose = subject.referenceStart;
    log.warn(
      'first-dose-from-reference-start',
      { ...place, column: 'RFSTDTC' },
      'Neither RFXSTDTC nor EX is there; the reference start is taken.',
    );
  }
  let { lastDose } = subject;
  if (!lastDose && exposure?.open) {
    log.warn(
      'last-dose-open',
      { ...place, column: 'RFXENDTC' },
      'DM has no last dose and an administration in EX has no end; it is left empty.',
    );
  } else if (!lastDose && exposure) lastDose = exposure.last;
  return { firstDose, lastDose, treated };
}
