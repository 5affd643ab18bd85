// The adverse events of an imported trial, handed to the safety room all at once.
import type { Act } from '#access';
import { dateInZone } from '#lib';
import { found } from '#platform';
import { importAdverseEvents } from '#safety';
import { partialDate } from '#safety/rules';
import type { SdtmAdverseEvent, SdtmTrial } from '../formats/sdtm/trial.ts';
import type { StudySiteOfImport } from '../questions.ts';
import type { ImportWarning } from './import-sdtm.ts';

/** Keeps the events as told, each named by its dataset and number; one whose onset lies ahead of today is warned about and left out. */
export async function keepAdverseEvents(
  act: Act,
  trial: SdtmTrial,
  sites: ReadonlyMap<string, StudySiteOfImport>,
  subjectIds: ReadonlyMap<string, string>,
): Promise<ImportWarning[]> {
  const siteOf = new Map(trial.subjects.map(({ usubjid, siteNumber }) => [usubjid, siteNumber]));
  const todays = new Map([...sites].map(([number, { timeZone }]) => [number, dateInZone(act.now, timeZone).toString()]));
  const isAhead = ({ startedOn, usubjid }: SdtmAdverseEvent) => {
    const onset = startedOn === null ? null : partialDate(startedOn);
    return onset !== null && onset.earliest.toString() > found(todays.get(siteOf.get(usubjid) ?? ''));
  };
  const kept = trial.adverseEvents.filter((event) => !isAhead(event));
  await importAdverseEvents(
    act,
    kept.map(({ usubjid, row: _, seq, decoded, ...told }) => ({
      ...told,
      subjectId: found(subjectIds.get(usubjid)),
      sourceRef: `AE ${seq}`,
      codedTerm: decoded,
    })),
  );
  return trial.adverseEvents.filter(isAhead).map(({ row }) => ({
    code: 'adverse-event-ahead-of-today',
    message: 'The adverse event begins ahead of today at its site and is not kept.',
    file: 'ae.csv',
    row,
    column: 'AESTDTC',
  }));
}
