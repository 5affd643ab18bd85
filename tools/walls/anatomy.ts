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
  contract: { ...pure, own: [], left: ['contract'], packages: /^(zod|@orpc\/(contract|zod))(\/|$)/ },
  rules: { ...pure, own: ['contract'], left: words },
  policy: { ...pure, own: ['contract'], left: ['contract'] },
  sample: { ...pure, own: ['contract'], left: ['contract'] },
  formats: { ...pure, own: ['contract'], left: ['contract'] },
  tables: { ...shell, own: [], left: [], sql: true },
  store: { ...shell, own: ['tables', 'contract'], left: ['contract'], sql: true },
  questions: { ...shell, own: ['tables', 'contract', 'rules', 'policy'], left: words, sql: true },
  actions: {
    ...shell,
    own: ['contract', 'rules', 'policy', 'tables', 'store', 'questions', 'formats'],
    left: ['contract', 'rules', 'door'],
    node: true,
  },
  listens: { ...shell, own: ['contract', 'rules', 'store'], left: words },
  jobs: { ...shell, own: ['contract', 'actions', 'formats'], left: ['contract'], node: true },
  routes: { ...shell, own: ['contract', 'actions', 'questions'], left: ['contract'] },
  commands: { ...shell, own: ['contract', 'actions', 'questions', 'rules', 'formats'], left: ['contract'], node: true },
  index: { ...shell, own: 'all', left: [], platform: false },
  web: { ...pure, own: ['contract', 'rules'], left: ['contract', 'rules', 'web'], pure: false },
};

/** Rooms whose doors the read side may also use: who asks, and what a person may see. */
export const foundations: readonly string[] = ['access', 'audit', 'vault', 'signatures', 'tasks'];

/** Packages that touch the outside world: never in a pure file, nor in the browser. */
export const shellPackages =
  /^(pg|pg-boss|drizzle-orm|hono|@hono\/[^/]+|better-auth|@better-auth\/[^/]+|@orpc\/server|nodemailer|pino|prom-client|piscina|@node-rs\/argon2)(\/|$)/;

/** Packages that query the database. */
export const sqlPackages = /^(pg|drizzle-orm)(\/|$)/;

/** Packages that belong to tests. */
export const testPackages = /^(vitest|fast-check|playwright-core|axe-core)(\/|$)/;

/** Functions of the foundations that any room's SQL may call, by schema. */
export const openFunctions: Readonly<Record<string, readonly string[]>> = {
  access: ['my_scope', 'actor_id', 'scope_keys'],
};

/** Schemas that are not named after their room. */
export const schemaOwner: Readonly<Record<string, string>> = { auth: 'access', jobs: 'platform' };

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
