// Writers that never stop asking: each sends a command again under its key until it is answered, and remembers the answers.
import { newId } from '#lib';
import type { ApiAnswer } from '../support/world.ts';
import { type Caller, call } from './people.ts';
import { pause } from './program.ts';

/** Numbers between 0 and 1 from a seed (mulberry32), so that a run can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What was acknowledged, and what was seen on the way. */
export interface Seen {
  /** Ids of subjects, visits and grants whose commands were answered with 200. */
  readonly subjects: string[];
  readonly visits: string[];
  readonly grants: string[];
  /** Answers by status; `none` counts broken connections. */
  readonly answers: Map<string, number>;
  /** Answers that were neither a success nor a plain 503 problem, for the failing test's message. */
  readonly strange: string[];
}

/** Who writes and where. */
export interface Ground {
  readonly url: () => string;
  readonly coordinators: readonly Caller[];
  readonly administrators: readonly Caller[];
  readonly colleague: string;
  readonly studySites: readonly { readonly studySiteId: string; readonly siteId: string }[];
}

/** Four writers over one program. */
export interface Writers {
  readonly seen: Seen;
  /** Lets every command come to its answer and holds the writers there. */
  readonly rest: () => Promise<void>;
  readonly goOn: () => void;
  readonly stop: () => Promise<void>;
}

/** Starts the writers: they consent subjects, complete their first visits, and give grants. */
export function startWriters(ground: Ground, seed: number): Writers {
  const seen: Seen = { subjects: [], visits: [], grants: [], answers: new Map(), strange: [] };
  let state: 'go' | 'rest' | 'stop' = 'go';
  const resting = new Set<number>();
  const loops = [0, 1, 2, 3].map(async (number) => {
    const random = randomFrom(seed + number);
    while (state !== 'stop') {
      resting.delete(number);
      await work(ground, seen, random);
      while (state === 'rest') {
        resting.add(number);
        await pause(5);
      }
    }
    resting.add(number);
  });
  const all = Promise.all(loops);
  let failure: Error | undefined;
  all.catch((error: unknown) => (failure = error instanceof Error ? error : new Error(String(error))));
  return {
    seen,
    rest: async () => {
      state = 'rest';
      while (resting.size < 4) {
        if (failure) throw failure;
        await pause(5);
      }
    },
    goOn: () => {
      state = 'go';
      resting.clear();
    },
    stop: async () => {
      state = 'stop';
      await all;
    },
  };
}

function oneOf<T>(of: readonly T[], random: () => number): T {
  const chosen = of[Math.floor(random() * of.length)];
  if (chosen === undefined) throw new Error('there is nothing to choose from');
  return chosen;
}

async function work(ground: Ground, seen: Seen, random: () => number): Promise<void> {
  const at = oneOf(ground.studySites, random);
  const coordinator = oneOf(ground.coordinators, random);
  if (random() < 0.2) {
    const body = {
      role: 'monitor',
      siteId: at.siteId,
      studyId: null,
      validFrom: '2026-01-01',
      validTo: '2035-12-31',
      reason: 'Visits the site',
    };
    const given = await insist(ground, seen, oneOf(ground.administrators, random), `/access/people/${ground.colleague}/grants`, body);
    seen.grants.push(given.id);
    return;
  }
  const subject = await insist(ground, seen, coordinator, `/study-sites/${at.studySiteId}/subjects`, { consentedOn: '2026-06-01' });
  seen.subjects.push(subject.id);
  const { visits } = await read(ground, seen, coordinator, `/subjects/${subject.id}/visits`);
  for (const [key, actualDate] of [
    ['V1', '2026-06-02'],
    ['V2', '2026-06-15'],
  ]) {
    const planned = (visits as { id: string; key: string }[]).find((visit) => visit.key === key);
    if (!planned) throw new Error(`subject ${subject.number} has no visit ${key}`);
    const visit = await read(ground, seen, coordinator, `/visits/${planned.id}`);
    const activities = (visit.activities as { key: string }[]).map((activity) => ({ key: activity.key, done: true }));
    await insist(
      ground,
      seen,
      coordinator,
      `/visits/${visit.id}/completion`,
      { actualDate, modality: 'on-site', activities },
      { 'if-match': String(visit.version) },
    );
    seen.visits.push(visit.id);
    if (random() < 0.5) return;
  }
}

function insist(
  ground: Ground,
  seen: Seen,
  caller: Caller,
  address: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer['body']> {
  const keyed = { ...headers, 'idempotency-key': newId() };
  return untilAnswered(seen, `POST ${address}`, () => call(ground.url(), caller, 'POST', address, body, keyed));
}

function read(ground: Ground, seen: Seen, caller: Caller, address: string): Promise<ApiAnswer['body']> {
  return untilAnswered(seen, `GET ${address}`, () => call(ground.url(), caller, 'GET', address));
}

async function untilAnswered(seen: Seen, what: string, ask: () => Promise<ApiAnswer>): Promise<ApiAnswer['body']> {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    const answer = await ask().catch((error: unknown) => (isLost(error) ? null : Promise.reject(error)));
    const status = answer === null ? 'none' : String(answer.status);
    seen.answers.set(status, (seen.answers.get(status) ?? 0) + 1);
    if (answer?.status === 200) return answer.body;
    if (answer !== null && !isUnavailable(answer)) seen.strange.push(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    if (answer !== null && answer.status < 500) throw new Error(`${what} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    if (performance.now() > giveUpAt) throw new Error(`${what} has had no answer for a minute`);
    await pause(100);
  }
}

function isLost(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError;
}

function isUnavailable(answer: ApiAnswer): boolean {
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  return answer.status === 503 && isProblem && answer.headers.has('retry-after') && answer.body.code === 'database-unavailable';
}
