// What the pool of accounts knows of people: setting up, redeeming invitations, who is closed off, who is of a demo. It reaches no study data.
import type pg from 'pg';
import type { Database } from '#platform';
import { type HappenedEvent, recordEvent } from './password-reset.ts';

type Connection = Pick<pg.Pool, 'query'>;

/** What stands behind an account: nobody, somebody closed off, one of a demo, or a person who needs two factors. */
export type AccountHolder = 'nobody' | 'closed' | 'demo' | 'person';

/** Who holds the account. */
export async function holderOf(connection: Connection, accountId: string): Promise<AccountHolder> {
  const { rows } = await connection.query<{ closed: boolean; waived: boolean }>(
    `select disabled_at is not null as closed, second_factor = 'waived' as waived from access.person where account_id = $1`,
    [accountId],
  );
  const [person] = rows;
  if (!person) return 'nobody';
  if (person.closed) return 'closed';
  return person.waived ? 'demo' : 'person';
}

/** Whether nobody has an account yet. */
export async function isVirgin(connection: Connection): Promise<boolean> {
  const { rowCount } = await connection.query(`select 1 from access.person where account_id is not null limit 1`);
  return rowCount === 0;
}

/** Keeps the digest of a new setup token for thirty minutes; earlier ones stop working. */
export async function insertSetupToken(connection: Connection, id: string, secretSha256: Buffer): Promise<void> {
  await connection.query('update access.invitation set expires_at = now() where person_id is null and used_at is null');
  await connection.query(`insert into access.invitation (id, secret_sha256, expires_at) values ($1, $2, now() + interval '30 minutes')`, [
    id,
    secretSha256,
  ]);
}

/** Whether the setup token is valid now. */
export async function isSetupToken(connection: Connection, secretSha256: Buffer): Promise<boolean> {
  const { rowCount } = await connection.query(
    'select 1 from access.invitation where secret_sha256 = $1 and used_at is null and expires_at > now() and person_id is null',
    [secretSha256],
  );
  return rowCount === 1;
}

/** Whom a valid invitation invites; null for a wrong, used or expired one, and for somebody closed off or with an account. */
export async function loadInvited(
  connection: Connection,
  secretSha256: Buffer,
): Promise<{ readonly name: string; readonly email: string } | null> {
  const { rows } = await connection.query<{ name: string; email: string }>(
    `select p.name, p.email from access.person p join access.invitation i on i.person_id = p.id
     where i.secret_sha256 = $1 and i.used_at is null and i.expires_at > now() and p.account_id is null and p.disabled_at is null and p.email is not null`,
    [secretSha256],
  );
  return rows[0] ?? null;
}

/** The first administrator as the setup makes them. */
export interface FirstAdministrator {
  readonly programId: string;
  readonly personId: string;
  readonly grantId: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/** Uses the setup token up and makes the first administrator; false when the token is not valid any more. One winner under a race. */
export async function redeemSetup(client: Connection, secretSha256: Buffer, admin: FirstAdministrator): Promise<boolean> {
  const redeemed = await client.query(
    'update access.invitation set used_at = now() where secret_sha256 = $1 and used_at is null and expires_at > now() and person_id is null',
    [secretSha256],
  );
  if (redeemed.rowCount !== 1) return false;
  await client.query(`insert into access.person (id, kind, name) values ($1, 'service', 'Setup of this installation')`, [admin.programId]);
  await client.query(`insert into access.person (id, kind, name, email, account_id) values ($1, 'staff', $2, $3, $4)`, [
    admin.personId,
    admin.name,
    admin.email,
    admin.accountId,
  ]);
  await client.query(
    `insert into access."grant" (id, person_id, role, valid_from, given_by, reason)
     values ($1, $2, 'administrator', (now() at time zone 'UTC')::date, $3, 'First administrator, by the setup token')`,
    [admin.grantId, admin.personId, admin.programId],
  );
  return true;
}

/** Uses an invitation up and ties the account to its person; false when it is not valid any more. One winner under a race. */
export async function redeemInvitation(client: Connection, secretSha256: Buffer, accountId: string): Promise<boolean> {
  const { rows } = await client.query<{ person_id: string }>(
    `update access.invitation set used_at = now() where secret_sha256 = $1 and used_at is null and expires_at > now() and person_id is not null
     returning person_id`,
    [secretSha256],
  );
  const [invitation] = rows;
  if (!invitation) return false;
  const tied = await client.query(
    'update access.person set account_id = $2, version = version + 1 where id = $1 and account_id is null and disabled_at is null',
    [invitation.person_id, accountId],
  );
  return tied.rowCount === 1;
}

/** One person of a demo with their roles. */
export interface DemoPerson {
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The people who sign in by one click, in the order in which they joined. */
export async function listDemoPeople(connection: Connection): Promise<DemoPerson[]> {
  const { rows } = await connection.query<DemoPerson>(
    `select p.account_id as "accountId", p.name, array_agg(distinct g.role order by g.role) as roles
     from access.person p join access."grant" g on g.person_id = p.id and g.revoked_at is null
     where p.account_id is not null and p.second_factor = 'waived' and p.disabled_at is null
     group by p.id order by p.id`,
  );
  return rows;
}

/** The local operator of this name, or null. */
export async function operatorByName(connection: Connection, name: string): Promise<string | null> {
  const { rows } = await connection.query<{ id: string }>(`select id from access.person where kind = 'operator' and name = $1`, [name]);
  return rows[0]?.id ?? null;
}

/** Adds a local operator: whoever holds the data directory's token, under the name of the operating system's user. */
export async function insertOperator(client: Connection, personId: string, name: string): Promise<void> {
  await client.query(`insert into access.person (id, kind, name) values ($1, 'operator', $2)`, [personId, name]);
}

/** Keeps the digest of an operator's pass for twelve hours; passes that ended are let go. */
export async function keepOperatorPass(
  connection: Connection,
  pass: { readonly id: string; readonly personId: string; readonly secretSha256: Buffer },
): Promise<void> {
  await connection.query('delete from access.operator_pass where expires_at < now()');
  await connection.query(
    `insert into access.operator_pass (id, person_id, secret_sha256, expires_at) values ($1, $2, $3, now() + interval '12 hours')
     on conflict (secret_sha256) do nothing`,
    [pass.id, pass.personId, pass.secretSha256],
  );
}

/** Everybody with an account, by name. */
export async function holdersByName(
  connection: Connection,
): Promise<Map<string, { readonly personId: string; readonly accountId: string }>> {
  const { rows } = await connection.query<{ name: string; personId: string; accountId: string }>(
    'select name, id as "personId", account_id as "accountId" from access.person where account_id is not null',
  );
  return new Map(rows.map(({ name, ...holder }) => [name, holder]));
}

/** Adds a person of a demo, whose second factor is waived; demo directories only. */
export async function insertDemoPerson(
  client: Connection,
  person: {
    readonly id: string;
    readonly kind: 'staff' | 'external';
    readonly name: string;
    readonly email: string;
    readonly accountId: string;
  },
): Promise<void> {
  await client.query(`insert into access.person (id, kind, name, email, account_id, second_factor) values ($1, $2, $3, $4, $5, 'waived')`, [
    person.id,
    person.kind,
    person.name,
    person.email,
    person.accountId,
  ]);
}

/** What the accounts library is told of people, and tells about them. */
export function accountHooks(database: Database) {
  return {
    holderOf: (accountId: string) => holderOf(database, accountId),
    onEvent: (accountId: string, event: HappenedEvent) => recordEvent(database, accountId, event),
  };
}
