// What a kind of background job is, and what its work may do while it runs.

/** What running work gets. `A` is the act of the program: a transaction on behalf of the person who asked. */
export interface JobWork<A> {
  readonly jobId: string;
  /**
   * Runs one committed transaction with the present grants of the person who asked. A job may be run again after a crash, so
   * what it does in here must find its own work done.
   */
  readonly act: <T>(run: (act: A) => Promise<T>) => Promise<T>;
  /**
   * Says how far the work is, at once and for everybody who may look. Throws `JobCancelled` when somebody asked to stop, so that
   * an open transaction is rolled back; call it between steps. The note is a code, with a number behind it where it counts something:
   * `taking-subjects 254`; the pages put it into words.
   */
  readonly step: (doneSteps: number, totalSteps: number | null, note: string) => Promise<void>;
}

/** One kind of job. `kind` reads `room.verb`, and is the action's name in the trail. */
export interface JobKind<A, P = unknown> {
  readonly kind: string;
  /** Checks the payload as it comes out of the database; throws when it is not what the kind expects. */
  readonly parse: (payload: unknown) => P;
  /** Does the work; the answer is kept as the job's result and must be JSON. */
  readonly run: (work: JobWork<A>, payload: P) => Promise<unknown>;
}

// oxlint-disable-next-line no-explicit-any -- payloads are each kind's own business
export type AnyJobKind<A> = JobKind<A, any>;

/** Thrown out of `step` when somebody asked the job to stop. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

/** Thrown out of `step` when this program is stopping; another worker, or the next start, takes the job up again. */
export class JobPutBack extends Error {
  override readonly name = 'JobPutBack';
}
