// The dry run on the database (FIN-02): what it tells of a draft, and that a release must name the one that stands.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { draftOf } from '../../tests/journeys/nlx-301-network.ts';
import { releaseDraft, releaseOf } from '../../tests/support/release.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { openSampleStudy } from '../subjects/sample.ts';
import { sampleTerms } from './sample.ts';

let world: World;
let contracts: TestPerson;
let coordinator: TestPerson;
let studyId: string;
let draft: { id: string; version: number };
beforeAll(async () => {
  world = await openWorld();
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  ({ studyId } = await openSampleStudy(manager, 'NLX-301', schedule));
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator' }]);
  const opening = { code: 'C1', siteId: null, payerId: null, currency: 'USD' };
  const opened = await contracts.api('POST', `/studies/${studyId}/contracts`, opening);
  draft = await draftOf(contracts, opened.body.id, sampleTerms);
});
afterAll(() => world.close());

const dryRun = async () => (await contracts.api('GET', `/contract-versions/${draft.id}/dry-run`)).body;
const releaseBy = (dryRunSha256: string) =>
  contracts.api('POST', `/contract-versions/${draft.id}/release`, { dryRunSha256 }, { 'if-match': String(draft.version) });

it('[FIN-02] tells a complete participant, a screen failure and one who leaves half-way to the cent', async () => {
  const { cases, warnings, scheduleNumber } = await dryRun();
  expect(cases.map((each: { kind: string; totals: object }) => [each.kind, each.totals])).toEqual([
    ['complete', { grossMinor: '1079000', payableMinor: '971100', heldBackMinor: '107900', deferredMinor: '0' }],
    ['screen-failure', { grossMinor: '156000', payableMinor: '156000', heldBackMinor: '0', deferredMinor: '0' }],
    ['half-way', { grossMinor: '611000', payableMinor: '549900', heldBackMinor: '61100', deferredMinor: '0' }],
  ]);
  expect(scheduleNumber).toBe(1);
  expect(warnings.map((warning: { code: string }) => warning.code)).toEqual([
    'unscheduled-without-price',
    'failure-deferred-after',
    'failure-limit',
  ]);
});

it('[FIN-02] a release that names no dry run, or one of other terms, is refused and changes nothing', async () => {
  const { body: early } = await releaseOf(contracts, draft);
  const none = await contracts.api('POST', `/contract-versions/${draft.id}/release`, {}, { 'if-match': String(draft.version) });
  expect(none.status).toBe(400);
  const [v1, ...others] = sampleTerms.visitTerms;
  const dearer = { ...sampleTerms, visitTerms: [{ ...v1!, directMinor: '130000' }, ...others] };
  draft = (await contracts.api('PUT', `/contract-versions/${draft.id}/terms`, dearer, { 'if-match': String(draft.version) })).body;
  const stale = await releaseBy(early.dryRunSha256);
  expect(stale.body).toMatchObject({
    code: 'dry-run-not-seen',
    data: { current: { cases: [{ totals: { grossMinor: '1092000' } }, {}, {}] } },
  });
  // A clause moves no amount, but who saw the dry run before it did not see these terms.
  const seen = (await dryRun()).sha256;
  const reworded = { ...dearer, visitTerms: [{ ...dearer.visitTerms[0]!, clause: 'Exhibit C' }, ...others] };
  draft = (await contracts.api('PUT', `/contract-versions/${draft.id}/terms`, reworded, { 'if-match': String(draft.version) })).body;
  expect((await releaseBy(seen)).body.code).toBe('dry-run-not-seen');
  expect((await contracts.api('GET', `/studies/${studyId}/contracts`)).body[0].versions[0].status).toBe('draft');
});

it('[FIN-02] who may not see terms sees no dry run', async () => {
  expect((await coordinator.api('GET', `/contract-versions/${draft.id}/dry-run`)).status).toBe(403);
});

it('[FIN-02] what was seen goes live', async () => {
  expect((await releaseDraft(contracts, draft)).body.status).toBe('live');
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
