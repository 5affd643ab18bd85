// The shared fixture holds what the story tells: three sites, the contract's two versions, 101-007 after randomisation.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Nlx301Network, makeNlx301 } from './nlx-301-network.ts';
import { type World, openWorld } from '../support/world.ts';

let world: World;
let fixture: Nlx301Network;
beforeAll(async () => {
  world = await openWorld();
  fixture = await makeNlx301(world);
});
afterAll(() => world.close());

it('the study is open at Austin, Miami and Bogota, and contract C1 has two versions in force', async () => {
  expect(fixture.sites.map((site) => site.number)).toEqual(['101', '102', '103']);
  const { body } = await fixture.builders.contracts.api('GET', `/contracts/${fixture.contract.contractId}`);
  expect(body.versions).toMatchObject([
    { number: 1, status: 'live', effectiveFrom: '2026-01-15' },
    { number: 2, status: 'live', effectiveFrom: '2026-06-01' },
  ]);
});

it('subject 101-007 is randomised, and V3 is due on 7 April, from 4 to 10 April', async () => {
  const { body } = await fixture.builders.coordinator.api('GET', `/subjects/${fixture.subjectId}/visits`);
  const visits = body.visits as { key: string; state: string; target: string; earliest: string; latest: string }[];
  expect(visits.slice(0, 3)).toMatchObject([
    { key: 'V1', state: 'completed' },
    { key: 'V2', state: 'completed' },
    { key: 'V3', state: 'planned', target: '2026-04-07', earliest: '2026-04-04', latest: '2026-04-10' },
  ]);
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
