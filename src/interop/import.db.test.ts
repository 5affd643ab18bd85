// The whole chain on a real trial: protocol in, SDTM in, the two reports out; over the API it is a job that can be stopped.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Jobs, createLog } from '#platform';
import { discardPassing } from '#files';
import { newId } from '#lib';
import { importUsdmFile } from '#studies';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { openAppJobs } from '../app/jobs.ts';
import { reportFunnel, reportVisitWindows, sdtmFolder } from './commands.ts';
import { sdtmFiles, sdtmSampleTexts } from './formats/sdtm/sample.ts';
import { importSdtm, importSentDatasets } from './index.ts';

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
  jobs = await startJobs();
});
const startJobs = () =>
  openAppJobs({
    connection: {
      host: world.cluster.host,
      port: world.cluster.port,
      user: 'siteward_jobs',
      password: world.passwords.siteward_jobs,
      database: world.databaseName,
    },
    database: world.database,
    now: () => world.now,
    cipher: world.cipher,
    files: world.files,
    log: createLog('silent'),
    pollMs: 20,
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

async function until(jobId: string, person: TestPerson): Promise<Record<string, unknown>> {
  for (let left = 400; left > 0; left--) {
    const { body } = await person.api('GET', `/jobs/${jobId}`);
    if (['done', 'failed', 'cancelled'].includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the job never ended');
}

/** Sends texts as datasets; answers the ids under which they are kept. */
async function sent(person: TestPerson, files: readonly { name: string; text: string }[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, text } of files) {
    const { status, body } = await person.send('dataset', name, text);
    if (status !== 200) throw new Error(`${name} was answered ${status} ${body?.code}`);
    ids.push(body.id);
  }
  return ids;
}

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
});

describe('imports', () => {
  const sample = Object.entries(sdtmSampleTexts).map(([name, text]) => ({ name, text }));
  let studyId = '';

  beforeAll(async () => {
    studyId = (await world.superuser.query(`select gen_random_uuid() as id`)).rows[0].id;
    await world.superuser.query(
      `insert into studies.study (id, code, name, title, phases, therapeutic_areas) values ($1, 'NLX-301', 'NLX-301', 'NLX-301', '{}', '{}')`,
      [studyId],
    );
    const scheduleId = (await world.superuser.query(`select gen_random_uuid() as id`)).rows[0].id;
    await world.superuser.query(
      `insert into studies.schedule_version (id, study_id, number, first_day, status, epochs, arms, decisions, blocks, released_at) values ($1, $2, 1, 0, 'released', '[]', '[]', '[]', '[]', now())`,
      [scheduleId, studyId],
    );
    const timing = (weeks: number) =>
      JSON.stringify({
        anchor: { kind: 'visit', visitKey: 'BL' },
        offset: { kind: 'duration', amount: weeks, unit: 'week', direction: 'after' },
        windowBeforeDays: 3,
        windowAfterDays: 3,
      });
    for (const [position, [key, name, rule]] of (
      [
        ['BL', 'Baseline', null],
        ['WK4', 'Week 4', timing(4)],
      ] as const
    ).entries()) {
      await world.superuser.query(
        `insert into studies.visit_definition (id, study_id, schedule_version_id, key, name, timeline, is_main, position, modalities, carries, timing) values (gen_random_uuid(), $1, $2, $3, $4, 'Main', true, $5, '{on-site}', '{}', $6)`,
        [studyId, scheduleId, key, name, position, rule],
      );
    }
  });

  const ask = async (person: TestPerson, files: readonly { name: string; text: string }[] = sample) =>
    person.api('POST', `/studies/${studyId}/sdtm-imports`, { fileIds: await sent(person, files), timeZone: 'America/Chicago' });

  it('[IMPORT-03] a fault is refused with file, row and column, and nothing is kept', async () => {
    const broken = sample.map((file) =>
      file.name === 'dm.csv' ? { ...file, text: file.text.replace('NLX-301,DM,NLX-301-101-002,101-002', 'NLX-301,DM,,101-002') } : file,
    );
    const { body } = await ask(nora, broken);
    const job = await until(body.jobId, nora);
    expect(job).toMatchObject({
      state: 'failed',
      result: { code: 'missing-value', detail: { file: 'dm.csv', row: 3, column: 'USUBJID' } },
    });
    expect(job['problem']).not.toContain('101-002');
    expect((await world.superuser.query('select 1 from studies.study_site where study_id = $1', [studyId])).rowCount).toBe(0);
  });

  it.each([
    ['SITEID', (dm: string) => dm.replaceAll(',101,', ',site one,'), 'site-number-malformed', 2],
    ['COUNTRY', (dm: string) => dm.replaceAll(',COL\n', ',XXX\n'), 'country-unknown', 5],
    ['USUBJID', (dm: string) => dm.replace('NLX-301-101-003,', `${'9'.repeat(65)},`), 'subject-number-too-long', 4],
  ])('[IMPORT-03] a %s that cannot be kept is named with its row', async (column, change, code, row) => {
    const files = sdtmFiles({ ...sdtmSampleTexts, 'dm.csv': change(sdtmSampleTexts['dm.csv'] ?? '') });
    const withoutVisits = files
      .filter(({ name }) => name === 'dm.csv')
      .concat(sdtmFiles({ 'sv.csv': `${(sdtmSampleTexts['sv.csv'] ?? '').split('\n')[0]}\n` }));
    const run = nora.act('interop.import-sdtm', (act) =>
      importSdtm(act, { files: withoutVisits, studyCode: 'NLX-301', anchor: 'first-dose', timeZone: 'America/Chicago' }),
    );
    await expect(run).rejects.toMatchObject({ code, detail: { file: 'dm.csv', row, column } });
  });

  it('[IMPORT-03] a study that is not there, and one without a released schedule, are refused in words', async () => {
    const run = (studyCode: string) =>
      nora.act('interop.import-sdtm', (act) =>
        importSdtm(act, { files: sdtmFiles(), studyCode, anchor: 'first-dose', timeZone: 'America/Chicago' }),
      );
    await expect(run('NOWHERE')).rejects.toMatchObject({ code: 'not-found', detail: { message: expect.stringContaining('NOWHERE') } });
    await world.superuser.query(
      `insert into studies.study (id, code, name, title, phases, therapeutic_areas) values (gen_random_uuid(), 'BARE', 'BARE', 'BARE', '{}', '{}')`,
    );
    await expect(run('BARE')).rejects.toMatchObject({ code: 'schedule-not-released' });
  });

  it('[IMPORT-03] what is too large, or no text, is refused before it is queued; 55 MB are taken', async () => {
    const rows = (megabytes: number) => 'x'.repeat(megabytes * 1_000_000);
    expect(await ask(nora, [{ name: 'cm.csv', text: rows(61) }])).toMatchObject({
      status: 413,
      body: { data: { message: expect.stringContaining('60 MB') } },
    });
    expect(await nora.send('dataset', 'dm.csv', 'STUDYID\u0000')).toMatchObject({
      status: 422,
      body: { code: 'not-text', data: { file: 'dm.csv', message: expect.stringContaining('byte 8 is a NUL') } },
    });
    expect(await nora.send('dataset', 'dm.csv', new Uint8Array([65, 10, 66, 10, 255, 10]))).toMatchObject({
      status: 422,
      body: { code: 'not-utf8', data: { file: 'dm.csv', row: 3 } },
    });
    const before = performance.now();
    const { body } = await ask(nora, [{ name: 'cm.csv', text: rows(55) }]);
    console.info(`55 MB queued in ${Math.round(performance.now() - before)} ms`);
    expect(await until(body.jobId, nora)).toMatchObject({ state: 'failed', result: { code: 'missing-file' } });
  });

  it('[IMPORT-04] it runs with the present grants of the person who asked: revoked means refused', async () => {
    const lena = await world.person('Lena Leaving', [{ role: 'network-manager' }]);
    await jobs.stop();
    const asked = await ask(lena);
    expect(asked).toMatchObject({ status: 200 });
    await world.superuser.query(`update access."grant" set revoked_at = now() where person_id = $1`, [lena.id]);
    jobs = await startJobs();
    expect(await until(asked.body.jobId, lena)).toMatchObject({ state: 'failed', result: { code: 'not-allowed' } });
    expect((await world.superuser.query('select 1 from studies.study_site where study_id = $1', [studyId])).rowCount).toBe(0);
  });

  it('[IMPORT-06] a job that waits is cancelled at once, and another person can neither see nor stop it', async () => {
    await jobs.stop();
    const asked = await ask(nora);
    const other = await world.person('Olga Other', [{ role: 'network-manager' }]);
    expect((await other.api('GET', `/jobs/${asked.body.jobId}`)).status).toBe(404);
    expect((await other.api('POST', `/jobs/${asked.body.jobId}/cancel`)).status).toBe(404);
    expect((await other.api('GET', '/jobs')).body).toEqual([]);
    expect((await nora.api('POST', `/jobs/${asked.body.jobId}/cancel`)).body).toMatchObject({ state: 'cancelled', can: { cancel: false } });
    jobs = await startJobs();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await nora.api('GET', `/jobs/${asked.body.jobId}`)).body).toMatchObject({ state: 'cancelled', result: null });
    expect((await world.superuser.query('select 1 from studies.study_site where study_id = $1', [studyId])).rowCount).toBe(0);
  });

  it('[IMPORT-06] stopped in the middle, everything it had written is undone', async () => {
    const stopAt = (at: number) => (done: number) => (done === at ? Promise.reject(new Error('stopped here')) : Promise.resolve());
    for (const at of [2, 3, 4, 5]) {
      const run = nora.act('interop.import-sdtm', (act) =>
        importSdtm(act, { files: sdtmFiles(), studyCode: 'NLX-301', anchor: 'first-dose', timeZone: 'America/Chicago', step: stopAt(at) }),
      );
      await expect(run).rejects.toThrow('stopped here');
    }
    expect((await world.superuser.query('select 1 from studies.study_site where study_id = $1', [studyId])).rowCount).toBe(0);
  });

  it('[IMPORT-01] the sample: numbers as in the file, no identity, countries and first contacts from DM', async () => {
    const { body } = await ask(nora);
    expect(await until(body.jobId, nora)).toMatchObject({
      state: 'done',
      result: { sites: 2, subjects: 5, visits: { scheduled: 1, excluded: 9 }, adverseEvents: 3 },
    });
    expect((await nora.api('GET', `/jobs/${body.jobId}`)).body.result.warnings).toContainEqual(
      expect.objectContaining({ code: 'visit-ahead-of-today', file: 'sv.csv', row: 5, column: 'SVSTDTC' }),
    );
    const sites = await world.superuser.query(
      `select ss.number, s.code, s.country, s.time_zone, ss.opened_on::text from studies.study_site ss join network.site s on s.id = ss.site_id where ss.study_id = $1 order by ss.number`,
      [studyId],
    );
    expect(sites.rows).toEqual([
      { number: '101', code: 'NLX-301-101', country: 'US', time_zone: 'America/Chicago', opened_on: '2026-02-20' },
      { number: '9', code: 'NLX-301-9', country: 'CO', time_zone: 'America/Chicago', opened_on: '2026-03-02' },
    ]);
    const subjects = await world.superuser.query(
      `select number, status, source, person_id from subjects.subject where study_id = $1 order by number`,
      [studyId],
    );
    expect(subjects.rows[0]).toEqual({ number: 'NLX-301-101-001', status: expect.any(String), source: 'imported', person_id: null });
  });

  it('[IMPORT-08] [IMPORT-09] its adverse events are kept, one ahead of today is not; a trial under way leaves its sites recruiting', async () => {
    const { rows } = await world.superuser.query(
      `select a.source_ref, a.term, a.started_on, a.serious from safety.adverse_event a where a.study_id = $1 order by a.term`,
      [studyId],
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['AE 1', 'HEADACHE', '2026-03-15', false],
      ['AE 1', 'RASH', '2026-03', false],
      ['AE 1', 'STROKE', '2026-04-04', true],
    ]);
    const sites = await world.superuser.query(`select distinct status from studies.study_site where study_id = $1`, [studyId]);
    expect(sites.rows).toEqual([{ status: 'active-recruiting' }]);
    const later = `${sdtmSampleTexts['ae.csv']}NLX-301,AE,NLX-301-101-001,2,FALL,Fall,MILD,N,NONE,UNKNOWN,2026-05,\n`;
    const run = await nora.act('interop.import-sdtm', (act) =>
      importSdtm(act, {
        files: sdtmFiles({ ...sdtmSampleTexts, 'ae.csv': later }),
        studyCode: 'NLX-301',
        anchor: 'first-dose',
        timeZone: 'America/Chicago',
      }),
    );
    expect(run.warnings).toContainEqual(expect.objectContaining({ code: 'adverse-event-ahead-of-today', file: 'ae.csv', row: 5 }));
  });

  it('[IMPORT-01] visits stand where the schedule has them, with their window or the reason why they have none', async () => {
    const { rows } = await world.superuser.query<Record<string, unknown>>(
      `select v.name, v.visit_key, v.earliest::text, v.actual_date::text, v.out_by_days, v.excluded_reason, v.source from visits.visit_occurrence v
       join subjects.subject s on s.id = v.subject_id where s.number = 'NLX-301-101-001' and v.state = 'completed' order by v.actual_date`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['SCREENING', 'unscheduled', null, '2026-02-24', null, 'not-in-schedule', 'imported'],
      ['Baseline', 'BL', null, '2026-03-10', null, 'no-window', 'imported'],
      ['Week 4', 'WK4', '2026-04-04', '2026-04-13', 3, null, 'imported'],
    ]);
  });

  it('[UPLOAD-07] queued imports of the same folder all find their datasets, and the bytes are gone after the last', async () => {
    await jobs.stop();
    const own = await world.person('Ned Network', [{ role: 'network-manager' }]);
    const same = sample.map(({ name, text }) => ({ name, text: text.replaceAll('\n', '\r\n') }));
    const lying = () => Promise.all(same.map(({ text }) => world.files.passing.size(createHash('sha256').update(text).digest('hex'))));
    const asked = [await ask(own, same), await ask(nora, same), await ask(own, same)];
    const [waiting = ''] = await sent(nora, same.slice(0, 1));
    jobs = await startJobs();
    for (const [at, { body }] of asked.entries()) {
      const { state, problem } = await until(body.jobId, at === 1 ? nora : own);
      expect([state, problem]).toEqual(['done', null]);
    }
    expect(await lying()).toEqual(same.map(({ text }, at) => (at === 0 ? Buffer.byteLength(text) : undefined)));
    await nora.act('interop.import-sdtm', (act) => discardPassing(act, [waiting]));
    expect(await lying()).toEqual(same.map(() => undefined));
    expect((await nora.api('GET', `/files/${waiting}/content`)).status).toBe(410);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
