// Trial activity of registry records, taken one at a time: each study once, in its newest version; only small facts of it are kept.
import { allAreaTerms, earlierTerm, termOf } from './area.ts';
import type { ActivityFaults } from './activity-faults.ts';
import type { Activity, HeldStudy, ReadFrom, TableTerm } from './activity-held.ts';
import { activityResult } from './activity-result.ts';
import type { StudyVersion } from './activity-study.ts';
import { type FacilityTables, facilityTables, placesOfNumbers } from './registry-places.ts';

/** Counts one record after the other; what it keeps grows with the number of studies, never with their texts. */
export interface ActivityCount {
  /** A new file begins: what follows is its own. */
  readonly file: (name: string) => void;
  readonly study: (version: StudyVersion) => void;
  /** A facility of a study, from a table of its own, in any order of files. */
  readonly facility: (nct: number, country: string) => void;
  /** A condition of a study, from a table of its own. */
  readonly condition: (nct: number, name: string) => void;
  readonly studies: () => number;
  /** What was counted so far; remarks on it go to the faults. */
  readonly result: (faults: ActivityFaults) => Activity;
}

/** Words that return again and again, each kept once and known by its number. */
function wordList() {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  return {
    words,
    numberOf: (word: string): number => {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, words.length);
      return words.push(word) - 1;
    },
  };
}

function areaFound({ conditions, mesh, title }: StudyVersion): { term: number; from: ReadFrom; isStated: boolean } {
  const isStated = conditions !== null && conditions.length > 0;
  const byConditions = termOf(conditions ?? []);
  if (byConditions !== -1) return { term: byConditions, from: 'conditions', isStated };
  const terms = mesh();
  if (!isStated && terms.length === 0) {
    const term = termOf([title]);
    return { term, from: term === -1 ? 'nothing' : 'title', isStated };
  }
  const byMesh = termOf(terms);
  return { term: byMesh, from: byMesh === -1 ? 'nothing' : 'mesh', isStated: true };
}

// A version without a date is older than any other.
const never = -1e9;

/** Conditions that come a row at a time; studies of one table that the same term decides share what is held of them. */
function conditionTables() {
  const held = new Map<number, TableTerm>();
  const shared = new Map<number, TableTerm>();
  const sharedOf = (file: number, term: number): TableTerm => {
    const key = file * allAreaTerms.length + term;
    const known = shared.get(key) ?? { file, term };
    shared.set(key, known);
    return known;
  };
  return {
    held,
    add(file: number, nct: number, name: string): void {
      const known = held.get(nct);
      const term = termOf([name]);
      held.set(nct, sharedOf(file, known?.file === file ? earlierTerm(known.term, term) : term));
    },
  };
}

const fromTables = (facilities: FacilityTables, { held }: ReturnType<typeof conditionTables>) => ({
  facilities: facilities.settled(),
  conditions: held,
  replaced: facilities.replaced(),
});

/** A new, empty count. */
export function activityCount(): ActivityCount {
  const countries = wordList();
  const words = wordList();
  const placesOf = placesOfNumbers();
  const wordOf = (word: string) => words.words[words.numberOf(word)] ?? word;
  const studies = new Map<number, HeldStudy>();
  const facilities = facilityTables();
  const conditions = conditionTables();
  const newest: (number | null)[] = [];
  let duplicates = 0;
  return {
    file: () => void newest.push(null),
    studies: () => studies.size,
    study(version) {
      const file = newest.length - 1;
      const updated = version.updated ?? version.submitted ?? never;
      const submitted = version.submitted ?? updated;
      if (updated !== never) newest[file] = Math.max(newest[file] ?? never, updated);
      const older = studies.get(version.nct);
      if (older) duplicates += 1;
      if (older && (older.updated > updated || (older.updated === updated && older.submitted > submitted))) return;
      studies.set(version.nct, {
        file,
        updated,
        submitted,
        start: version.start,
        completion: version.completion,
        ...areaFound(version),
        phase: wordOf(version.phase),
        status: wordOf(version.status),
        type: wordOf(version.type),
        places: version.countries && placesOf(version.countries.map(countries.numberOf)),
      });
    },
    facility: (nct, country) => facilities.add(newest.length - 1, nct, countries.numberOf(country)),
    condition: (nct, name) => conditions.add(newest.length - 1, nct, name),
    result: (faults) =>
      activityResult({ studies, ...fromTables(facilities, conditions), newest, duplicates, countryNames: countries.words }, faults),
  };
}
