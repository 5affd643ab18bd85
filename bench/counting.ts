// Counts what a program asks of its database.
import type { Database } from '#platform';

/** Counts the statements and the commits that go through a pool from here on. */
export function counting(database: Database): { readonly statements: () => number; readonly transactions: () => number } {
  let [statements, transactions] = [0, 0];
  database.on('connect', (client) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
    client.query = ((...asked: unknown[]) => {
      statements += 1;
      if (asked[0] === 'commit') transactions += 1;
      return query(...asked);
    }) as typeof client.query;
  });
  return { statements: () => statements, transactions: () => transactions };
}
