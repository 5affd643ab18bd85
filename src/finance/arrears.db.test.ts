// A contract that goes live after the services it prices: earned exactly once in arrears, trued up where an older version had priced them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedule } from '../../examples/nlx-301/story.ts';
import { releaseDraft } from '../../tests/support/release.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { type SampleStudy, openSampleStudy } from '../subjects/sample.ts';
import * as visits from '../visits/sample.ts';
import { sampleTerms, sampleTermsRaised } from './sample.ts';

let world: World;
let nlx: SampleStudy;
let carla: TestPerson;
let contracts: TestPerson;
let finance: TestPerson;
let contractId: string;
beforeAll(async () => {
  world = await openWorld('2026-08-01T14:00:00Z');
  const manager = await world.person('Mona Manager', [{ role: 'network-manager' }]);
  nlx = await openSampleStudy(manager, 'NLX-301', schedule);
  const here = { siteId: nlx.sites['101'].siteId, studyId: nlx.studyId };
  carla = await world.person('Carla Coordinator', [{ role: 'coordinator', ...here }]);
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  finance = await world.person('Fin Ance', [{ role: 'finance' }]);
});
afterAll(() => world.close());

const ok = <T extends { status: number; body: unknown }>(answer: T): T['body'] => {
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};
async function draft(terms: typeof sampleTerms): Promise<{ id: string; version: number }> {
  const { visitTerms: _, screenFailure: __, invoiceables: ___, ...rates } = terms;
  const { id, version } = ok(await contracts.api('POST', `/contracts/${contractId}/versions`, { ...rates, copyTermsOf: null }));
  return ok(await contracts.api('PUT', `/contract-versions/${id}/terms`, terms, { 'if-match': String(version) }));
}
const release = (version: { id: string; version: number }) => releaseDraft(contracts, version);
async function course(dates: Readonly<Record<string, string>>): Promise<string> {
  const id = await visits.consentSeveral(carla, nlx.sites['101'].studySiteId, 1, '2026-01-05');
  for (const [key, on] of Object.entries(dates)) ok(await visits.completeAs(carla, schedule, id, key, on, out(on)));
  return id;
}
const out = (on: string) => ({ reasonCode: 'other', reason: `as it was on ${on}` });
interface Line {
  id: string;
  kind: string;
  visitKey: string;
  amountMinor: string;
  contractVersion: number;
  serviceDate: string;
}
const earned = async (subjectId: string) =>
  ok(await finance.api('GET', `/studies/${nlx.studyId}/earned?subjectId=${subjectId}`)) as {
    items: Line[];
    totals: Record<string, string>[];
  };
const amounts = async (subjectId: string) =>
  (await earned(subjectId)).items.map((line) => `${line.visitKey} ${line.kind} ${line.amountMinor} v${line.contractVersion}`).sort();

describe('contracts that go live late', () => {
  let subject: string;
  let failed: string;
  it('[BR-05] visits on or after the effective date earn when the first version goes live; those before it never do', async () => {
    subject = await course({ V1: '2026-01-14', V2: '2026-02-02', V3: '2026-03-02', V4: '2026-06-10' });
    failed = await course({ V1: '2026-01-20' });
    const { version } = ok(await carla.api('GET', `/subjects/${failed}`));
    const failure = { to: 'screen-failure', on: '2026-02-01', reason: 'criterion 2' };
    ok(await carla.api('POST', `/subjects/${failed}/status`, failure, { 'if-match': String(version) }));
    const opened = await contracts.api('POST', `/studies/${nlx.studyId}/contracts`, {
      code: 'C1',
      siteId: null,
      payerId: null,
      currency: 'USD',
    });
    contractId = ok(opened).id;
    expect((await earned(subject)).items).toEqual([]);
    ok(await release(await draft(sampleTerms)));
    expect(await amounts(subject)).toEqual([
      'V2 holdback 26000 v1',
      'V2 payable 234000 v1',
      'V3 holdback 19500 v1',
      'V3 payable 175500 v1',
      'V4 holdback 19500 v1',
      'V4 payable 175500 v1',
    ]);
  });

  it('[BR-05] the explanation names the version, and the journal falls on the day of the release', async () => {
    const line = (await earned(subject)).items.find((one) => one.visitKey === 'V2' && one.kind === 'payable');
    const why = ok(await finance.api('GET', `/accrual-lines/${line?.id}`));
    expect(why).toMatchObject({ serviceDate: '2026-02-02', journal: { effectiveDate: '2026-08-01' } });
    expect(why.why.inputs).toMatchObject({ wentLiveOn: '2026-08-01' });
    expect(why.why.steps.at(-1)).toMatchObject({ kind: 'arrears', version: 1, wentLiveOn: '2026-08-01' });
  });

  it('[BR-10] a participant who had failed screening by then is settled as a screen failure', async () => {
    expect((await earned(failed)).totals).toMatchObject([{ earnedMinor: '156000', payableMinor: '156000', heldBackMinor: '0' }]);
  });

  it('[BR-15] a later version, live late, trues up what it prices by service date, and nothing else', async () => {
    const later = await draft(sampleTermsRaised);
    ok(await release(later));
    expect((await release(later)).body).toMatchObject({ code: 'version-conflict' });
    expect((await amounts(subject)).filter((line) => line.startsWith('V4'))).toEqual([
      'V4 holdback 19500 v1',
      'V4 payable 175500 v1',
      'V4 true-up 23400 v2',
      'V4 true-up-holdback 2600 v2',
    ]);
    expect((await earned(subject)).totals).toEqual([
      { currency: 'USD', earnedMinor: '676000', payableMinor: '608400', heldBackMinor: '67600', deferredMinor: '0' },
    ]);
  });

  it('[BR-07] re-opening such a visit reverses true-ups too, and it earns anew at the price in force', async () => {
    const visit = await visits.visitOf(carla, subject, 'V4');
    ok(await carla.api('POST', `/visits/${visit.id}/reopening`, { reason: 'wrong day' }, { 'if-match': String(visit.version) }));
    const totals = async () => (await earned(subject)).totals[0]?.['earnedMinor'];
    expect(await totals()).toBe('455000');
    ok(await visits.completeAs(carla, schedule, subject, 'V4', '2026-06-11', out('2026-06-11')));
    expect(await totals()).toBe('676000');
  });

  it('[BR-07] visits that are completed while a version goes live earn exactly once', async () => {
    const subjects = await Promise.all(Array.from({ length: 4 }, () => course({})));
    const other = ok(
      await contracts.api('POST', `/studies/${nlx.studyId}/contracts`, {
        code: 'C2',
        siteId: nlx.sites['101'].siteId,
        payerId: null,
        currency: 'USD',
      }),
    );
    contractId = other.id;
    const ready = await draft({ ...sampleTerms, effectiveFrom: '2026-01-01' });
    const answers = await Promise.all([
      ...subjects.slice(0, 2).map((id) => visits.completeAs(carla, schedule, id, 'V1', '2026-01-10')),
      release(ready),
      ...subjects.slice(2).map((id) => visits.completeAs(carla, schedule, id, 'V1', '2026-01-10')),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    for (const id of subjects) expect(await amounts(id)).toEqual(['V1 holdback 15600 v1', 'V1 payable 140400 v1']);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
