// The file store on a disk: written aside, flushed, renamed to its SHA-256, and checked on every read.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, reasonOf } from '../error-code.ts';
import { FileStoreError, type FileContent, type FileStore, type StoredFile } from './contract.ts';

/** 2 GiB: larger uploads are refused unless the store is opened with another limit. */
const usualLimitBytes = 2 * 1024 ** 3;
const abandonedAfterMs = 24 * 3_600_000;

/**
 * Opens (and makes) a store in `folder`. Uploads a crash left half-written are removed once they are a day old.
 * @param limitBytes the largest file that may be stored.
 */
export async function openDiskStore(folder: string, limitBytes: number = usualLimitBytes): Promise<FileStore> {
  const incoming = path.join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await removeAbandoned(incoming);
  return {
    put: (content, options) => put(folder, content, Math.min(options?.maxBytes ?? limitBytes, limitBytes)),
    get: async (sha256) => checked(sha256, await locate(folder, sha256)),
    read: (sha256, maxBytes) => read(folder, sha256, maxBytes),
    size: async (sha256) => (await found(pathOf(folder, sha256)))?.size,
    list: (options) => list(folder, options?.restedMs ?? 0),
    discard: (sha256) => discard(folder, sha256),
  };
}

async function put(folder: string, content: FileContent, maxBytes: number): Promise<StoredFile> {
  const draft = path.join(folder, 'incoming', randomUUID());
  try {
    const stored = await writeDraft(draft, content, maxBytes);
    const target = pathOf(folder, stored.sha256);
    const shelf = path.dirname(target);
    const made = await mkdir(shelf, { recursive: true, mode: 0o700 });
    // Over a file that is already there too: the bytes are the same, and a damaged copy is healed.
    await rename(draft, target);
    await flushFolder(shelf);
    if (made !== undefined) await flushFolder(folder);
    return stored;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeDraft(draft: string, content: FileContent, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const file = await open(draft, 'wx', 0o600).catch(failedWrite);
  try {
    for await (const piece of content instanceof Uint8Array ? [content] : content) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > maxBytes) throw new FileStoreError('too-large', `the file is larger than ${maxBytes} bytes`);
      hash.update(piece);
      await file.writeFile(piece).catch(failedWrite);
    }
    await file.sync().catch(failedWrite);
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

function failedWrite(cause: unknown): never {
  throw new FileStoreError('unwritable', `the file could not be written (${reasonOf(cause)})`, cause);
}

async function* checked(sha256: string, file: string): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>) {
      hash.update(piece);
      if (held) yield held;
      held = piece;
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new FileStoreError('not-found', `there is no file ${sha256}`);
    throw new FileStoreError('damaged', `the file ${sha256} cannot be read (${reasonOf(error)}): restore it from a backup`, error);
  }
  if (hash.digest('hex') !== sha256)
    throw new FileStoreError('damaged', `the file ${sha256} is not what was stored: restore it from a backup`);
  if (held) yield held;
}

async function read(folder: string, sha256: string, maxBytes: number): Promise<Buffer> {
  const file = await locate(folder, sha256);
  const { size } = await stat(file);
  if (size > maxBytes)
    throw new FileStoreError('too-large', `the file ${sha256} has ${size} bytes, more than the ${maxBytes} that may be read at once`);
  const pieces: Uint8Array[] = [];
  for await (const piece of checked(sha256, file)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function discard(folder: string, sha256: string): Promise<void> {
  await rm(pathOf(folder, sha256), { force: true });
}

async function* list(folder: string, restedMs: number): AsyncGenerator<StoredFile, void, undefined> {
  const shelves = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort();
  for (const shelf of shelves) {
    for (const name of (await readdir(path.join(folder, shelf))).filter((entry) => isAddress(entry)).sort()) {
      const there = await found(path.join(folder, shelf, name));
      if (there && (restedMs === 0 || Date.now() - there.mtimeMs > restedMs)) yield { sha256: name, sizeBytes: there.size };
    }
  }
}

async function locate(folder: string, sha256: string): Promise<string> {
  const file = pathOf(folder, sha256);
  if (!(await found(file))) throw new FileStoreError('not-found', `there is no file ${sha256}`);
  return file;
}

/** Only 64 hex digits ever become a path, so no address leaves the folder. */
function pathOf(folder: string, sha256: string): string {
  if (!isAddress(sha256)) throw new FileStoreError('bad-address', 'a file address is 64 lower-case hex digits');
  return path.join(folder, sha256.slice(0, 2), sha256);
}

function isAddress(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

async function found(file: string) {
  return stat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}

async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const draft = path.join(incoming, name);
    const there = await found(draft);
    if (there && Date.now() - there.mtimeMs > abandonedAfterMs) await rm(draft, { force: true });
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
