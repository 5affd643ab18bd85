// Works of one transaction side by side: what several of them ask for alike leaves as one statement, and each gets its own rows of the answer.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import { type Tx, txBeside } from './transact.ts';

/**
 * How the rows of a statement divide among those who ask for it at once: there are none, or each gets those whose column `by` is among its own
 * keys, which are value number `keys` (from 0) or, where that value is `records`, its rows' property of the same name.
 */
export type Division = 'no-rows' | { readonly by: string | number; readonly keys: number };

const division = Symbol('division');
type Divided = pg.QueryConfig & { readonly [division]?: Division };

/**
 * Marks a statement that may be asked for many at once: lists among its values, and `records`, are joined end to end, and everything else must
 * be the same. Such a statement says of each element what it would say of it alone.
 */
export function forMany<C extends pg.QueryConfig>(statement: C, divided: Division): C {
  return { ...statement, [division]: divided };
}

/** Rows for `jsonb_to_recordset`; they become text where they are sent. */
export class Records {
  readonly rows: readonly object[];

  constructor(rows: readonly object[]) {
    this.rows = rows;
  }

  toPostgres(): string {
    return JSON.stringify(this.rows);
  }
}

/** What the trail says of statements: the action and its reason. */
interface Named {
  readonly action: string;
  readonly reason: string;
}

interface Asked {
  readonly statement: Divided;
  /** Those of the same key leave together; null leaves alone. */
  readonly key: string | null;
  readonly named: Named;
  readonly answer: (result: pg.QueryResult) => void;
  readonly fail: (error: unknown) => void;
}

/** One of the works, as `nameAction` and `alone` find it behind its client. */
interface Work {
  named: Named;
  readonly turns: Map<string, Promise<unknown>>;
}

const works = new WeakMap<pg.PoolClient, Work>();

/**
 * Runs works side by side and answers what they answer, in their order; the error of the first that failed is thrown when none runs any more.
 * Each gets a transaction of its own to ask, which is the one given: the order in which a work asks is kept, that between works is not, so they
 * must not look at what another writes but inside `alone`. Statements marked with `forMany` that wait at the same time leave as one.
 */
export async function sideBySide<T>(tx: Tx, runs: readonly ((tx: Tx) => Promise<T>)[]): Promise<T[]> {
  if (runs.length === 0) return [];
  const named = await nameNow(tx.$client);
  const queues = runs.map((): Asked[] => []);
  // Works within a work take turns with everybody of the transaction.
  const turns = works.get(tx.$client)?.turns ?? new Map<string, Promise<unknown>>();
  const sender = sending(tx.$client, queues, named);
  const running = runs.map(async (run, index) => {
    const work: Work = { named, turns };
    const ask = (statement: Divided) =>
      new Promise<pg.QueryResult>((answer, fail) => {
        queues[index]?.push({ statement, key: keyOf(statement, work.named), named: work.named, answer, fail });
        sender.wake();
      });
    const client = {
      query: (asked: string | Divided, values?: unknown[]) =>
        ask(typeof asked === 'string' ? { text: asked, ...(values ? { values } : {}) } : values ? { ...asked, values } : asked),
    } as unknown as pg.PoolClient;
    works.set(client, work);
    return run(txBeside(tx, client));
  });
  const failures: unknown[] = [];
  const answers = await Promise.all(running.map((one) => one.catch((error: unknown) => void failures.push(error))));
  await sender.rest();
  if (failures.length > 0) throw failures[0];
  await setName(tx.$client, named);
  return answers as T[];
}

/** Names the action (and its reason) in the trail from here on; of works side by side, for this one. A reason stays until another is given. */
export async function nameAction(tx: Tx, action: string, reason: string | null): Promise<void> {
  const work = works.get(tx.$client);
  if (work) work.named = { action, reason: reason ?? work.named.reason };
  else await setName(tx.$client, { action, reason });
}

/**
 * Runs `work` while nobody else runs one of the same name: no other transaction until this one ends, and none of the works beside it until it is
 * done. What it writes must be awaited in it.
 */
export function alone<T>(tx: Tx, name: string, work: () => Promise<T>): Promise<T> {
  return inTurn(tx, name, async () => {
    await tx.$client.query({ name: 'alone', text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [name] });
    return work();
  });
}

/** The same among the works beside alone, for what something else keeps apart from other transactions. */
export function inTurn<T>(tx: Tx, name: string, work: () => Promise<T>): Promise<T> {
  const beside = works.get(tx.$client);
  if (!beside) return work();
  const turn = (beside.turns.get(name) ?? Promise.resolve()).then(work, work);
  beside.turns.set(name, turn);
  return turn;
}

async function nameNow(client: pg.PoolClient): Promise<Named> {
  const { rows } = await client.query<Named>({
    name: 'action-now',
    text: `select current_setting('siteward.action', true) as action, current_setting('siteward.reason', true) as reason`,
  });
  return { action: rows[0]?.action ?? '', reason: rows[0]?.reason ?? '' };
}

function setName(client: pg.PoolClient, { action, reason }: { readonly action: string; readonly reason: string | null }): Promise<unknown> {
  return client.query({
    name: 'set-action',
    text: `select set_config('siteward.action', $1, true), set_config('siteward.reason', coalesce($2, current_setting('siteward.reason', true)), true)`,
    values: [action, reason],
  });
}

const isJoined = (value: unknown): value is readonly unknown[] | Records => Array.isArray(value) || value instanceof Records;

function keyOf(statement: Divided, { action, reason }: Named): string | null {
  if (!statement[division]) return null;
  const same = (statement.values ?? []).map((value) => (isJoined(value) ? null : value));
  return JSON.stringify([statement.name, action, reason, same]);
}

/** The statements that leave together, in an order that keeps the order of each queue: first those that the fewest ask for behind others. */
function groupsOf(queues: readonly Asked[][]): Asked[][] {
  const groups: Asked[][] = [];
  for (;;) {
    const heads = queues.flatMap(([head]) => (head ? [head] : []));
    const waiting = ({ key }: Asked) =>
      key === null ? 0 : queues.filter((queue) => queue.some((asked, at) => at > 0 && asked.key === key)).length;
    const [next] = heads.map((head) => ({ head, waits: waiting(head) })).sort((one, other) => one.waits - other.waits);
    if (!next) return groups;
    const { key } = next.head;
    const chosen = queues.filter(([head]) => head === next.head || (head && key !== null && head.key === key));
    groups.push(chosen.map((queue) => queue.shift() as Asked));
  }
}

function joined(group: readonly Asked[]): pg.QueryConfig {
  const [{ statement }] = group as [Asked];
  if (group.length === 1) return statement;
  const values = (statement.values ?? []).map((value, index) => {
    if (!isJoined(value)) return value;
    const parts = group.map((asked) => asked.statement.values?.[index] as typeof value);
    return value instanceof Records
      ? new Records(parts.flatMap((part) => (part as Records).rows))
      : parts.flatMap((part) => part as unknown[]);
  });
  const [list, ...others] = values.filter(isJoined);
  // A list that stands alone names what is asked about, which two may ask about.
  return {
    ...statement,
    values: others.length > 0 ? values : values.map((value) => (value === list && Array.isArray(value) ? [...new Set(value)] : value)),
  };
}

function shareOf(result: pg.QueryResult, statement: Divided, isShared: boolean): pg.QueryResult {
  const divided = statement[division];
  if (!isShared || !divided) return result;
  if (divided === 'no-rows') return { ...result, rows: [], rowCount: null };
  const { by, keys } = divided;
  const given = statement.values?.[keys];
  const own = new Set(given instanceof Records ? given.rows.map((row) => Reflect.get(row, by)) : (given as unknown[]));
  const rows = result.rows.filter((row: object) => own.has(Reflect.get(row, by)));
  return { ...result, rows, rowCount: rows.length };
}

// What came to wait in one turn of the loop leaves together and is answered together: which statements meet does not hang on the server's pace.
function sending(client: pg.PoolClient, queues: readonly Asked[][], begun: Named) {
  let named = begun;
  let underWay: Promise<void> | null = null;
  const send = async (group: readonly Asked[]): Promise<() => void> => {
    const [first] = group as [Asked];
    if (first.named.action !== named.action || first.named.reason !== named.reason) {
      named = first.named;
      setName(client, named).catch(() => {});
    }
    try {
      const result = await client.query(joined(group));
      return () => group.forEach((asked) => asked.answer(shareOf(result, asked.statement, group.length > 1)));
    } catch (error) {
      return () => group.forEach((asked) => asked.fail(error));
    }
  };
  const run = async () => {
    await nextTurn();
    while (queues.some((queue) => queue.length > 0)) {
      for (const tell of await Promise.all(groupsOf(queues).map(send))) tell();
      await nextTurn();
    }
    underWay = null;
  };
  return {
    wake: () => void (underWay ??= run()),
    rest: async () => {
      while (underWay) await underWay;
    },
  };
}
