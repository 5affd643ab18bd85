// The database roles of the program. Roles belong to the cluster, so they are made here and not by a migration.
import type pg from 'pg';

/** Roles that log in, each with its own small pool. */
export const loginRoles = ['siteward_owner', 'siteward_app', 'siteward_auth', 'siteward_jobs', 'siteward_backup'] as const;
/** Roles that only own functions: the credential's resolvers, the trail's writers, the vault's readers. */
export const ownerRoles = ['siteward_ctx', 'siteward_trail', 'siteward_vault'] as const;

export type LoginRole = (typeof loginRoles)[number];
/** One password per login role. */
export type RolePasswords = Readonly<Record<LoginRole, string>>;

/**
 * Creates what is missing of the roles and sets their passwords. `client` needs CREATEROLE; only a superuser can give
 * BYPASSRLS to the backup role, so an external server's backup role may stay without it until its DBA grants it.
 */
export async function ensureRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  const existing = new Set(
    (await client.query<{ rolname: string }>(`select rolname from pg_roles where rolname like 'siteward\\_%'`)).rows.map(
      (row) => row.rolname,
    ),
  );
  for (const role of [...loginRoles, ...ownerRoles]) {
    if (!existing.has(role)) await tolerateDuplicate(client.query(`create role ${role} nologin`));
  }
  for (const role of loginRoles) {
    await client.query(`alter role ${role} login password ${client.escapeLiteral(passwords[role])}`);
  }
  // Row-level security makes planning dearer than running: a prepared statement is planned once per connection, not once per use.
  await client.query('alter role siteward_app set plan_cache_mode = force_generic_plan');
  const { rows } = await client.query<{ rolsuper: boolean }>('select rolsuper from pg_roles where rolname = current_user');
  if (rows[0]?.rolsuper) await client.query('alter role siteward_backup bypassrls');
  for (const role of ownerRoles) await client.query(`grant ${role} to siteward_owner`);
  // The migrations give functions to these roles and hand schemas to pg-boss and the accounts library.
  for (const role of ['siteward_jobs', 'siteward_auth'] as const) await client.query(`grant ${role} to siteward_owner`);
}

/** Creates the database, owned by siteward_owner and closed to everybody else. */
export async function createDatabase(client: pg.Client, name: string, template?: string): Promise<void> {
  const database = client.escapeIdentifier(name);
  await client.query(
    `create database ${database} owner siteward_owner${template ? ` template ${client.escapeIdentifier(template)} strategy file_copy` : ''}`,
  );
  await client.query(`revoke all on database ${database} from public`);
  for (const role of loginRoles) await client.query(`grant connect on database ${database} to ${role}`);
  await client.query(`alter role siteward_auth in database ${database} set search_path = auth`);
}

async function tolerateDuplicate(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    // Two programs may prepare one cluster at once.
    if ((error as { code?: string }).code !== '42710') throw error;
  }
}
