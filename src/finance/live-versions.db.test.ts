// Live contract versions that a process keeps: what a request asks for it gets, however much others ask for at the same time.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellStudy } from '../../tests/support/told-visits.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { createContract, draftVersion, releaseVersion, saveTerms } from './index.ts';
import { sampleTerms } from './sample.ts';
import { type ReadLiveContracts, type VersionName, keepLiveContracts } from './store/live-versions.ts';

let world: World;
let contracts: TestPerson;
/** Live versions of five contracts. */
let names: VersionName[];
beforeAll(async () => {
  world = await openWorld();
  const studies = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((code) => tellStudy(world.superuser, `NLX-${code}`, ['101'])));
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  for (const [site] of studies) await contracts.act('finance.release-version', (act) => releaseContract(act, site?.studyId ?? ''));
  const { rows } = await world.superuser.query<VersionName>(
    `select v.id, v.version from finance.contract_version v join finance.contract c on c.id = v.contract_id order by c.code`,
  );
  names = rows;
});
afterAll(() => world.close());

async function releaseContract(act: Parameters<typeof createContract>[0], studyId: string): Promise<void> {
  const { id } = await createContract(act, studyId, { code: 'C1', siteId: null, payerId: null, currency: 'USD' });
  const draft = await draftVersion(act, id, { ...sampleTerms, copyTermsOf: null });
  const saved = await saveTerms(act, draft.id, draft.version, sampleTerms);
  await releaseVersion(act, draft.id, saved.version);
}

const asked = (read: ReadLiveContracts, ...which: number[]) =>
  contracts.act('finance.earned', async ({ tx }) => idsOf(await read(tx, chosen(which))));
const chosen = (which: readonly number[]) => which.flatMap((at) => names[at] ?? []);
const idsOf = (list: Awaited<ReturnType<ReadLiveContracts>>) => list.flatMap(({ versionIds }) => [...versionIds.values()]).sort();
const idsAt = (...which: number[]) =>
  chosen(which)
    .map(({ id }) => id)
    .sort();

describe('live versions that are kept', () => {
  it('[BR-05] a version at hand stays in the answer when reading the others fills what is kept', async () => {
    const read = keepLiveContracts(2);
    expect(await asked(read, 0)).toEqual(idsAt(0));
    expect(await asked(read, 0, 1, 2)).toEqual(idsAt(0, 1, 2));
    expect(await asked(read, 0, 1, 2)).toEqual(idsAt(0, 1, 2));
  });

  it('[BR-05] a version at hand stays in the answer when another request fills what is kept meanwhile', async () => {
    const read = keepLiveContracts(2);
    await asked(read, 0);
    const both = await contracts.act('finance.earned', ({ tx }) =>
      Promise.all([read(tx, chosen([1, 2])), read(tx, chosen([0, 3])), read(tx, chosen([4]))]),
    );
    expect(both.map(idsOf)).toEqual([idsAt(1, 2), idsAt(0, 3), idsAt(4)]);
  });

  it('answers nothing for nothing', async () => {
    expect(await asked(keepLiveContracts(2))).toEqual([]);
  });
});
