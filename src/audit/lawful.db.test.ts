// What is no tampering: early seals, later migrations, declared restores, and the role that only reads.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadActor } from '#access';
import { newId } from '#lib';
import { transact } from '#platform';
import { type SignedTrail, behindItsBack, now, openSignedTrail } from '../../tests/support/signed-trail.ts';
import { declareRestore } from './actions.ts';
import { type AnchorDuty, anchorDuty } from './jobs.ts';

let trail: SignedTrail;
/** The copy of the story that one test works on. */
let victim: pg.Client;
beforeAll(async () => {
  trail = await openSignedTrail();
});
afterAll(() => trail.close());

describe('what is no tampering', () => {
  it('sealing early and writing on in one transaction verifies', async () => {
    victim = await trail.copy();
    await victim.query('begin');
    await victim.query(`update network.site set city = 'Boston'`);
    await victim.query('set constraints all immediate');
    await victim.query(`update network.site set city = 'Salem'`);
    await victim.query(`update network.organization set country = 'DE'`);
    await victim.query('commit');
    expect((await trail.verify(victim)).problems).toEqual([]);
  });

  it('a later migration that adds columns and drops one is no break', async () => {
    victim = await trail.copy();
    await victim.query(`alter table network.site add column phone text, add column beds integer not null default 4`);
    await victim.query(`alter table network.organization drop column country`);
    await victim.query(`insert into migration.applied (name, sha256) values ('20991231-0000-later', 'x')`);
    await victim.query(`update network.site set beds = 5`);
    expect((await trail.verify(victim)).problems).toEqual([]);
  });

  it('a value put into a new column behind the trail is still seen', async () => {
    victim = await trail.copy();
    await victim.query(`alter table network.site add column beds integer not null default 4`);
    await victim.query(behindItsBack(`update network.site set beds = 5`));
    expect((await trail.verify(victim)).problems.map((problem) => problem.message).join('\n')).toMatch(
      /network\.site .* behind the trail's back after entry \d+: beds/,
    );
  });

  it('the backup role verifies the trail, and can write nothing', async () => {
    victim = await trail.copy();
    const backup = new pg.Client({
      host: trail.world.cluster.host,
      port: trail.world.cluster.port,
      user: 'siteward_backup',
      password: trail.world.passwords.siteward_backup,
      database: victim.database ?? '',
    });
    await backup.connect();
    expect((await trail.verify(backup)).ok).toBe(true);
    for (const statement of [
      `update network.site set city = 'x'`,
      `delete from audit.entry`,
      `insert into audit.link select * from audit.link`,
      `create table network.x ()`,
      `create temp table x ()`,
    ])
      await expect(backup.query(statement)).rejects.toMatchObject({ code: '42501' });
    await backup.end();
  });
});

describe('a restore of an older backup', () => {
  // What such a restore leaves: the last transaction never happened, and the anchors still speak of it.
  async function restoreOlder(): Promise<void> {
    victim = await trail.copy();
    await victim.query(`delete from audit.entry where action = 'network.amend-organization'`);
    await victim.query(behindItsBack(`update network.organization set country = null, version = 1`));
    await victim.query(`delete from audit.link where id = (select max(id) from audit.link)`);
    await victim.query(
      `update audit.head set link_id = l.id, hash = l.hash, era = 2 from (select * from audit.link order by id desc limit 1) l`,
    );
  }
  const messages = async (anchors?: string) => (await trail.verify(victim, anchors)).problems.map((problem) => problem.message).join('\n');

  /** The program on the restored copy, with a file of anchors of its own. */
  async function withProgram(
    work: (program: { file: string; duty: AnchorDuty; declare: (reason: string) => Promise<unknown> }) => Promise<void>,
  ) {
    const file = path.join(trail.folder, `${newId()}.jsonl`);
    await writeFile(file, trail.anchors);
    const database = trail.programOn(victim);
    const credential = `o:${newId()}`;
    await victim.query(`insert into access.operator_pass (id, person_id, secret_sha256, expires_at)
      select gen_random_uuid(), id, sha256(convert_to('${credential.slice(2)}', 'UTF8')), now() + interval '1 hour' from access.person where kind = 'operator'`);
    const declare = (reason: string) =>
      transact(database, { credential, action: 'audit.declare-restore', requestId: newId() }, async (tx) => {
        const actor = await loadActor(tx);
        if (!actor) throw new Error('the operator has no pass');
        return declareRestore(
          {
            tx,
            actor,
            now: now(),
            requestId: newId(),
            newId,
            cipher: trail.world.cipher,
            files: trail.world.files,
            tell: async () => undefined,
            teller: async () => undefined,
          },
          file,
          reason,
        );
      });
    await work({ file, duty: anchorDuty({ database, file, privateKey: trail.privateKey }), declare }).finally(() => database.end());
  }

  it('[A11D-04] undeclared it is named, declared with a reason it is explained, and the trail goes on', async () => {
    await restoreOlder();
    expect(await messages()).toMatch(/an older state was put in its place/);
    await withProgram(async ({ file, duty, declare }) => {
      // The program was running, and had written and signed, before anybody declared anything.
      await victim.query(`update network.site set city = 'Boston'`);
      await duty.finish(now());
      expect(await messages(await readFile(file, 'utf8'))).toMatch(/is not the one that anchor 3 signed/);
      expect(await declare('disk failed, backup of yesterday put in place')).toMatchObject({ lostAnchors: 1 });
      await duty.declareRestore(now());
      await victim.query(`update network.site set city = 'Salem'`);
      await duty.finish(now());
      const report = await trail.verify(victim, await readFile(file, 'utf8'));
      expect(report.problems).toEqual([]);
      expect(report.explained).toEqual([
        expect.stringMatching(
          /^1 signed head speaks of what was lost .*anchor 5 by Local operator.*: disk failed, backup of yesterday put in place$/,
        ),
      ]);
      await victim.query(`update audit.entry set reason = 'x' where action = 'network.amend-site'`);
      expect(await messages(await readFile(file, 'utf8'))).toMatch(/does not fit entry/);
    });
  });

  it('[A11D-04] a head signed as restored explains nothing without a reason in the trail, and nothing that was lost before it was sound again', async () => {
    await restoreOlder();
    await withProgram(async ({ file, duty, declare }) => {
      await duty.declareRestore(now());
      expect(await messages(await readFile(file, 'utf8'))).toMatch(/anchor 4 declares a restore, and nobody gave a reason/);
      await expect(declare('a reason that comes too late')).rejects.toMatchObject({ code: 'nothing-to-declare' });
    });
  });

  it('[A11D-04] where every anchor holds there is nothing to declare, and nobody but the operator declares', async () => {
    victim = await trail.copy();
    await withProgram(async ({ declare }) => {
      await expect(declare('in store, for a rainy day')).rejects.toMatchObject({ code: 'nothing-to-declare' });
      await expect(declare(' ')).rejects.toMatchObject({ code: 'reason-missing' });
      await victim.query(`update access.person set kind = 'service' where kind = 'operator'`);
      await expect(declare('by somebody else')).rejects.toMatchObject({ code: 'not-allowed' });
    });
  });
});
