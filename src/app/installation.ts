// One installation, opened: home, secrets, database up to date, pools per role, accounts. Everything that has to be closed again.
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { accountPool } from '#access';
import {
  type Accounts,
  type Cipher,
  type Clock,
  type Cluster,
  type Config,
  type Database,
  type Files,
  type Home,
  type HomeKind,
  type Log,
  type Secrets,
  createDatabase,
  ensureRoles,
  hasEmbedded,
  migrate,
  openAccounts,
  openCipher,
  openDatabase,
  openFiles,
  openHome,
  openSecrets,
  readMigrations,
  startEmbedded,
} from '#platform';

/** What to open. */
export interface InstallationRequest {
  readonly config: Config;
  readonly kind: HomeKind;
  readonly version: string;
  /** Folder of the program: its migrations and built pages are there. */
  readonly programFolder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** An opened installation. `stop` ends what was started, in the reverse order. */
export interface Installation {
  readonly config: Config;
  readonly home: Home;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly programFolder: string;
  readonly database: Database;
  readonly authDatabase: Database;
  readonly accounts: Accounts;
  /** Settings for a pool of another of the program's roles. */
  readonly connectionOf: (role: 'siteward_jobs' | 'siteward_backup') => pg.PoolConfig;
  /** Opens and seals identities. */
  readonly cipher: Cipher;
  /** Where the bytes of files are. */
  readonly files: Files;
  /** Keys the digests of request bodies. */
  readonly macKey: Uint8Array;
  /** The secret that the token file holds for local commands. */
  readonly operatorToken: string;
  readonly stop: () => Promise<void>;
}

const DATABASE = 'siteward';

/** Opens the installation; on any failure everything already started is stopped again and the error passes through. */
export async function openInstallation(request: InstallationRequest): Promise<Installation> {
  const { config, clock, log } = request;
  const home = await openHome({ folder: config.home, kind: request.kind, version: request.version, now: clock.now() });
  const secrets = await openSecrets(config.keysFile, config.database.kind === 'external' || !(await hasEmbedded(home.folder)));
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closers.reverse().splice(0)) await close();
  };
  try {
    const connectionOf = await openStorage(request, home, secrets, closers);
    const database = openDatabase(connectionOf('siteward_app'), 10);
    const authDatabase = openDatabase(connectionOf('siteward_auth'), 4);
    closers.push(
      () => database.end(),
      () => authDatabase.end(),
    );
    const accounts = openAccounts({
      pool: authDatabase,
      ...accountPool.accountHooks(authDatabase),
      secret: secrets.sessionSecret,
      baseUrl: config.baseUrl,
      demo: home.kind === 'demo',
    });
    return {
      config,
      home,
      secrets,
      clock,
      log,
      programFolder: request.programFolder,
      database,
      authDatabase,
      accounts,
      connectionOf,
      cipher: openCipher({ keyEncryptionKeys: secrets.vaultKeys, blindIndexKey: secrets.blindIndexKey }),
      files: await openFiles(home.filesFolder),
      macKey: createHmac('sha256', secrets.sessionSecret).update('request bodies').digest(),
      operatorToken: randomBytes(32).toString('base64url'),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type ConnectionOf = (role: 'siteward_app' | 'siteward_auth' | 'siteward_jobs' | 'siteward_backup') => pg.PoolConfig;

async function openStorage(
  request: InstallationRequest,
  home: Home,
  secrets: Secrets,
  closers: (() => Promise<void>)[],
): Promise<ConnectionOf> {
  const { config, programFolder, log } = request;
  const migrations = await readMigrations(join(programFolder, 'migrations'));
  if (config.database.kind === 'external') return openExternal(config.database, secrets, migrations);
  const cluster = await startEmbedded({
    home: home.folder,
    durable: true,
    log: (line) => log.debug('postgres', { line }),
    warn: (line) => log.warn('postgres', { line }),
  });
  closers.push(() => cluster.stop());
  await withClient({ ...address(cluster), ...cluster.superuser, database: 'postgres' }, async (client) => {
    await ensureRoles(client, secrets.databasePasswords);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await createDatabase(client, DATABASE);
  });
  const owner = { ...address(cluster), user: 'siteward_owner', password: secrets.databasePasswords.siteward_owner, database: DATABASE };
  await withClient(owner, (client) => migrate(client, migrations));
  return (role) => ({ ...address(cluster), user: role, password: secrets.databasePasswords[role], database: DATABASE });
}

function address(cluster: Cluster): { host: string; port: number } {
  return { host: cluster.host, port: cluster.port };
}

/** An existing server: the owner's login makes the roles, and migrates as siteward_owner so that both worlds own alike. */
async function openExternal(
  urls: { readonly appUrl: string; readonly ownerUrl: string },
  secrets: Secrets,
  migrations: Awaited<ReturnType<typeof readMigrations>>,
): Promise<ConnectionOf> {
  await withClient({ connectionString: urls.ownerUrl }, async (client) => {
    const { rows } = await client.query<{ server_version_num: string; db: string }>(
      `select current_setting('server_version_num') as server_version_num, current_database() as db`,
    );
    if (Number(rows[0]?.server_version_num) < 150_000) throw new Error('DATABASE_OWNER_URL: the server is older than PostgreSQL 15');
    const appUser = client.escapeIdentifier(decodeURIComponent(new URL(urls.appUrl).username));
    await ensureRoles(client, secrets.databasePasswords);
    if (appUser !== '"siteward_app"') await client.query(`grant siteward_app to ${appUser}`);
    await client.query('grant siteward_owner to current_user');
    const database = client.escapeIdentifier(rows[0]?.db ?? '');
    await client.query(`revoke all on database ${database} from public`);
    await client.query(`grant create, connect on database ${database} to siteward_owner`);
    for (const role of ['siteward_app', 'siteward_auth', 'siteward_jobs', 'siteward_backup'])
      await client.query(`grant connect on database ${database} to ${role}`);
    await client.query(`alter role siteward_auth in database ${database} set search_path = auth`);
    await client.query('set role siteward_owner');
    await migrate(client, migrations);
  });
  const server = new URL(urls.appUrl);
  return (role) => {
    if (role === 'siteward_app') return { connectionString: urls.appUrl };
    const url = new URL(server);
    url.username = role;
    url.password = encodeURIComponent(secrets.databasePasswords[role]);
    return { connectionString: url.toString() };
  };
}

async function withClient<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
