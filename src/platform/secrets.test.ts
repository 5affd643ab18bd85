// The keys file: made once, closed to others, refused when weak, shared or lost.
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, readSecrets } from './secrets.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'siteward-keys-'));
  file = path.join(folder, 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function alter(change: (keys: Record<string, unknown>) => void): Promise<void> {
  const keys = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  change(keys);
  await writeFile(file, JSON.stringify(keys));
}

describe('the keys file', () => {
  it('is made on the first start with mode 0600 and read again afterwards', async () => {
    const made = await openSecrets(file, true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(made.vaultKeys[0]?.key).toHaveLength(32);
    expect(made.blindIndexKey).toHaveLength(32);
    expect(made.anchorKey).toContain('PRIVATE KEY');
    expect(await openSecrets(file, false)).toEqual(made);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('is the same for two first starts at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => openSecrets(file, true)));
    for (const one of all) expect(one).toEqual(all[0]);
  });

  it('is never replaced when it is lost while a database exists', async () => {
    await expect(openSecrets(file, false)).rejects.toThrow(/is missing although the database exists/);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([0o640, 0o604, 0o666])('is refused when others may read it (mode %o)', async (mode) => {
    await openSecrets(file, true);
    await chmod(file, mode);
    await expect(readSecrets(file)).rejects.toThrow(/is open to others \(mode 06/);
  });

  it.each<[string, (keys: Record<string, unknown>) => void, RegExp]>([
    ['a short session secret', (keys) => (keys['sessionSecret'] = 'short'), /sessionSecret is too short/],
    ['a sample session secret', (keys) => (keys['sessionSecret'] = 'changeme'.repeat(6)), /sessionSecret is too short or no random/],
    ['a key of 31 bytes', (keys) => (keys['blindIndexKey'] = Buffer.alloc(31, 7).toString('base64')), /blindIndexKey must be 32 bytes/],
    [
      'a key of zeros',
      (keys) => (keys['vaultKeys'] = [{ version: 1, key: Buffer.alloc(32).toString('base64') }]),
      /vaultKeys\.0\.key is no random value/,
    ],
    ['no vault key', (keys) => (keys['vaultKeys'] = []), /vaultKeys must hold at least one key/],
    [
      'one version twice',
      (keys) => (keys['vaultKeys'] = [...(keys['vaultKeys'] as object[]), ...(keys['vaultKeys'] as object[])]),
      /must not hold a version twice/,
    ],
    ['a broken anchor key', (keys) => (keys['anchorKey'] = 'none'), /anchorKey must be an Ed25519/],
    [
      'a missing password',
      (keys) => delete (keys['databasePasswords'] as Record<string, string>)['siteward_app'],
      /databasePasswords\.siteward_app is missing/,
    ],
    ['an unknown key', (keys) => (keys['sessionSecrt'] = 'x'), /unknown key/],
    [
      'one value for two purposes',
      (keys) => (keys['blindIndexKey'] = keys['sessionSecret']),
      /blindIndexKey is the same value as sessionSecret/,
    ],
  ])('is refused with %s, naming the key and not its value', async (_, change, words) => {
    await openSecrets(file, true);
    await alter(change);
    const error = await readSecrets(file).catch((thrown: Error) => thrown as Error);
    expect((error as Error).message).toMatch(words);
    expect((error as Error).message).not.toMatch(/changeme|\n/);
  });

  it('is refused when it is cut short', async () => {
    await openSecrets(file, true);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 40));
    await expect(readSecrets(file)).rejects.toThrow(/is not JSON/);
  });
});
