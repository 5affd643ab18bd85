// Earning on the database: NLX-301 to the cent, once, reversed exactly, explained, and seen only by who may.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ToldSite, type ToldSubject, type ToldVisit, tellStudy, tellSubject, tellVisit } from '../../tests/support/told-visits.ts';
import { releaseDraft } from '../../tests/support/release.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { earnImported, earnVisit, reverseVisit } from './index.ts';
import { sampleTerms, sampleTermsRaised } from './sample.ts';

let world: World;
let austin: ToldSite;
let miami: ToldSite;
let contracts: TestPerson;
let finance: TestPerson;
let coordinator: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  [austin, miami] = (await tellStudy(world.superuser, 'NLX-301', ['101', '102'])) as [ToldSite, ToldSite];
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  finance = await world.person('Fin Ance', [{ role: 'finance' }]);
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator', siteId: austin.siteId }]);
});
afterAll(() => world.close());

async function completed(subject: ToldSubject, visitKey: string, on: string, more: Partial<ToldVisit> = {}): Promise<ToldVisit> {
  const visit = await tellVisit(world.superuser, subject, visitKey, on, more);
  await coordinator.act('visits.complete', (act) => earnVisit(act, visit));
  return visit;
}
const linesOf = async (visit: ToldVisit) =>
  (await finance.api('GET', `/visits/${visit.visitId}/earnings`)).body as {
    id: string;
    kind: string;
    amountMinor: string;
    generation: number;
  }[];
const totals = async (query: string) => (await finance.api('GET', `/studies/${austin.studyId}/earned?${query}`)).body.totals;
const put = (version: { id: string; version: number }, body: unknown) =>
  contracts.api('PUT', `/contract-versions/${version.id}/terms`, body, { 'if-match': `${version.version}` });
const release = (version: { id: string; version: number }) => releaseDraft(contracts, version);

describe('contract C1', () => {
  it('a visit completed before there is a contract earns nothing and is no error', async () => {
    const early = await completed(await tellSubject(world.superuser, austin, '101-000'), 'V1', '2026-02-01');
    expect(await linesOf(early)).toEqual([]);
  });

  it('[BR-05] a version is drafted, gets its terms, and is released; then it never changes', async () => {
    const opened = await contracts.api('POST', `/studies/${austin.studyId}/contracts`, {
      code: 'C1',
      siteId: null,
      payerId: null,
      currency: 'USD',
    });
    expect(opened.status).toBe(200);
    expect(
      (await contracts.api('POST', `/studies/${austin.studyId}/contracts`, { code: 'C1', siteId: null, payerId: null, currency: 'USD' }))
        .status,
    ).toBe(409);
    const { effectiveFrom, overheadBasisPoints, holdback } = sampleTerms;
    const rates = { effectiveFrom, overheadBasisPoints, holdback };
    const drafted = await contracts.api('POST', `/contracts/${opened.body.id}/versions`, { ...rates, copyTermsOf: null });
    expect(drafted.status).toBe(200);
    expect((await contracts.api('POST', `/contracts/${opened.body.id}/versions`, { ...rates, copyTermsOf: null })).body.code).toBe(
      'draft-exists',
    );
    expect((await release(drafted.body)).body).toMatchObject({ code: 'terms-missing', status: 422 });
    const saved = await put(drafted.body, sampleTerms);
    expect(saved.body).toMatchObject({ ...sampleTerms, status: 'draft', version: 2 });
    expect((await put(drafted.body, sampleTerms)).body).toMatchObject({ code: 'version-conflict', status: 409 });
    const released = await release(saved.body);
    expect(released.body).toMatchObject({ status: 'live', number: 1, can: { edit: false, release: false } });
    expect((await put(released.body, sampleTerms)).body.code).toBe('version-live');
  });

  it('[BR-15] the next version copies the terms, and its date lies after the one before it', async () => {
    const [listed] = (await contracts.api('GET', `/studies/${austin.studyId}/contracts`)).body;
    const { effectiveFrom, overheadBasisPoints, holdback, visitTerms } = sampleTermsRaised;
    const rates = { effectiveFrom, overheadBasisPoints, holdback };
    const drafted = await contracts.api('POST', `/contracts/${listed.id}/versions`, {
      ...rates,
      effectiveFrom: '2026-01-01',
      copyTermsOf: listed.versions[0].id,
    });
    expect(drafted.body.visitTerms).toEqual(sampleTerms.visitTerms);
    expect((await release(drafted.body)).body.code).toBe('effective-date-not-later');
    expect((await put(drafted.body, { ...sampleTermsRaised, effectiveFrom: '2026-01-15' })).body.code).toBe('effective-date-taken');
    expect((await put(drafted.body, { ...sampleTermsRaised, visitTerms: [...visitTerms, ...visitTerms.slice(0, 1)] })).body.code).toBe(
      'term-repeated',
    );
    const saved = await put(drafted.body, sampleTermsRaised);
    expect((await release(saved.body)).body).toMatchObject({ status: 'live', number: 2 });
  });

  it('a contract in a currency whose digits nobody knows is refused, and so is one in a study out of reach', async () => {
    const body = { code: 'C9', siteId: null, payerId: null, currency: 'XXX' };
    expect((await contracts.api('POST', `/studies/${austin.studyId}/contracts`, body)).body.code).toBe('currency-unknown');
    expect((await contracts.api('POST', `/studies/${austin.siteId}/contracts`, { ...body, currency: 'USD' })).status).toBe(404);
    expect((await finance.api('POST', `/studies/${austin.studyId}/contracts`, { ...body, currency: 'USD' })).status).toBe(403);
  });

  it('a visit is priced by one contract of the same coverage only', async () => {
    const opened = await contracts.api('POST', `/studies/${austin.studyId}/contracts`, {
      code: 'C2',
      siteId: null,
      payerId: null,
      currency: 'USD',
    });
    const { effectiveFrom, overheadBasisPoints, holdback } = sampleTerms;
    const drafted = await contracts.api('POST', `/contracts/${opened.body.id}/versions`, {
      effectiveFrom,
      overheadBasisPoints,
      holdback,
      copyTermsOf: null,
    });
    const saved = await put(drafted.body, sampleTerms);
    expect((await release(saved.body)).body).toMatchObject({ code: 'visit-priced-elsewhere', data: { contract: 'C1' } });
  });
});

describe('earning', () => {
  it('[BR-05] a complete subject earns 10,790.00: 9,711.00 payable and 1,079.00 held back', async () => {
    const subject = await tellSubject(world.superuser, austin, '101-001');
    const course = { V1: '2026-01-20', V2: '2026-02-02', V3: '2026-03-02', V4: '2026-03-30', V5: '2026-04-27', FU: '2026-05-27' };
    for (const [visitKey, on] of Object.entries(course)) await completed(subject, visitKey, on);
    expect(await totals(`subjectId=${subject.subjectId}`)).toEqual([
      { currency: 'USD', earnedMinor: '1079000', payableMinor: '971100', heldBackMinor: '107900', deferredMinor: '0' },
    ]);
  });

  it('[BR-07] V3 of 101-007 on 2026-04-13 earns 1,755.00 and 195.00 held back, however often it is told', async () => {
    const visit = await completed(await tellSubject(world.superuser, austin, '101-007'), 'V3', '2026-04-13', { outByDays: 3 });
    const first = await linesOf(visit);
    expect(first.map((line) => [line.kind, line.amountMinor])).toEqual([
      ['payable', '175500'],
      ['holdback', '19500'],
    ]);
    await coordinator.act('visits.complete', (act) => earnVisit(act, visit));
    await Promise.all([1, 2, 3].map(() => coordinator.act('visits.complete', (act) => earnVisit(act, visit))));
    expect(await linesOf(visit)).toEqual(first);
    expect(
      (
        await world.superuser.query(
          `select 1 from finance.journal j join finance.accrual_line l on l.id = j.source_id where l.visit_id = $1`,
          [visit.visitId],
        )
      ).rowCount,
    ).toBe(2);
  });

  it('[BR-15] V4 on 2026-06-01 earns 2,210.00, the day before 1,950.00', async () => {
    const subject = await tellSubject(world.superuser, austin, '101-008');
    await completed(subject, 'V4', '2026-06-01');
    expect((await totals(`subjectId=${subject.subjectId}`))[0].earnedMinor).toBe('221000');
    const earlier = await tellSubject(world.superuser, austin, '101-009');
    await completed(earlier, 'V4', '2026-05-31');
    expect((await totals(`subjectId=${earlier.subjectId}`))[0].earnedMinor).toBe('195000');
  });

  it('[BR-07] re-opening reverses to the cent, and completing again earns in the next generation at the price of the new date', async () => {
    const subject = await tellSubject(world.superuser, austin, '101-010');
    const visit = await completed(subject, 'V4', '2026-05-31');
    const reopened = { ...visit, reason: 'wrong date' };
    await coordinator.act('visits.reopen', (act) => reverseVisit(act, reopened));
    await coordinator.act('visits.reopen', (act) => reverseVisit(act, reopened));
    expect((await totals(`subjectId=${subject.subjectId}`))[0]).toMatchObject({ earnedMinor: '0', payableMinor: '0', heldBackMinor: '0' });
    await coordinator.act('visits.complete', (act) => earnVisit(act, { ...visit, serviceDate: '2026-06-01', generation: 1 }));
    expect((await linesOf(visit)).map((line) => [line.generation, line.amountMinor])).toEqual([
      [1, '175500'],
      [1, '19500'],
      [2, '-175500'],
      [2, '-19500'],
      [3, '198900'],
      [3, '22100'],
    ]);
  });

  it('[FIN-01] a line says why: clause, version, inputs, arithmetic, reversal and postings', async () => {
    const visit = await completed(await tellSubject(world.superuser, austin, '101-011'), 'V3', '2026-04-13');
    await coordinator.act('visits.reopen', (act) => reverseVisit(act, { ...visit, reason: 'wrong date' }));
    const [payable] = await linesOf(visit);
    const why = await finance.api('GET', `/accrual-lines/${payable?.id}`);
    expect(why.body).toMatchObject({
      contractCode: 'C1',
      contractVersion: 1,
      label: 'Week 4',
      price: { directMinor: '150000', overheadMinor: '45000', grossMinor: '195000', payableMinor: '175500', holdbackMinor: '19500' },
      why: { clause: 'Exhibit B, visit V3', contractKey: 'C1', contractVersion: 1, inputs: { serviceDate: '2026-04-13', visitKey: 'V3' } },
      names: { visits: { V3: expect.any(String) }, activities: {} },
      journal: {
        effectiveDate: '2026-04-13',
        postings: [
          { account: 'unbilled-receivable', amountMinor: '175500' },
          { account: 'revenue', amountMinor: '-175500' },
        ],
      },
    });
    expect(why.body.why.steps).toContainEqual({
      kind: 'payable-of-gross',
      basisPoints: 9_000,
      grossMinor: '195000',
      amountMinor: '175500',
    });
    const reversal = await finance.api('GET', `/accrual-lines/${why.body.reversedById}`);
    expect(reversal.body).toMatchObject({
      reversesId: payable?.id,
      amountMinor: '-175500',
      why: {
        steps: expect.arrayContaining([
          { kind: 'reversal', cause: { kind: 'record-changed', reason: 'wrong date' }, amountMinor: '-175500' },
        ]),
      },
      journal: { postings: [{ amountMinor: '-175500' }, { amountMinor: '175500' }] },
    });
  });

  it('imported visits earn where a live contract covers their date, once, and nothing elsewhere', async () => {
    const subject = await tellSubject(world.superuser, austin, '101-012');
    const visits = [
      await tellVisit(world.superuser, subject, 'V1', '2026-01-14', { source: 'imported' }),
      await tellVisit(world.superuser, subject, 'V2', '2026-02-02', { source: 'imported' }),
      await tellVisit(world.superuser, subject, 'V3', '2026-03-02', { source: 'imported' }),
    ];
    await coordinator.act('interop.import', (act) => earnImported(act, { studyId: austin.studyId, visits }));
    await coordinator.act('interop.import', (act) => earnImported(act, { studyId: austin.studyId, visits }));
    expect((await totals(`subjectId=${subject.subjectId}`))[0].earnedMinor).toBe('455000');
    expect(await linesOf(visits[0] as ToldVisit)).toEqual([]);
  });

  it('the list is read in parts, newest service first', async () => {
    const seen: string[] = [];
    let after = '';
    for (let parts = 0; parts < 50; parts++) {
      const { body } = await finance.api('GET', `/studies/${austin.studyId}/earned?limit=7${after}`);
      seen.push(...body.items.map((line: { id: string }) => line.id));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    const all = (await finance.api('GET', `/studies/${austin.studyId}/earned?limit=500`)).body.items.map((line: { id: string }) => line.id);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('who sees what', () => {
  it('a coordinator sees what a visit would earn and did earn, and no ledger; the completion earned on their behalf all the same', async () => {
    const subject = await tellSubject(world.superuser, austin, '101-020');
    const visit = await tellVisit(world.superuser, subject, 'V3', '2026-04-13');
    const path = `/visits/${visit.visitId}/earnings`;
    const preview = await coordinator.api('GET', `${path}/preview?serviceDate=2026-04-13`);
    expect(preview.body).toEqual({
      amounts: [{ currency: 'USD', earnedMinor: '195000', payableMinor: '175500', heldBackMinor: '19500' }],
      note: 'earned',
    });
    await coordinator.act('visits.complete', (act) => earnVisit(act, visit));
    expect((await coordinator.api('GET', `${path}/preview?serviceDate=2026-04-13`)).body).toEqual({ amounts: [], note: 'already-earned' });
    expect((await coordinator.api('GET', `/studies/${austin.studyId}/earned`)).status).toBe(403);
    expect((await coordinator.api('GET', path)).body).toHaveLength(2);
    expect((await coordinator.api('GET', `/studies/${austin.studyId}/contracts`)).status).toBe(403);
    expect(await linesOf(visit)).toHaveLength(2);
  });

  it('finance of one site sees its lines and no others, and a line elsewhere does not exist for them', async () => {
    const there = await tellSubject(world.superuser, miami, '102-001');
    const visit = await tellVisit(world.superuser, there, 'V3', '2026-04-13');
    const miamiCoordinator = await world.person('Mia Coordinator', [{ role: 'coordinator', siteId: miami.siteId }]);
    await miamiCoordinator.act('visits.complete', (act) => earnVisit(act, visit));
    const atMiami = await world.person('Mia Money', [{ role: 'finance', siteId: miami.siteId }]);
    const seen = await atMiami.api('GET', `/studies/${austin.studyId}/earned`);
    expect(new Set(seen.body.items.map((line: { siteId: string }) => line.siteId))).toEqual(new Set([miami.siteId]));
    expect(seen.body.totals).toMatchObject([{ earnedMinor: '195000' }]);
    const atAustin = await world.person('Austin Money', [{ role: 'finance', siteId: austin.siteId }]);
    expect((await atAustin.api('GET', `/visits/${visit.visitId}/earnings`)).status).toBe(404);
    expect((await atAustin.api('GET', `/accrual-lines/${seen.body.items[0].id}`)).status).toBe(404);
    expect((await atAustin.api('GET', `/studies/${austin.studyId}/earned?siteId=${miami.siteId}`)).body).toMatchObject({
      items: [],
      totals: [],
    });
  });

  it('a grant at one site does not lend its permission to another grant at another site', async () => {
    const both = await world.person('Both Hats', [
      { role: 'finance', siteId: miami.siteId },
      { role: 'coordinator', siteId: austin.siteId },
    ]);
    const seen = await both.api('GET', `/studies/${austin.studyId}/earned`);
    expect(new Set(seen.body.items.map((line: { siteId: string }) => line.siteId))).toEqual(new Set([miami.siteId]));
    expect((await both.api('GET', `/studies/${austin.studyId}/earned?siteId=${austin.siteId}`)).body.items).toEqual([]);
  });

  it('a sponsor sees neither lines nor previews nor terms', async () => {
    const sponsor = await world.person('Sponsor Person', [{ role: 'sponsor', studyId: austin.studyId }], 'external');
    const visit = await tellVisit(world.superuser, await tellSubject(world.superuser, austin, '101-021'), 'V3', '2026-04-13');
    for (const path of [
      `/studies/${austin.studyId}/earned`,
      `/studies/${austin.studyId}/contracts`,
      `/visits/${visit.visitId}/earnings`,
      `/visits/${visit.visitId}/earnings/preview?serviceDate=2026-04-13`,
    ]) {
      expect([path, (await sponsor.api('GET', path)).status]).toEqual([path, 403]);
    }
  });

  it('[BR-07] a contract of the site stands before one for all sites, and a visit earned under the one never earns again under the other', async () => {
    const miamiCoordinator = await world.person('Mia Second', [{ role: 'coordinator', siteId: miami.siteId }]);
    const tell = (visit: ToldVisit) => miamiCoordinator.act('visits.complete', (act) => earnVisit(act, visit));
    const subject = await tellSubject(world.superuser, miami, '102-002');
    const before = await tellVisit(world.superuser, subject, 'V3', '2026-04-13');
    await tell(before);
    const opening = { code: 'C3', siteId: miami.siteId, payerId: null, currency: 'USD' };
    const { id } = (await contracts.api('POST', `/studies/${austin.studyId}/contracts`, opening)).body;
    const { effectiveFrom, overheadBasisPoints } = sampleTerms;
    const draft = await contracts.api('POST', `/contracts/${id}/versions`, {
      effectiveFrom,
      overheadBasisPoints,
      holdback: null,
      copyTermsOf: null,
    });
    const saved = await put(draft.body, { ...sampleTerms, holdback: null });
    expect((await release(saved.body)).body).toMatchObject({ status: 'live', holdback: null });
    await tell(before);
    expect(await linesOf(before)).toHaveLength(2);
    const after = await tellVisit(world.superuser, subject, 'V4', '2026-04-20');
    await tell(after);
    expect(await linesOf(after)).toMatchObject([{ kind: 'payable', amountMinor: '195000', contractCode: 'C3' }]);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
