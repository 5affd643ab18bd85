// Notes about companies and about the network: loads them, and adds to them.
import { type Tx, insertRows } from '#platform';
import type { KeptNote } from '../rules.ts';
import { note } from '../tables.ts';
import { UTC } from './words.ts';

/** Every note in reach, in the order in which they were added. */
export async function loadNotes(tx: Tx): Promise<KeptNote[]> {
  const { rows } = await tx.$client.query<KeptNote>({
    name: 'market-notes',
    text: `select n.id, n.company, n.section, n.text, n.strength, n.source, n.source_date as "sourceDate", n.evidence_ids as "evidenceIds", n.supersedes, n.reason,
        n.added_by_name as by, ${UTC('n.added_at')} as at
      from market.note n order by n.added_at, n.id`,
  });
  return rows;
}

const insert = insertRows(
  'add-market-note',
  note,
  [
    'id',
    'company',
    'section',
    'text',
    'strength',
    'source',
    'sourceDate',
    'evidenceIds',
    'supersedes',
    'reason',
    'addedBy',
    'addedByName',
    'addedAt',
  ],
  'on conflict (supersedes) do nothing',
);

/** Adds a note; answers false where somebody else superseded the same one first. */
export async function insertNote(tx: Tx, row: Parameters<typeof insert>[1][number]): Promise<boolean> {
  return (await insert(tx, [row])).has(row.id);
}
