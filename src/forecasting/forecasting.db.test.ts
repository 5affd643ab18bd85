// Forecasts on a real database: made once, kept to the byte, held against what happened, and walled by study and site.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate, newId } from '#lib';
import type { Jobs } from '#platform';
import { startJobs, until } from '../../tests/support/imports.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { makeForecasts, refreshForecasts } from './index.ts';
import { canonicalText, forecastOf } from './rules.ts';
import { loadStudyRun } from './store.ts';

interface Place {
  readonly siteId: string;
  readonly studySiteId: string;
}

let world: World;
let nora: TestPerson;
let jobs: Jobs;
let studyId: string;
let otherStudyId: string;
const places: Place[] = [];
const today = '2026-04-13';

beforeAll(async () => {
  world = await openWorld();
  nora = await world.person('Nora Network', [{ role: 'network-manager' }]);
  jobs = await startJobs(world);
  const siteIds = [];
  for (const code of ['AUS', 'MIA', 'CHI', 'MAD', 'LHR']) siteIds.push(await site(code));
  studyId = await study('FAST-1');
  otherStudyId = await study('SLOW-2');
  const [aus, mia, chi, mad] = siteIds as [string, string, string, string];
  places.push(
    await openAt(studyId, aus, { number: '101', selectedOn: '2025-01-10', openedOn: '2025-04-01', everyDays: 20 }),
    await openAt(studyId, mia, { number: '102', selectedOn: '2025-02-01', openedOn: '2025-05-15', everyDays: 30 }),
    await openAt(studyId, chi, { number: '103', selectedOn: '2026-02-01', openedOn: null, everyDays: 0 }),
    await openAt(otherStudyId, mad, { number: '201', selectedOn: '2025-01-01', openedOn: '2025-06-01', everyDays: 90 }),
  );
});
afterAll(async () => {
  await jobs?.stop();
  await world?.close();
});

async function site(code: string): Promise<string> {
  const where = { city: code, country: 'US', timeZone: 'America/Chicago', operatingModel: 'owned', institutionId: null };
  return (await nora.api('POST', '/sites', { code, name: `Site ${code}`, ...where })).body.id;
}

async function study(code: string): Promise<string> {
  const words = { name: code, title: code, phases: [], therapeuticAreas: [], sponsor: null, cro: null };
  return (await nora.api('POST', '/studies', { code, ...words })).body.id;
}

interface Opening {
  readonly number: string;
  readonly selectedOn: string;
  readonly openedOn: string | null;
  readonly everyDays: number;
}

// Opened over the API; its participants by SQL, one every so many days.
async function openAt(ofStudy: string, siteId: string, { number, selectedOn, openedOn, everyDays }: Opening): Promise<Place> {
  const planned = { targetEnrolment: 30, enrolmentPlannedFrom: '2025-04-01', enrolmentPlannedTo: '2026-12-31' };
  const opened = await nora.api('POST', `/studies/${ofStudy}/sites`, { siteId, number, selectedOn, openedOn, ...planned });
  expect(opened.status).toBe(200);
  const studySiteId = opened.body.id as string;
  for (let at = 1, day = openedOn; day !== null; at++) {
    day = addDays(civilDate(day), everyDays).toString();
    if (day > today) break;
    await enrol({ studyId: ofStudy, siteId, studySiteId }, `${number}-${at}`, day);
  }
  return { siteId, studySiteId };
}

async function enrol(at: Place & { readonly studyId: string }, number: string, day: string): Promise<void> {
  const id = newId();
  await world.superuser.query(
    `insert into subjects.subject (id, study_id, site_id, study_site_id, number, status, consented_on, source) values ($1, $2, $3, $4, $5, 'enrolled', $6, 'program')`,
    [id, at.studyId, at.siteId, at.studySiteId, number, day],
  );
  await world.superuser.query(
    `insert into subjects.status_event (id, subject_id, study_id, site_id, step, to_status, on_date, source) values ($1, $2, $3, $4, 1, 'enrolled', $5, 'program')`,
    [newId(), id, at.studyId, at.siteId, day],
  );
}

// Somebody in screening: the states and the days on which each was reached.
async function screen(
  at: Place & { readonly studyId: string },
  number: string,
  steps: readonly (readonly [string, string])[],
): Promise<void> {
  const id = newId();
  await world.superuser.query(
    `insert into subjects.subject (id, study_id, site_id, study_site_id, number, status, consented_on, source) values ($1, $2, $3, $4, $5, $6, $7, 'program')`,
    [id, at.studyId, at.siteId, at.studySiteId, number, steps.at(-1)?.[0], steps[0]?.[1]],
  );
  for (const [step, [to, on]] of steps.entries())
    await world.superuser.query(
      `insert into subjects.status_event (id, subject_id, study_id, site_id, step, to_status, on_date, source) values ($1, $2, $3, $4, $5, $6, $7, 'program')`,
      [newId(), id, at.studyId, at.siteId, step + 1, to, on],
    );
}

const made = (days: readonly string[] = [], ofStudy: string | null = studyId, by = nora) =>
  by.act('forecasting.run', (act) => makeForecasts(act, { studyId: ofStudy, days }));
const seen = (by: TestPerson, ofStudy = studyId) => by.api('GET', `/studies/${ofStudy}/forecast`);

describe('making forecasts', () => {
  it('[FC-08] before any, the page is told that none was made; a study and its sites are forecast once, and again only when something changed', async () => {
    expect((await seen(nora)).body).toMatchObject({ latest: null, hindrance: null, past: [], sites: [], can: { run: true } });
    expect(await made()).toEqual({ made: 4, known: 0, tooEarly: 0 });
    expect(await made()).toEqual({ made: 0, known: 1, tooEarly: 0 });
    const place = places[0] as Place;
    await enrol({ studyId, ...place }, '101-late', today);
    expect(await made()).toEqual({ made: 4, known: 0, tooEarly: 0 });
    const { body } = await seen(nora);
    expect(body.latest.forecast).toMatchObject({ asOf: today, enrolled: body.enrolledOn.length, target: 90, plannedTo: '2026-12-31' });
    expect(body.latest.sentence).toMatchObject({ kind: 'likely', waiting: 1 });
    expect(body.sites.map((row: { number: string }) => row.number)).toEqual(['101', '102', '103']);
    expect(body.candidates.map((row: { name: string }) => row.name)).toEqual(['Site LHR', 'Site MAD']);
  });

  it('[FC-02] a kept run is made again from its kept input, to the byte', async () => {
    const { body } = await seen(nora);
    const run = await nora.act('forecasting.look', (act) => loadStudyRun(act.tx, body.latest.id));
    if (!run) throw new Error('no run');
    expect(canonicalText(forecastOf(run.input, run.seed))).toBe(canonicalText(run.result));
    expect(run.seed).toBe(run.inputSha256.slice(0, 16));
    const tampered = { ...run.input, target: 91 };
    expect(canonicalText(forecastOf(tampered, run.seed))).not.toBe(canonicalText(run.result));
  });

  it('[FC-02] a run is never changed, and stands in the trail with digests of what went in and came out', async () => {
    const change = (text: string) => nora.act('test.change', (act) => act.tx.$client.query(text));
    await expect(change(`update forecasting.run set as_of = '2020-01-01'`)).rejects.toMatchObject({ code: '42501' });
    await expect(change(`delete from forecasting.run`)).rejects.toMatchObject({ code: '42501' });
    const { rows } = await world.superuser.query(
      `select after from audit.entry where record_table = 'forecasting.run' and after ->> 'part_of' is null order by id limit 1`,
    );
    expect(rows[0].after).toMatchObject({
      as_of: today,
      input: expect.stringMatching(/^sha256:/),
      result: expect.stringMatching(/^sha256:/),
    });
  });

  it('[FC-07] look-backs know what was known then, and are held against what came', async () => {
    const [{ studySiteId }] = places as [Place];
    const changed = await nora.api('PATCH', `/study-sites/${studySiteId}`, { targetEnrolment: 45 }, { 'if-match': '1' });
    expect(changed.status).toBe(200);
    await made();
    expect((await seen(nora)).body.latest.forecast.target).toBe(105);
    expect(await made(['2025-10-01', '2025-12-01', '2026-01-01'])).toMatchObject({ made: 3 });
    const { body } = await seen(nora);
    expect(body.past.map((one: { asOf: string; origin: string }) => [one.asOf, one.origin])).toEqual([
      ['2025-10-01', 'look-back'],
      ['2025-12-01', 'look-back'],
      ['2026-01-01', 'look-back'],
    ]);
    expect(body.judged.map((one: { asOf: string; daysAhead: number }) => `${one.asOf} ${one.daysAhead}`)).toEqual([
      '2025-10-01 30',
      '2025-10-01 91',
      '2025-10-01 182',
      '2025-12-01 30',
      '2025-12-01 91',
      '2026-01-01 30',
      '2026-01-01 91',
    ]);
    expect(body.record).toMatchObject({ judged: 7, nearlyAll: 1 });
    const { rows } = await world.superuser.query(`select input from forecasting.run where study_id = $1 and as_of = '2025-10-01'`, [
      studyId,
    ]);
    // What stood first of the two sites that were chosen by then, and not what was written since.
    expect(rows[0].input.target).toBe(60);
    expect(rows[0].input.sites.map((row: { number: string }) => row.number)).toEqual(['101', '102']);
    expect(JSON.stringify(rows[0].input).match(/2025-1[0-2]-(0[2-9]|[12]\d)/)).toBeNull();
  });

  it('[FC-01] [I06] who is in screening today is in the forecast, and whoever leaves before enrolment counts as failed', async () => {
    const [place] = places as [Place];
    await screen({ studyId, ...place }, 'S-1', [['consented', '2026-04-01']]);
    await screen({ studyId, ...place }, 'S-2', [
      ['consented', '2026-03-01'],
      ['withdrawn', '2026-03-09'],
    ]);
    await screen({ studyId, ...place }, 'S-3', [
      ['consented', '2026-04-05'],
      ['issued-in-error', '2026-04-06'],
    ]);
    await made();
    const { body } = await seen(nora);
    expect(body.latest.input.sites[0].inScreening).toEqual([12]);
    expect(body.latest.input.screening).toMatchObject({ failed: 1, failedAfterDays: [8] });
    expect(body.latest.forecast.screening).toMatchObject({ waiting: 1, failed: 1 });
  });

  it('[FC-04] the network is the sum of its studies, the least likely first', async () => {
    expect(await nora.act('forecasting.refresh', refreshForecasts)).toMatchObject({ tooEarly: 0 });
    const { body } = await nora.api('GET', '/forecasts');
    expect(body.studies.map((row: { code: string }) => row.code)).toEqual(['SLOW-2', 'FAST-1']);
    expect(body.network.enrolled).toBe(body.studies[0].enrolled + body.studies[1].enrolled);
    expect(await nora.act('forecasting.refresh', refreshForecasts)).toMatchObject({ made: 0, known: 0 });
    expect(await made([], null)).toEqual({ made: 0, known: 2, tooEarly: 0 });
  });

  it('[FC-07] [I06] the network has earlier forecasts of its own, each held against the studies that were in it', async () => {
    expect(await made(['2025-10-01', '2026-01-01'], null)).toEqual({ made: 4, known: 2, tooEarly: 0 });
    expect(await made(['2025-10-01', '2026-01-01'], null)).toEqual({ made: 0, known: 4, tooEarly: 0 });
    const { body } = await nora.api('GET', '/forecasts');
    expect(body.past.map((one: { asOf: string; origin: string }) => [one.asOf, one.origin])).toEqual([
      ['2025-10-01', 'look-back'],
      ['2026-01-01', 'look-back'],
    ]);
    expect(body.networkRecord).toMatchObject({ judged: 5, nearlyAll: 1 });
    expect(body.came[0].date).toBe('2025-10-01');
    expect(body.came.at(-1)).toEqual({ date: today, enrolled: body.network.enrolled });
    expect(body.past[0].fan[0]).toMatchObject({ date: '2025-10-01', q50: body.came[0].enrolled });
  });

  it('[JOB-02] over the API it is a job with progress; days that have not come are refused by name', async () => {
    const ahead = await nora.api('POST', `/studies/${studyId}/forecasts`, { days: ['2026-03-01', '2026-05-01'] });
    expect(ahead.body).toMatchObject({ code: 'future-date', data: { path: 'body.days.1', today } });
    const asked = await nora.api('POST', `/studies/${studyId}/forecasts`, { days: ['2026-02-01'] });
    expect(asked.status).toBe(200);
    const job = await until(asked.body.jobId, nora);
    expect(job).toMatchObject({ kind: 'forecasting.run', state: 'done', result: { made: 1, known: 0, tooEarly: 0 } });
  });
});

describe('who sees what', () => {
  it('[FC-09] a director sees what is forecast of the own site and nothing of the study as a whole', async () => {
    const director = await world.person('Dora Director', [{ role: 'site-director', siteId: places[0]?.siteId ?? '' }]);
    const { status, body } = await seen(director);
    expect(status).toBe(200);
    expect(body).toMatchObject({ latest: null, enrolledOn: [], past: [], judged: [], candidates: [], can: { run: false } });
    expect(body.sites.map((row: { number: string }) => row.number)).toEqual(['101']);
    expect(JSON.stringify(body)).not.toContain(places[1]?.siteId);
    expect((await seen(director, otherStudyId)).status).toBe(404);
    expect((await director.api('GET', '/forecasts')).body).toMatchObject({ studies: [], network: null, can: { run: false } });
    expect((await director.api('POST', `/studies/${studyId}/forecasts`, { days: [] })).status).toBe(403);
  });

  it('[FC-09] a manager of one study sees that study, and the network only as far as it goes', async () => {
    const manager = await world.person('Stu Dy', [{ role: 'network-manager', studyId: otherStudyId }]);
    expect((await seen(manager)).status).toBe(404);
    expect((await seen(manager, otherStudyId)).body.latest).not.toBeNull();
    const { body } = await manager.api('GET', '/forecasts');
    expect([body.studies.map((row: { code: string }) => row.code), body.network]).toEqual([['SLOW-2'], null]);
    // The same question whoever asks it: the start-ups of the whole network count, and nothing of other studies is told.
    expect((await seen(manager, otherStudyId)).body.latest.input.startUps).toHaveLength(4);
    expect(await made([], otherStudyId, manager)).toEqual({ made: 0, known: 1, tooEarly: 0 });
    await expect(made([], null, manager)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('[P11-04] a sponsor, a monitor and finance see no forecast', async () => {
    for (const role of ['sponsor', 'monitor', 'finance'] as const) {
      const person = await world.person(`A ${role}`, [{ role, studyId }]);
      expect((await seen(person)).status, role).toBe(403);
      expect((await person.api('GET', '/forecasts')).status, role).toBe(403);
    }
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
