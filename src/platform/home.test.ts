// The home folder: marked from its first day, and never both a demo and the real thing.
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Temporal } from '#lib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homeKind, openHome, type HomeKind } from './home.ts';

let root: string;
const now = Temporal.Instant.from('2026-03-01T09:00:00Z');
const open = (name: string, kind: HomeKind) => openHome({ folder: path.join(root, name), kind, version: '0.1.0', now });

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'siteward-home-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the home folder', () => {
  it('is made closed to others, marked, and found again', async () => {
    const made = await open('a/b', 'real');
    expect(made).toMatchObject({ kind: 'real', isNew: true, createdAt: '2026-03-01T09:00:00Z', madeBy: '0.1.0' });
    for (const folder of [made.filesFolder, made.mailFolder, made.anchorsFolder, made.backupsFolder])
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(made.folder)).mode & 0o066).toBe(0);
    expect(await open('a/b', 'real')).toEqual({ ...made, isNew: false });
    expect(await homeKind(made.folder)).toBe('real');
    expect(await homeKind(path.join(root, 'none'))).toBeUndefined();
  });

  it('of a demo can never become real, nor the reverse', async () => {
    await open('demo', 'demo');
    await open('real', 'real');
    await expect(open('demo', 'real')).rejects.toThrow(/is a demo and can never hold real records/);
    await expect(open('real', 'demo')).rejects.toThrow(/holds real records and is not touched by a demo/);
    await rm(path.join(root, 'demo', 'siteward.json'));
    await expect(open('demo', 'real')).rejects.toThrow(/is not empty and no home of siteward/);
  });

  it('may be an empty folder, but no folder with other things in it', async () => {
    await mkdir(path.join(root, 'empty'));
    expect((await open('empty', 'real')).isNew).toBe(true);
    await mkdir(path.join(root, 'photos'));
    await writeFile(path.join(root, 'photos', 'cat.jpg'), '');
    await expect(open('photos', 'real')).rejects.toThrow(/is not empty and no home of siteward/);
    await expect(openHome({ folder: path.join(root, 'photos', 'cat.jpg'), kind: 'real', version: '1', now })).rejects.toThrow(
      /cannot be used: E/,
    );
  });

  it('with a damaged marker is refused instead of marked again', async () => {
    const { folder } = await open('a', 'demo');
    await writeFile(path.join(folder, 'siteward.json'), '{"kind":"de');
    await expect(open('a', 'demo')).rejects.toThrow(/is damaged/);
  });

  it('gets one marker from two first starts', async () => {
    const results = await Promise.allSettled([open('a', 'demo'), open('a', 'real')]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(JSON.parse(await readFile(path.join(root, 'a', 'siteward.json'), 'utf8'))).toMatchObject({ version: '0.1.0' });
  });
});
