// What the keys of an explanation are called, on the database: visits by the participant's own names, procedures by the site's schedule.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { draftOf } from '../../tests/journeys/nlx-301-network.ts';
import { releaseDraft } from '../../tests/support/release.ts';
import { tellSubject, tellVisit } from '../../tests/support/told-visits.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { openSampleStudy } from '../subjects/sample.ts';
import { earnVisit } from './index.ts';
import { sampleTerms } from './sample.ts';

let world: World;
let finance: TestPerson;
let studySite: Parameters<typeof tellSubject>[1];
const byProcedure = { kind: 'pro-rata', directMinorByActivity: { labs: '100000', dosing: '40000', 'not-planned': '10000' } } as const;

beforeAll(async () => {
  world = await openWorld();
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  const { studyId, sites } = await openSampleStudy(manager, 'NLX-301', schedule);
  studySite = sites['101'];
  const contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  finance = await world.person('Fin Ance', [{ role: 'finance' }]);
  const opening = { code: 'C1', siteId: null, payerId: null, currency: 'USD' };
  const opened = await contracts.api('POST', `/studies/${studyId}/contracts`, opening);
  const visitTerms = sampleTerms.visitTerms.map((term) => (term.visitKey === 'V3' ? { ...term, partial: byProcedure } : term));
  const released = await releaseDraft(contracts, await draftOf(contracts, opened.body.id, { ...sampleTerms, visitTerms }));
  expect(released.status).toBe(200);
});
afterAll(() => world.close());

it('[FIN-01] a line names the visit and the procedures of its explanation; a key that nobody names stands for itself', async () => {
  const coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator', siteId: studySite.siteId }]);
  const subject = await tellSubject(world.superuser, studySite, '101-007');
  const activities = ['labs', 'not-planned', 'dosing'].map((key) => ({ key, name: key, done: key !== 'dosing', notDoneReason: null }));
  const visit = await tellVisit(world.superuser, subject, 'V3', '2026-04-13', { visitName: 'Semana 4', activities });
  await coordinator.act('visits.complete', (act) => earnVisit(act, visit));
  const [line] = (await finance.api('GET', `/visits/${visit.visitId}/earnings`)).body;
  const { why, names } = (await finance.api('GET', `/accrual-lines/${line.id}`)).body;
  expect(why.steps[0]).toEqual({
    kind: 'direct',
    partly: {
      kind: 'pro-rata',
      done: 2,
      planned: 3,
      parts: expect.arrayContaining([
        { activityKey: 'labs', directMinor: '100000' },
        { activityKey: 'not-planned', directMinor: '10000' },
      ]),
    },
    amountMinor: '110000',
  });
  expect(names).toEqual({ visits: { V3: 'Semana 4' }, activities: { labs: 'Haematology and chemistry' } });
});
