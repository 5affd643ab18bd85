// Counting registry records: each study once in its newest version, facilities by country and year, and nothing dropped or counted twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, daysBetween } from '#lib';
import { activityCount } from './activity.ts';
import { activityFaults } from './activity-faults.ts';
import type { Activity } from './activity-held.ts';
import { type StudyVersion, nctId, nctNumber, phasesOf } from './activity-study.ts';
import { daysOfYear, eachYear, yearOfDay } from './activity-years.ts';
import { facilityTables } from './registry-places.ts';
import { areas, phases, withoutPhase } from './taxonomy.ts';

const day = (date: string) => daysBetween(civilDate('1970-01-01'), civilDate(date));
const blank: StudyVersion = {
  nct: 1,
  updated: day('2024-06-01'),
  submitted: day('2024-05-30'),
  phase: 'PHASE2',
  status: 'COMPLETED',
  type: 'INTERVENTIONAL',
  start: day('2020-01-01'),
  completion: day('2021-01-01'),
  conditions: ['Asthma'],
  mesh: () => [],
  title: '',
  countries: ['France'],
};

function counted(...versions: readonly StudyVersion[]): Activity & { readonly codes: readonly string[] } {
  const count = activityCount();
  const faults = activityFaults();
  count.file('a.json');
  for (const version of versions) count.study(version);
  const result = count.result(faults);
  return { ...result, codes: faults.warnings().map(({ code }) => code) };
}

const sum = ({ siteYears }: Activity) => siteYears.reduce((total, one) => total + one.siteYears, 0);

const aDay = fc.integer({ min: day('1960-01-01'), max: day('2040-12-31') });
const aVersion: fc.Arbitrary<StudyVersion> = fc.record({
  nct: fc.integer({ min: 1, max: 4 }),
  updated: fc.option(fc.integer({ min: day('2020-01-01'), max: day('2020-01-04') })),
  submitted: fc.constant(null),
  phase: fc.constantFrom('PHASE1/PHASE2', 'PHASE4', 'NA', '(none)', 'Phase 2/Phase 3', 'EARLY_PHASE1', 'Phase X'),
  status: fc.constantFrom('COMPLETED', 'WITHDRAWN', 'RECRUITING'),
  type: fc.constantFrom('INTERVENTIONAL', '(none)'),
  start: fc.option(aDay),
  completion: fc.option(aDay),
  conditions: fc.option(fc.array(fc.constantFrom('Asthma', 'Stroke', 'Breast Cancer', 'Caries'), { maxLength: 2 })),
  mesh: fc.constant(() => []),
  title: fc.constantFrom('', 'Pain after surgery'),
  countries: fc.option(fc.array(fc.constantFrom('France', 'Korea, Republic of', 'South Korea', 'Atlantis', '(none)'), { maxLength: 6 })),
});

describe('[MKT-11] versions of a study', () => {
  it('count once, as the one updated last, else the later line', () => {
    const older = { ...blank, updated: day('2023-01-01'), status: 'RECRUITING' };
    expect(counted(blank, older)).toMatchObject({ studies: 1, duplicates: 1, byStatus: { COMPLETED: 1 } });
    expect(counted(older, blank, older)).toMatchObject({ studies: 1, duplicates: 2, byStatus: { COMPLETED: 1 } });
    expect(counted(blank, { ...blank, status: 'TERMINATED' }).byStatus).toEqual({ TERMINATED: 1 });
    expect(counted(blank, { ...blank, status: 'TERMINATED', submitted: day('2024-05-29') }).byStatus).toEqual({ COMPLETED: 1 });
    expect(counted(blank, { ...older, updated: null, submitted: null }).byStatus).toEqual({ COMPLETED: 1 });
  });

  it('give the same answer in any order, when their days differ', () => {
    const versions = fc.uniqueArray(aVersion, { selector: ({ nct, updated }) => `${nct} ${updated}`, maxLength: 12 });
    fc.assert(
      fc.property(versions, fc.infiniteStream(fc.nat()), (given, keys) => {
        const shuffled = given.map((one) => ({ one, key: keys.next().value ?? 0 })).toSorted((a, b) => a.key - b.key);
        expect(counted(...shuffled.map(({ one }) => one))).toEqual(counted(...given));
      }),
    );
  });
});

describe('[MKT-12] site-years', () => {
  it('are facilities times the part of each year between start and completion', () => {
    const study = { ...blank, start: day('2019-07-02'), completion: day('2021-04-01'), countries: ['France', 'France', 'Brazil'] };
    const { siteYears } = counted(study);
    expect(siteYears.filter(({ country }) => country === 'FR').map(({ year, siteYears: years }) => [year, years])).toEqual([
      [2019, (2 * 183) / 365],
      [2020, 2],
      [2021, (2 * 90) / 365],
    ]);
    expect(siteYears.find(({ country }) => country === 'BR')).toMatchObject({ region: 'South America', phase: 'II', year: 2019 });
  });

  it('end on the newest update of their file where the end is open, and are none for withdrawn studies and without a start', () => {
    expect(sum(counted({ ...blank, completion: null }))).toBeCloseTo(4 + 152 / 366, 12);
    expect(sum(counted({ ...blank, status: 'WITHDRAWN' }, { ...blank, nct: 2, start: null }))).toBe(0);
    const backwards = counted({ ...blank, completion: day('2019-01-01') });
    expect([sum(backwards), backwards.codes]).toEqual([0, ['completed-before-start', 'no-site-years']]);
  });

  it('of a study are split over its phases; what is no phase is a key of its own', () => {
    const { siteYears } = counted({ ...blank, phase: 'PHASE1/PHASE2', start: day('2021-01-01'), completion: day('2022-01-01') });
    expect(siteYears.map(({ phase, siteYears: years }) => [phase, years])).toEqual([
      ['I', 0.5],
      ['II', 0.5],
    ]);
    expect(counted({ ...blank, phase: 'Phase X' })).toMatchObject({ codes: ['unknown-phase'], siteYears: [{ phase: withoutPhase }] });
  });

  it('add up to the facility-years of the studies, whatever they are split by, and every country is told or listed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aVersion, { selector: ({ nct }) => nct, maxLength: 4 }), (given) => {
        const answer = counted(...given);
        const updates = given.flatMap(({ updated }) => updated ?? []);
        const ends = updates.length > 0 ? updates : given.flatMap(({ start, completion }) => [start ?? [], completion ?? []].flat());
        let expected = 0;
        for (const { start, completion, status, countries } of given)
          if (start !== null && status !== 'WITHDRAWN')
            eachYear(start, completion ?? Math.max(...ends), (year, days) => {
              expected += ((countries ?? []).length * days) / daysOfYear(year);
            });
        expect(sum(answer)).toBeCloseTo(expected, 9);
        const facilities = Object.values(answer.facilitiesByCountry).reduce((total, count) => total + count, 0);
        expect(facilities).toBe(answer.facilityRows);
        const listed = answer.unknownCountries.reduce((total, { facilities: count }) => total + count, 0);
        expect(listed).toBe((answer.facilitiesByCountry['Atlantis'] ?? 0) + (answer.facilitiesByCountry['(none)'] ?? 0));
        expect(Object.values(answer.byTherapeuticArea).reduce((total, count) => total + count, 0)).toBe(answer.studies);
        for (const { region, country } of answer.siteYears) expect(region === 'Unknown').toBe(country === 'Unknown');
      }),
    );
  });

  it('know the year of every day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (date) => {
        expect(yearOfDay(Math.floor(date.getTime() / 86_400_000))).toBe(date.getUTCFullYear());
      }),
    );
  });
});

describe('[MKT-13] the words of a registry', () => {
  it.each([
    ['PHASE1/PHASE2', ['I', 'II']],
    ['Phase 2/Phase 3', ['II', 'III']],
    ['Phase1, Phase2', ['I', 'II']],
    ['PHASE2|PHASE3', ['II', 'III']],
    ['Phase II/III', ['II', 'III']],
    ['EARLY_PHASE1', ['I']],
    ['Early Phase 1', ['I']],
    ['Phase 4', ['IV']],
    ['NA', [withoutPhase]],
    ['N/A', [withoutPhase]],
    ['Not Applicable', [withoutPhase]],
    ['', [withoutPhase]],
    ['(none)', [withoutPhase]],
  ])('%s stands for the phases %j', (word, expected) => {
    expect(phasesOf(word)).toEqual({ phases: expected, isKnown: true });
  });

  it('are split so that the parts of a study add up to one', () => {
    const word = fc.array(fc.constantFrom('PHASE1', 'Phase 2', 'III', 'NA', 'oops', '4'), { maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(word, (given) => {
        const { phases: found } = phasesOf(given);
        expect(found.length).toBeGreaterThan(0);
        expect(new Set(found).size).toBe(found.length);
        for (const phase of found) expect(phases).toContain(phase);
        const years = counted({ ...blank, phase: given, start: day('2021-01-01'), completion: day('2022-01-01') });
        expect(sum(years)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('keep their own spelling in the counts, countries too, and missing ones are counted', () => {
    const answer = counted({ ...blank, countries: ['South Korea', 'Korea, Republic of', '(none)'], phase: '(none)', type: '(none)' });
    expect(answer).toMatchObject({ countries: 2, facilityRows: 3, byPhase: { '(none)': 1 }, byType: { '(none)': 1 } });
    expect(answer.studiesByCountry).toEqual({ 'South Korea': 1, 'Korea, Republic of': 1, '(none)': 1 });
    expect(new Set(answer.siteYears.map(({ country }) => country))).toEqual(new Set(['KR', 'Unknown']));
    expect(answer.codes).toEqual(['no-country']);
  });
});

describe('[MKT-16] tables of facilities and conditions', () => {
  const bare = { ...blank, conditions: null, countries: null, title: 'Caries' };

  it('are joined to their studies in any order of files; what has no study is told', () => {
    const answers = [true, false].map((isFirst) => {
      const count = activityCount();
      const faults = activityFaults();
      const studies = () => {
        count.file('studies.csv');
        count.study(bare);
      };
      if (isFirst) studies();
      count.file('facilities.csv');
      for (const country of ['Spain', 'Spain', 'Peru']) count.facility(1, country);
      count.facility(9, 'Spain');
      count.file('conditions.csv');
      for (const condition of ['Asthma', 'Stroke']) count.condition(1, condition);
      if (!isFirst) studies();
      return [count.result(faults), faults.warnings().map(({ code, count: howMany }) => [code, howMany])] as const;
    });
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toMatchObject({ facilityRows: 3, byTherapeuticArea: { CNS: 1, Others: 0 }, areaReadFrom: { conditions: 1 } });
    expect(answers[0]?.[1]).toEqual([['facilities-without-study', 1]]);
  });

  it('count once when a study stands in two of them: the later one', () => {
    const count = activityCount();
    const faults = activityFaults();
    for (const countries of [['Spain', 'Peru'], ['Spain']]) {
      count.file('facilities.csv');
      for (const country of countries) count.facility(1, country);
    }
    count.file('studies.csv');
    count.study(bare);
    expect(count.result(faults)).toMatchObject({ facilityRows: 1, facilitiesByCountry: { Spain: 1 }, areaReadFrom: { nothing: 1 } });
    expect(faults.warnings()).toMatchObject([{ code: 'facilities-twice', count: 1 }]);
  });
});

describe('[MKT-16] facilities of a table', () => {
  it('are put with their studies whatever their order and however far apart, and the last of several tables counts wholly', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ nct: fc.integer({ min: 1, max: 5 }), country: fc.integer({ min: 0, max: 3 }), file: fc.integer({ min: 0, max: 2 }) }),
        ),
        (rows) => {
          const inFiles = rows.toSorted((one, other) => one.file - other.file);
          const tables = facilityTables();
          for (const { file, nct, country } of inFiles) tables.add(file, nct, country);
          for (const nct of new Set(rows.map((row) => row.nct))) {
            const own = inFiles.filter((row) => row.nct === nct);
            const last = own.filter(({ file }) => file === own.at(-1)?.file);
            const pairs = [0, 1, 2, 3].map((country) => [country, last.filter((row) => row.country === country).length]);
            expect(tables.settled().get(nct)?.places).toEqual(pairs.filter(([, count]) => count !== 0).flat());
          }
          const files = new Set(rows.map(({ nct, file }) => `${nct} ${file}`)).size;
          expect(tables.replaced()).toBe(files - tables.settled().size);
        },
      ),
    );
  });

  it('are the study’s own together when more rows lie between them than wait at a time', () => {
    const tables = facilityTables();
    tables.add(0, 99_999_999, 7);
    for (let row = 0; row < 1_100_000; row += 1) tables.add(0, row % 1_000, 0);
    tables.add(0, 99_999_999, 7);
    tables.add(0, 99_999_999, 2);
    expect(tables.settled().get(99_999_999)?.places).toEqual([2, 1, 7, 2]);
    expect(tables.settled().get(999)?.places).toEqual([0, 1_100]);
    expect(tables.replaced()).toBe(0);
  });
});

describe('an NCT id', () => {
  it('is eight digits after its letters', () => {
    expect([nctNumber(' nct01234567 '), nctNumber('NCT123'), nctNumber('1234567'), nctNumber('')]).toEqual([1_234_567, null, null, null]);
    expect(nctId(1_234_567)).toBe('NCT01234567');
    expect(areas).toHaveLength(6);
  });
});
