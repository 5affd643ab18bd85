// The letters that wait to be written to people about their accounts, as the accounts' own role sees them.
import type pg from 'pg';
import type { AccountEventKind } from '../contract.ts';

type Connection = Pick<pg.Pool, 'query'>;

/** `invitation`: choose the first password; `reset`: choose another; `event`: something happened to the account. */
export type LetterKind = 'invitation' | 'reset' | 'event';

/** A letter that is due. */
export interface LetterDue {
  readonly kind: LetterKind;
  readonly id: string;
}

/** What a letter says, besides its link. */
export interface Letter extends LetterDue {
  readonly name: string;
  readonly email: string;
  /** When the link stops working or the lock ends, `29 Nov 2026 14:00 UTC`; null for an event without an end. */
  readonly until: string | null;
  /** When it happened, in the same form. */
  readonly at: string;
  readonly event: AccountEventKind | null;
  /** From which address of the network it came. */
  readonly address: string | null;
}

const stamp = (column: string) => `to_char(${column} at time zone 'UTC', 'DD Mon YYYY HH24:MI "UTC"')`;

/** Everything whose letter is still to be sent, oldest first. */
export async function dueLetters(connection: Connection): Promise<readonly LetterDue[]> {
  const { rows } = await connection.query<LetterDue>(
    `select 'invitation' as kind, id, expires_at as at from access.invitation
       where person_id is not null and mailed_at is null and used_at is null and expires_at > now()
     union all select 'reset', id, asked_at from access.password_reset where mailed_at is null and used_at is null and expires_at > now()
     union all select 'event', id, at from access.account_event where mail_due and mailed_at is null order by at`,
  );
  return rows;
}

const DETAILS: Readonly<Record<LetterKind, string>> = {
  invitation: `select i.id, p.name, p.email, ${stamp('i.expires_at')} as until, ${stamp('now()')} as at, null as event, null as address
    from access.invitation i join access.person p on p.id = i.person_id
    where i.id = $1 and i.mailed_at is null and i.used_at is null and i.expires_at > now() and p.account_id is null and p.disabled_at is null
      and p.email is not null for update of i skip locked`,
  reset: `select r.id, p.name, p.email, ${stamp('r.expires_at')} as until, ${stamp('r.asked_at')} as at, null as event, null as address
    from access.password_reset r join access.person p on p.id = r.person_id
    where r.id = $1 and r.mailed_at is null and r.used_at is null and r.expires_at > now() and p.disabled_at is null and p.email is not null
    for update of r skip locked`,
  event: `select e.id, p.name, p.email, ${stamp('e.until')} as until, ${stamp('e.at')} as at, e.kind as event, e.address
    from access.account_event e join access.person p on p.id = e.person_id
    where e.id = $1 and e.mail_due and e.mailed_at is null and p.email is not null for update of e skip locked`,
};

/** Locks one due letter for the rest of the transaction; null when it is not due any more or somebody else sends it. */
export async function lockLetter(client: Connection, due: LetterDue): Promise<Letter | null> {
  const { rows } = await client.query<Omit<Letter, 'kind'>>(DETAILS[due.kind], [due.id]);
  return rows[0] ? { ...rows[0], kind: due.kind } : null;
}

const MAILED: Readonly<Record<LetterKind, string>> = {
  invitation: 'update access.invitation set mailed_at = now() where id = $1',
  reset: 'update access.password_reset set mailed_at = now() where id = $1',
  event: 'update access.account_event set mailed_at = now() where id = $1',
};

/** Notes that the letter was handed over. */
export async function markMailed(client: Connection, due: LetterDue): Promise<void> {
  await client.query(MAILED[due.kind], [due.id]);
}
