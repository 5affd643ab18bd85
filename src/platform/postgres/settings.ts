// How the embedded server is set up, and the settings without which a regulated record must not be kept.
import type pg from 'pg';

/** Settings that stand on the server's command line, so that no file in the data folder can weaken them. */
export function serverSettings(durable: boolean): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Errors quote values and statements: the log keeps what the server says about itself and nothing else.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_checkpoints: 'off',
    ...(durable ? durableSettings : throwAwaySettings),
  };
}

const durableSettings = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

const throwAwaySettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  max_connections: '200',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
};

/** The durability settings that do not read back as on, each as `name is value`; empty when the server may hold records. */
export async function unsafeSettings(client: pg.Client): Promise<string[]> {
  const required = ['data_checksums', ...Object.keys(durableSettings)];
  const answer = await client.query<{ name: string; setting: string }>('select name, setting from pg_settings where name = any($1)', [
    required,
  ]);
  const found = new Map(answer.rows.map((row) => [row.name, row.setting]));
  return required.flatMap((name) => (found.get(name) === 'on' ? [] : [`${name} is ${found.get(name) ?? 'unknown'}`]));
}
