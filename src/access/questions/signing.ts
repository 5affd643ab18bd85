// What a signing asks of access: what must be proved, the proof itself, and the printed name of whoever recorded something.
import { Temporal } from '#lib';
import { forMany } from '#platform';
import type { Act } from '../act.ts';

/** What the actor must prove to sign now: everything, one thing, or a typed word in a demo; null for whoever cannot sign at all. */
export async function signingNeeds({ tx }: Act): Promise<'both' | 'one' | 'demo' | null> {
  const { rows } = await tx.$client.query<{ needs: 'both' | 'one' | 'demo' | null }>('select access.signing_needs() as needs');
  return rows[0]?.needs ?? null;
}

/** A proof that was used up for a signing. */
export interface SigningProof {
  readonly id: string;
  readonly method: 'password-and-code' | 'password' | 'code';
  readonly provedAt: Temporal.Instant;
}

/** Uses up the proof that was given in this session within a minute for exactly these digests, in their order; null without one. */
export async function spendSigningProof({ tx }: Act, contents: readonly string[]): Promise<SigningProof | null> {
  const { rows } = await tx.$client.query<{ id: string; method: SigningProof['method']; proved_at: string }>(
    'select id, method, proved_at from access.use_signing_proof($1::text[])',
    [[...contents]],
  );
  const [row] = rows;
  return row ? { id: row.id, method: row.method, provedAt: Temporal.Instant.from(row.proved_at.replace(' ', 'T')) } : null;
}

/** The printed name of a person, or null. */
export async function printedName({ tx }: Act, personId: string | null): Promise<string | null> {
  if (personId === null) return null;
  const { rows } = await tx.$client.query<{ name: string }>(
    forMany(
      { name: 'access-printed-name', text: 'select id, name from access.person where id = any ($1::uuid[])', values: [[personId]] },
      { by: 'id', keys: 0 },
    ),
  );
  return rows[0]?.name ?? null;
}
