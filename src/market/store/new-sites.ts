// Keeps new-site cases as they were answered, and loads them.
import { type Tx, insertRows } from '#platform';
import type { NewSiteAsked, NewSiteFound } from '../rules.ts';
import { newSiteCase } from '../tables.ts';
import { UTC } from './words.ts';

/** A case as it was kept: what was asked, and the answer. */
export interface NewSiteKept {
  readonly id: string;
  readonly name: string;
  readonly input: NewSiteAsked;
  readonly answer: NewSiteFound;
  readonly kernel: string;
  readonly seed: string;
  readonly inputSha256: string;
  readonly resultSha256: string;
  readonly by: string;
  readonly at: string;
}

/** Every case, the latest first, or one of them. */
export async function loadCases(tx: Tx, caseId: string | null = null): Promise<NewSiteKept[]> {
  const { rows } = await tx.$client.query<NewSiteKept>({
    name: 'market-new-sites',
    text: `select c.id, c.name, c.input -> 'asked' as input, c.result as answer, c.kernel_version as kernel, c.seed, c.input_sha256 as "inputSha256",
        c.result_sha256 as "resultSha256", c.made_by_name as by, ${UTC('c.made_at')} as at
      from market.new_site_case c where $1::uuid is null or c.id = $1 order by c.made_at desc, c.id desc`,
    values: [caseId],
  });
  return rows;
}

const insert = insertRows(
  'keep-market-new-site',
  newSiteCase,
  ['id', 'name', 'input', 'inputSha256', 'kernelVersion', 'seed', 'result', 'resultSha256', 'madeByName', 'madeAt'],
  'on conflict (name, input_sha256, kernel_version) do nothing',
);

/** Keeps a case; answers false where the same case stands there under this name. */
export async function insertCase(tx: Tx, row: Parameters<typeof insert>[1][number]): Promise<boolean> {
  return (await insert(tx, [row])).has(row.id);
}

/** The id of a case of this name, input and kernel, or null. */
export async function knownCase(
  tx: Tx,
  at: { readonly name: string; readonly inputSha256: string; readonly kernel: string },
): Promise<string | null> {
  const { rows } = await tx.$client.query<{ id: string }>({
    name: 'market-known-new-site',
    text: 'select c.id from market.new_site_case c where c.name = $1 and c.input_sha256 = $2 and c.kernel_version = $3',
    values: [at.name, at.inputSha256, at.kernel],
  });
  return rows[0]?.id ?? null;
}
