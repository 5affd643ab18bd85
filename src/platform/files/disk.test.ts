// The file store on a disk: what comes out is what went in, or nothing comes out to the end.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileStore } from './contract.ts';
import { openDiskStore } from './disk.ts';

let folder: string;
let store: FileStore;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'siteward-files-'));
  store = await openDiskStore(folder, 4_000_000);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pathOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function flip(file: string, position: number): Promise<void> {
  const handle = await open(file, 'r+');
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, position);
  await handle.write(Buffer.from([buffer[0]! ^ 1]), 0, 1, position);
  await handle.close();
}

describe('the file store', () => {
  it('gives back any bytes, in any pieces, under their SHA-256', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), fc.integer({ min: 1, max: 700 }), async (bytes, size) => {
        const stored = await store.put(inPieces(bytes, size));
        expect(stored).toEqual({ sha256: digest(bytes), sizeBytes: bytes.length });
        expect((await collect(await store.get(stored.sha256))).equals(bytes)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the same bytes once, closed to others, and leaves nothing behind', async () => {
    const bytes = randomBytes(300_000);
    const [first, second] = [await store.put(bytes), await store.put(inPieces(bytes, 1_000))];
    expect(second).toEqual(first);
    expect((await stat(pathOf(first.sha256))).mode & 0o777).toBe(0o600);
    expect(await everything(store.list())).toEqual([first]);
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
  });

  it('takes the same and different bytes at once', async () => {
    const contents = [
      ...Array.from({ length: 8 }, () => Buffer.from('the same')),
      ...Array.from({ length: 8 }, (_, index) => Buffer.from(`other ${index}`)),
    ];
    const stored = await Promise.all(contents.map((bytes) => store.put(bytes)));
    expect(new Set(stored.map((one) => one.sha256)).size).toBe(9);
    for (const [index, one] of stored.entries()) expect(await store.read(one.sha256, 100)).toEqual(contents[index]);
  });

  it.each([0, 700_000, 999_999])('stops before the end when the byte at %i was flipped', async (position) => {
    const bytes = randomBytes(1_000_000);
    const { sha256 } = await store.put(bytes);
    await flip(pathOf(sha256), position);
    let received = 0;
    const reading = (async () => {
      for await (const piece of await store.get(sha256)) received += piece.length;
    })();
    await expect(reading).rejects.toMatchObject({ fault: 'damaged' });
    expect(received).toBeLessThan(bytes.length);
    await expect(store.read(sha256, 2_000_000)).rejects.toMatchObject({ fault: 'damaged' });
    await store.put(bytes);
    expect((await store.read(sha256, 2_000_000)).equals(bytes)).toBe(true);
  });

  it.each([0, 999])('finds a file cut to %i bytes damaged', async (length) => {
    const { sha256 } = await store.put(randomBytes(1_000));
    await truncate(pathOf(sha256), length);
    await expect(collect(await store.get(sha256))).rejects.toMatchObject({ fault: 'damaged' });
  });

  it('refuses a file above the limit while it streams, and keeps nothing of it', async () => {
    await expect(store.put(inPieces(Buffer.alloc(4_000_001), 65_536))).rejects.toMatchObject({ fault: 'too-large' });
    await expect(store.put(Buffer.alloc(11), { maxBytes: 10 })).rejects.toMatchObject({ fault: 'too-large' });
    await expect(store.put(Buffer.alloc(5_000_000), { maxBytes: 9_000_000 })).rejects.toMatchObject({ fault: 'too-large' });
    expect((await store.put(Buffer.alloc(10), { maxBytes: 10 })).sizeBytes).toBe(10);
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
    const { sha256 } = await store.put(Buffer.alloc(50));
    await expect(store.read(sha256, 49)).rejects.toMatchObject({ fault: 'too-large' });
  });

  it('keeps nothing of an upload that breaks off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half of');
      throw new Error('connection lost');
    }
    await expect(store.put(broken())).rejects.toThrow('connection lost');
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
  });

  it('knows addresses only, no paths', async () => {
    for (const name of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`, 'incoming']) {
      await expect(store.get(name)).rejects.toMatchObject({ fault: 'bad-address' });
      await expect(store.size(name)).rejects.toMatchObject({ fault: 'bad-address' });
    }
    await expect(store.get('0'.repeat(64))).rejects.toMatchObject({ fault: 'not-found' });
    expect(await store.size('0'.repeat(64))).toBeUndefined();
  });

  it('forgets half-written uploads of a day ago when it opens, and nothing else', async () => {
    const { sha256 } = await store.put(Buffer.from('kept'));
    for (const name of ['old', 'young']) await writeFile(path.join(folder, 'incoming', name), 'x');
    await utimes(path.join(folder, 'incoming', 'old'), new Date(0), new Date(0));
    await openDiskStore(folder);
    expect(await readdir(path.join(folder, 'incoming'))).toEqual(['young']);
    expect(await readFile(pathOf(sha256), 'utf8')).toBe('kept');
  });
});

async function everything<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of stream) all.push(one);
  return all;
}
