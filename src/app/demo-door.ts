// What only a demo offers: its people by name on the sign-in page. The sign-in itself is the accounts' one-click endpoint.
import { Hono } from 'hono';
import type { Installation } from './installation.ts';
import type { Variables } from './server.ts';

/** One line of the sign-in page. */
export interface DemoPerson {
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The demo's people, and whether it is still loading. */
export async function demoPeople(installation: Pick<Installation, 'authDatabase'>): Promise<DemoPerson[]> {
  const { rows } = await installation.authDatabase.query<DemoPerson>(
    `select p.account_id as "accountId", p.name, array_agg(distinct g.role order by g.role) as roles
     from access.person p join access."grant" g on g.person_id = p.id and g.revoked_at is null
     where p.account_id is not null and p.second_factor = 'waived' and p.disabled_at is null
     group by p.id order by p.name`,
  );
  return rows;
}

/** The raw route of the sign-in page of a demo. */
export function demoDoor(installation: Pick<Installation, 'authDatabase'>): Hono<Variables> {
  const app = new Hono<Variables>();
  app.get('/api/demo/people', async (c) => c.json(await demoPeople(installation), 200, { 'cache-control': 'no-store' }));
  return app;
}
