import { it } from 'vitest';
import { openWorld } from '../support/world.ts';
it('measures', async () => {
  const world = await openWorld();
  const c = world.superuser;
  await c.query(`insert into network.organization (id, name, kind) select gen_random_uuid(), 'o' || n, 'smo' from generate_series(1, 2000) n`);
  const run = async (label: string) => {
    const t = performance.now();
    await c.query(`do $$ declare r record; begin for r in select id from network.organization limit 2000 loop update network.organization set version = version + 1 where id = r.id; end loop; end $$`);
    console.log(label, ((performance.now() - t) / 2000).toFixed(4), 'ms per statement incl. seal');
  };
  await run('warm'); await run('with'); await run('with');
  await c.query(`alter function audit.record() reset all; alter function audit.record() set search_path = pg_catalog, pg_temp`);
  await run('warm'); await run('without'); await run('without');
  await c.query(`alter function audit.record() set timezone = 'UTC'`);
  await run('tz'); await run('tz');
  await world.close();
}, 200_000);
