// The configuration: environment and flags in, one checked and frozen value out; a bad key is one line that names it.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isTimeZone } from '#lib';
import { z } from 'zod';
import { trustedProxies } from '../http/client-address.ts';
import { logLevels } from '../log.ts';

/** Thrown for a setting that is wrong, unknown or missing; `message` is one line that names it and never shows a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** Name of the environment key or flag. */
  readonly key: string;
  /** The exit code of a program that was called wrongly. */
  readonly exitCode = 2;

  constructor(key: string, message: string) {
    super(`${key}: ${message}`);
    this.key = key;
  }
}

/** Flags that stand for an environment key, and win over it. */
const flagKeys = {
  port: 'PORT',
  host: 'HOST',
  home: 'SITEWARD_HOME',
  'base-url': 'BASE_URL',
  'log-level': 'LOG_LEVEL',
  'time-zone': 'SITEWARD_TIME_ZONE',
} as const;

/** For `node:util` parseArgs: the options every command that opens an installation understands. */
export const configOptions = Object.fromEntries(Object.keys(flagKeys).map((flag) => [flag, { type: 'string' }])) as Record<
  keyof typeof flagKeys,
  { type: 'string' }
>;

/** Keys that tests read themselves; known, so that they are not refused as misspelt. */
const testKeys = ['SITEWARD_TEST_DATA'];

const number = (from: number, to: number, words: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, words)
    .transform(Number)
    .refine((value) => value >= from && value <= to, words);

const databaseUrl = z.string().refine(isDatabaseUrl, 'must be a PostgreSQL address such as postgres://user:password@host:5432/name');

const settings = z.object({
  PORT: number(0, 65_535, 'must be a port number from 0 (any free one) to 65535').default(8080),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or an address')
    .default('127.0.0.1'),
  SITEWARD_HOME: z
    .string()
    .refine((text) => !text.includes('\0'), 'must be a folder')
    .optional(),
  SITEWARD_KEYS_FILE: z.string().optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  BASE_URL: z.string().refine(isBaseUrl, 'must be http:// or https:// with a host and nothing after it').optional(),
  SITEWARD_TIME_ZONE: z.string().refine(isTimeZone, 'must be a time zone such as America/Chicago').default('UTC'),
  SITEWARD_SMTP_URL: z.string().refine(isSmtpUrl, 'must be smtp:// or smtps:// with a host').optional(),
  SITEWARD_MAIL_FROM: z.email('must be an e-mail address').optional(),
  SITEWARD_TRUSTED_PROXIES: z
    .string()
    .refine(isProxyList, 'must be addresses or networks with commas between them, such as 127.0.0.1, 10.1.0.0/16')
    .default(''),
});

/** Where mail goes: to a server, or as files into the home folder. */
export type MailConfig =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  | { readonly kind: 'files'; readonly from: string };

/** Where records live: in our own PostgreSQL in the home folder, or in one that exists. */
export type DatabaseConfig =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'external'; readonly appUrl: string; readonly ownerUrl: string };

/** The checked configuration. Paths are absolute. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly home: string;
  readonly keysFile: string;
  readonly baseUrl: string;
  readonly logLevel: (typeof logLevels)[number];
  readonly timeZone: string;
  readonly database: DatabaseConfig;
  readonly mail: MailConfig;
  /** Addresses and networks of proxies whose word about their callers counts; empty when there is none. */
  readonly trustedProxies: string;
}

/** What the configuration is read from. */
export interface ConfigSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Words of the command line that are flags, for example `['--port', '9000']`. */
  readonly flags?: readonly string[];
  /** Paths are relative to this folder. */
  readonly cwd: string;
  /** Folder name of the home when nobody chose one; a demo has its own. */
  readonly defaultHome?: string;
}

/**
 * Reads and checks everything at once.
 * @throws {ConfigError} for the first bad key; the caller prints its message and ends with its exit code.
 */
export function readConfig(source: ConfigSource): Config {
  refuseUnknown(source.env);
  const flags = readFlags(source.flags ?? []);
  const named = new Map<string, string>();
  const given: Record<string, string> = {};
  for (const key of Object.keys(settings.shape)) {
    const flag = Object.entries(flagKeys).find(([, known]) => known === key)?.[0] as keyof typeof flagKeys | undefined;
    const fromFlag = flag === undefined ? undefined : flags[flag];
    const value = fromFlag ?? source.env[key];
    named.set(key, fromFlag === undefined ? key : `--${flag}`);
    if (value === undefined) continue;
    if (value.trim() === '') throw new ConfigError(named.get(key) ?? key, 'is empty: give it a value or leave it out');
    given[key] = value.trim();
  }
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = String(issue?.path[0] ?? 'configuration');
    throw new ConfigError(named.get(key) ?? key, issue?.message ?? 'is wrong');
  }
  return Object.freeze(assemble(parsed.data, source));
}

function assemble(found: z.output<typeof settings>, source: ConfigSource): Config {
  const home = path.resolve(source.cwd, found.SITEWARD_HOME ?? source.defaultHome ?? '.siteward');
  return {
    port: found.PORT,
    host: found.HOST,
    home,
    keysFile: found.SITEWARD_KEYS_FILE ? path.resolve(source.cwd, found.SITEWARD_KEYS_FILE) : path.join(home, 'secrets.json'),
    baseUrl: found.BASE_URL
      ? new URL(found.BASE_URL).origin
      : `http://${found.HOST.includes(':') ? `[${found.HOST}]` : found.HOST}:${found.PORT}`,
    logLevel: found.LOG_LEVEL,
    timeZone: found.SITEWARD_TIME_ZONE,
    database: databaseOf(found),
    mail: mailOf(found),
    trustedProxies: found.SITEWARD_TRUSTED_PROXIES,
  };
}

function databaseOf(found: z.output<typeof settings>): DatabaseConfig {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = found;
  if (!appUrl && !ownerUrl) return { kind: 'embedded' };
  if (!appUrl)
    throw new ConfigError('DATABASE_URL', 'is missing: DATABASE_OWNER_URL alone is for migrations, the application needs its own role');
  if (!ownerUrl)
    throw new ConfigError('DATABASE_OWNER_URL', 'is missing: migrations run under the owner, not under the role of DATABASE_URL');
  if (new URL(appUrl).username === new URL(ownerUrl).username)
    throw new ConfigError('DATABASE_URL', 'must use another role than DATABASE_OWNER_URL, which may change tables');
  return { kind: 'external', appUrl, ownerUrl };
}

function mailOf(found: z.output<typeof settings>): MailConfig {
  if (!found.SITEWARD_SMTP_URL) return { kind: 'files', from: found.SITEWARD_MAIL_FROM ?? 'siteward@localhost.invalid' };
  if (!found.SITEWARD_MAIL_FROM) throw new ConfigError('SITEWARD_MAIL_FROM', 'is missing: mail over SITEWARD_SMTP_URL needs a sender');
  return { kind: 'smtp', url: found.SITEWARD_SMTP_URL, from: found.SITEWARD_MAIL_FROM };
}

function refuseUnknown(env: ConfigSource['env']): void {
  const known = [...Object.keys(settings.shape), ...testKeys];
  const unknown = Object.keys(env)
    .filter((key) => key.startsWith('SITEWARD_') && !known.includes(key))
    .sort()[0];
  if (unknown)
    throw new ConfigError(
      unknown,
      `is not a setting; known are ${known.filter((key) => key.startsWith('SITEWARD_') && !testKeys.includes(key)).join(', ')}`,
    );
}

function readFlags(words: readonly string[]): Partial<Record<keyof typeof flagKeys, string>> {
  for (const word of words) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name !== undefined && !(name in flagKeys))
      throw new ConfigError(
        `--${name}`,
        `is not a flag; known are ${Object.keys(flagKeys)
          .map((flag) => `--${flag}`)
          .join(', ')}`,
      );
  }
  try {
    return parseArgs({ args: [...words], options: configOptions, strict: true }).values;
  } catch (error) {
    const named = /--[a-z-]+/.exec(error instanceof Error ? error.message : '')?.[0];
    throw new ConfigError(named ?? 'flags', named ? 'needs a value' : 'hold a word that is no flag');
  }
}

function isDatabaseUrl(text: string): boolean {
  return (
    URL.canParse(text) &&
    /^postgres(ql)?:$/.test(new URL(text).protocol) &&
    new URL(text).pathname.length > 1 &&
    new URL(text).username !== ''
  );
}

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    /^https?:$/.test(url.protocol) && url.host !== '' && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  );
}

function isProxyList(text: string): boolean {
  try {
    trustedProxies(text);
    return true;
  } catch {
    return false;
  }
}

function isSmtpUrl(text: string): boolean {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '';
}
