// Plain SQL migrations: one append-only list, applied in order under a lock, each in its own transaction.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** One file of `migrations/`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Thrown when the database and the program's list of migrations cannot be brought together; the message is for people. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

const LOCK = 7_731_954_201n;

/** Reads the list, ordered by file name. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database up to the list and answers the names applied. Refuses a database that knows a migration this
 * program does not (it is newer), and a list whose past was edited.
 */
export async function migrate(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [LOCK.toString()]);
  try {
    await client.query(`create schema if not exists migration`);
    await client.query(
      `create table if not exists migration.applied (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    );
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration.applied order by name');
    refuseForeignPast(rows, migrations);
    const done = new Set(rows.map((row) => row.name));
    const applied: string[] = [];
    for (const migration of migrations) {
      if (done.has(migration.name)) continue;
      await apply(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK.toString()]);
  }
}

function refuseForeignPast(applied: readonly { name: string; sha256: string }[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.sha256]));
  for (const row of applied) {
    const sha256 = known.get(row.name);
    if (sha256 === undefined)
      throw new MigrationError(`The database is newer than this program: it has migration ${row.name}. Install the newer version.`);
    if (sha256 !== row.sha256)
      throw new MigrationError(`Migration ${row.name} was changed after it was applied; migrations are append-only.`);
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migration.applied (name, sha256) values ($1, $2)', [migration.name, migration.sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const problem = error as { message: string; position?: string };
    const line = problem.position ? `, line ${migration.sql.slice(0, Number(problem.position)).split('\n').length}` : '';
    throw new MigrationError(`Migration ${migration.name} failed${line}: ${problem.message}`, { cause: error });
  }
}
