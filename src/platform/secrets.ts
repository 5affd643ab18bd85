// The keys of one installation, kept outside the database in one file that only its owner may read.
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { codeOf, reasonOf } from './error-code.ts';

/** Roles of the database that log in with a password of ours. */
export const databaseRoles = ['siteward_owner', 'siteward_app', 'siteward_auth', 'siteward_jobs', 'siteward_backup'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** The keys, decoded. Losing the vault keys loses every identity in the vault, so the file is escrowed apart from the data. */
export interface Secrets {
  /** Signs sessions and encrypts second factors. */
  readonly sessionSecret: string;
  /** Key-encryption keys of the vault by version; the highest one encrypts. 32 bytes each. */
  readonly vaultKeys: readonly { readonly version: number; readonly key: Buffer }[];
  /** Keyed digests for look-ups in the vault, 32 bytes. */
  readonly blindIndexKey: Buffer;
  /** Ed25519 private key that signs the head of the trail, PKCS #8 in PEM. */
  readonly anchorKey: string;
  readonly databasePasswords: Readonly<Record<DatabaseRole, string>>;
}

/** Thrown when the keys may not be used; one line that names the file and the key, never a value. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError';
}

const keyBytes = 32;

const key32 = z.string().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== keyBytes || bytes.toString('base64') !== text)
    context.addIssue({ code: 'custom', message: `must be ${keyBytes} bytes in base64` });
  else if (isMonotonous(bytes)) context.addIssue({ code: 'custom', message: 'is no random value' });
  return bytes;
});

const password = z
  .string()
  .refine((text) => text.length >= 24 && !isMonotonous(Buffer.from(text)), 'is too short or no random value (24 characters or more)');

const secretsFile = z.strictObject({
  sessionSecret: z
    .string()
    .refine((text) => text.length >= 32 && !isMonotonous(Buffer.from(text)), 'is too short or no random value (32 characters or more)'),
  vaultKeys: z
    .array(z.strictObject({ version: z.int().positive(), key: key32 }))
    .min(1, 'must hold at least one key')
    .refine((keys) => new Set(keys.map((one) => one.version)).size === keys.length, 'must not hold a version twice'),
  blindIndexKey: key32,
  anchorKey: z.string().refine(isEd25519, 'must be an Ed25519 private key in PKCS #8 PEM'),
  databasePasswords: z.strictObject(
    Object.fromEntries(databaseRoles.map((role) => [role, password])) as Record<DatabaseRole, typeof password>,
  ),
});

/**
 * Reads and checks the keys.
 * @throws {SecretsError} when the file is missing, open to others, malformed, weak, or uses one value for two purposes.
 */
export async function readSecrets(file: string): Promise<Secrets> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SecretsError(`the keys file ${file} cannot be read (${reasonOf(error)}): restore it from its escrow`);
  });
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) {
    throw new SecretsError(
      `the keys file ${file} is open to others (mode ${(mode & 0o777).toString(8).padStart(4, '0')}): chmod 600 it, and replace the keys if anyone may have read them`,
    );
  }
  const parsed = secretsFile.safeParse(parseJson(text, file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SecretsError(`the keys file ${file}: ${issue?.path.join('.') || 'the file'} ${words(issue)}`);
  }
  refuseShared(file, parsed.data);
  return parsed.data;
}

/**
 * Reads the keys, or makes them on the very first start.
 * @param mayCreate false when a database already exists: new keys could not open it.
 * @throws {SecretsError} as `readSecrets`; also when the keys are missing and may not be made.
 */
export async function openSecrets(file: string, mayCreate: boolean): Promise<Secrets> {
  const exists = await stat(file).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );
  if (!exists) {
    if (!mayCreate)
      throw new SecretsError(
        `the keys file ${file} is missing although the database exists, and new keys could not open it: restore the file from its escrow`,
      );
    await create(file);
  }
  return readSecrets(file);
}

/** Linked into place, so that of two first starts one wins and both use its keys. */
async function create(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw new SecretsError(`the keys file ${file} cannot be written (${reasonOf(error)})`, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
}

function newSecrets(): z.input<typeof secretsFile> {
  const fresh = (): string => randomBytes(keyBytes).toString('base64');
  return {
    sessionSecret: fresh(),
    vaultKeys: [{ version: 1, key: fresh() }],
    blindIndexKey: fresh(),
    anchorKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    databasePasswords: Object.fromEntries(databaseRoles.map((role) => [role, randomBytes(24).toString('base64url')])) as Record<
      DatabaseRole,
      string
    >,
  };
}

function refuseShared(file: string, secrets: Secrets): void {
  const values: [string, string][] = [
    ['sessionSecret', secrets.sessionSecret],
    ['blindIndexKey', secrets.blindIndexKey.toString('base64')],
    ...secrets.vaultKeys.map((one): [string, string] => [`vaultKeys ${one.version}`, one.key.toString('base64')]),
    ...Object.entries(secrets.databasePasswords).map(([role, value]): [string, string] => [`databasePasswords.${role}`, value]),
  ];
  const seen = new Map<string, string>();
  for (const [name, value] of values) {
    const other = seen.get(value);
    if (other) throw new SecretsError(`the keys file ${file}: ${name} is the same value as ${other}`);
    seen.set(value, name);
  }
}

function words(issue: { readonly code?: string | undefined; readonly message: string; readonly keys?: unknown } | undefined): string {
  if (issue?.code === 'custom' || issue?.code === 'too_small') return issue.message;
  if (issue?.code === 'unrecognized_keys') return 'holds an unknown key';
  return 'is missing or malformed';
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SecretsError(`the keys file ${file} is not JSON: restore it from its escrow`);
  }
}

/** Sample values and keyboard rolls have few different bytes; 24 random ones have more than 10 with near certainty. */
function isMonotonous(bytes: Buffer): boolean {
  return new Set(bytes).size < 10;
}

function isEd25519(pem: string): boolean {
  try {
    return pem.startsWith('-----BEGIN PRIVATE KEY-----') && createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
