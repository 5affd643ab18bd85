// A world for the market: who leads the network, who leads one site, and jobs that run.
import { startJobs } from './imports.ts';
import { type TestPerson, type World, openWorld } from './world.ts';

/** A world with the people who read the market. */
export interface MarketWorld {
  readonly world: World;
  /** Of the whole network. */
  readonly nora: TestPerson;
  /** Of the site in Austin alone. */
  readonly dora: TestPerson;
  readonly close: () => Promise<void>;
}

/** Opens one with a single site. */
export async function openMarketWorld(): Promise<MarketWorld> {
  const world = await openWorld();
  const nora = await world.person('Nora Network', [{ role: 'network-manager' }]);
  const site = {
    code: 'AUS',
    name: 'Site AUS',
    city: 'Austin',
    country: 'US',
    timeZone: 'America/Chicago',
    operatingModel: 'owned',
    institutionId: null,
  };
  const { body } = await nora.api('POST', '/sites', site);
  const dora = await world.person('Dora Director', [{ role: 'site-director', siteId: body.id }]);
  const jobs = await startJobs(world);
  return { world, nora, dora, close: () => jobs.stop().then(() => world.close()) };
}
