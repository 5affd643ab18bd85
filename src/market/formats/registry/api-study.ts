// A study as API v2 of ClinicalTrials.gov gives it: what is counted of it, and nothing of its texts.
import { type StudyVersion, nctNumber } from '../../rules/activity-study.ts';
import { textIn } from './json-value.ts';
import { dayOfRegistryDate } from './registry-dates.ts';

/** How a missing word is counted. */
export const missingInJson = '(none)';

type Thing = Readonly<Record<string, unknown>>;

const nothing: Thing = {};
const thing = (value: unknown): Thing => (typeof value === 'object' && value !== null ? (value as Thing) : nothing);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const text = (value: unknown): string => (typeof value === 'string' ? textIn(value) : '');
const word = (value: unknown): string => text(value) || missingInJson;

/** What may be wrong with a study. */
export type StudyFault = 'no-study' | 'no-id' | 'bad-date';

/** Takes a fault of a study, with the name of the member that has it. */
export type TellFault = (code: StudyFault, member: string | null) => void;

function day(value: unknown, member: string, tell: TellFault): number | null {
  const written = text(value);
  if (written === '' && (value ?? '') === '') return null;
  const found = dayOfRegistryDate(written);
  if (found === null) tell('bad-date', member);
  return found;
}

/** The day that registries call the end of a study: its completion, else its primary completion. */
export function endOf(completion: number | null, primary: number | null): number | null {
  return completion ?? primary;
}

function termsOf(browse: Thing): readonly string[] {
  const terms = [...list(browse['meshes']), ...list(browse['ancestors'])].map((one) => text(thing(one)['term']));
  return terms.filter((term) => term !== '');
}

/** Reads one study; null after it was told that there is none, or none with an NCT id. A date that is none is told and left out. */
export function studyOfApi(value: unknown, tell: TellFault): StudyVersion | null {
  const study = thing(value);
  const protocol = thing(study['protocolSection']);
  const nct = nctNumber(text(thing(protocol['identificationModule'])['nctId']));
  if (protocol === nothing) tell('no-study', null);
  else if (nct === null) tell('no-id', 'nctId');
  if (nct === null) return null;
  const [status, design] = [thing(protocol['statusModule']), thing(protocol['designModule'])];
  const date = (member: string) => day(thing(status[member])['date'], member, tell);
  const posted = date('lastUpdatePostDateStruct');
  const submitted = day(status['lastUpdateSubmitDate'], 'lastUpdateSubmitDate', tell);
  const identification = thing(protocol['identificationModule']);
  return {
    nct,
    updated: posted ?? submitted,
    submitted: submitted ?? posted,
    phase: list(design['phases']).map(text).join('/') || missingInJson,
    status: word(status['overallStatus']),
    type: word(design['studyType']),
    start: date('startDateStruct'),
    completion: endOf(date('completionDateStruct'), date('primaryCompletionDateStruct')),
    conditions: list(thing(protocol['conditionsModule'])['conditions']).map(text),
    mesh: () => termsOf(thing(thing(study['derivedSection'])['conditionBrowseModule'])),
    title: text(identification['briefTitle']) || text(identification['officialTitle']),
    countries: list(thing(protocol['contactsLocationsModule'])['locations']).map((place) => word(thing(place)['country'])),
  };
}
