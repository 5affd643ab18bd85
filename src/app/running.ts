// The note a serving program leaves in its home: port and token for local commands, readable by its owner alone.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const note = z.object({ port: z.number().int(), pid: z.number().int(), token: z.string().min(32) });
export type RunningNote = z.infer<typeof note>;

const fileOf = (home: string) => join(home, 'running.json');

/** Leaves the note; mode 0600 from its first byte. */
export async function leaveNote(home: string, content: RunningNote): Promise<void> {
  const making = `${fileOf(home)}.${process.pid}`;
  await rm(making, { force: true });
  await writeFile(making, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
  await rename(making, fileOf(home));
}

/** Takes the note away if it is ours. */
export async function removeNote(home: string): Promise<void> {
  if ((await readNote(home))?.pid === process.pid) await rm(fileOf(home), { force: true });
}

/** The note of a program that still answers, or null. */
export async function readRunning(home: string): Promise<RunningNote | null> {
  const found = await readNote(home);
  if (!found) return null;
  const answers = await fetch(`http://127.0.0.1:${found.port}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  );
  return answers ? found : null;
}

async function readNote(home: string): Promise<RunningNote | null> {
  try {
    const parsed = note.safeParse(JSON.parse(await readFile(fileOf(home), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
