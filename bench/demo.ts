// Loading the whole demo network through the real actions into a fresh embedded database, against a bare insert of as many rows.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '#lib';
import { type Database, createLog, openDatabase, readConfig, systemClock } from '#platform';
import { loadDemo } from '../src/app/demo.ts';
import { openInstallation } from '../src/app/installation.ts';
import { findEmbedded } from '../src/platform/postgres/embedded.ts';
import { counting } from './counting.ts';

const rooms = ['access', 'network', 'studies', 'subjects', 'visits', 'safety', 'finance', 'monitoring', 'vault', 'audit'];

/** Prints how long the load takes, visits a second, and how many statements and transactions it took, beside the bare insert of its rows. */
export async function benchDemo(say: (text: string) => void): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'siteward-bench-demo-'));
  await rm(home, { recursive: true });
  const config = readConfig({ env: {}, flags: ['--home', home], cwd: tmpdir() });
  const installation = await openInstallation({
    config,
    kind: 'demo',
    version: 'bench',
    programFolder: process.cwd(),
    clock: systemClock,
    log: createLog('warn'),
  });
  try {
    const address = await findEmbedded(home);
    if (!address) throw new Error('the database is not there');
    const bare = openDatabase({ host: address.host, port: address.port, ...address.superuser, database: 'siteward' }, 2);
    try {
      await compare({ bare, load: () => loadDemo(installation, () => {}), database: installation.database }, say);
    } finally {
      await bare.end();
    }
  } finally {
    await installation.stop();
    await rm(home, { recursive: true, force: true });
  }
}

interface Loading {
  readonly bare: Database;
  readonly database: Database;
  readonly load: () => Promise<void>;
}

async function compare({ bare, database, load }: Loading, say: (text: string) => void): Promise<void> {
  const before = await rowsOf(bare);
  const counted = counting(database);
  const startedAt = performance.now();
  await load();
  const seconds = (performance.now() - startedAt) / 1_000;
  const rows = (await rowsOf(bare)) - before;
  const visits = await count(bare, `select count(*) from visits.visit_occurrence where actual_date is not null`);
  const subjects = await count(bare, 'select count(*) from subjects.subject');
  const bareSeconds = await bareInsert(bare, rows);
  say(`\nLoading the demo network: ${subjects} participants, ${visits} visits that took place, ${rows} rows with their trail`);
  say(
    `  ${seconds.toFixed(1)} s, ${(visits / seconds).toFixed(0)} visits/s, ${counted.statements()} statements, ${counted.transactions()} transactions`,
  );
  say(`  bare insert of as many rows, a thousand in a statement: ${bareSeconds.toFixed(2)} s, ${(seconds / bareSeconds).toFixed(0)}x`);
}

async function rowsOf(bare: Database): Promise<number> {
  const { rows } = await bare.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any($1::text[])`,
    [rooms],
  );
  return count(bare, `select ${rows.map(({ name }) => `(select count(*) from ${name})`).join(' + ')} as count`);
}

async function count(bare: Database, text: string): Promise<number> {
  return Number((await bare.query<{ count: string }>(text)).rows[0]?.count);
}

async function bareInsert(bare: Database, rows: number): Promise<number> {
  await bare.query('create table public.bare_demo (id uuid primary key, name text, done_on date, amount bigint)');
  const startedAt = performance.now();
  for (let left = rows; left > 0; left -= 1_000) {
    const ids = Array.from({ length: Math.min(left, 1_000) }, () => newId());
    await bare.query(
      `insert into public.bare_demo select i, 'A visit that took place', date '2026-04-06', 195000 from unnest($1::uuid[]) i`,
      [ids],
    );
  }
  return (performance.now() - startedAt) / 1_000;
}
