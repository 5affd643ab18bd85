// `siteward market activity`: the shared files as their aggregates say, hostile files named by file and line, and bounded memory.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandFailure } from '#platform';
import { marketActivityCommand } from './activity.ts';

const real = resolve(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data', 'ctgov');
const isAbsent = !existsSync(real);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siteward-market-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function activity(paths: readonly string[], flags: Readonly<Record<string, boolean>> = {}) {
  const input = await marketActivityCommand.prepare({ positionals: paths, flags, cwd: folder });
  return marketActivityCommand.run(undefined, input, []);
}

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return name;
}

const failure = (paths: readonly string[], flags = {}) =>
  activity(paths, flags).then(
    () => null,
    (error: unknown) => error as CommandFailure,
  );

function study(digits: number, more: Readonly<Record<string, unknown>> = {}): string {
  const { status = {}, ...modules } = more;
  return JSON.stringify({
    protocolSection: {
      identificationModule: { nctId: `NCT${String(digits).padStart(8, '0')}`, briefTitle: 'Ä "title" with {[ and \\ in it' },
      statusModule: {
        overallStatus: 'COMPLETED',
        startDateStruct: { date: '2020-01' },
        lastUpdatePostDateStruct: { date: '2022-02-02' },
        ...(status as object),
      },
      conditionsModule: { conditions: ['Asthma'] },
      designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE1', 'PHASE2'] },
      contactsLocationsModule: { locations: [{ country: 'France' }, { country: 'Atlantis' }, {}] },
      ...modules,
    },
  });
}

const aggregates = (name: string) => JSON.parse(readFileSync(join(real, name), 'utf8')) as Record<string, unknown>;

describe('[MKT-10] files of the registry', () => {
  it.skipIf(isAbsent)('in API v2 come to the aggregates that go with them', async () => {
    const expected = aggregates('api_v2_aggregates.json');
    const answer = await activity([join(real, 'studies_api_v2.ndjson.gz')]);
    expect(answer).toMatchObject({
      studies: expected['studies'],
      duplicates: 0,
      facilityRows: expected['facility_rows'],
      countries: expected['countries'],
      studiesWithoutLocations: expected['studies_without_locations'],
    });
    expect(answer.byPhase).toEqual(expected['by_phase']);
    expect(answer.byStatus).toEqual(expected['by_status']);
    expect(answer.facilitiesByCountry).toEqual(expected['facilities_by_country']);
    expect(answer.studiesByCountry).toEqual(expected['studies_by_country']);
    expect(answer.unknownCountries).toEqual([]);
    expect(answer.warnings).toEqual([]);
    // Counted apart, by days between the dates of each study, months at their first day.
    expect(answer.siteYears.reduce((sum, { siteYears }) => sum + siteYears, 0)).toBeCloseTo(4957.091661052477, 6);
  });

  it.skipIf(isAbsent)('as a table of AACT come to the aggregates that go with it', async () => {
    const expected = aggregates('aact_california_aggregates.json');
    const answer = await activity([join(real, 'aact_california_studies.csv.gz')]);
    expect(answer).toMatchObject({ studies: expected['n'], noStartDate: expected['no_start_date'], facilityRows: 0, siteYears: [] });
    expect(answer.byPhase).toEqual(expected['by_phase']);
    expect(answer.byStatus).toEqual(expected['by_status']);
    expect(answer.byType).toEqual(expected['by_type']);
    expect(answer.startsByYear).toEqual(expected['starts_by_year']);
    expect(answer.warnings.map(({ code }) => code)).toEqual(['area-by-title', 'no-site-years']);
  });

  it.skipIf(isAbsent)('as tables of studies, facilities and conditions are joined, in any order', async () => {
    const paths = ['studies', 'locations', 'conditions'].map((name) => join(real, 'hfpef', `${name}.csv`));
    const answer = await activity(paths);
    expect(answer).toMatchObject({ studies: 293, facilityRows: 5201, countries: 60, warnings: [] });
    expect(await activity(paths.toReversed())).toEqual(answer);
    const { byTherapeuticArea: areas } = await activity([join(real, 'ctgov_search_4145.csv.gz')]);
    expect(Object.values(areas).reduce((sum, count) => sum + count, 0)).toBe(4145);
  });

  it.skipIf(isAbsent)('together count 11,026 studies, each once', async () => {
    const names = [
      'studies_api_v2.ndjson.gz',
      'aact_california_studies.csv.gz',
      'ctgov_search_4145.csv.gz',
      'ctrialsgov_sample_413.csv.gz',
    ];
    const answer = await activity([...names, 'hfpef/studies.csv'].map((name) => join(real, name)));
    expect([answer.studies, answer.studies + answer.duplicates]).toEqual([11_026, 201 + 6_048 + 4_145 + 413 + 293]);
  });

  it('are the same studies as one object, an array, a page and lines, packed or not', async () => {
    const given = [study(1), study(2), study(3)];
    const forms = [
      `[${given.join(',')}]`,
      `{"studies":[${given.join(',\n')}],"nextPageToken":"x"}`,
      given.join('\n'),
      `\uFEFF${given.join('\r\n')}\r\n`,
    ];
    const answers = await Promise.all(
      forms.flatMap((form, at) => [
        fileOf(`form${at}.json`, form).then((name) => activity([name])),
        fileOf(`form${at}.json.gz`, gzipSync(form)).then((name) => activity([name])),
      ]),
    );
    expect(answers[0]).toMatchObject({ studies: 3, facilityRows: 9, byTherapeuticArea: { 'Endocrinology-Respiration': 3 } });
    for (const answer of answers) expect({ ...answer, warnings: [] }).toEqual({ ...answers[0], warnings: [] });
    expect(await activity([await fileOf('one.json', given[0] ?? '')])).toMatchObject({ studies: 1 });
  });
});

describe('[MKT-17] what is wrong with a file', () => {
  it('is counted and named by line, and the rest is imported', async () => {
    const odd = study(2, { status: { startDateStruct: { date: '2024-13' } } });
    const noId = study(3).replace('NCT00000003', 'EUCTR3');
    const name = await fileOf(
      'odd.ndjson',
      [study(1), odd, '{"protocolSection":{"ident', noId, '{"studies":[]}', '[1]', study(4)].join('\n'),
    );
    const answer = await activity([name]);
    expect(answer).toMatchObject({ studies: 3, noStartDate: 1, unknownCountries: [{ name: '(none)' }, { name: 'Atlantis' }] });
    expect(answer.warnings.map(({ code, file, row, count }) => [code, file, row, count])).toEqual([
      ['bad-date', name, 2, 1],
      ['broken-json', name, 3, 1],
      ['no-id', name, 4, 1],
      ['no-study', name, 6, 1],
      ['unknown-country', null, null, 3],
      ['no-country', null, null, 3],
    ]);
  });

  it('of one kind is counted in full, with its first places', async () => {
    const name = await fileOf('many.ndjson', [study(1), ...Array.from({ length: 300 }, () => '{oops}')].join('\n'));
    const [warning] = (await activity([name])).warnings;
    expect(warning).toMatchObject({ code: 'broken-json', count: 300, row: 2, rows: Array.from({ length: 20 }, (_, at) => at + 2) });
  });

  it('refuses the whole import when so chosen, with the first place', async () => {
    const name = await fileOf('strict.ndjson', `${study(1)}\n{oops}\n`);
    expect(await failure([name], { strict: true })).toMatchObject({ code: 'broken-json', detail: { file: name, row: 2, faultCount: 1 } });
    expect(await activity([await fileOf('sound.ndjson', study(1))], { strict: true })).toMatchObject({ studies: 1 });
  });

  it.each([0.3, 0.6, 0.99])('is told of gzip data that are cut off, what came before is counted (%d)', async (part) => {
    const lines = Array.from({ length: 4_000 }, (_, at) => study(at + 1, { armsModule: { text: String(Math.sin(at)) } }));
    const packed = gzipSync(lines.join('\n'));
    const cut = await fileOf('cut.ndjson.gz', packed.subarray(0, Math.floor(packed.length * part)));
    const answer = await activity([cut]);
    expect(answer.studies).toBeGreaterThan(4_000 * (part - 0.2));
    expect(answer.studies).toBeLessThan(4_000);
    expect(answer.warnings[0]).toMatchObject({ code: 'cut-off', file: cut, row: answer.studies });
    expect(await failure([cut], { strict: true })).toMatchObject({ code: 'cut-off' });
    const spoilt = Uint8Array.from(packed);
    spoilt.fill(7, Math.floor(packed.length * part));
    expect((await activity([await fileOf('spoilt.ndjson.gz', spoilt)])).warnings[0]).toMatchObject({
      code: expect.stringMatching(/cut-off|broken-json/) as string,
    });
  });

  it('is told of a file in which there is no study, and of a day that is a number', async () => {
    const nothing = await fileOf('nothing.json', '{"studies":[]}');
    const header = await fileOf('header.csv', 'nct_id,phase,start_date\n');
    const sound = await fileOf('one.ndjson', study(1));
    expect((await activity([nothing, header, sound])).warnings.slice(0, 2).map(({ code, file }) => [code, file])).toEqual([
      ['no-study', nothing],
      ['no-rows', header],
    ]);
    expect(await failure([nothing])).toMatchObject({ code: 'no-study' });
    const day = await fileOf('day.ndjson', study(1).replace(/"startDateStruct":\{"date":"[^"]*"/, '"startDateStruct":{"date":20240101'));
    expect((await activity([day])).warnings[0]).toMatchObject({ code: 'bad-date', row: 1, column: 'startDateStruct' });
  });

  it('is told of a table of another shape, which is left at its header, and of an empty file', async () => {
    const other = await fileOf('other.csv', 'a,b\n1,2\n');
    const sound = await fileOf('one.ndjson', study(1));
    expect((await activity([other, sound])).warnings[0]).toMatchObject({ code: 'unknown-table', file: other, row: 1 });
    expect(await failure([other])).toMatchObject({ code: 'unknown-table' });
    expect(await failure([await fileOf('empty.json', ' \n')])).toMatchObject({ code: 'empty-file' });
    expect(await failure([await fileOf('sas.csv', Uint8Array.from([65, 0, 66, 0]))])).toMatchObject({ code: 'not-text' });
    const zip = await fileOf('aact.zip', Uint8Array.from([80, 75, 3, 4, 20, 0, 0, 0]));
    expect(await failure([zip])).toMatchObject({
      code: 'archive',
      message: expect.stringContaining('aact.zip: The file is a ZIP archive'),
    });
    expect(await failure([await fileOf('oops.json', 'oops')])).toMatchObject({ code: 'broken-json', detail: { row: 1 } });
    expect(await failure(['nowhere.json'])).toMatchObject({ code: 'no-such-file' });
  });

  it('in a table is told by row and column', async () => {
    const rows = [
      'nct_id|overall_status|phase|study_type|start_date|completion_date|last_update_posted_date',
      'NCT00000001|COMPLETED|PHASE3|INTERVENTIONAL|2020-01-01|2021-01-01|2022-01-01',
      '|COMPLETED|PHASE3|INTERVENTIONAL|2020-01-01|2021-01-01|2022-01-01',
      'NCT00000002|COMPLETED|PHASE3|INTERVENTIONAL|2020-02-30|2021-01-01|2022-01-01',
      'NCT00000003|COMPLETED',
    ];
    const answer = await activity([await fileOf('studies.txt', rows.join('\n'))]);
    expect(answer).toMatchObject({ studies: 2, byPhase: { PHASE3: 2 }, noStartDate: 1 });
    expect(answer.warnings.slice(0, 3).map(({ code, row, column }) => [code, row, column])).toEqual([
      ['no-id', 3, 'id'],
      ['bad-date', 4, 'start'],
      ['wrong-column-count', 5, null],
    ]);
  });
});

describe('the command', () => {
  it('wants a file, and tells people what it counted', async () => {
    await expect(marketActivityCommand.prepare({ positionals: [], flags: {}, cwd: folder })).rejects.toThrow('one FILE');
    const said = marketActivityCommand.present(await activity([await fileOf('said.ndjson', `${study(1)}\n{oops}`)]));
    expect(said).toContain('1 studies (0 other versions left out), 3 facilities in 2 countries');
    expect(said).toContain('warning broken-json (1): said.ndjson, row 2:');
  });
});
