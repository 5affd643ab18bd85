// Statements that are asked for in one turn leave in one write: half of what a short statement costs the program is the call that sends it.
import type { Duplex } from 'node:stream';
import type pg from 'pg';

/**
 * Makes a pipelined connection hold its stream from the first statement of a turn until the turn ends. Their order and their answers stay as
 * they are.
 */
export function sendInOneWrite(client: pg.Client): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection;
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
  let isHeld = false;
  client.query = ((...asked: unknown[]) => {
    if (!isHeld) {
      isHeld = true;
      stream.cork();
      process.nextTick(() => {
        isHeld = false;
        stream.uncork();
      });
    }
    return query(...asked);
  }) as typeof client.query;
}
