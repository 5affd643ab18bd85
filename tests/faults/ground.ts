// Where the writers of a fault work: a study at two sites with a contract in force, and people who may write there.
import { makeContract, makeSite, makeStudy, signInBuilders } from '../journeys/nlx-301-network.ts';
import type { World } from '../support/world.ts';
import { addCaller, asTestPerson } from './people.ts';
import type { Ground } from './writers.ts';

const sites = [
  ['101', 'Austin', 'America/Chicago'],
  ['102', 'Miami', 'America/New_York'],
] as const;

/** Builds the ground over HTTP on the program that serves `home` at `url`. */
export async function prepareGround(home: string, url: () => string): Promise<Ground> {
  const person = async (name: string, grants: Parameters<typeof addCaller>[2] = []) =>
    asTestPerson(url(), await addCaller(home, name, grants), name);
  const builders = await signInBuilders({ person } as unknown as World);
  const at: { siteId: string; number: string }[] = [];
  for (const [number, city, timeZone] of sites) {
    at.push({ number, siteId: await makeSite(builders, { code: number, name: `${city} Research Center`, city, country: 'US', timeZone }) });
  }
  const study = await makeStudy(builders, 'NLX-301', at);
  await makeContract(builders, { studyId: study.studyId, siteId: null });
  return {
    url,
    coordinator: await addCaller(home, 'Cora Writer', [{ role: 'coordinator' }]),
    administrator: await addCaller(home, 'Ada Granter', [{ role: 'administrator' }]),
    colleague: (await addCaller(home, 'Mona Visitor', [])).id,
    studySites: study.sites,
  };
}
