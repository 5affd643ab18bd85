// The ground of the benchmarks: a real installation on a durable embedded database in a temporary home, with a study and its subjects.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Act, loadActor, openAct } from '#access';
import { newId } from '#lib';
import { type Database, createLog, freePort, openDatabase, readConfig, systemClock, transact } from '#platform';
import { completeVisit, visitsOfSubject } from '#visits';
import { consentSubject } from '#subjects';
import { schedule } from '../examples/nlx-301/story.ts';
import { type Installation, openInstallation } from '../src/app/installation.ts';
import { tell } from '../src/app/rooms.ts';
import { type Serving, serveInstallation } from '../src/app/serve.ts';
import { findEmbedded } from '../src/platform/postgres/embedded.ts';
import { type Caller, addCaller, asTestPerson, sessionOf } from '../tests/faults/people.ts';
import { type StudySiteMade, makeContract, makeSite, signInBuilders, taken } from '../tests/journeys/nlx-301-network.ts';
import { releaseSchedule } from '../tests/support/schedule-release.ts';
import type { World } from '../tests/support/world.ts';

/** What the benchmarks work with. */
export interface Ground {
  readonly installation: Installation;
  readonly serving: Serving;
  /** People who do the same work: over HTTP nobody writes more often than 120 times a minute. */
  readonly coordinators: readonly Caller[];
  readonly studyId: string;
  readonly site: StudySiteMade;
  /** A superuser's pool, for bare statements without row-level security. */
  readonly bare: Database;
  /** Runs work in one transaction, as the coordinator or with another credential. */
  readonly act: <T>(action: string, work: (act: Act) => Promise<T>, credential?: string) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** A visit that is ready to be completed. */
export interface ReadyVisit {
  readonly id: string;
  readonly version: number;
  readonly on: string;
}

const activities = ['vital-signs', 'ecg', 'labs', 'imaging', 'dosing'].map((key) => ({ key, name: `Activity ${key}` }));

/** What the completion of every visit of the ground says. */
export const everythingDone = activities.map(({ key }) => ({ key, done: true }));

/** Opens everything; `close` ends it and removes the home. */
export async function openGround(): Promise<Ground> {
  const home = await mkdtemp(path.join(tmpdir(), 'siteward-bench-'));
  await rm(home, { recursive: true });
  const config = readConfig({ env: {}, flags: ['--home', home, '--port', String(await freePort())], cwd: tmpdir() });
  const installation = await openInstallation({
    config,
    kind: 'real',
    version: 'bench',
    programFolder: process.cwd(),
    clock: systemClock,
    log: createLog('warn'),
  });
  const serving = await serveInstallation(installation);
  const address = await findEmbedded(home);
  if (!address) throw new Error('the database is not there');
  const bare = openDatabase({ host: address.host, port: address.port, ...address.superuser, database: 'siteward' }, 8);
  const { studyId, site } = await buildStudy(home, serving.address);
  const coordinators: Caller[] = [];
  for (let n = 1; n <= 6; n += 1)
    coordinators.push(await addCaller(home, `Cora Bench ${n}`, [{ role: 'coordinator', siteId: site.siteId }]));
  const [first] = coordinators;
  if (!first) throw new Error('nobody is there');
  const act = actor(installation, sessionOf(first));
  await bare.query(
    'create table public.bare_visit (id uuid primary key, name text, done_on date); create table public.bare_line (id uuid primary key, visit_id uuid, amount bigint)',
  );
  return {
    installation,
    serving,
    coordinators,
    studyId,
    site,
    bare,
    act,
    close: async () => {
      await bare.end();
      await serving.stop();
      await installation.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function actor(installation: Installation, session: string): Ground['act'] {
  return (action, work, credential = session) => {
    const requestId = newId();
    return transact(installation.database, { credential, action, requestId }, async (tx) => {
      const actor = await loadActor(tx);
      if (!actor) throw new Error('the session has ended');
      const { cipher, files } = installation;
      return work(openAct({ tx, actor, now: systemClock.now(), requestId, newId, cipher, files }, tell));
    });
  };
}

async function buildStudy(home: string, url: string): Promise<{ studyId: string; site: StudySiteMade }> {
  const person = async (name: string, grants: Parameters<typeof addCaller>[2] = []) =>
    asTestPerson(url, await addCaller(home, name, grants), name);
  const builders = await signInBuilders({ person } as unknown as World);
  const { manager } = builders;
  const siteId = await makeSite(builders, {
    code: 'AUS',
    name: 'Austin Research Center',
    city: 'Austin',
    country: 'US',
    timeZone: 'America/Chicago',
  });
  const words = {
    name: 'NLX-301',
    title: 'Benchmark',
    phases: ['III'],
    therapeuticAreas: ['oncology'],
    sponsor: 'Aurelia',
    cro: 'Norvane',
  };
  const { id: studyId } = taken(await manager.api('POST', '/studies', { code: 'NLX-301', ...words }), 'study');
  const planned = { ...schedule, visits: schedule.visits.map((visit) => ({ ...visit, activities })) };
  const draft = taken(await manager.api('POST', `/studies/${studyId}/schedules`, { schedule: planned }), 'schedule');
  taken(await releaseSchedule(manager, draft), 'release');
  const opening = { siteId, number: '101', targetEnrolment: 2_000, openedOn: '2026-01-15' };
  const opened = taken(await manager.api('POST', `/studies/${studyId}/sites`, opening), 'study-site');
  await makeContract(builders, { studyId, siteId: null });
  return { studyId, site: { siteId, studySiteId: opened.id, number: '101' } };
}

const course = [
  ['V1', '2026-03-02'],
  ['V2', '2026-03-09'],
] as const;
const ready = [
  ['V3', '2026-04-06'],
  ['V4', '2026-05-04'],
] as const;

/** Enrols subjects until so many visits are ready: each brings its visits of weeks 4 and 8, in this order. */
export async function enrol(ground: Ground, visits: number): Promise<ReadyVisit[]> {
  const perVisit: ReadyVisit[][] = ready.map(() => []);
  const one = async () => {
    const { id } = await ground.act('subjects.consent', (act) =>
      consentSubject(act, { studySiteId: ground.site.studySiteId, consentedOn: '2026-03-02' }),
    );
    for (const [key, on] of course)
      await ground.act('visits.complete', async (act) => {
        const visit = await planned(act, id, key);
        await complete(act, visit.id, on, visit.version);
      });
    for (const [index, [key, on]] of ready.entries()) {
      const visit = await ground.act('visits.view', (act) => planned(act, id, key));
      perVisit[index]?.push({ id: visit.id, version: visit.version, on });
    }
  };
  let left = Math.ceil(visits / ready.length);
  await Promise.all(
    [0, 1, 2].map(async () => {
      while (left-- > 0) await one();
    }),
  );
  return perVisit.flat();
}

async function planned(act: Act, subjectId: string, key: string): Promise<{ id: string; version: number }> {
  const { visits } = await visitsOfSubject(act, subjectId);
  const found = visits.find((visit) => visit.key === key);
  if (!found) throw new Error(`no visit ${key}`);
  return found;
}

/** Completes a visit with everything done. */
export async function complete(act: Act, visitId: string, actualDate: string, version: number): Promise<void> {
  await completeVisit(act, visitId, { actualDate, modality: 'on-site', activities: everythingDone }, version);
}
