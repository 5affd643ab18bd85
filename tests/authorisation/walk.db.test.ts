// The walk: every route tried as every role in every scope, and what is answered compared with the table written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, roleNames } from '#access';
import { type DeclaredRoute, declaredRoutes } from '../../src/app/routes.ts';
import { type ApiAnswer, type TestGrant, type TestPerson, type World, openWorld } from '../support/world.ts';
import { type Ground, type Place, makeGround, nowhere } from './ground.ts';
import { addressOf, requests } from './requests.ts';
import { type Row, type Verdict, type Where, table, verdict } from './table.ts';

/** Somebody who tries: a role granted somewhere, and the places they try. `guest`: also an institution for the whole network, whose grant lifts the walls between rows. */
interface Trial {
  readonly role: Role;
  readonly shape: string;
  readonly at: Where;
  readonly person: TestPerson;
  readonly places: readonly Place[];
  readonly guest?: true;
}

const routes = declaredRoutes();
let world: World;
let ground: Ground;
const trials: Trial[] = [];
const shutOut = new Map<string, string | null>();
const powerless = new Map<string, TestPerson>();

beforeAll(async () => {
  world = await openWorld();
  ground = await makeGround(world);
  const { own, otherStudy, otherSite, elsewhere } = ground;
  const shapes: [string, Where, Place[]][] = [
    ['own site and study', { siteId: own.siteId, studyId: own.studyId }, [own, otherStudy, otherSite, elsewhere]],
    ['own site', { siteId: own.siteId, studyId: null }, [otherStudy, otherSite]],
    ['own study', { siteId: null, studyId: own.studyId }, [otherSite, otherStudy]],
    ['network', { siteId: null, studyId: null }, [elsewhere]],
  ];
  for (const role of roleNames) {
    for (const [shape, at, places] of shapes)
      trials.push({ role, shape, at, places, person: await world.person(`${role} ${shape}`, [{ role, ...at }]) });
    const [shape, at, places] = shapes[0] as (typeof shapes)[number];
    const guest = await world.person(`${role} and guest`, [{ role, ...at }, { role: 'institution' }]);
    trials.push({ role, shape: `${shape}, institution elsewhere`, at, places, person: guest, guest: true });
  }
  const all = (more: Partial<TestGrant>) => roleNames.map((role): TestGrant => ({ role, ...more }));
  powerless.set('grants that ended yesterday', await world.person('Ended', all({ validTo: '2020-01-02' })));
  powerless.set('grants that begin later', await world.person('Later', all({ validFrom: '2099-01-01' })));
  const revoked = await world.person('Revoked', all({}));
  await world.superuser.query(`update access."grant" set revoked_at = now() where person_id = $1`, [revoked.id]);
  powerless.set('grants that were taken back', revoked);
  powerless.set('no grant', await world.person('Grantless', []));
  await lockOut(all({}));
}, 120_000);
afterAll(() => world.close());

async function lockOut(all: TestGrant[]): Promise<void> {
  const { superuser } = world;
  const disabled = await world.person('Disabled', all);
  await superuser.query('update access.person set disabled_at = now() where id = $1', [disabled.id]);
  const expired = await world.person('Expired', all);
  await superuser.query(`update auth.session set "expiresAt" = now() - interval '1 second' where token = $1`, [
    expired.credential.slice(2),
  ]);
  const idle = await world.person('Idle', all);
  await superuser.query(`update auth.session set "updatedAt" = now() - interval '16 minutes' where token = $1`, [idle.credential.slice(2)]);
  const oneFactor = await world.person('One factor', all);
  await superuser.query(`update access.person set second_factor = 'required' where id = $1`, [oneFactor.id]);
  shutOut.set('nobody', null);
  shutOut.set('a guessed session', `s:${'0'.repeat(32)}`);
  shutOut.set('a disabled person', disabled.credential);
  shutOut.set('an expired session', expired.credential);
  shutOut.set('an idle session', idle.credential);
  shutOut.set('a session without its second factor', oneFactor.credential);
}

/** Asks a route about the records of a place. */
function ask(credential: string | null, route: DeclaredRoute, place: Place): Promise<ApiAnswer> {
  const asked = requests[route.name]?.(place) ?? {};
  return world.request(credential, route.method, addressOf(route.path, place, asked), asked.body, {
    ...(asked.amends ? { 'if-match': '999999' } : {}),
    ...(asked.type ? { 'content-type': asked.type } : {}),
  });
}

/** The answer as bytes, without what names this one request. */
function bytes({ status, body }: ApiAnswer): string {
  if (status < 400) return JSON.stringify([status, body]);
  const { instance: _, requestId: __, ...problem } = body as Record<string, unknown>;
  return JSON.stringify([status, problem]);
}

const marksOf = (place: Place) => [place.marks.site, place.marks.study, place.marks.pair];

/** The names that a grant does not reach; a study or site is reached from any of its study-sites. */
function foreignMarks(at: Where): string[] {
  const fits = (place: Place) =>
    (at.siteId === null || at.siteId === place.siteId) && (at.studyId === null || at.studyId === place.studyId);
  const known = new Set(ground.places.filter(fits).flatMap(marksOf));
  return [...new Set(ground.places.flatMap(marksOf))].filter((mark) => !known.has(mark));
}

/** The verdict for all grants of the trial together: what one of them opens is open, and what one of them shows is no secret. */
function verdictFor({ role, at, guest }: Trial, row: Row, place: Place): Verdict {
  const own = verdict(row, role, at, place);
  if (!guest || own === 'in' || row.on === 'own' || row.on === 'trail') return own;
  return verdict(row, 'institution', { siteId: null, studyId: null }, place) === 'in' ? 'in' : 'forbidden';
}

/** The names that the trial must not meet on this route. */
function marksKeptFrom({ at, guest }: Trial, row: Row): string[] {
  if (!guest) return foreignMarks(at);
  const pairs = new Set(ground.places.map((place) => place.marks.pair));
  return row.may.includes('institution') ? [] : foreignMarks(at).filter((mark) => pairs.has(mark));
}

function isAnswer(expected: Verdict, status: number): boolean {
  if (expected === 'forbidden') return status === 403;
  if (expected === 'hidden') return status === 404;
  return status === 200 || status === 409 || status === 422;
}

/** Runs the work over all items, eight at a time. */
async function forAll<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    }),
  );
}

async function differencesOf(route: DeclaredRoute): Promise<string[]> {
  const row = table[route.name];
  if (!row) return [`${route.name} has no row`];
  const seen: string[] = [];
  await forAll(trials, async (trial) => {
    const { role, shape, person, places } = trial;
    const foreign = marksKeptFrom(trial, row);
    let unknown: string | undefined;
    for (const place of places) {
      const expected = verdictFor(trial, row, place);
      const answer = await ask(person.credential, route, place);
      const here = `${role} (${shape}) on ${place.name}`;
      if (!isAnswer(expected, answer.status)) seen.push(`${here}: expected ${expected}, got ${answer.status} ${answer.body?.code ?? ''}`);
      const text = JSON.stringify(answer.body);
      const leaked = (answer.status >= 400 && answer.status !== 409 ? ground.places.flatMap(marksOf) : foreign).filter((mark) =>
        text.includes(mark),
      );
      if (leaked.length > 0) seen.push(`${here}: the answer ${answer.status} holds "${[...new Set(leaked)].join('", "')}"`);
      // An absent record is compared wherever the actor may not know of it; without the right the guard answers before it looks.
      if (expected === 'in' || expected === 'forbidden') continue;
      unknown ??= bytes(await ask(person.credential, route, nowhere(place)));
      if (bytes(answer) !== unknown) seen.push(`${here}: ${bytes(answer)} differs from an unknown id's ${unknown}`);
    }
  });
  return seen.sort();
}

describe('the table and the contract', () => {
  it('[AUTH-01] every route has a row and a request, and every row has a route', () => {
    const names = routes.map((route) => route.name).sort();
    expect(Object.keys(table).sort()).toEqual(names);
    expect(Object.keys(requests).sort()).toEqual(names);
  });

  it('[AUTH-01] every role of the network stands in the table', () => {
    const used = new Set(Object.values(table).flatMap((row) => row.may));
    expect([...used].sort()).toEqual([...roleNames].sort());
  });
});

describe('[AUTH-02, AUTH-03, P11-04, P11-07] every role in every scope', () => {
  it.each(routes.map((route) => [route.name, route] as const))('%s answers as the table says', async (_, route) => {
    expect(await differencesOf(route)).toEqual([]);
  });

  it('[AUTH-04] the local operator does what the table says, for the whole network', async () => {
    const { credential } = await world.operator();
    const seen: string[] = [];
    await forAll(routes, async (route) => {
      const row = table[route.name];
      const { status, body } = await ask(credential, route, ground.elsewhere);
      const expected: Verdict = !row?.operator ? 'forbidden' : row.on === 'own' ? 'hidden' : 'in';
      if (!isAnswer(expected, status)) seen.push(`${route.name}: expected ${expected}, got ${status} ${body?.code ?? ''}`);
    });
    expect(seen).toEqual([]);
  });
});

describe('nobody, and those who are nobody any more', () => {
  it('[AUTH-05] without a live session every route is 401 and tells nothing', async () => {
    const seen: string[] = [];
    for (const [who, credential] of shutOut) {
      await forAll(routes, async (route) => {
        const answer = await ask(credential, route, ground.own);
        const unknown = await ask(credential, route, nowhere(ground.own));
        if (answer.status !== 401 || bytes(answer) !== bytes(unknown)) seen.push(`${who}: ${route.name} ${bytes(answer)}`);
      });
    }
    expect(seen).toEqual([]);
  });

  it('[AUTH-06, A11D-01] grants that ended, begin later or were taken back open nothing', async () => {
    const seen: string[] = [];
    for (const [who, person] of powerless) {
      await forAll(routes, async (route) => {
        const { status } = await ask(person.credential, route, ground.own);
        const on = table[route.name]?.on;
        const expected = { self: 200, 'self-command': 422, own: 404 }[String(on)] ?? 403;
        if (status !== expected) seen.push(`${who}: ${route.name} ${status}`);
      });
    }
    expect(seen).toEqual([]);
  });

  it('[AUTH-06, P11-04] a person who is disabled between two requests fails at the second', async () => {
    const leaver = await world.person('Leaver', [{ role: 'coordinator' }]);
    expect((await leaver.api('GET', `/subjects/${ground.own.subjectId}`)).status).toBe(200);
    await world.superuser.query('update access.person set disabled_at = now() where id = $1', [leaver.id]);
    expect((await leaver.api('GET', `/subjects/${ground.own.subjectId}`)).status).toBe(401);
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
