// A load that failed says what it could not write and why, in words a person can act on.
import { Refusal, sqlState } from '#platform';

/** Rethrows an error as one that says of what it is: `participant 3 of DRM-204@AUS: refused: study-site-not-recruiting`. */
export function inWords(what: string): (error: unknown) => never {
  return (error) => {
    throw new Error(`${what}: ${reasonOf(error)}`, { cause: error });
  };
}

/** Waits for all of them; a failure is told once nothing runs any more. */
export async function everyOne(works: readonly Promise<void>[]): Promise<void> {
  const failure = (await Promise.allSettled(works)).find((work) => work.status === 'rejected');
  if (failure) throw failure.reason;
}

// A query's own message would repeat what was written.
function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return `${error.message} ${JSON.stringify(error.detail)}`;
  const state = sqlState(error);
  if (state !== undefined) return `the database refused it (SQLSTATE ${state})`;
  return error instanceof Error ? error.message : String(error);
}
