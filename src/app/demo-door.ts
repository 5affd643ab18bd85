// What only a demo offers on its sign-in page: a person of each role by one click, and how far the loading of the network is.
import { Hono } from 'hono';
import { type DemoPerson, accountPool } from '#access';
import type { Installation } from './installation.ts';
import type { Variables } from './server.ts';

/** How far the loading is; `total` is 0 until the participants are counted. */
export interface DemoLoading {
  readonly done: number;
  readonly total: number;
}

/** The first person of each role, in the order in which they joined; none until the loading has come to them. */
export async function demoPeople(installation: Pick<Installation, 'authDatabase'>): Promise<DemoPerson[]> {
  const people = await accountPool.listDemoPeople(installation.authDatabase);
  const offered = new Set<string>();
  return people.filter(({ roles }) => {
    const isNew = roles.some((role) => !offered.has(role));
    for (const role of roles) offered.add(role);
    return isNew;
  });
}

/** The raw routes of the sign-in page of a demo. `loading` answers null once everything is there. */
export function demoDoor(installation: Pick<Installation, 'authDatabase'>, loading: () => DemoLoading | null): Hono<Variables> {
  const app = new Hono<Variables>();
  const fresh = { 'cache-control': 'no-store' };
  app.get('/api/demo/people', async (c) => c.json(await demoPeople(installation), 200, fresh));
  app.get('/api/demo/loading', (c) => c.json({ loading: loading() }, 200, fresh));
  return app;
}
