// Importing SDTM datasets: what is refused and where, what is kept, and the job that does it, which can be stopped.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discardPassing } from '#files';
import type { Jobs } from '#platform';
import { sent, startJobs, until } from '../../tests/support/imports.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { sdtmFiles, sdtmSampleTexts } from './formats/sdtm/sample.ts';
import { importSdtm } from './index.ts';

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
      `insert into studies.schedule_version (id, study_id, number, first_day, status, epochs, arms, decisions, blocks, released_at, released_as) values ($1, $2, 1, 0, 'released', '[]', '[]', '[]', '[]', now(), 'by-command')`,
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
    jobs = await startJobs(world);
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
    jobs = await startJobs(world);
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
    jobs = await startJobs(world);
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
