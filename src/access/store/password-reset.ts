// Choosing another password by a letter's link, and writing down what happened to accounts: by the accounts' own role.
import { newId } from '#lib';
import { type Database, replacePassword, transact } from '#platform';
import { type AccountEventKind, mailedEvents } from '../contract.ts';

const RESET_MINUTES = 30;
const RESETS_PER_HOUR = 3;

/**
 * Keeps a new link for whoever signs in by this address with a password, and makes the earlier ones of theirs void. One
 * statement for known and unknown addresses; answers whether a letter is due. More than three an hour are let fall.
 */
export async function insertReset(database: Database, email: string, secretOf: (id: string) => Buffer): Promise<boolean> {
  const id = newId();
  const { rowCount } = await database.query(
    `with holder as (
       select p.id from access.person p
       where p.email = $2 and p.disabled_at is null and p.account_id is not null and p.second_factor = 'required'
         and (select count(*) from access.password_reset r where r.person_id = p.id and r.asked_at > now() - interval '1 hour') < $4),
     voided as (update access.password_reset r set expires_at = now() from holder h
       where r.person_id = h.id and r.used_at is null and r.expires_at > now())
     insert into access.password_reset (id, person_id, secret_sha256, expires_at)
       select $1, h.id, $3, now() + make_interval(mins => $5) from holder h`,
    [id, email, secretOf(id), RESETS_PER_HOUR, RESET_MINUTES],
  );
  return rowCount === 1;
}

/** Whether a link can be used now. */
export async function isReset(database: Database, secretSha256: Buffer): Promise<boolean> {
  const { rowCount } = await database.query(
    'select 1 from access.password_reset where secret_sha256 = $1 and used_at is null and expires_at > now()',
    [secretSha256],
  );
  return rowCount === 1;
}

/**
 * Uses a link up: the new password is kept, every session and every sign-in under way of the person ends. A lock stays,
 * because a letter proves the mailbox and not the second factor. False when the link is not valid any more; one winner under a race.
 */
export async function redeemReset(database: Database, secretSha256: Buffer, password: string, address: string): Promise<boolean> {
  const context = { credential: null, action: 'access.reset-password', reason: 'By a one-time link', requestId: newId() };
  return transact(database, context, async ({ $client }) => {
    const { rows } = await $client.query<{ person_id: string; account_id: string }>(
      `update access.password_reset r set used_at = now() from access.person p
       where r.secret_sha256 = $1 and r.used_at is null and r.expires_at > now() and p.id = r.person_id and p.disabled_at is null
       returning r.person_id, p.account_id`,
      [secretSha256],
    );
    const [reset] = rows;
    if (!reset) return false;
    await replacePassword($client, reset.account_id, password);
    await insertEvent($client, reset.person_id, { kind: 'password-reset', address });
    return true;
  });
}

/** Something that happened to an account; `until` is an ISO instant. */
export interface HappenedEvent {
  readonly kind: AccountEventKind;
  readonly address: string;
  readonly until?: string | undefined;
}

/** Writes down what happened to the account of a person; an account that nobody holds has no events. */
export async function recordEvent(database: Database, accountId: string, event: HappenedEvent): Promise<void> {
  const context = { credential: null, action: `access.${event.kind}`, requestId: newId() };
  await transact(database, context, async ({ $client }) => {
    const { rows } = await $client.query<{ id: string }>('select id from access.person where account_id = $1', [accountId]);
    if (rows[0]) await insertEvent($client, rows[0].id, event);
  });
}

async function insertEvent(client: Pick<Database, 'query'>, personId: string, { kind, address, until }: HappenedEvent): Promise<void> {
  await client.query('insert into access.account_event (id, person_id, kind, address, until, mail_due) values ($1, $2, $3, $4, $5, $6)', [
    newId(),
    personId,
    kind,
    address,
    until ?? null,
    mailedEvents.includes(kind),
  ]);
}
