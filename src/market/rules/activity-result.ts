// What the held records come to: counts in the registries' own words, and site-years in ours.
import { dateOfDay } from '#forecasting/rules';
import { allAreaTerms, areaOfTerm } from './area.ts';
import type { ActivityFaults } from './activity-faults.ts';
import { siteYearsOf } from './activity-cells.ts';
import { type Activity, type Counts, type HeldActivity, type HeldStudy, type ReadFrom, readFrom } from './activity-held.ts';
import { phasesOf } from './activity-study.ts';
import { Tally } from './activity-tally.ts';
import { yearOfDay } from './activity-years.ts';
import { countryOfRegistryName } from './registry-country.ts';
import type { Places } from './registry-places.ts';
import { type Area, areas } from './taxonomy.ts';

const noSiteYears =
  'No study has places and days between which it ran, so there are no site-years, and an outlook learns nothing of its shares. A table of facilities may be missing.';
const countsOf = <K extends string | number>(tally: Tally<K>): Counts => Object.fromEntries(tally.sorted());
const isMissing = (name: string) => name === '' || name === '(none)';

function placesOf(held: HeldActivity, nct: number, { places }: HeldStudy): Places {
  return places ?? held.facilities.get(nct)?.places ?? [];
}

function areaTermOf(held: HeldActivity, nct: number, { term, from, isStated }: HeldStudy): { term: number; from: ReadFrom } {
  const stated = isStated ? undefined : held.conditions.get(nct);
  if (!stated) return { term, from };
  return { term: stated.term, from: stated.term === -1 ? 'nothing' : 'conditions' };
}

function newestOf({ newest }: HeldActivity): string | null {
  const days = newest.filter((day) => day !== null);
  return days.length === 0 ? null : dateOfDay(Math.max(...days));
}

/** Everything that is tallied in one walk over the studies. */
function tallies() {
  return {
    phase: new Tally(),
    status: new Tally(),
    type: new Tally(),
    starts: new Tally<number>(),
    unknownPhases: new Tally(),
    withStudies: new Tally(),
    withFacilities: new Tally(),
    byArea: new Tally<Area>(),
    byFrom: new Tally<ReadFrom>(),
    byTerm: new Tally<number>(),
    facilityRows: 0,
    withoutLocations: 0,
    noStart: 0,
    backwards: 0,
  };
}

type Tallies = ReturnType<typeof tallies>;

function tallyStudy(tally: Tallies, { phase, status, type, start, completion }: HeldStudy): void {
  tally.phase.add(phase);
  tally.status.add(status);
  tally.type.add(type);
  if (!phasesOf(phase).isKnown) tally.unknownPhases.add(phase);
  if (start === null) tally.noStart += 1;
  else tally.starts.add(yearOfDay(start));
  if (start !== null && completion !== null && completion < start) tally.backwards += 1;
}

function tallyPlaces(tally: Tallies, places: readonly number[], names: readonly string[]): void {
  if (places.length === 0) tally.withoutLocations += 1;
  for (let at = 0; at < places.length; at += 2) {
    const name = names[places[at] ?? -1] ?? '';
    const count = places[at + 1] ?? 0;
    tally.facilityRows += count;
    tally.withStudies.add(name);
    tally.withFacilities.add(name, count);
  }
}

function tallyArea(tally: Tallies, { term, from }: { readonly term: number; readonly from: ReadFrom }): Area {
  const area = areaOfTerm(term);
  tally.byArea.add(area);
  tally.byFrom.add(from);
  if (term !== -1) tally.byTerm.add(term);
  return area;
}

/** Counts everything that is held. Pure: the answer does not depend on the order in which studies came. */
export function activityResult(held: HeldActivity, faults: ActivityFaults): Activity {
  const tally = tallies();
  const cells = siteYearsOf(held);
  for (const [nct, study] of held.studies) {
    tallyStudy(tally, study);
    const places = placesOf(held, nct, study);
    tallyPlaces(tally, places, held.countryNames);
    cells.add(study, places, tallyArea(tally, areaTermOf(held, nct, study)));
  }
  const unknown = tally.withFacilities.sorted().filter(([name]) => countryOfRegistryName(name) === null);
  remark(held, tally, unknown, faults);
  const siteYears = cells.sorted();
  if (siteYears.length === 0) faults.remark('no-site-years', held.studies.size, noSiteYears);
  return {
    asOf: newestOf(held),
    studies: held.studies.size,
    duplicates: held.duplicates,
    facilityRows: tally.facilityRows,
    studiesWithoutLocations: tally.withoutLocations,
    countries: tally.withFacilities.sorted().filter(([name]) => !isMissing(name)).length,
    byPhase: countsOf(tally.phase),
    byStatus: countsOf(tally.status),
    byType: countsOf(tally.type),
    startsByYear: countsOf(tally.starts),
    noStartDate: tally.noStart,
    studiesByCountry: countsOf(tally.withStudies),
    facilitiesByCountry: countsOf(tally.withFacilities),
    byTherapeuticArea: Object.fromEntries(areas.map((area) => [area, tally.byArea.get(area)])) as Record<Area, number>,
    areaReadFrom: Object.fromEntries(readFrom.map((from) => [from, tally.byFrom.get(from)])) as Record<ReadFrom, number>,
    areaDecidedBy: tally.byTerm.sorted().flatMap(([at, studies]) => {
      const term = allAreaTerms[at];
      return term ? [{ ...term, studies }] : [];
    }),
    unknownCountries: unknown.map(([name, facilities]) => ({ name, facilities })),
    siteYears,
  };
}

const quoted = (names: readonly (readonly [string, number])[]) =>
  names
    .slice(0, 20)
    .map(([name, count]) => `"${name}" (${count})`)
    .join(', ');

function remark(held: HeldActivity, tally: Tallies, unknown: readonly (readonly [string, number])[], faults: ActivityFaults): void {
  const unknownPhases = tally.unknownPhases;
  const sum = (list: readonly (readonly [string, number])[]) => list.reduce((total, [, count]) => total + count, 0);
  const named = unknown.filter(([name]) => !isMissing(name));
  const missing = unknown.filter(([name]) => isMissing(name));
  const orphans = (table: ReadonlyMap<number, unknown>) => [...table.keys()].filter((nct) => !held.studies.has(nct)).length;
  faults.remark('unknown-country', sum(named), `Facilities whose country is the name of none, under Unknown: ${quoted(named)}.`);
  faults.remark('no-country', sum(missing), 'Facilities without a country, under Unknown.');
  faults.remark('unknown-phase', sum(unknownPhases.sorted()), `Words that are no phase, as not stated: ${quoted(unknownPhases.sorted())}.`);
  faults.remark('completed-before-start', tally.backwards, 'Studies that end before they begin; they have no site-years.');
  faults.remark('area-by-title', tally.byFrom.get('title'), 'Studies without conditions; their area was read from the title.');
  faults.remark('facilities-twice', held.replaced, 'Studies whose facilities stand in several tables; those of the last one count.');
  faults.remark(
    'facilities-without-study',
    orphans(held.facilities),
    'Studies with facilities that are in no file of studies; they are left out.',
  );
  faults.remark(
    'conditions-without-study',
    orphans(held.conditions),
    'Studies with conditions that are in no file of studies; they are left out.',
  );
}
