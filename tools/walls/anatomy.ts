// The anatomy of a room as data: which role files exist, what each may import, and which are pure.

/** What a role file may reach. Lib is open to every role; a role always reaches its own folder. */
export interface RoleRule {
  /** Roles of the same room it may import; 'all' means every one except `web`. */
  readonly own: readonly string[] | 'all';
  /** How rooms to the left may be entered: `door` is `#room`, the others `#room/contract` and so on. */
  readonly left: readonly ('contract' | 'rules' | 'web' | 'door')[];
  /** Whether the platform's door is open to it. */
  readonly platform: boolean;
  /** Whether `node:` modules are. */
  readonly node: boolean;
  /** Whether drizzle and pg are: only files that query. */
  readonly sql: boolean;
  /** Pure: no clock, no randomness, no I/O, no environment. */
  readonly pure: boolean;
  /** Packages it may import; absent means all except those of the shell when pure. */
  readonly packages?: RegExp;
}

const pure = { platform: false, node: false, sql: false, pure: true } as const;
const shell = { platform: true, node: false, sql: false, pure: false } as const;
const words = ['contract', 'rules'] as const;

/** Every role name a room may use, and its rule. A new one needs an ADR. */
export const anatomy: Readonly<Record<string, RoleRule>> = {
  rules: { ...pure, own: [], left: words },
  contract: { ...pure, own: ['rules'], left: words, packages: /^(zod|@orpc\/(contract|zod))(\/|$)/ },
  policy: { ...pure, own: ['contract', 'rules'], left: words },
  sample: { ...pure, own: ['contract', 'rules'], left: words },
  formats: { ...pure, own: ['contract', 'rules'], left: words },
  tables: { ...shell, own: ['rules', 'contract'], left: words, sql: true },
  store: { ...shell, own: ['tables', 'rules', 'contract'], left: words, sql: true, node: true },
  questions: { ...shell, own: ['tables', 'contract', 'rules', 'policy', 'store'], left: ['contract', 'rules', 'door'], sql: true },
  actions: {
    ...shell,
    own: ['contract', 'rules', 'policy', 'tables', 'store', 'questions', 'formats'],
    left: ['contract', 'rules', 'door'],
    node: true,
  },
  listens: { ...shell, own: ['contract', 'rules', 'store', 'actions'], left: words },
  jobs: { ...shell, own: ['contract', 'rules', 'actions', 'questions', 'formats'], left: ['contract', 'rules', 'door'], node: true },
  routes: { ...shell, own: ['contract', 'actions', 'questions'], left: ['contract'] },
  commands: { ...shell, own: ['contract', 'actions', 'questions', 'rules', 'formats'], left: ['contract', 'rules', 'door'], node: true },
  index: { ...shell, own: 'all', left: [] },
  web: { ...pure, own: ['contract', 'rules'], left: ['contract', 'rules', 'web'], pure: false },
  act: { ...shell, own: ['rules'], left: [], sql: true },
  guard: { ...shell, own: ['act', 'rules'], left: ['contract'], node: true },
};

/** Roles that one room alone may use; each stands in an ADR. */
export const rolesOfOneRoom: Readonly<Record<string, string>> = { act: 'access', guard: 'access' };

/** Rooms whose doors the read side may also use: who asks, and what a person may see. */
export const foundations: readonly string[] = ['access', 'audit', 'vault', 'files', 'signatures', 'tasks'];

/** Packages that touch the outside world: never in a pure file, nor in the browser. */
export const shellPackages =
  /^(pg|pg-boss|drizzle-orm|hono|@hono\/[^/]+|better-auth|@better-auth\/[^/]+|@orpc\/server|nodemailer|pino|prom-client|piscina|@node-rs\/argon2)(\/|$)/;

/** Packages that query the database. */
export const sqlPackages = /^(pg|drizzle-orm)(\/|$)/;

/** Packages that read CSV: one place has them. */
export const csvPackages = /^csv-parse(\/|$)/;

/** Packages that belong to tests. */
export const testPackages = /^(vitest|fast-check|playwright-core|axe-core)(\/|$)/;

/** Functions of the foundations that any room's SQL may call, by schema. */
export const openFunctions: Readonly<Record<string, readonly string[]>> = {
  access: ['my_scope', 'actor_id', 'scope_keys'],
};

/** Schemas that are not named after their room. */
export const schemaOwner: Readonly<Record<string, string>> = { auth: 'platform', jobs: 'platform' };

/** Names that say nothing; also refused as the last word of a longer name. */
export const emptyNames: ReadonlySet<string> = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'manager',
  'service',
  'base',
  'data',
  'info',
]);
