// The two commands on files: answers in the agreed shape, the same bytes every time, and bad files refused by row and column.
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '#lib';
import { forecastBacktestCommand, forecastEnrolmentCommand } from './commands.ts';

const real = resolve(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data');
const isAbsent = !existsSync(join(real, 'reference', 'a_sites.csv')) || !existsSync(join(real, 'accrual'));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siteward-forecast-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(content: string | Uint8Array, name = 'given.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

type Flags = Readonly<Record<string, string>>;

async function enrolment(path: string, flags: Flags) {
  return forecastEnrolmentCommand.run(undefined, await forecastEnrolmentCommand.prepare({ positionals: [path], flags, cwd: folder }), []);
}

async function backtest(path: string, flags: Flags = {}) {
  return forecastBacktestCommand.run(undefined, await forecastBacktestCommand.prepare({ positionals: [path], flags, cwd: folder }), []);
}

const head = 'site,active,open_day,exposure_days,enrolled,plan_open_lo,plan_open_hi,p_open';
const sites = [head, 'S1,1,10,190,7,,,1', 'S2,1,40,160,3,,,1', 'S3,1,60,140,0,,,1', 'S4,1,90,110,9,,,1', 'S5,0,,0,0,210,260,0.8'];
const asked = { 'as-of': '200', target: '60' };

/** Enrolments of a study with dates, simulated. */
function simulated(seed: number, count: number): readonly { site: string; day: number }[] {
  const stream = randomStream(seed, 'enrolments');
  return Array.from({ length: count }, (_, site) => {
    const opened = site * 20;
    const mean = 15 + 40 * stream.next();
    const days: number[] = [];
    for (let day = opened + stream.wait(mean); day < 500; day += stream.wait(mean)) days.push(Math.ceil(day));
    return days.map((day) => ({ site: `S${site}`, day }));
  }).flat();
}

const dated = (day: number) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);

describe('[FORECAST-07] forecast enrolment', () => {
  it('answers a file of sites in the agreed shape and order, the same bytes every time', async () => {
    const path = await fileOf(sites.join('\n'));
    const answer = await enrolment(path, asked);
    expect(Object.keys(answer)).toEqual(['mle', 'enrolledSoFar', 'remaining', 'model', 'horizons', 'lastPatientIn', 'perSite', 'warnings']);
    expect(Object.keys(answer.mle)).toEqual(['alpha', 'beta', 'meanRate', 'logLik']);
    expect(Object.keys(answer.horizons[0] ?? {})).toEqual(['day', 'mean', 'rateVariance', 'countVariance', 'quantiles', 'pTarget']);
    expect(answer).toMatchObject({ enrolledSoFar: 19, remaining: 41, model: { method: 'integrated', openings: 'window' } });
    const days = answer.horizons.map(({ day }) => day);
    expect(days).toEqual(expect.arrayContaining([230, 290, 380, 565, answer.lastPatientIn.q50]));
    expect(JSON.stringify(await enrolment(path, asked))).toBe(JSON.stringify(answer));
    expect(forecastEnrolmentCommand.present(answer)).toContain('19 enrolled, 41 to go');
  });

  it('a horizon is given in days after the as-of day and answered with the day of the file, dates in dates', async () => {
    const path = await fileOf(sites.join('\n'));
    const answer = await enrolment(path, { ...asked, horizon: '45,10' });
    expect(answer.horizons.map(({ day }) => day)).toEqual([210, 245]);
    const rows = simulated(1, 8).map(({ site, day }) => `${site},${dated(day)}`);
    const dates = await enrolment(await fileOf(['site,date', ...rows].join('\n')), { 'as-of': dated(300), target: '160', horizon: '30' });
    expect(dates.horizons[0]?.day).toBe(dated(330));
    expect(dates.lastPatientIn.q50).toMatch(/^20\d\d-/);
    expect(dates.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['opens-at-first-enrolment', 'after-as-of']));
  });

  it('openings are estimated from a history where one is given, with start-ups still waiting', async () => {
    const selected = [...sites.slice(0, 5), 'S5,0,,0,0,150,,'].map((line) =>
      line.replace('plan_open_lo', 'selected').replace(',plan_open_hi', ',note'),
    );
    const path = await fileOf(selected.join('\n'));
    const history = Array.from({ length: 40 }, (_, at) => (at < 26 ? `${at},${at + 60 + 3 * at},` : `${at},,${at + 300}`));
    const files = await fileOf(['selected,opened,censored', ...history].join('\n'), 'history.csv');
    const given = await enrolment(path, { ...asked, 'openings-history': files });
    expect(given.model).toMatchObject({ openings: 'estimated', startUps: { known: 41, opened: 26 } });
    expect(given.model.startUps?.neverShare).toBeGreaterThan(0.2);
    const waiting = given.perSite.find(({ isOpen }) => !isOpen);
    expect(waiting?.pOpen).toBeGreaterThan(0.4);
    expect(waiting?.pOpen).toBeLessThan(0.9);
    expect(JSON.stringify(await enrolment(path, { ...asked, 'openings-history': files }))).toBe(JSON.stringify(given));
  });

  it('reads a BOM, semicolons, quotes, CRLF and capitals', async () => {
    const plain = await enrolment(await fileOf(sites.join('\n')), asked);
    const dressed = sites
      .map((line) =>
        line
          .split(',')
          .map((cell) => `"${cell}"`)
          .join(';'),
      )
      .join('\r\n');
    const other = await enrolment(await fileOf(`\uFEFF${dressed.replace('active', 'ACTIVE')}\r\n`), asked);
    expect(JSON.stringify(other)).toBe(JSON.stringify(plain));
  });

  it.each([
    [
      'a missing column',
      sites.map((line) =>
        line
          .split(',')
          .filter((_, at) => at !== 4)
          .join(','),
      ),
      'missing-column',
      1,
      'enrolled',
    ],
    ['a negative count', [...sites, 'S6,1,20,180,-2,,,1'], 'negative-number', 7, 'enrolled'],
    ['half a patient', [...sites, 'S6,1,20,180,2.5,,,1'], 'not-a-count', 7, 'enrolled'],
    ['a day that is none', [...sites, 'S6,1,soon,180,2,,,1'], 'not-a-day', 7, 'open_day'],
    ['a date that is none', [...sites, 'S6,1,2025-02-30,180,2,,,1'], 'not-a-day', 7, 'open_day'],
    ['a date among days', [...sites, 'S6,1,2025-02-20,180,2,,,1'], 'mixed-days', 7, 'open_day'],
    ['two rows for one site', [...sites, 'S2,1,20,180,2,,,1'], 'duplicate-site', 7, 'site'],
    ['an active site without its day', [...sites, 'S6,1,,180,2,,,1'], 'missing-value', 7, 'open_day'],
    ['an active site of the future', [...sites, 'S6,1,250,0,0,,,1'], 'wrong-order', 7, 'open_day'],
    ['a window that ends before it begins', [...sites, 'S6,0,,0,0,300,290,1'], 'wrong-order', 7, 'plan_open_hi'],
    ['a chance over 1', [...sites, 'S6,0,,0,0,300,390,1.5'], 'not-a-share', 7, 'p_open'],
    ['neither open nor not', [...sites, 'S6,maybe,20,180,2,,,1'], 'not-yes-or-no', 7, 'active'],
    ['a short row', [...sites, 'S6,1,20'], 'wrong-column-count', 7, null],
    ['a header alone', [head], 'no-rows', 2, null],
    ['nothing at all', [''], 'empty-file', null, null],
    ['a quote that does not close', [...sites, '"S6,1,20,180,2,,,1'], 'malformed-csv', 7, null],
  ])('%s is refused with its row and column', async (_name, lines, code, row, column) => {
    const failure = enrolment(await fileOf(lines.join('\n'), 'bad.csv'), asked);
    await expect(failure).rejects.toMatchObject({ code, detail: { file: 'bad.csv', row, column } });
    if (row !== null) await expect(failure).rejects.toThrow(`row ${row}`);
  });

  it('takes a history in dates beside sites in days, unless a start-up still waits', async () => {
    const path = await fileOf(sites.join('\n'));
    const rows = Array.from({ length: 20 }, (_, at) => `${dated(at)},${dated(at + 60 + 3 * at)}`);
    const history = await fileOf(['selected,opened', ...rows].join('\n'), 'history.csv');
    expect(await enrolment(path, { ...asked, 'openings-history': history })).toMatchObject({ model: { startUps: { known: 20 } } });
    const waiting = await fileOf(['selected,opened', ...rows, `${dated(5)},`].join('\n'), 'waiting.csv');
    await expect(enrolment(path, { ...asked, 'openings-history': waiting })).rejects.toMatchObject({
      code: 'mixed-days',
      detail: { file: 'waiting.csv', row: 22, column: 'selected', faultCount: 1 },
    });
  });

  it('tells every fault of all its files at once, and none that follows from another', async () => {
    const path = await fileOf([...sites, 'S6,maybe,soon,180,-2,,,1', ',1,20,180,2,,,1', ',1,20,180,2,,,1'].join('\n'), 'bad.csv');
    const history = await fileOf('selected,opened\n5,2025-01-10\n,7\n', 'history.csv');
    await expect(enrolment(path, { ...asked, 'openings-history': history })).rejects.toMatchObject({
      detail: {
        faultCount: 6,
        faults: [
          { file: 'bad.csv', row: 7, column: 'active', code: 'not-yes-or-no' },
          { file: 'bad.csv', row: 7, column: 'enrolled', code: 'negative-number' },
          { file: 'bad.csv', row: 8, column: 'site', code: 'missing-value' },
          { file: 'bad.csv', row: 9, column: 'site', code: 'missing-value' },
          { file: 'history.csv', row: 2, column: 'opened', code: 'mixed-days' },
          { file: 'history.csv', row: 3, column: 'selected', code: 'missing-value' },
        ],
      },
    });
  });

  it('refuses what no forecast can be made of, and says why', async () => {
    const nobody = sites.map((line, at) => (at === 0 ? line : line.replace(/,\d+,(,,1|\d+,\d+,0\.8)$/, ',0,$1')));
    await expect(enrolment(await fileOf(nobody.join('\n')), asked)).rejects.toThrow('first patient');
    await expect(enrolment(await fileOf(new Uint8Array([0xff, 0xfe, 0, 1])), asked)).rejects.toMatchObject({ code: 'not-text' });
    await expect(enrolment(join(folder, 'none.csv'), asked)).rejects.toMatchObject({ code: 'no-such-file' });
    await expect(enrolment(await fileOf(sites.join('\n')), { ...asked, 'as-of': '2025-05-01' })).rejects.toMatchObject({
      code: 'mixed-days',
    });
  });

  it('wrong arguments are named', async () => {
    const path = await fileOf(sites.join('\n'));
    for (const [flags, words] of [
      [{ target: '60' }, '--as-of'],
      [{ 'as-of': '200' }, '--target'],
      [{ ...asked, method: 'guess' }, '--method'],
      [{ ...asked, openings: 'hope' }, '--openings'],
      [{ ...asked, horizon: '10,x' }, '--horizon'],
    ] as const)
      await expect(enrolment(path, flags)).rejects.toThrow(words);
  });

  it('an opening that nothing is known of is said, not guessed', async () => {
    const path = await fileOf([...sites, 'S6,0,,0,0,,,'].join('\n'));
    const answer = await enrolment(path, asked);
    expect(answer.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['no-plan', 'openings-by-plan', 'few-sites']));
    await expect(enrolment(path, { ...asked, openings: 'estimated' })).rejects.toThrow('at least one opening');
  });
});

describe('[FORECAST-08] forecast backtest', () => {
  it('judges horizons at each cut, and forecasts nothing from later days', async () => {
    const rows = simulated(2, 12);
    const text = (list: readonly { site: string; day: number }[]) =>
      ['site,date', ...list.map(({ site, day }) => `${site},${day}`)].join('\n');
    const answer = await backtest(await fileOf(text(rows)));
    expect(answer.cuts.map(({ cut }) => cut)).toEqual([0.25, 0.5, 0.75]);
    expect(Object.keys(answer)).toEqual(['cuts', 'summary', 'warnings']);
    expect(Object.keys(answer.cuts[0]?.horizons[0] ?? {})).toEqual(['day', 'actual', 'quantiles', 'crps', 'covered', 'baselines']);
    const last = answer.cuts[1]?.horizons.at(-1);
    expect(last?.actual).toBe(rows.filter(({ day }) => day > Number(answer.cuts[1]?.asOf)).length);
    expect(answer.warnings.map(({ code }) => code)).toContain('one-history');
    // Later enrolments of sites that were open then may come on other days: the forecast at the cut is the same.
    const cut = Number(answer.cuts[1]?.asOf);
    const end = Math.max(...rows.map(({ day }) => day));
    const moved = rows.map((row) => (row.day > cut && row.day < end ? { ...row, day: cut + 1 + Math.floor((row.day - cut) / 2) } : row));
    const other = await backtest(await fileOf(text(moved)), { cuts: '0.5' });
    expect(other.cuts[0]?.horizons.map(({ quantiles }) => quantiles)).toEqual(answer.cuts[1]?.horizons.map(({ quantiles }) => quantiles));
  });

  it('one day of enrolments is no past', async () => {
    await expect(backtest(await fileOf('site,date\nA,5\nB,5'))).rejects.toThrow('one day');
    await expect(backtest(await fileOf('site,day\nA,5'))).rejects.toMatchObject({ code: 'missing-column', detail: { column: 'date' } });
    await expect(backtest(await fileOf('site,date\nA,'))).rejects.toMatchObject({
      code: 'missing-value',
      detail: { row: 2, column: 'date' },
    });
  });
});

describe.skipIf(isAbsent)('[FORECAST-07] the shared files (skipped where SITEWARD_TEST_DATA has no reference and no accrual)', () => {
  it('scenario 1 is answered to the patient and the day', async () => {
    const answer = await enrolment(join(real, 'reference', 'a_sites.csv'), {
      'as-of': '300',
      target: '3000',
      method: 'exact',
      openings: 'midpoint',
      horizon: '30,90,180,473,499,526',
    });
    expect(answer.mle.alpha).toBeCloseTo(1.5060194, 6);
    expect(answer.mle.beta).toBeCloseTo(59.687785, 4);
    expect(answer.mle.logLik).toBeCloseTo(-357.6314430184, 7);
    expect(answer).toMatchObject({ enrolledSoFar: 575, remaining: 2425, lastPatientIn: { q10: 773, q50: 799, q90: 826, pNever: 0 } });
    expect(answer.lastPatientIn.mean).toBeCloseTo(799.1837, 4);
    expect(answer.horizons.map(({ quantiles }) => quantiles.q50)).toEqual([123, 394, 827, 2297, 2429, 2565]);
    expect(answer.horizons.at(-1)?.pTarget).toBeCloseTo(0.9017146, 6);
  });

  it('[FORECAST-08] real histories are looked back on, by their own column names', async () => {
    const pilot = await backtest(join(real, 'accrual', 'cdiscpilot01_by_site.csv'), { 'date-column': 'screened' });
    expect(pilot.cuts.every(({ horizons }) => horizons.length === 3)).toBe(true);
    expect(pilot.summary.horizons).toBe(9);
  });
});
