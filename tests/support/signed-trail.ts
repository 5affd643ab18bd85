// A short story in a database with its signed trail, and copies of it for whoever tampers: each attack works on a copy of its own.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type TrailReport, anchorDuty, verifyTrail } from '#audit';
import { Temporal, newId } from '#lib';
import { type Database, createDatabase, openDatabase } from '#platform';
import { type World, openWorld } from './world.ts';

/** The story: a site that was amended, holidays of which one was removed, an organization that was amended; three anchors. */
export interface SignedTrail {
  readonly world: World;
  /** For files of this test. */
  readonly folder: string;
  /** The text of the file of anchors. */
  readonly anchors: string;
  readonly privateKey: string;
  readonly holidays: readonly string[];
  /** Another copy of the database, under a superuser's connection. */
  readonly copy: () => Promise<pg.Client>;
  /** The program's own pool on a copy. */
  readonly programOn: (copy: pg.Client) => Database;
  readonly verify: (copy: pg.Client, anchors?: string, at?: Temporal.Instant) => Promise<TrailReport>;
  readonly close: () => Promise<void>;
}

/** An Ed25519 private key in PEM. */
export function newPrivateKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Now, by the machine's clock: the database's own clock seals the links. */
export const now = (): Temporal.Instant => Temporal.Now.instant();

/** Tells the story. Call `close` in `afterAll`. */
export async function openSignedTrail(): Promise<SignedTrail> {
  const world = await openWorld();
  const folder = await mkdtemp(path.join(tmpdir(), 'siteward-anchors-'));
  const file = path.join(folder, 'anchors.jsonl');
  const privateKey = newPrivateKey();
  const holidays = [newId(), newId(), newId()];
  await tellStory(world, holidays, anchorDuty({ database: world.database, file, privateKey }));
  const anchors = await readFile(file, 'utf8');
  // A database is copied only while nobody is in it.
  await world.close();
  const maintenance = new pg.Client({ ...world.cluster, database: 'postgres' });
  await maintenance.connect();
  const copies: pg.Client[] = [];
  return {
    world,
    folder,
    anchors,
    privateKey,
    holidays,
    copy: async () => {
      const name = `${world.databaseName}_${copies.length}`;
      await createDatabase(maintenance, name, world.databaseName);
      const client = new pg.Client({ ...world.cluster, database: name });
      await client.connect();
      copies.push(client);
      return client;
    },
    programOn: (copy) =>
      openDatabase(
        {
          host: world.cluster.host,
          port: world.cluster.port,
          user: 'siteward_app',
          password: world.passwords.siteward_app,
          database: copy.database ?? '',
        },
        2,
      ),
    verify: (client, text = anchors, at = now()) => verifyTrail({ client, anchors: text, publicKey: privateKey, now: at }),
    close: async () => {
      for (const copy of copies) await copy.end().catch(() => undefined);
      await maintenance.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function tellStory(world: World, holidays: readonly string[], duty: ReturnType<typeof anchorDuty>): Promise<void> {
  const [site, organization] = [newId(), newId()];
  const operator = await world.operator();
  const run = (action: string, text: string, values: unknown[] = []) => operator.act(action, (act) => act.tx.$client.query(text, values));
  await run(
    'network.add-site',
    `insert into network.site (id, name, code, country, time_zone, operating_model) values ($1, 'Lakeside', 'LAK', 'US', 'America/Chicago', 'owned')`,
    [site],
  );
  await run(
    'network.add-holidays',
    `insert into network.holiday (id, site_id, on_date, name) select h, $1, date '2026-07-01' + n::int, 'Holiday ' || n from unnest($2::uuid[]) with ordinality h (h, n)`,
    [site, holidays],
  );
  await duty.finish(now());
  await run('network.amend-site', `update network.site set city = 'Chicago', version = 2 where id = $1`, [site]);
  await run('network.remove-holiday', `delete from network.holiday where id = $1`, [holidays[2]]);
  await run('network.add-organization', `insert into network.organization (id, name, kind) values ($1, 'Acme Pharma', 'sponsor')`, [
    organization,
  ]);
  await duty.finish(now());
  await run('network.amend-organization', `update network.organization set country = 'US', version = 2 where id = $1`, [organization]);
  await duty.finish(now());
}

/** Runs a statement with the triggers of the story's tables off, as who owns the tables can. */
export const behindItsBack = (
  text: string,
) => `begin; set local session_replication_role = replica; alter table network.site disable trigger user; alter table network.organization disable trigger user;
  alter table network.holiday disable trigger user; ${text}; alter table network.site enable always trigger trail_insert, enable always trigger trail_update, enable always trigger trail_delete, enable always trigger trail_truncate;
  alter table network.organization enable always trigger trail_insert, enable always trigger trail_update, enable always trigger trail_delete, enable always trigger trail_truncate;
  alter table network.holiday enable always trigger trail_insert, enable always trigger trail_update, enable always trigger trail_delete, enable always trigger trail_truncate; commit`;
