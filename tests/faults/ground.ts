// Where the writers of a fault work: a study at two sites with a contract in force, and people who may write there.
import { makeContract, makeSite, makeStudy, signInBuilders } from '../journeys/nlx-301-network.ts';
import type { World } from '../support/world.ts';
import { type Caller, addCaller, asTestPerson } from './people.ts';
import type { Ground } from './writers.ts';

const sites = [
  ['101', 'Austin', 'America/Chicago'],
  ['102', 'Miami', 'America/New_York'],
] as const;

/** So many share the writing: nobody may write more than 120 times a minute. */
const SHARERS = 12;

async function several(home: string, name: string, role: 'coordinator' | 'administrator'): Promise<Caller[]> {
  const callers: Caller[] = [];
  for (let number = 1; number <= SHARERS; number += 1) callers.push(await addCaller(home, `${name} ${number}`, [{ role }]));
  return callers;
}

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
    coordinators: await several(home, 'Cora Writer', 'coordinator'),
    administrators: await several(home, 'Ada Granter', 'administrator'),
    colleague: (await addCaller(home, 'Mona Visitor', [])).id,
    studySites: study.sites,
  };
}
