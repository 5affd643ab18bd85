// Completing a visit over the API: in one transaction it earns, once, and drafts its deviations; re-opening takes both back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { releaseDraft } from '../../tests/support/release.ts';
import { type ApiAnswer, type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { releaseSchedule } from '../../tests/support/schedule-release.ts';
import { sampleTerms, sampleTermsRaised } from '../finance/sample.ts';

let world: World;
let coordinator: TestPerson;
let finance: TestPerson;
let contracts: TestPerson;
let studyId: string;
let studySiteId: string;
beforeAll(async () => {
  world = await openWorld();
  const manager = await world.person('Nora Network', [{ role: 'network-manager' }]);
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  finance = await world.person('Fin Ance', [{ role: 'finance' }]);
  const site = ok(
    await manager.api('POST', '/sites', {
      code: 'AUS',
      name: 'Austin',
      city: 'Austin',
      country: 'US',
      timeZone: 'America/Chicago',
      operatingModel: 'owned',
      institutionId: null,
    }),
  );
  const words = {
    name: 'NLX-301',
    title: 'NLX-301',
    phases: ['III'],
    therapeuticAreas: ['oncology'],
    sponsor: 'Aurelia Therapeutics',
    cro: 'Norvane',
  };
  studyId = ok(await manager.api('POST', '/studies', { code: 'NLX-301', ...words })).id;
  const draft = ok(await manager.api('POST', `/studies/${studyId}/schedules`, { schedule }));
  ok(await releaseSchedule(manager, draft));
  studySiteId = ok(
    await manager.api('POST', `/studies/${studyId}/sites`, { siteId: site.id, number: '101', targetEnrolment: 20, openedOn: '2026-01-15' }),
  ).id;
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator', siteId: site.id }]);
});
afterAll(() => world.close());

function ok(answer: ApiAnswer): ApiAnswer['body'] {
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
async function visitOf(subjectId: string, visitKey: string): Promise<{ id: string; version: number; activities: { key: string }[] }> {
  const { visits } = ok(await coordinator.api('GET', `/subjects/${subjectId}/visits`));
  return ok(await coordinator.api('GET', `/visits/${visits.find((visit: { key: string }) => visit.key === visitKey).id}`));
}
async function complete(subjectId: string, visitKey: string, actualDate: string, more: object = {}): Promise<ApiAnswer> {
  const visit = await visitOf(subjectId, visitKey);
  const activities = visit.activities.map(({ key }) => ({ key, done: true }));
  return coordinator.api(
    'POST',
    `/visits/${visit.id}/completion`,
    { actualDate, modality: 'on-site', activities, ...more },
    { 'if-match': `${visit.version}` },
  );
}
async function subjectAtV3(): Promise<string> {
  const { id } = ok(await coordinator.api('POST', `/study-sites/${studySiteId}/subjects`, { consentedOn: '2026-02-24' }));
  ok(await complete(id, 'V1', '2026-02-24'));
  ok(await complete(id, 'V2', '2026-03-10'));
  return id;
}
const lines = async (visitId: string) =>
  ok(await finance.api('GET', `/visits/${visitId}/earnings`)).map((line: { kind: string; amountMinor: string; generation: number }) => [
    line.generation,
    line.kind,
    line.amountMinor,
  ]);
const deviations = async (subjectId: string) =>
  ok(await coordinator.api('GET', `/studies/${studyId}/deviations?subjectId=${subjectId}`)) as {
    category: string;
    state: string;
    daysOut: number | null;
  }[];

describe('completing V3 of NLX-301', () => {
  it('a version that prices a visit which the study does not plan is not released', async () => {
    const contract = ok(
      await contracts.api('POST', `/studies/${studyId}/contracts`, { code: 'C1', siteId: null, payerId: null, currency: 'USD' }),
    );
    const { visitTerms, screenFailure: _, invoiceables: beside, ...rates } = sampleTerms;
    const draft = ok(await contracts.api('POST', `/contracts/${contract.id}/versions`, { ...rates, copyTermsOf: null }));
    const release = (version: number) => releaseDraft(contracts, { id: draft.id, version });
    const put = (version: number, body: object) =>
      contracts.api('PUT', `/contract-versions/${draft.id}/terms`, body, { 'if-match': `${version}` });
    expect(beside).toEqual([]);
    const extra = visitTerms.slice(0, 1).map((term) => ({ ...term, key: 'visit-V9', visitKey: 'V9' }));
    ok(await put(1, { ...sampleTerms, visitTerms: [...visitTerms, ...extra] }));
    expect((await release(2)).body).toMatchObject({ code: 'visit-not-planned', data: { visits: ['V9'] } });
    ok(await put(2, sampleTerms));
    ok(await release(3));
    const { visitTerms: __, screenFailure: ___, invoiceables: ____, ...raised } = sampleTermsRaised;
    const next = ok(await contracts.api('POST', `/contracts/${contract.id}/versions`, { ...raised, copyTermsOf: draft.id }));
    const saved = ok(await contracts.api('PUT', `/contract-versions/${next.id}/terms`, sampleTermsRaised, { 'if-match': '1' }));
    ok(await releaseDraft(contracts, saved));
  });

  it('[BR-05] [BR-24] on 13 April it earns what was previewed, 1,755.00 and 195.00 held back, and drafts one deviation of 3 days', async () => {
    const subjectId = await subjectAtV3();
    const visit = await visitOf(subjectId, 'V3');
    const preview = ok(await coordinator.api('GET', `/visits/${visit.id}/earnings/preview?serviceDate=2026-04-13`));
    expect(preview).toMatchObject({ amounts: [{ earnedMinor: '195000', payableMinor: '175500', heldBackMinor: '19500' }] });
    const late = { reasonCode: 'participant-travel' };
    ok(await complete(subjectId, 'V3', '2026-04-13', late));
    ok(await complete(subjectId, 'V3', '2026-04-13', late));
    expect(await lines(visit.id)).toEqual([
      [1, 'payable', '175500'],
      [1, 'holdback', '19500'],
    ]);
    expect(await deviations(subjectId)).toMatchObject([
      { category: 'visit-window', state: 'detected', daysOut: 3, reasonCode: 'participant-travel' },
    ]);
  });

  it('[BR-27] one transaction holds the visit, the lines, the journals and the deviation under the name of the completion', async () => {
    const subjectId = await subjectAtV3();
    const visit = await visitOf(subjectId, 'V3');
    ok(await complete(subjectId, 'V3', '2026-04-13', { reasonCode: 'participant-travel' }));
    const { rows } = await world.superuser.query<{ record_table: string; action: string; actor_name: string }>(
      `select distinct e.record_table, e.action, e.actor_name from audit.entry e where e.xid = (select x.xid from audit.entry x join finance.accrual_line l on l.id = x.record_id where l.visit_id = $1 limit 1)`,
      [visit.id],
    );
    const tables = rows.map((row) => row.record_table);
    for (const table of ['visits.visit_occurrence', 'finance.accrual_line', 'finance.journal', 'finance.posting', 'monitoring.deviation'])
      expect(tables).toContain(table);
    expect(new Set(rows.map((row) => `${row.actor_name} ${row.action}`))).toEqual(new Set(['Coco Ordinator visits.complete']));
  });

  it('[BR-07] re-opening reverses the lines and voids the draft; completing inside the window earns anew and drafts none', async () => {
    const subjectId = await subjectAtV3();
    ok(await complete(subjectId, 'V3', '2026-04-13', { reasonCode: 'participant-travel' }));
    const visit = await visitOf(subjectId, 'V3');
    ok(
      await coordinator.api('POST', `/visits/${visit.id}/reopening`, { reason: 'wrong date entered' }, { 'if-match': `${visit.version}` }),
    );
    expect((await lines(visit.id)).length).toBe(4);
    ok(await complete(subjectId, 'V3', '2026-04-10'));
    expect(await lines(visit.id)).toEqual([
      [1, 'payable', '175500'],
      [1, 'holdback', '19500'],
      [2, 'payable', '-175500'],
      [2, 'holdback', '-19500'],
      [3, 'payable', '175500'],
      [3, 'holdback', '19500'],
    ]);
    expect(await deviations(subjectId)).toMatchObject([{ state: 'voided', daysOut: 3 }]);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
