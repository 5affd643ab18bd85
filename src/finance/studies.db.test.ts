// Money and quality over all studies in reach: one question each, sorted, searched and cut into parts by the server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { releaseDraft } from '../../tests/support/release.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import * as visits from '../visits/sample.ts';
import { sampleTerms } from './sample.ts';

let world: World;
let first: SampleStudy;
let second: SampleStudy;
let contracts: TestPerson;
let carla: TestPerson;
beforeAll(async () => {
  world = await openWorld('2026-04-13T14:00:00Z');
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  [first, second] = [await openSampleStudy(manager, 'NLX-301', schedule), await openSampleStudy(manager, 'ALT-007', schedule)];
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator' }]);
  for (const [study, currency] of [
    [first, 'USD'],
    [second, 'EUR'],
  ] as const) {
    const contract = await contracts.api('POST', `/studies/${study.studyId}/contracts`, {
      code: 'C1',
      siteId: null,
      payerId: null,
      currency,
    });
    const { visitTerms: _, screenFailure: __, invoiceables: ___, ...rates } = sampleTerms;
    const draft = await contracts.api('POST', `/contracts/${contract.body.id}/versions`, { ...rates, copyTermsOf: null });
    const saved = await contracts.api('PUT', `/contract-versions/${draft.body.id}/terms`, sampleTerms, {
      'if-match': `${draft.body.version}`,
    });
    await releaseDraft(contracts, saved.body);
    for (const number of ['101', '102'] as const) {
      const id = await visits.consentSeveral(carla, study.sites[number].studySiteId, 1, '2026-02-20');
      await visits.completeAs(carla, schedule, id, 'V1', '2026-02-24');
      await visits.completeAs(carla, schedule, id, 'V2', '2026-03-10');
      await visits.completeAs(carla, schedule, id, 'V3', '2026-04-13', { reasonCode: 'participant-travel' });
    }
  }
});
afterAll(() => world.close());

const codes = (body: { items: { code: string }[] }) => body.items.map((item) => item.code);

describe('over all studies', () => {
  it('[BR-05] what was earned stands by study and currency, with totals that are not mixed', async () => {
    const finance = await world.person('Fin Ance', [{ role: 'finance' }]);
    const { body } = await finance.api('GET', '/money/studies');
    expect(body).toMatchObject({
      items: [
        { code: 'ALT-007', currency: 'EUR', earnedMinor: '1222000', payableMinor: '1099800', heldBackMinor: '122200', deferredMinor: '0' },
        { code: 'NLX-301', currency: 'USD', earnedMinor: '1222000' },
      ],
      totals: [
        { currency: 'EUR', earnedMinor: '1222000' },
        { currency: 'USD', earnedMinor: '1222000' },
      ],
      count: 2,
      next: null,
    });
    expect(codes((await finance.api('GET', '/money/studies?sort=code&direction=down')).body)).toEqual(['NLX-301', 'ALT-007']);
    expect(codes((await finance.api('GET', '/money/studies?search=nlx')).body)).toEqual(['NLX-301']);
    expect(codes((await finance.api('GET', '/money/studies?currency=EUR')).body)).toEqual(['ALT-007']);
    const part = (await finance.api('GET', '/money/studies?limit=1')).body;
    expect([codes(part), part.next, part.totals.length]).toEqual([['ALT-007'], '1', 2]);
    expect(codes((await finance.api('GET', '/money/studies?limit=1&after=1')).body)).toEqual(['NLX-301']);
    const lines = (await finance.api('GET', `/studies/${first.studyId}/earned?siteId=${first.sites['102'].siteId}&limit=1`)).body.items;
    expect(lines[0]).toMatchObject({ subjectNumber: '102-001', siteName: 'Miami Research', timeZone: 'America/New_York' });
  });

  it('[AUTH-09] sums and counts hold only the sites at which the reader holds the right', async () => {
    const here = { siteId: first.sites['101'].siteId, studyId: first.studyId };
    const director = await world.person('Dora Director', [
      { role: 'site-director', ...here },
      { role: 'coordinator', siteId: first.sites['102'].siteId, studyId: first.studyId },
      { role: 'recruiter', siteId: null, studyId: second.studyId },
    ]);
    const money = (await director.api('GET', '/money/studies')).body;
    expect(money).toMatchObject({ items: [{ code: 'NLX-301', earnedMinor: '611000' }], totals: [{ earnedMinor: '611000' }], count: 1 });
    const onlyThere = await world.person('Dana Director', [{ role: 'site-director', ...here }]);
    expect((await onlyThere.api('GET', '/quality/studies')).body).toMatchObject({ items: [{ code: 'NLX-301', waiting: 1, all: 1 }] });
  });

  it('[BR-24] deviations are counted by what they wait for', async () => {
    const quality = await world.person('Quinn Quality', [{ role: 'quality' }]);
    const { body } = await quality.api('GET', '/quality/studies?sort=waiting&direction=down');
    expect(body).toMatchObject({ totals: { waiting: 4, reportDue: 0, open: 4, all: 4 }, count: 2 });
    expect(body.items[0]).toMatchObject({ code: 'ALT-007', waiting: 2, reportDue: 0, open: 2, all: 2 });
    const [deviation] = (await quality.api('GET', `/studies/${first.studyId}/deviations?siteId=${first.sites['101'].siteId}`)).body;
    expect(deviation).toMatchObject({ subjectNumber: '101-001', siteName: 'Austin Research', timeZone: 'America/Chicago' });
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
