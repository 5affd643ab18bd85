// The whole chain on a real trial: protocol in, SDTM in, the two reports out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib';
import type { Jobs } from '#platform';
import { importUsdmFile } from '#studies';
import { sent, startJobs, until } from '../../tests/support/imports.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { reportFunnel, reportVisitWindows, sdtmFolder } from './commands.ts';
import { importSentDatasets } from './index.ts';

const data = process.env['SITEWARD_TEST_DATA'] ?? '../shared/data';
const protocolFile = join(data, 'usdm/studies/cdisc_pilot_lzzt_v4.json');
const folder = join(data, 'sdtm-cdiscpilot01');
const isAbsent = !existsSync(protocolFile) || !existsSync(folder);
const zone = 'America/New_York';

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

const counts = async () => {
  const tables = [
    'network.site',
    'studies.study_site',
    'subjects.subject',
    'subjects.status_event',
    'subjects.milestone',
    'visits.visit_occurrence',
    'safety.adverse_event',
    'audit.entry',
  ];
  const { rows } = await world.superuser.query(
    `select ${tables.map((table) => `(select count(*)::int from ${table}) as "${table}"`).join(', ')}`,
  );
  return rows[0] as Record<string, number>;
};

const folderTexts = async () => (await sdtmFolder(folder)).map(({ name, path }) => ({ name, text: readFileSync(path, 'utf8') }));

describe.skipIf(isAbsent)('the CDISC pilot from its files (skipped where SITEWARD_TEST_DATA has no usdm and no sdtm-cdiscpilot01)', () => {
  const code = 'LZZT';
  const expectedAnswer = { study: { code }, sites: 9, subjects: 167, visits: { scheduled: 828, excluded: 1056 }, adverseEvents: 649 };

  beforeAll(async () => {
    await nora.act('studies.import', (act) => importUsdmFile(act, { bytes: new Uint8Array(readFileSync(protocolFile)), code }));
  });

  it('[IMPORT-01] sites, subjects, histories and visits are taken over', async () => {
    const fileIds = await sent(nora, await folderTexts());
    const before = performance.now();
    const answer = await nora.act('interop.import-sdtm', (act) => importSentDatasets(act, { fileIds, studyCode: code, timeZone: zone }));
    const seconds = (performance.now() - before) / 1_000;
    expect(answer).toMatchObject(expectedAnswer);
    expect(new Set(answer.warnings.map((warning) => warning.code))).toEqual(new Set(['site-assumed', 'last-dose-open']));
    const { 'audit.entry': entries = 0, ...rows } = await counts();
    expect(rows).toMatchObject({
      'network.site': 9,
      'studies.study_site': 9,
      'subjects.subject': 167,
      'safety.adverse_event': 649,
      'visits.visit_occurrence': expect.any(Number),
    });
    expect(
      (await world.superuser.query(`select 1 from visits.visit_occurrence where source = 'imported' and state = 'completed'`)).rowCount,
    ).toBe(1884);
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    console.info(
      `SDTM import: ${total} rows and ${entries} trail entries in ${seconds.toFixed(2)} s, ${Math.round(total / seconds)} rows/s`,
    );
  });

  it('[IMPORT-08] adverse events stand as in the file: the two deaths, a year, a month, and what an old record says of seriousness', async () => {
    const { rows } = await world.superuser.query<{ line: string }>(
      `select concat_ws('; ', s.number, a.source_ref, a.term, a.coded_term, a.started_on, a.ended_on, a.severity, a.serious, array_to_string(a.criteria, '+'),
         a.causality, a.outcome, a.action_taken) as line
       from safety.adverse_event a join subjects.subject s on s.id = a.subject_id where a.source = 'imported'`,
    );
    const expected = parse<Record<string, string>>(readFileSync(join(folder, 'ae.csv')), { columns: true }).map((row) => {
      const grounds = { AESDTH: 'death', AESLIFE: 'life-threatening', AESHOSP: 'hospitalisation', AESCAN: 'cancer' };
      const criteria = Object.entries(grounds).flatMap(([column, criterion]) => (row[column] === 'Y' ? [criterion] : []));
      const related = { NONE: 'not-related', REMOTE: 'unlikely', POSSIBLE: 'possible', PROBABLE: 'probable' }[row['AEREL'] ?? ''];
      const ended = { FATAL: 'fatal', 'RECOVERED/RESOLVED': 'recovered' }[row['AEOUT'] ?? ''] ?? 'not-recovered';
      const told = [row['USUBJID'], `AE ${row['AESEQ']}`, row['AETERM'], row['AEDECOD'], row['AESTDTC'] || null, row['AEENDTC'] || null];
      const judged = [row['AESEV']?.toLowerCase(), row['AESER'] === 'Y' ? 't' : 'f', criteria.join('+'), related, ended];
      return [...told, ...judged].filter((part) => part !== null && part !== undefined).join('; ');
    });
    expect(rows.map(({ line }) => line).sort()).toEqual(expected.sort());
  });

  it('[IMPORT-09] the trial is over: nobody is under way, no visit is due or late, and its sites are closing', async () => {
    const states = await world.superuser.query(`select status, count(*)::int as n from subjects.subject group by 1 order by 1`);
    expect(Object.fromEntries(states.rows.map(({ status, n }) => [status, n]))).toEqual({
      completed: 56,
      died: 2,
      'lost-to-follow-up': 1,
      'screen-failure': 29,
      withdrawn: 79,
    });
    const open = await world.superuser.query(`select 1 from visits.visit_occurrence where state in ('planned', 'booked', 'confirmed')`);
    expect(open.rowCount).toBe(0);
    const { rows } = await world.superuser.query(`select id, status from studies.study_site`);
    expect(rows.map(({ status }) => status)).toEqual(Array(9).fill('closing'));
    for (const { id } of rows) expect((await nora.api('GET', `/study-sites/${id}/visits/due`)).body.visits).toEqual([]);
  });

  it('[IMPORT-02] importing twice answers the same and writes nothing, the trail included', async () => {
    const fileIds = await sent(nora, await folderTexts());
    const run = () => nora.act('interop.import-sdtm', (act) => importSentDatasets(act, { fileIds, studyCode: code, timeZone: zone }));
    const before = await counts();
    const [first, second] = [await run(), await run()];
    expect(first).toMatchObject(expectedAnswer);
    expect(second).toEqual(first);
    expect(await counts()).toEqual(before);
  });

  it('[REPORT-01] 641 of 828 visits are in window from first dose, 606 with first dose as day 1; the others stand apart with their reason', async () => {
    const report = await nora.act('visits.windows', (act) => reportVisitWindows(act, { studyCode: code }));
    expect(report.totals).toMatchObject({ visits: 828, inWindow: 641 });
    expect(report.totals.early + report.totals.late).toBe(828 - 641);
    const dayOne = await nora.act('visits.windows', (act) => reportVisitWindows(act, { studyCode: code, firstDay: 1 }));
    expect(dayOne.totals).toMatchObject({ visits: 828, inWindow: 606 });
    const from0 = await nora.act('visits.windows', (act) => reportVisitWindows(act, { studyCode: code, firstDay: 0 }));
    expect(from0).toEqual(report);
    const apart: Record<string, number> = {};
    for (const { reason, count } of report.excluded) apart[reason] = (apart[reason] ?? 0) + count;
    expect(apart).toEqual({
      'no-window': 443,
      'ambulatory-ecg': 229,
      telephone: 271,
      retrieval: 24,
      'adverse-event-follow-up': 33,
      unscheduled: 56,
    });
    const expected = readFileSync(join(folder, 'visit_windows_expected.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const ours = new Map(
      report.rows.map((row) => [`${row.site} ${row.subject} ${row.visit.toUpperCase()} ${row.actual}`, row.inWindow ? 'True' : 'False']),
    );
    expect(ours).toEqual(new Map(expected.map((cells) => [`${cells[0]} ${cells[1]} ${cells[2]} ${cells[6]}`, cells[8]])));
  });

  it('[REPORT-02] the funnel of every site is the expected one', async () => {
    const { sites } = await nora.act('subjects.funnel', (act) => reportFunnel(act, code));
    const expected = JSON.parse(readFileSync(join(folder, 'funnel_expected.json'), 'utf8')) as {
      sites: Record<string, Record<string, number>>;
    };
    const inOurWords = Object.entries(expected.sites).map(([site, of]) => ({
      site,
      screened: of['screened'] ?? 0,
      screenFailure: of['screen_failure'] ?? 0,
      treated: of['treated'] ?? 0,
      completed: of['completed'] ?? 0,
      discontinued: of['discontinued'] ?? 0,
    }));
    expect(sites).toEqual(inOurWords);
  });

  it('[REPORT-03] a person of one site sees its rows alone, a person of another network nothing', async () => {
    const { rows } = await world.superuser.query(`select site_id from studies.study_site where number = '701'`);
    const site = await world.person('Sue Site', [{ role: 'coordinator', siteId: rows[0].site_id }]);
    const own = await site.act('visits.windows', (act) => reportVisitWindows(act, { studyCode: code }));
    expect(new Set(own.rows.map((row) => row.site))).toEqual(new Set(['701']));
    expect((await site.act('subjects.funnel', (act) => reportFunnel(act, code))).sites).toEqual([
      expect.objectContaining({ site: '701', screened: 51 }),
    ]);
    await world.superuser.query(
      `insert into network.site (id, name, code, country, time_zone, operating_model) values (gen_random_uuid(), 'Elsewhere', 'ELSE', 'US', 'UTC', 'owned')`,
    );
    const elsewhere = await world.superuser.query(`select id from network.site where code = 'ELSE'`);
    const outsider = await world.person('Otto Outside', [{ role: 'coordinator', siteId: elsewhere.rows[0].id }]);
    await expect(outsider.act('visits.windows', (act) => reportVisitWindows(act, { studyCode: code }))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(outsider.act('subjects.funnel', (act) => reportFunnel(act, code))).rejects.toMatchObject({ code: 'not-found' });
    const study = await world.superuser.query(`select id from studies.study where code = $1`, [code]);
    const fileIds = [newId()];
    expect((await outsider.api('POST', `/studies/${study.rows[0].id}/sdtm-imports`, { fileIds, timeZone: zone })).status).toBe(403);
  });

  it('[IMPORT-05] over the API it is a job: the same answer, and nothing new the second time', async () => {
    const { rows } = await world.superuser.query(`select id from studies.study where code = $1`, [code]);
    const fileIds = await sent(nora, await folderTexts());
    const before = await counts();
    const asked = await nora.api('POST', `/studies/${rows[0].id}/sdtm-imports`, { fileIds, timeZone: zone });
    expect(asked).toMatchObject({ status: 200 });
    expect(await until(asked.body.jobId, nora)).toMatchObject({
      kind: 'interop.import-sdtm',
      state: 'done',
      doneSteps: 5,
      totalSteps: 5,
      result: expectedAnswer,
    });
    const after = await counts();
    expect(after).toEqual(before);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
