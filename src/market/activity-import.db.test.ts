// Registry files over the API on a real database: sent, counted by a job with its steps, kept once, and what an outlook then stands on.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import type { Jobs } from '#platform';
import { startJobs, until } from '../../tests/support/imports.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { classifierVersion } from './questions/classifier.ts';

let world: World;
let nora: TestPerson;
let jobs: Jobs;

beforeAll(async () => {
  world = await openWorld();
  nora = await world.person('Nora Network', [{ role: 'network-manager' }]);
  jobs = await startJobs(world);
});
afterAll(async () => {
  await jobs?.stop();
  await world?.close();
});

function study(digits: number, country = 'France'): string {
  return JSON.stringify({
    protocolSection: {
      identificationModule: { nctId: `NCT${String(digits).padStart(8, '0')}` },
      statusModule: {
        overallStatus: 'COMPLETED',
        startDateStruct: { date: '2021-01' },
        completionDateStruct: { date: '2025-01' },
        lastUpdatePostDateStruct: { date: '2025-02-02' },
      },
      conditionsModule: { conditions: ['Asthma'] },
      designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE3'] },
      contactsLocationsModule: { locations: [{ country }, { country: 'Atlantis' }] },
    },
  });
}

async function sent(name: string, content: string | Uint8Array, by = nora): Promise<string> {
  const { status, body } = await by.send('registry', name, content);
  if (status !== 200) throw new Error(`${name} was answered ${status} ${body?.code}`);
  return body.id as string;
}

async function imported(fileIds: readonly string[], strict = false) {
  const { status, body } = await nora.api('POST', '/market/activity', { fileIds, strict });
  expect(status).toBe(200);
  return until(body.jobId, nora);
}

const listed = async () => (await nora.api('GET', '/market/activity')).body.imports;
const opened = async (id: string) => (await nora.api('GET', `/market/activity/${id}`)).body;

describe('[MKT-18] an import of registry activity', () => {
  it('counts what was sent, tells what is wrong with it, and keeps no study', async () => {
    const lines = [study(1), '{"protocolSection":', study(2, 'Spain')].join('\n');
    const job = await imported([await sent('studies.ndjson.gz', gzipSync(lines))]);
    expect(job).toMatchObject({
      kind: 'market.import-activity',
      state: 'done',
      result: { isNew: true, studies: 2, faults: 1 },
    });
    expect(await listed()).toMatchObject([
      {
        fileName: 'studies.ndjson.gz',
        format: 'api-v2',
        classifier: classifierVersion,
        counts: { studies: 2, facilityRows: 4, faults: 1, facilitiesOfUnknownCountries: 2, areasByConditions: 2 },
        byYear: [2021, 2022, 2023, 2024].map((year) => ({ year, siteYears: 4 })),
        importedBy: 'Nora Network',
        warnings: [
          { code: 'broken-json', file: 'studies.ndjson.gz', row: 2, count: 1, rows: [2] },
          { code: 'unknown-country', file: null, count: 2, message: expect.stringContaining('"Atlantis" (2)') },
        ],
        asOf: '2025-02-02',
        isInForce: true,
        outlook: null,
      },
    ]);
    const { rows } = await world.superuser.query<{ cells: unknown[] }>('select cells from market.activity_import');
    expect(rows[0]?.cells).toContainEqual({ country: 'FR', phase: 'III', area: 'Endocrinology-Respiration', year: 2022, siteYears: 1 });
    expect(JSON.stringify(rows)).not.toContain('NCT');
  });

  it('[MKT-160] tells counts in the registry’s own words, the names that are no country’s, and the words that decided areas', async () => {
    const [{ id, fileSha256 }] = await listed();
    const view = await opened(id);
    expect(view).toMatchObject({
      import: { id, files: [{ name: 'studies.ndjson.gz', sha256: fileSha256 }], isInForce: true },
      told: {
        byPhase: [{ name: 'PHASE3', studies: 2 }],
        byStatus: [{ name: 'COMPLETED', studies: 2 }],
        byType: [{ name: 'INTERVENTIONAL', studies: 2 }],
        areaReadFrom: { conditions: 2, mesh: 0, title: 0, nothing: 0 },
        areaDecidedBy: [{ area: 'Endocrinology-Respiration', term: 'asthma*', studies: 2 }],
        isPresentClassifier: true,
      },
      can: { run: true },
    });
    expect(view.told.byCountry).toEqual([
      { name: 'Atlantis', country: null, studies: 2, facilities: 2 },
      { name: 'France', country: 'FR', studies: 1, facilities: 1 },
      { name: 'Spain', country: 'ES', studies: 1, facilities: 1 },
    ]);
    expect(view.told.byArea).toContainEqual({ area: 'Endocrinology-Respiration', studies: 2 });
    expect((await nora.api('GET', `/market/activity/${newId()}`)).status).toBe(404);
  });

  it('[MKT-160] keeps what a file says that no table can hold, such as a NUL in the name of a country', async () => {
    const job = await imported([await sent('odd.ndjson', study(8, 'Fra\0nce\ud800'))]);
    expect(job).toMatchObject({ state: 'done', result: { studies: 1 } });
    const view = await opened((job['result'] as { importId: string }).importId);
    expect(view.told.byCountry).toContainEqual({ name: 'Fra\u{FFFD}nce\u{FFFD}', country: null, studies: 1, facilities: 1 });
  });

  it('of the same bytes is kept once, and of several files together under one digest in any order', async () => {
    const [one, other] = [study(3), study(4)];
    const first = await imported([await sent('a.json', one), await sent('b.json', other)]);
    const again = await imported([await sent('b2.json', other), await sent('a2.json', one)]);
    expect(first).toMatchObject({ result: { isNew: true, studies: 2 } });
    expect(again).toMatchObject({ result: { ...(first['result'] as object), isNew: false } });
    expect(await listed()).toHaveLength(3);
  });

  it('is what an outlook then stands on', async () => {
    const { body } = await nora.api('POST', '/market/runs', { base: true, scenarioIds: [] });
    await until(body.jobId, nora);
    const [latest] = await listed();
    const { run } = (await nora.api('GET', '/market/outlook')).body.latest;
    expect(run).toMatchObject({ activityImportId: latest.id });
    expect((await listed())[0]).toMatchObject({ isInForce: true, outlook: { runId: run.id, isShown: true } });
    expect((await listed())[1]).toMatchObject({ isInForce: false, outlook: null });
  });

  it('[MKT-185, MKT-186] stops to count where somebody chooses another or none with a reason, until they choose again or a later count comes', async () => {
    const choose = (importId: string | null, reason = 'The files were a sample') =>
      nora.api('POST', '/market/activity/choices', { importId, reason });
    const shown = async () => (await nora.api('GET', '/market/outlook')).body;
    const [latest, earlier] = await listed();
    const { id: runOnLatest } = (await shown()).latest.run;
    expect((await choose(latest.id)).body).toMatchObject({ code: 'already-in-force' });
    expect((await choose(newId())).status).toBe(404);
    expect((await choose(null, ' ')).status).toBe(400);

    expect(await choose(null)).toMatchObject({ status: 200, body: { importId: null } });
    const without = (await nora.api('GET', '/market/activity')).body;
    expect(without.choice).toMatchObject({ importId: null, reason: 'The files were a sample', by: 'Nora Network' });
    expect(without.imports.some(({ isInForce }: { isInForce: boolean }) => isInForce)).toBe(false);
    expect((await shown()).isCurrent).toBe(false);
    await until((await nora.api('POST', '/market/runs', { base: true, scenarioIds: [] })).body.jobId, nora);
    expect(await shown()).toMatchObject({ isCurrent: true, latest: { run: { activityImportId: null } } });

    expect((await choose(earlier.id)).status).toBe(200);
    expect((await opened(earlier.id)).import).toMatchObject({ isInForce: true, outlook: null });
    expect((await choose(latest.id)).status).toBe(200);
    expect(await shown(), 'made before, and shown again').toMatchObject({ isCurrent: true, latest: { run: { id: runOnLatest } } });

    expect((await choose(null)).status).toBe(200);
    await imported([await sent('later.json', study(9))]);
    expect((await nora.api('GET', '/market/activity')).body).toMatchObject({ choice: null, imports: [{ isInForce: true }, {}, {}, {}] });
  });

  it('is refused whole when one fault is too many, or nothing can be read; the bytes are gone either way', async () => {
    const id = await sent('bad.ndjson', `${study(5)}\n{oops}`);
    expect(await imported([id], true)).toMatchObject({
      state: 'failed',
      result: { code: 'broken-json', detail: { file: 'bad.ndjson', row: 2, faultCount: 1 } },
    });
    expect((await nora.api('POST', '/market/activity', { fileIds: [id] })).status).toBe(200);
    expect(await imported([id])).toMatchObject({ state: 'failed', result: { code: 'gone' } });
    expect(await imported([await sent('other.csv', 'a,b\n1,2\n')])).toMatchObject({
      state: 'failed',
      result: { code: 'unknown-table', detail: { row: 1 } },
    });
    expect(await listed()).toHaveLength(4);
  });

  it('takes only the asker’s own files that were sent as a registry’s, each once', async () => {
    const vic = await world.person('Vic Other', [{ role: 'network-manager' }]);
    const [mine, theirs] = [await sent('c.json', study(6)), await sent('d.json', study(7), vic)];
    const { body: dataset } = await nora.send('dataset', 'dm.csv', 'A,B\n');
    for (const fileIds of [[mine, mine], [dataset.id], [theirs]])
      expect((await nora.api('POST', '/market/activity', { fileIds })).body).toMatchObject({ code: 'file-unknown' });
    expect((await nora.send('registry', 'x.csv', Uint8Array.from([65, 0]))).body).toMatchObject({ code: 'not-text' });
    expect((await nora.send('registry', 'x.csv', '  ')).body).toMatchObject({ code: 'not-text' });
  });
});
