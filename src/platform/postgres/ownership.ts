// Who owns the stop of a running server: the launcher that holds one advisory lock on it. The lock dies with its process.
import pg from 'pg';
import { codeOf } from '../error-code.ts';
import { ClusterError } from './failure.ts';
import type { Superuser } from './initial.ts';

/** How to reach a cluster: `host` is the folder of its socket. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A held lock; `release` lets go without complaint when the server is already gone. */
export interface Ownership {
  /** True once another launcher took the lock while our connection was cut: the stop is then its business. */
  isLost(): boolean;
  release(): Promise<void>;
}

/** Number of the launcher's lock: the letters of "siteward". */
const lockKey = '8316306166059725412';

const lockAttempts = 8;

/** A superuser connection to the cluster's own database, closed after `work`. */
export async function asSuperuser<T>(address: Address, superuser: Superuser, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = connection(address, superuser);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Takes the launcher's lock, or answers undefined while another launcher lives. A lost connection (the server restarts
 * itself after a crashed backend) is taken up again, and `log` is told.
 */
export async function takeOwnership(address: Address, superuser: Superuser, log: (line: string) => void): Promise<Ownership | undefined> {
  let released = false;
  let lost = false;
  let client: pg.Client | undefined;

  const takeUpAgain = async (): Promise<void> => {
    while (!released) {
      await new Promise((resolve) => setTimeout(resolve, 200).unref());
      if (released) return;
      try {
        client = await tryLock(address, superuser);
      } catch {
        continue;
      }
      if (client && released) return void client.end().catch(() => undefined);
      if (client) return watch(client);
      lost = true;
      return log('another launcher has taken over the database server');
    }
  };
  const watch = (held: pg.Client): void => {
    held.once('end', () => {
      if (!released) void takeUpAgain();
    });
  };

  client = await tryLock(address, superuser);
  if (!client) return undefined;
  watch(client);
  return {
    isLost: () => lost,
    async release() {
      released = true;
      await client?.end().catch(() => undefined);
    },
  };
}

async function tryLock(address: Address, superuser: Superuser): Promise<pg.Client | undefined> {
  const client = connection(address, superuser);
  try {
    await client.connect();
    // The server needs a moment to notice that a killed launcher is gone.
    for (let attempt = 0; attempt < lockAttempts; attempt += 1) {
      const answer = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1::bigint) as mine', [lockKey]);
      if (answer.rows[0]?.mine) return client;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return undefined;
}

function connection(address: Address, superuser: Superuser): pg.Client {
  const client = new pg.Client({
    ...address,
    ...superuser,
    database: 'postgres',
    application_name: 'siteward launcher',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  return client;
}

/** Turns a refused superuser password into words. */
export function explainRefusal(error: unknown, folder: string): unknown {
  if (codeOf(error) !== '28P01') return error;
  return new ClusterError(
    'damaged',
    `the database in ${folder} does not accept the password of its superuser.json: restore that file from a backup`,
    error,
  );
}
