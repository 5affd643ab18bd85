// Starts and ends of the real program: whatever is wrong is said in words with exit code 1, and an end leaves nothing behind.
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, openHome, systemClock } from '#platform';
import {
  type Built,
  asSuperuser,
  buildProgram,
  homes,
  isHealthy,
  killProgram,
  runProgram,
  serverOf,
  startProgram,
  stopProgram,
} from './program.ts';

let built: Built;
let folder: Awaited<ReturnType<typeof homes>>;
/** A home of the real thing, shared by the tests that leave it as they found it. */
let real: string;

beforeAll(async () => {
  built = await buildProgram();
  folder = await homes();
  real = await folder.make();
});

afterAll(async () => {
  await folder?.remove();
  await built?.remove();
});

const nobody = { postmaster: undefined, backends: [] };

async function expectNothingLeft(home: string): Promise<void> {
  expect(await serverOf(home)).toEqual(nobody);
  await expect(readFile(path.join(home, 'running.json'))).rejects.toThrow('ENOENT');
}

describe('starting and ending', () => {
  it('[G3] a second start over the same home is refused in words; the first goes on until Ctrl-C ends it and leaves no process and no note', async () => {
    const home = real;
    const first = await startProgram(built.entry, home, await freePort());
    try {
      const second = await runProgram(built.entry, ['start', '--home', home, '--port', String(await freePort())]);
      expect(second.code, second.said).toBe(1);
      expect(second.said).toMatch(
        /another siteward process already runs the database in .*: stop that one first, or use another home folder/,
      );
      expect(second.said).not.toMatch(/ at .*\.(ts|mjs):\d/);
      expect(await isHealthy(first.url)).toBe(true);
    } finally {
      expect(await stopProgram(first, 'SIGINT'), first.said()).toBe(0);
    }
    await expectNothingLeft(home);
  });

  it('a busy port is refused in words, and the database that was started for it is stopped again', async () => {
    const home = real;
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const ended = await runProgram(built.entry, ['start', '--home', home, '--port', String(port)]);
    other.close();
    expect(ended.code, ended.said).toBe(1);
    expect(ended.said).toContain(`Port ${port} is busy: another program listens there. Choose one with --port or PORT.`);
    expect(ended.said).not.toMatch(/ at .*\.(ts|mjs):\d/);
    expect(await serverOf(home)).toEqual(nobody);
  });

  it('a first start that was killed before its database came to be does not spoil the home, and SIGTERM ends the next one as cleanly', async () => {
    const home = await folder.make();
    await openHome({ folder: home, kind: 'real', version: '0.1.0', now: systemClock.now() });
    const running = await startProgram(built.entry, home, 0);
    // The port was its own choice, and what is sent from there comes from its own pages.
    const attempt = { email: 'nobody@example.org', password: 'no word of anybody' };
    const sent = await fetch(`${running.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { origin: running.url, 'content-type': 'application/json' },
      body: JSON.stringify(attempt),
    });
    expect(sent.status, await sent.text()).toBe(401);
    expect(await stopProgram(running, 'SIGTERM'), running.said()).toBe(0);
    await expectNothingLeft(home);
  });

  it('a demo is never opened as the real thing, nor the real thing as a demo', async () => {
    const demo = await folder.make();
    const asDemo = await runProgram(built.entry, ['demo', '--home', real, '--port', String(await freePort())]);
    expect(asDemo.code).toBe(1);
    expect(asDemo.said).toContain('holds real records and is not touched by a demo: choose another home folder');
    // The end comes while the demo is being loaded, and is as clean as any other.
    const running = await startProgram(built.entry, demo, await freePort(), 'demo');
    expect(await stopProgram(running), running.said()).toBe(0);
    const asReal = await runProgram(built.entry, ['start', '--home', demo, '--port', String(await freePort())]);
    expect(asReal.code).toBe(1);
    expect(asReal.said).toContain('is a demo and can never hold real records: choose another home folder');
    expect(await serverOf(demo)).toEqual(nobody);
  });

  it('a database that is newer than the program is refused in words and left as it is', async () => {
    const home = await folder.make();
    const extra = '20991231-2359-from-the-future.sql';
    const newer = { ...built, folder: `${built.folder}-newer` };
    await cp(built.folder, newer.folder, { recursive: true, verbatimSymlinks: true });
    await writeFile(
      path.join(newer.folder, 'migrations', extra),
      '-- Something that a later version adds.\n-- breaking: no\ncreate schema future;\n',
    );
    try {
      expect(await stopProgram(await startProgram(path.join(newer.folder, 'dist', 'siteward.mjs'), home, await freePort()))).toBe(0);
    } finally {
      await rm(newer.folder, { recursive: true, force: true });
    }
    const older = await runProgram(built.entry, ['start', '--home', home, '--port', String(await freePort())]);
    expect(older.code, older.said).toBe(1);
    expect(older.said).toContain(`The database is newer than this program: it has migration ${extra}. Install the newer version.`);
    expect(await serverOf(home)).toEqual(nobody);
  });

  it('of two first starts at once one serves a whole database and the other is refused in words', async () => {
    const home = await folder.make();
    const starts = await Promise.allSettled([0, 1].map(async () => startProgram(built.entry, home, await freePort())));
    const [served] = starts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = starts.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    if (!served) throw new Error(`none serves: ${refused.join('\n')}`);
    try {
      expect(refused).toHaveLength(1);
      expect(refused[0]).toMatch(/the program ended \(1\): .*another siteward process already runs the database/s);
      const applied = await asSuperuser(home, async (client) => (await client.query('select name from migration.applied')).rowCount);
      expect(applied).toBeGreaterThan(10);
    } finally {
      await killProgram(served);
    }
  });
});
