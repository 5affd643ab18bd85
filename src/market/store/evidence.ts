// Evidence that the network added: loads it, and adds to it.
import { type Tx, insertRows } from '#platform';
import type { KeptEvidence } from '../rules.ts';
import { evidence } from '../tables.ts';
import { UTC } from './words.ts';

/** Every row in the order in which it was added. */
export async function loadEvidence(tx: Tx): Promise<KeptEvidence[]> {
  const { rows } = await tx.$client.query<KeptEvidence>({
    name: 'market-evidence',
    text: `select e.id, e.record, e.supersedes, e.reason, e.added_by_name as "addedByName", ${UTC('e.added_at')} as "addedAt"
      from market.evidence e order by e.added_at, e.id`,
  });
  return rows;
}

const insert = insertRows(
  'add-market-evidence',
  evidence,
  ['id', 'record', 'supersedes', 'reason', 'addedBy', 'addedByName', 'addedAt'],
  'on conflict (supersedes) do nothing',
);

/** Adds a row; answers false where somebody else superseded the same record first. */
export async function insertEvidence(tx: Tx, row: Parameters<typeof insert>[1][number]): Promise<boolean> {
  return (await insert(tx, [row])).has(row.id);
}
