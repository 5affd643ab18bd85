// `siteward market outlook`: what is asked for is what is printed, bad files are named by their place, and wrong words are told.
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandFailure, UsageError } from '#platform';
import { type OutlookAnswer, marketOutlookCommand } from './outlook.ts';

const registry = join(resolve(process.env['SITEWARD_TEST_DATA'] ?? '../shared/data'), 'ctgov', 'studies_api_v2.ndjson.gz');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siteward-outlook-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Flags = Readonly<Record<string, string | boolean>>;

async function asked(flags: Flags, positionals: readonly string[] = []): Promise<OutlookAnswer> {
  const input = await marketOutlookCommand.prepare({ positionals, flags: { refits: '20', ...flags }, cwd: folder });
  return marketOutlookCommand.run(undefined, input, []);
}

async function fileOf(content: unknown): Promise<string> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await writeFile(join(folder, 'held.json'), text);
  return 'held.json';
}

const failing = async (flags: Flags) => asked(flags).catch((error: unknown) => error as CommandFailure);
const failingFile = async (content: unknown) => failing({ assumptions: await fileOf(content) });

describe('[MKT-54] market outlook', () => {
  it('prints everything in the agreed shape, the same bytes every time', async () => {
    const answer = await asked({});
    expect(Object.keys(answer).slice(0, 6)).toEqual(['total', 'cagr', 'margins', 'checks', 'evidence', 'assumptions']);
    expect(Object.keys(answer.margins)).toEqual(['service', 'area', 'phase', 'region', 'country']);
    expect(answer.total.map(({ year }) => year)).toEqual([2025, 2026, 2027, 2028, 2029, 2030, 2031]);
    expect(Object.keys(answer.margins.country?.[0] ?? {})).toEqual(
      expect.arrayContaining(['key', 'region', 'year', 'value', 'share', 'cagr', 'interval80', 'tag']),
    );
    expect(JSON.stringify(await asked({}))).toBe(JSON.stringify(answer));
    expect(answer.seed).toBe(answer.inputSha256.slice(0, 16));
  });

  it('cuts by year and axes, and adds cells where they are asked for', async () => {
    const answer = await asked({ year: '2031', by: 'region,area', cells: true, seed: '42', answer: 'region:Europe:2027' });
    expect(answer.total).toMatchObject([{ year: 2031, value: 9_330, tag: 'published' }]);
    expect(Object.keys(answer.margins)).toEqual(['area', 'region']);
    expect(answer.margins.region).toHaveLength(5);
    expect(answer.cells).toHaveLength(3_600);
    expect(answer.cells?.reduce((sum, { value }) => sum + Math.round(1_000 * value), 0)).toBe(9_330_000);
    const shown = answer.cells?.find((cell) => cell.area === 'Oncology' && cell.country === 'US' && cell.phase === 'III');
    expect(shown?.interval80[0]).toBeLessThan(shown?.value ?? 0);
    expect(shown?.interval80[1]).toBeGreaterThan(shown?.value ?? 0);
    expect((await asked({ year: '2025', cells: true, refits: '0' })).cells?.every(({ value, interval80 }) => interval80[1] === value)).toBe(
      true,
    );
    expect(answer.seed).toBe('42');
    expect(answer.tornado.of).toEqual({ axis: 'region', key: 'Europe', year: 2027 });
  });

  it('shows people tables whose lines add up', async () => {
    const text = marketOutlookCommand.present(await asked({ by: 'area' }));
    const lines = text.split('\n');
    expect(lines.find((line) => line.startsWith('2031'))).toContain('9330.0');
    const from = lines.findIndex((line) => line.startsWith('area'));
    const rows = lines.slice(from + 1, from + 7).map((line) => line.split(/\s{2,}/));
    for (const [column, total] of [
      [1, 6_710],
      [7, 9_330],
    ] as const)
      expect(rows.reduce((sum, row) => sum + Math.round(10 * Number(row[column])), 0)).toBe(10 * total);
    expect(text).toContain('holds: North America is the largest region');
    expect(text).toContain('5.65 % published, 5.6477 %');
  });

  it('sets a scenario beside what is, whether it ships or stands in the file', async () => {
    const shipped = await asked({ scenario: 'oncology slows', by: 'area', year: '2031' });
    expect(shipped.comparison).toHaveLength(7);
    const [before, after] = shipped.comparison?.find(({ key }) => key === 'Oncology')?.values ?? [];
    expect(before ?? 0).toBeGreaterThan((after ?? 0) + 50);
    expect(shipped.checks.find(({ name }) => name.startsWith('Oncology'))?.ok).toBe(false);
    const scenarios = [{ name: 'ours', reason: 'we think so', changes: [{ id: 'frame.total.2031', value: 10_000 }] }];
    const own = await asked({ scenario: 'ours', assumptions: await fileOf({ scenarios }) });
    expect(own.total.at(-1)).toMatchObject({ value: 10_000, tag: 'assumed' });
    expect(marketOutlookCommand.present(own)).toContain('scenario "ours": we think so');
    expect(await failing({ scenario: 'nothing' })).toMatchObject({
      code: 'unknown-scenario',
      message: expect.stringContaining('oncology slows'),
    });
  });

  it('takes back what it printed: its assumptions are a file of assumptions', async () => {
    const before = await asked({});
    const after = await asked({ assumptions: await fileOf({ assumptions: before.assumptions }) });
    expect(after.total).toEqual(before.total.map((one) => expect.objectContaining({ value: one.value })));
    expect(after.margins.country?.map(({ value }) => value)).toEqual(before.margins.country?.map(({ value }) => value));
  });

  it('reads claims, evidence and a history', async () => {
    const content = {
      claims: [{ id: 'eu', axis: 'region', key: 'Europe', year: 2025, share: 0.35, sd: 0, reason: 'we were told' }],
      evidence: [
        {
          id: 'other',
          kind: 'total',
          claim: 'more',
          source: 'them',
          quantity: 'market-size',
          value: 8_000,
          unit: 'USD million',
          year: 2031,
        },
      ],
      history: Array.from({ length: 8 }, (_, at) => ({ year: 2018 + at, value: 100 + 7 * at + (at % 2) })),
    };
    const answer = await asked({ assumptions: await fileOf(content) });
    expect(answer.margins.region?.find(({ key, year }) => key === 'Europe' && year === 2025)?.share).toBeCloseTo(0.35, 5);
    expect(answer.conflicts).toMatchObject([{ quantity: 'market-size', year: 2031 }]);
    expect(answer.backtest).toMatchObject({ from: 2018, to: 2025 });
    expect(marketOutlookCommand.present(answer)).toContain('contradiction: market-size 2031: 9330 against 8000');
  });

  it.skipIf(!existsSync(registry))('stands on a registry file, and says so', async () => {
    const answer = await asked({ registry, by: 'region,service' });
    expect(answer.margins.region?.filter(({ year }) => year === 2025).map(({ tag }) => tag)).toEqual(
      Array.from({ length: 5 }, () => 'counted'),
    );
    expect(answer.margins.service?.[0]?.tag).toBe('assumed');
    expect(answer.checks.find(({ name }) => name === 'every share says what it stands on')?.detail).toContain('site-years of 2025');
    expect(answer.total[0]?.value).toBe(6_710);
    expect(answer.margins.region?.filter(({ year }) => year === 2031).reduce((sum, { value }) => sum + Math.round(1_000 * value), 0)).toBe(
      9_330_000,
    );
  });
});

const claim = { id: 'eu', axis: 'region', key: 'Europe', year: 2025, share: 0.3, sd: 0.1, reason: 'told' };
const size = {
  id: 'b',
  kind: 'total',
  claim: 'x',
  source: 'y',
  quantity: 'market-size',
  value: 7_400,
  unit: 'USD million',
  year: 2025,
};
const part = {
  ...size,
  kind: 'share',
  quantity: 'share',
  value: 60,
  unit: '%',
  sd: 0.05,
  segment: { axis: 'region', key: 'Europe' },
};

describe('[MKT-55] what is wrong', () => {
  it.each([
    [
      'assumptions[1].id',
      {
        assumptions: [
          { id: 'price.phase.I', value: 1 },
          { id: 'price.phase.IX', value: 1 },
        ],
      },
    ],
    ['assumptions[0].value', { assumptions: [{ id: 'price.phase.I', value: 'much' }] }],
    ['assumptions[0].value', { assumptions: [{ id: 'price.phase.I', value: -1 }] }],
    ['assumptions[0].unit', { assumptions: [{ id: 'price.phase.I', value: 1, unit: 'EUR' }] }],
    ['assumptions', { assumptions: 'all' }],
    ['claims[0].axis', { claims: [{ id: 'x', axis: 'colour', key: 'red', year: 2025, sd: 0, reason: 'y' }] }],
    ['evidence[0].source', { evidence: [{ id: 'x', kind: 'total', claim: 'y' }] }],
    ['scenarios[1].name', { scenarios: [1, 2].map((value) => ({ name: 'x', reason: 'y', changes: [{ id: 'service.Others', value }] })) }],
    ['history[0].value', { history: [{ year: 2020, value: 0 }] }],
    ['history[0].year', { history: [{ year: 1e9, value: 1 }] }],
    ['assumptions[0].reason', { assumptions: [{ id: 'price.phase.I', value: 1.23 }] }],
    ['assumptions[0].value', { assumptions: [{ id: 'price.phase.I', value: 1e300, reason: 'x' }] }],
    ['scenarios[0].changes[0].id', { scenarios: [{ name: 'x', reason: 'y', changes: [{ id: 'price.phase.IX', value: 1 }] }] }],
    ['scenarios[0].changes[0]', { scenarios: [{ name: 'x', reason: 'y', changes: [{ id: 'price.phase.I', value: 1, add: 1 }] }] }],
    ['claims[1].id', { claims: [claim, claim] }],
    ['evidence[0].value', { evidence: [{ ...size, value: -7 }] }],
    ['evidence[0].value', { evidence: [{ ...size, value: 0 }] }],
    ['evidence[0].value', { evidence: [{ ...size, value: 'much' }] }],
    ['evidence[0].value', { evidence: [{ ...size, value: 1e300 }] }],
    ['evidence[1].id', { evidence: [size, size] }],
    ['evidence[0].id', { evidence: [{ ...size, id: 'frame-size-2025' }] }],
    ['evidence[0].unit', { evidence: [{ ...part, unit: 'share', value: 0.6 }] }],
    ['evidence[0].value', { evidence: [{ ...part, value: 160 }] }],
    ['evidence[0].segment', { evidence: [{ ...part, segment: { axis: 'region', key: 'Atlantis' } }] }],
  ])('in a file is named by its path: %s', async (path, content) => {
    const error = await failingFile(content);
    expect(error).toBeInstanceOf(CommandFailure);
    expect(error).toMatchObject({ message: expect.stringContaining(`held.json, ${path}: `), detail: { path, file: 'held.json' } });
  });

  it('that is no JSON, or no UTF-8, is named by its row', async () => {
    expect(await failingFile('{\n  "assumptions": [,]\n}')).toMatchObject({
      code: 'not-json',
      message: expect.stringContaining('row 2, column 19'),
    });
    expect(await failingFile('{"history":[],\n"claims":[{"share":NaN}]}')).toMatchObject({ detail: { row: 2, column: '20' } });
    await writeFile(join(folder, 'latin.json'), Buffer.from('{"claims":[],\n"x":"caf\xe9"}', 'latin1'));
    expect(await failing({ assumptions: 'latin.json' })).toMatchObject({ code: 'not-utf8', detail: { row: 2 } });
    expect(await failingFile('{')).toMatchObject({ code: 'not-json', message: expect.stringContaining('row 1, column 2') });
    expect(await failing({ assumptions: 'nowhere.json' })).toMatchObject({ code: 'no-such-file' });
    expect(await failing({ registry: 'nowhere.json' })).toMatchObject({ code: 'no-such-file' });
  });

  it('registry files without site-years are refused, for the shipped weights are no answer to them', async () => {
    await writeFile(join(folder, 'placeless.csv'), 'nct_id,phase,start_date\nNCT00000001,PHASE1,2020-01-01\n');
    expect(await failing({ registry: 'placeless.csv' })).toMatchObject({
      code: 'no-site-years',
      message: expect.stringContaining('placeless.csv: 1 studies'),
    });
  });

  it('a fault in a registry file is told with the outlook, or with --strict there is none', async () => {
    const places = 'nct_id,country\nNCT00000001,France\n';
    const studies = 'nct_id,phase,start_date,completion_date\nNCT00000001,PHASE1,2020-01-01,2026-01-01\nNCT1,PHASE1,2020-01-01,\n';
    await Promise.all([writeFile(join(folder, 'places.csv'), places), writeFile(join(folder, 'studies.csv'), studies)]);
    expect((await asked({ registry: 'places.csv' }, ['studies.csv'])).warnings[0]).toMatchObject({
      code: 'no-id',
      file: 'studies.csv',
      row: 3,
    });
    const strictly = asked({ registry: 'places.csv', strict: true }, ['studies.csv']);
    await expect(strictly).rejects.toMatchObject({ code: 'no-id', detail: { file: 'studies.csv', row: 3 } });
  });

  it('claims that cannot be met are named, and no outlook is printed', async () => {
    const claims = ['North America', 'Europe'].map((key) => ({
      id: key.slice(0, 2).toLowerCase(),
      axis: 'region',
      key,
      year: 2026,
      share: 0.6,
      sd: 0,
      reason: 'told',
    }));
    expect(await failingFile({ claims })).toMatchObject({ code: 'margins-conflict', detail: { between: ['no', 'eu'], year: 2026 } });
  });

  it.each<Flags>([
    { year: '2040' },
    { year: 'soon' },
    { by: 'colour' },
    { refits: '-1' },
    { threads: '0' },
    { answer: 'Europe' },
    { answer: 'region:Europe:1990' },
    { scenario: '' },
    { seed: ' ' },
    { by: '' },
  ])('words of the command are wrong use: %j', async (flags) => {
    expect(await failing(flags)).toBeInstanceOf(UsageError);
  });

  it('loose files are wrong use', async () => {
    await expect(asked({}, ['studies.json'])).rejects.toBeInstanceOf(UsageError);
  });
});
