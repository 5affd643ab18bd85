// The refusals of the embedded database, each with one sentence a person can act on.

/** Why the embedded database could not be started, stopped or trusted. */
export type ClusterFault =
  | 'in-use'
  | 'no-binaries'
  | 'no-account'
  | 'unreachable'
  | 'damaged'
  | 'not-durable'
  | 'not-stopped'
  | 'not-started';

/** Thrown by everything in this folder; `message` is written for the person at the terminal and names the folder. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly fault: ClusterFault;

  constructor(fault: ClusterFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.fault = fault;
  }
}
