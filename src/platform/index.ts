// The door of platform: the outside world without domain words.
export { bytes, instant, minor, plainDate } from './db/columns.ts';
export type { Database, TransactionContext, Tx } from './db/transact.ts';
export { openDatabase, sqlState, transact } from './db/transact.ts';
export type { Migration } from './db/migrate.ts';
export { MigrationError, migrate, readMigrations } from './db/migrate.ts';
export type { RolePasswords } from './db/roles.ts';
export { createDatabase, ensureRoles, loginRoles } from './db/roles.ts';
export type { Fact, Listener, Tell } from './facts.ts';
export { fact, on, teller } from './facts.ts';
export { Refusal, found, must } from './refusal.ts';
export type { RouteMeta } from './contract.ts';
