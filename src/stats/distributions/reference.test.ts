// The distributions against tables made by R: every row, at the precision the house promises.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantile, gammaCdf, gammaQuantile, negativeBinomialCdf, negativeBinomialQuantile } from './index.ts';

const folder = join(process.env.SITEWARD_TEST_DATA ?? '../shared/data', 'reference');
const isAbsent = !existsSync(join(folder, 's_gamma.csv'));

type Row = Readonly<Record<string, number>>;

function table(name: string): Row[] {
  const rows = parse(readFileSync(join(folder, name)), { columns: true }) as Record<string, string>[];
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, text]) => [column, Number(text)])));
}

function off(got: number, wanted: number): number {
  return got === wanted ? 0 : Math.abs(got - wanted) / Math.abs(wanted);
}

/** The rows further away than allowed: an empty list says more than a worst number when it fails. */
function misses(rows: readonly Row[], got: (row: Row) => number, column: string, allowed: number) {
  expect(rows.length).toBeGreaterThan(50);
  return rows.filter((row) => !(off(got(row), row[column]!) <= allowed)).map((row) => ({ ...row, got: got(row) }));
}

describe('against tables of R', () => {
  it.skipIf(isAbsent)('gamma probabilities agree to 1e-11 and quantiles to 1e-10, relative', () => {
    const rows = table('s_gamma.csv');
    expect(misses(rows, (r) => gammaCdf(r.shape! / r.rate!, r.shape!, r.rate), 'cdf_at_mean', 1e-11)).toEqual([]);
    expect(misses(rows, (r) => gammaQuantile(r.p!, r.shape!, r.rate), 'q', 1e-10)).toEqual([]);
  });

  it.skipIf(isAbsent)('beta probabilities agree to 1e-11 and quantiles to 1e-10, relative', () => {
    const rows = table('s_beta.csv');
    expect(misses(rows, (r) => betaCdf(r.a! / (r.a! + r.b!), r.a!, r.b!), 'cdf_at_mean', 1e-11)).toEqual([]);
    expect(misses(rows, (r) => betaQuantile(r.p!, r.a!, r.b!), 'q', 1e-10)).toEqual([]);
  });

  it.skipIf(isAbsent)('negative binomial quantiles are the same counts, and both tails agree to 1e-11, down to 1e-192', () => {
    const rows = table('s_nbinom.csv');
    const chance = (r: Row) => r.size! / (r.size! + r.mu!);
    expect(misses(rows, (r) => negativeBinomialQuantile(r.p!, r.size!, chance(r)), 'q', 0)).toEqual([]);
    expect(misses(rows, (r) => negativeBinomialCdf(r.q!, r.size!, chance(r)), 'cdf_at_q', 1e-11)).toEqual([]);
    expect(misses(rows, (r) => negativeBinomialCdf(Math.floor(3 * r.mu!), r.size!, chance(r), true), 'sf_at_3mu', 1e-11)).toEqual([]);
  });
});
