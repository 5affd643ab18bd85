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
  /** Ends the watch: from here on a server that goes away stays away. Waits for one that is just being brought back. */
  letGo(): Promise<void>;
  /** True once another launcher took the lock while our connection was cut: the stop is then its business. */
  isLost(): boolean;
  release(): Promise<void>;
}

/** Number of the launcher's lock: the letters of "siteward". */
const lockKey = '8316306166059725412';

const lockAttempts = 8;
/** Between attempts to bring a server back that does not come. */
const longestPauseMs = 10_000;

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

/** What happens around a lost connection to the server. */
export interface Watching {
  readonly log: (line: string) => void;
  /** Brings a server back that is gone; called before every attempt to take the lock up again, and may fail. */
  readonly revive: () => Promise<void>;
  /** Told when the connection is lost and when the server is held again. */
  readonly warn: (line: string) => void;
}

/**
 * Takes the launcher's lock, or answers undefined while another launcher lives. A lost connection (a crashed backend makes
 * the server restart itself; a killed server is revived) is taken up again, for as long as it takes.
 */
export async function takeOwnership(address: Address, superuser: Superuser, watching: Watching): Promise<Ownership | undefined> {
  let released = false;
  let lost = false;
  let client: pg.Client | undefined;
  let reviving: Promise<void> | undefined;

  const takeUpAgain = async (): Promise<void> => {
    watching.warn('the connection to the database server was lost');
    for (let pauseMs = 100; !released; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      if (released) return;
      try {
        await (reviving = watching.revive());
        if (released) return;
        client = await tryLock(address, superuser);
      } catch (error) {
        watching.log(`the database server is not back yet: ${error instanceof ClusterError ? error.message : codeOf(error)}`);
        continue;
      }
      if (client && released) return void client.end().catch(() => undefined);
      if (client) {
        watching.warn('the database server is back');
        return watch(client);
      }
      lost = true;
      return watching.warn('another launcher has taken over the database server');
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
    async letGo() {
      released = true;
      await reviving?.catch(() => undefined);
    },
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
