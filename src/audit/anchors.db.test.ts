// The duty of the anchors: when the head is signed, and what happens when two sign, or the file is damaged.
import { generateKeyPairSync } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, Temporal } from '#lib';
import { type World, openWorld } from '../../tests/support/world.ts';
import { verifyTrail } from './commands.ts';
import { type AnchorDuty, anchorDuty } from './jobs.ts';

let world: World;
let folder: string;
let file: string;
let duty: AnchorDuty;
const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const start = Temporal.Now.instant();
const after = (minutes: number) => start.add({ minutes });
const write = (rows = 1) =>
  world.superuser.query(
    `insert into network.organization (id, name, kind) select gen_random_uuid(), $1 || n, 'smo' from generate_series(1, $2::int) n`,
    [newId(), rows],
  );
beforeAll(async () => {
  world = await openWorld();
  folder = await mkdtemp(path.join(tmpdir(), 'siteward-duty-'));
  file = path.join(folder, 'anchors.jsonl');
  duty = anchorDuty({ database: world.database, file, privateKey });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the duty of the anchors', () => {
  it('signs at the first start, then after 15 minutes or 1,000 entries, and never twice the same head', async () => {
    expect((await duty.tick(after(0)))?.seq).toBe(1);
    expect(await duty.tick(after(30))).toBeNull();
    await write();
    expect(await duty.tick(after(14))).toBeNull();
    expect((await duty.tick(after(15)))?.seq).toBe(2);
    await write(999);
    expect(await duty.tick(after(16))).toBeNull();
    await write();
    expect((await duty.tick(after(17)))?.seq).toBe(3);
    expect(await duty.finish(after(17))).toBeNull();
    await write();
    expect((await duty.finish(after(18)))?.seq).toBe(4);
  });

  it('a migration is signed at the next tick', async () => {
    await world.superuser.query(`alter table network.site add column phone text`);
    await world.superuser.query(`insert into migration.applied (name, sha256) values ('20991231-0000-later', 'x')`);
    expect((await duty.tick(after(19)))?.schemaVersion).toContain('20991231-0000-later');
  });

  it('two programs that sign at once leave one sound file, closed to others', async () => {
    await write();
    await Promise.all([duty.finish(after(20)), duty.finish(after(20)), duty.finish(after(20))]);
    const report = await verifyTrail({
      client: world.superuser,
      anchors: await readFile(file, 'utf8'),
      publicKey: privateKey,
      now: after(21),
    });
    expect(report.problems).toEqual([]);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('is never continued over a damaged line', async () => {
    await appendFile(file, '{"seq": 99\n');
    await write();
    await expect(duty.finish(after(22))).rejects.toThrow(/line \d+ of .* is no anchor/);
  });
});
