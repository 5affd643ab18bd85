// siteward kri: its arguments, and its answers on files against the reference scores.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { kriCommand } from './commands.ts';

const shared = process.env.SITEWARD_TEST_DATA ?? '../shared/data';
const reference = join(shared, 'reference');
const gsm = join(shared, 'rbqm-gsm-core');
type Row = Record<string, string>;
const rows = (path: string): Row[] => parse(readFileSync(path), { columns: true });

async function kri(text: string, flags: Record<string, string>) {
  const cwd = await mkdtemp(join(tmpdir(), 'siteward-kri-'));
  try {
    await writeFile(join(cwd, 'counts.csv'), text);
    return await kriCommand.run(undefined, await kriCommand.prepare({ positionals: ['counts.csv'], flags, cwd }), []);
  } finally {
    await rm(cwd, { recursive: true });
  }
}

const three = 'GroupID,Numerator,Denominator\nA,30,1000\nB,28,900\nC,2,10\nD,1,0\nE,90,1000\n';

describe('siteward kri', () => {
  it('arguments that are missing or wrong are named', async () => {
    const prepare = (positionals: string[], flags: Record<string, string>) => kriCommand.prepare({ positionals, flags, cwd: '/' });
    await expect(prepare([], { metric: 'rate' })).rejects.toThrow('FILE');
    await expect(prepare(['x'], {})).rejects.toThrow('--metric is rate or proportion');
    await expect(prepare(['x'], { metric: 'rate', method: 'best' })).rejects.toThrow('--method');
    for (const thresholds of ['a,b', '', '2,2', '1e999'])
      await expect(prepare(['x'], { metric: 'rate', thresholds })).rejects.toThrow('--thresholds');
    for (const least of ['-1', 'x', '1,2'])
      await expect(prepare(['x'], { metric: 'rate', 'min-denominator': least })).rejects.toThrow('--min-denominator');
    expect(await prepare(['x'], { metric: 'rate' })).toMatchObject({
      method: 'robust',
      thresholds: { cuts: [-2, -1, 2, 3] },
      minDenominator: 30,
    });
    await expect(kriCommand.run(undefined, await prepare(['no/such.csv'], { metric: 'rate' }), [])).rejects.toMatchObject({
      code: 'no-such-file',
    });
  });

  it('every group is answered in the order of the file; the hidden have neither score nor flag and say why', async () => {
    const report = await kri(three, { metric: 'rate' });
    expect(report.mu).toBeCloseTo(150 / 2_910, 14);
    expect(report.groups.map(({ group, rate, score }) => [group, rate === null, score === null])).toEqual([
      ['A', false, false],
      ['B', false, false],
      ['C', false, true],
      ['D', true, true],
      ['E', false, false],
    ]);
    expect(report.groups[2]?.reason).toBe('Its denominator 10 is below 30; it is not judged yet');
    expect(report.groups[3]).toMatchObject({ flag: null, reason: 'It has no denominator and counts in nothing' });
    expect(report.warnings.map(({ code }) => code)).toEqual(['no-denominator', 'below-minimum', 'few-groups']);
    expect(report.limits.map(({ threshold }) => threshold)).toEqual([-2, -1, 2, 3]);
    expect(kriCommand.present(report)).toMatch(/^rate, robust: mu 0\.0515464.* of 5 groups flagged\n/);
  });

  it('a bad file ends with the place of its first fault', async () => {
    await expect(kri(three.replace('28', '-28'), { metric: 'rate' })).rejects.toMatchObject({
      code: 'negative-count',
      message: 'counts.csv, row 3, column Numerator: -28 is negative',
      detail: {
        file: 'counts.csv',
        row: 3,
        column: 'Numerator',
        faultCount: 1,
        faults: [{ file: 'counts.csv', row: 3, column: 'Numerator' }],
      },
    });
    await expect(kri('GroupID,Numerator,Denominator\nA,0,0\n', { metric: 'rate' })).rejects.toMatchObject({
      code: 'no-denominator',
      detail: { file: 'counts.csv', row: null, column: null, faultCount: 1 },
    });
    await expect(kri('GroupID,Numerator,Denominator\nA,5,2\nB,0,2\n', { metric: 'rate', method: 'fisher' })).rejects.toThrow('5 of 2');
  });

  it('nothing that happened, one group alone and equal groups give scores of 0, never a hole', async () => {
    for (const method of ['gsm', 'robust', 'poisson', 'fisher'])
      for (const metric of ['rate', 'proportion'])
        for (const text of ['A,0,50\nB,0,60', 'A,5,50', 'A,50,50\nB,40,40', 'A,5,50\nB,10,100']) {
          const report = await kri(`GroupID,Numerator,Denominator\n${text}\n`, { metric, method });
          const told = `${method} ${metric} ${text}`;
          for (const { score } of report.groups) expect(Math.abs(score ?? Number.NaN), told).toBeLessThan(0.5);
          expect(JSON.stringify(report), told).not.toContain('null,"flag"');
        }
  });

  it.skipIf(!existsSync(reference))(
    'the reference sites have the reference scores by method, and flags where they are not hidden',
    async () => {
      const counts = rows(join(reference, 'b_site_counts.csv'));
      const wanted = new Map(rows(join(reference, 'b_expected_scores.csv')).map((row) => [row.GroupID!, row]));
      const file = (numerator: string, denominator: string) =>
        ['GroupID,Numerator,Denominator', ...counts.map((row) => `${row.GroupID},${row[numerator]},${row[denominator]}`)].join('\r\n');
      const [rate, share] = [file('ae', 'exposure_days'), file('screenfail', 'patients')];
      const check = async (text: string, flags: Record<string, string>, scoreOf: (row: Row) => number, flag?: string) => {
        const { groups } = await kri(text, flags);
        const judged = groups.filter(({ score }) => score !== null);
        expect(judged.length).toBeGreaterThan(400);
        for (const one of judged)
          expect(Math.abs((one.score ?? Number.NaN) - scoreOf(wanted.get(one.group)!)), one.group).toBeLessThan(1e-9);
        if (flag)
          for (const one of groups) {
            const cell = wanted.get(one.group)![flag];
            expect(one.flag, one.group).toBe(cell === '' || cell === 'NA' ? null : Number(cell));
          }
      };
      await check(rate, { metric: 'rate', method: 'gsm' }, (row) => Number(row.z_rate), 'flag_rate');
      const few = { 'min-denominator': '3' };
      await check(
        share,
        { metric: 'proportion', method: 'gsm', thresholds: '-3,-2,2,3', ...few },
        (row) => Number(row.z_binary),
        'flag_binary',
      );
      await check(rate, { metric: 'rate', method: 'poisson' }, (row) => Number(row.poisson_devres_true_offset));
      const mu = counts.reduce((sum, row) => sum + Number(row.screenfail), 0) / counts.reduce((sum, row) => sum + Number(row.patients), 0);
      const rateOf = new Map(counts.map((row) => [row.GroupID!, Number(row.screenfail) / Number(row.patients)]));
      await check(
        share,
        { metric: 'proportion', method: 'fisher', ...few },
        (row) => Math.sign(rateOf.get(row.GroupID!)! - mu) * -Math.log10(Number(row.fisher_p)),
      );
    },
  );

  it.skipIf(!existsSync(gsm))("gsm.core's long file gives its published summary", async () => {
    const { groups } = await kri(readFileSync(join(gsm, 'analyticsInput.csv'), 'utf8'), { metric: 'rate', method: 'gsm' });
    const byId = new Map(groups.map((one) => [one.group, one]));
    for (const row of rows(join(gsm, 'analyticsSummary.csv'))) {
      const one = byId.get(row.GroupID!);
      expect(one?.flag, row.GroupID).toBe(row.Flag === 'NA' ? null : Number(row.Flag));
      if (row.Score !== 'NA') expect(Math.abs((one?.score ?? Number.NaN) - Number(row.Score)), row.GroupID).toBeLessThan(1e-9);
    }
  });
});
