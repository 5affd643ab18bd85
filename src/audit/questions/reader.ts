// How the trail is read as a whole: one connection, one snapshot, long answers in parts.
import type { Tx } from '#platform';

/** A connection that may read everything: the backup role's or the owner's of an external server. */
export type Reader = Pick<Tx['$client'], 'query'>;

const PART = 2_000;

/**
 * Runs `work` on one read-only snapshot with the settings under which the trail writes values as text. Entries of
 * transactions that commit meanwhile are not seen, and neither are their links.
 */
export async function onSnapshot<T>(reader: Reader, extent: 'everything' | 'chain', work: () => Promise<T>): Promise<T> {
  await reader.query('begin isolation level repeatable read read only');
  try {
    await reader.query(`set local search_path = pg_catalog`);
    await reader.query(`set local timezone = 'UTC'`);
    await reader.query(`set local datestyle = 'ISO'`);
    await reader.query(`set local intervalstyle = 'postgres'`);
    await reader.query(`set local bytea_output = 'hex'`);
    await reader.query(`set local extra_float_digits = 1`);
    if (extent === 'everything') {
      await reader.query(`set local work_mem = '128MB'`);
      // Without the right to see every row this is an error and not a short answer.
      await reader.query(`set local row_security = off`);
    }
    return await work();
  } finally {
    await reader.query('rollback');
  }
}

/** The rows of a long answer, part by part. */
export async function* inParts<R extends object>(reader: Reader, name: string, select: string): AsyncGenerator<R> {
  await reader.query(`declare ${name} no scroll cursor for ${select}`);
  for (;;) {
    const { rows } = await reader.query<R>(`fetch ${PART} from ${name}`);
    yield* rows;
    if (rows.length < PART) break;
  }
  await reader.query(`close ${name}`);
}
