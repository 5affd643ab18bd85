// The command line itself: values that begin with a minus, exit codes, and faults as JSON.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommandLine } from './cli.ts';

async function siteward(words: readonly string[], text: string) {
  const cwd = await mkdtemp(join(tmpdir(), 'siteward-cli-'));
  const [out, err]: [string[], string[]] = [[], []];
  try {
    await writeFile(join(cwd, 'counts.csv'), text);
    const code = await runCommandLine({
      words,
      env: {},
      cwd,
      programFolder: cwd,
      version: '0',
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  } finally {
    await rm(cwd, { recursive: true });
  }
}

const counts = 'GroupID,Numerator,Denominator\nA,30,1000\nB,28,900\nE,90,1000\n';

it('a list of thresholds may begin with a minus, joined to its option or not', async () => {
  const asked = (words: readonly string[]) => siteward(['kri', 'counts.csv', '--metric', 'rate', ...words, '--json'], counts);
  const [apart, joined] = [await asked(['--thresholds', '-2,-1,2,3']), await asked(['--thresholds=-2,-1,2,3'])];
  expect(apart.code).toBe(0);
  expect(apart.out).toBe(joined.out);
  expect((JSON.parse(apart.out) as { groups: unknown[] }).groups).toHaveLength(3);
});

it('a bad file ends with 1 and its place, wrong use with 2', async () => {
  const bad = await siteward(['kri', 'counts.csv', '--metric', 'rate', '--json'], counts.replace('28', 'x'));
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out)).toMatchObject({ error: { code: 'not-a-number', row: 3, column: 'Numerator' } });
  expect(bad.err).toContain('counts.csv, row 3, column Numerator');
  expect((await siteward(['kri', 'counts.csv'], counts)).code).toBe(2);
});

it('every command that reads a CSV tells its faults in one shape', async () => {
  const kri = ['kri', 'counts.csv', '--metric', 'rate', '--json'];
  const enrolment = ['forecast', 'enrolment', 'counts.csv', '--as-of', '200', '--target', '60', '--json'];
  const backtest = ['forecast', 'backtest', 'counts.csv', '--json'];
  const sites = 'site,active,open_day,enrolled\nA,1,soon,-2\nB,maybe,5,1\n';
  const cases: readonly (readonly [readonly string[], string, object])[] = [
    [kri, counts.replace('30,1000', '-30,x'), { code: 'negative-count', row: 2, column: 'Numerator', faultCount: 2 }],
    [kri, 'GroupID,Numerator,Denominator\nA,0,0\n', { code: 'no-denominator', row: null, column: null, faultCount: 1 }],
    [enrolment, sites, { code: 'negative-number', row: 2, column: 'enrolled', faultCount: 3 }],
    [backtest, 'site,date\nA,\n,7\n', { code: 'missing-value', row: 2, column: 'date', faultCount: 2 }],
    ...[kri, enrolment, backtest].map((words) => [words, '', { code: 'empty-file', row: null, column: null, faultCount: 1 }] as const),
  ];
  for (const [words, text, expected] of cases) {
    const { code, out } = await siteward(words, text);
    expect(code).toBe(1);
    const { error } = JSON.parse(out) as { error: { faults: object[]; faultCount: number } };
    expect(error.faults).toHaveLength(error.faultCount);
    expect(error).toMatchObject({ ...expected, file: 'counts.csv' });
    expect(Object.keys(error).sort()).toEqual(['code', 'column', 'faultCount', 'faults', 'file', 'message', 'row']);
    for (const fault of error.faults) expect(Object.keys(fault).sort()).toEqual(['code', 'column', 'file', 'message', 'row']);
  }
});

it('help is told for a command, for those that share a first word, and for what serves', async () => {
  const market = await siteward(['market', '--help'], counts);
  expect([market.code, market.out.includes('market outlook'), market.out.includes('kri ')]).toEqual([0, true, false]);
  expect((await siteward(['market', 'activity', '--help'], counts)).out).toContain('Usage: siteward market activity FILE');
  expect((await siteward(['demo', '--help'], counts)).out).toContain('one-click sign-in');
  expect(await siteward(['markt', '--help'], counts)).toMatchObject({ code: 2, err: expect.stringContaining('no command "markt"') });
});
