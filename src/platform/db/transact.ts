// One transaction with its context: the credential, the action's name and the reason travel as transaction-local settings.
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { sendInOneWrite } from './one-write.ts';
import { together } from './together.ts';

/** A transaction: Drizzle for typed queries, `$client` for prepared statements. It dies with its callback; never keep it. */
export type Tx = NodePgDatabase & { $client: pg.PoolClient };

/** Who acts and what the trail shall say about it. */
export interface TransactionContext {
  /** The credential itself (`s:` session token, `o:` operator pass, `j:` job, `k:` API key), or null for nobody. */
  readonly credential: string | null;
  /** The action's name as it stands in the trail, `visits.complete`. */
  readonly action: string;
  readonly reason?: string | null;
  readonly requestId: string;
  readonly readOnly?: boolean;
}

// Civil dates and instants stay text on the wire; the tables' column types turn them into Temporal values.
const TEXT_TYPES = new Set([1082, 1114, 1184]);
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    TEXT_TYPES.has(oid) ? (value: string) => value : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** A pool of connections. The program holds one per database role. */
export type Database = pg.Pool;

/** Opens a pool; `max` connections at most. */
export function openDatabase(connection: pg.PoolConfig, max = 10): Database {
  const pool = new pg.Pool({
    ...connection,
    types,
    max,
    // Statements that do not wait for each other travel together and are answered in their order.
    pipeline: true,
    // A connection plans each statement once, which makes its first requests many times dearer: between two people's clicks it stays open.
    idleTimeoutMillis: 600_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: false,
  });
  // A lost connection, idle or in use, is replaced at the next use; without these listeners Node would end the program.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  pool.on('connect', sendInOneWrite);
  return pool;
}

const RETRIED = new Set(['40001', '40P01']);

/**
 * Runs `work` in a transaction under the given context and commits. Serialization failures and deadlocks are tried
 * three times, so `work` must not touch anything but the transaction. Errors roll back and pass through.
 */
export async function transact<T>(database: Database, context: TransactionContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(database, context, work);
    } catch (error) {
      if (attempt >= 3 || !RETRIED.has(sqlState(error) ?? '')) throw error;
    }
  }
}

/** The SQLSTATE behind an error, looked for through its causes; undefined for anything that is not the database's. */
export function sqlState(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

// Connection lost or refused, server starting or ending, its disk or memory full, every connection taken.
const GONE_STATES = /^(08...|53...|57P0[1-5]|58030)$/;
const GONE_CODES = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
const GONE_WORDS =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/;

/**
 * Whether an error says that the database cannot serve just now, which is no defect and passes. Whether a command that met
 * it was committed is then unknown; its Idempotency-Key answers that.
 */
export function isDatabaseGone(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, syscall } = cause as { code?: unknown; syscall?: unknown };
    if (
      typeof code === 'string' &&
      (GONE_STATES.test(code) || (GONE_CODES.has(code) && ['connect', 'read', 'write', 'getaddrinfo'].includes(String(syscall))))
    )
      return true;
    if (GONE_WORDS.test(cause.message)) return true;
  }
  return false;
}

const leftToCommit = new WeakMap<pg.PoolClient, Promise<unknown>[]>();

/**
 * Leaves a write to be answered with the commit, so that nobody waits for it alone. It is done before every later statement and before the
 * commit; if it fails, the transaction fails with its error. For writes whose answer decides nothing.
 */
export function leaveToCommit(tx: Tx, write: Promise<unknown>): void {
  write.catch(() => {});
  leftToCommit.get(tx.$client)?.push(write);
}

async function once<T>(database: Database, context: TransactionContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await database.connect();
  let broken: Error | boolean = false;
  const opening = open(client, context);
  const left: Promise<unknown>[] = [];
  leftToCommit.set(client, left);
  try {
    const result = await work(txOf(client));
    await opening;
    await together(...left, client.query('commit'));
    return result;
  } catch (error) {
    // What was sent first and failed is why everything behind it failed.
    const [first] = (await Promise.allSettled([opening, ...left])).filter((one) => one.status === 'rejected');
    broken = await abandon(client);
    throw first?.reason ?? error;
  } finally {
    client.release(broken);
  }
}

// Not waited for: the first statements of the work follow on the same connection. Without the context they fail with it, and without a
// transaction there is no credential, so they see nothing.
function open(client: pg.PoolClient, context: TransactionContext): Promise<unknown> {
  const opening = Promise.all([
    client.query(context.readOnly ? 'begin read only' : 'begin'),
    client.query({
      name: 'set-context',
      text: `select set_config('siteward.credential', $1, true), set_config('siteward.action', $2, true), set_config('siteward.reason', $3, true), set_config('siteward.request', $4, true)`,
      values: [context.credential ?? '', context.action, context.reason ?? '', context.requestId],
    }),
  ]);
  opening.catch(() => {});
  return opening;
}

const known = new WeakMap<pg.PoolClient, Tx>();

function txOf(client: pg.PoolClient): Tx {
  const tx = known.get(client) ?? (drizzle({ client }) as unknown as Tx);
  known.set(client, tx);
  return tx;
}

/** The same transaction to be asked through another client. */
export function txBeside(tx: Tx, client: pg.PoolClient): Tx {
  leftToCommit.set(client, leftToCommit.get(tx.$client) ?? []);
  return txOf(client);
}

/** Rolls back and forgets session settings that injected SQL may have left; answers whether the connection is lost. */
async function abandon(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    await client.query('reset all');
    return false;
  } catch {
    return true;
  }
}
