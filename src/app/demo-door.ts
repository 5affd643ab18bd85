// What only a demo offers: its people by name on the sign-in page. The sign-in itself is the accounts' one-click endpoint.
import { Hono } from 'hono';
import { type DemoPerson, accountPool } from '#access';
import type { Installation } from './installation.ts';
import type { Variables } from './server.ts';

/** The demo's people; none while it is still loading. */
export async function demoPeople(installation: Pick<Installation, 'authDatabase'>): Promise<DemoPerson[]> {
  return accountPool.listDemoPeople(installation.authDatabase);
}

/** The raw route of the sign-in page of a demo. */
export function demoDoor(installation: Pick<Installation, 'authDatabase'>): Hono<Variables> {
  const app = new Hono<Variables>();
  app.get('/api/demo/people', async (c) => c.json(await demoPeople(installation), 200, { 'cache-control': 'no-store' }));
  return app;
}
