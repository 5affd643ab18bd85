// Screen failures on the database: V1 gives way to one line without holdback, paid or deferred by the ratio, released by enrolment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ToldSite, type ToldSubject, tellStudy, tellSubject, tellVisit } from '../../tests/support/told-visits.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import {
  countConsent,
  createContract,
  draftVersion,
  earnVisit,
  releaseVersion,
  reverseVisit,
  saveTerms,
  settleScreening,
} from './index.ts';
import { sampleTerms } from './sample.ts';

let world: World;
let austin: ToldSite;
let finance: TestPerson;
let coordinator: TestPerson;
beforeAll(async () => {
  world = await openWorld();
  [austin] = (await tellStudy(world.superuser, 'NLX-301', ['101'])) as [ToldSite];
  const contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  finance = await world.person('Fin Ance', [{ role: 'finance' }]);
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator', siteId: austin.siteId }]);
  await contracts.act('finance.release-version', async (act) => {
    const { id } = await createContract(act, austin.studyId, { code: 'C1', siteId: austin.siteId, payerId: null, currency: 'USD' });
    const draft = await draftVersion(act, id, { ...sampleTerms, copyTermsOf: null });
    const saved = await saveTerms(act, draft.id, draft.version, sampleTerms);
    await releaseVersion(act, draft.id, saved.version);
  });
});
afterAll(() => world.close());

const move = (subject: ToldSubject, to: string, on: string) =>
  coordinator.act('subjects.advance', (act) => settleScreening(act, { ...subject, to, on }));
async function screened(number: string, on: string): Promise<ToldSubject & { visitId: string }> {
  const subject = await tellSubject(world.superuser, austin, number);
  const visit = await tellVisit(world.superuser, subject, 'V1', on);
  await coordinator.act('visits.complete', async (act) => {
    await countConsent(act, { ...subject, consentedOn: on });
    await earnVisit(act, visit);
  });
  return { ...subject, visitId: visit.visitId };
}
const earned = async (subjectId = '') =>
  (await finance.api('GET', `/studies/${austin.studyId}/earned${subjectId && `?subjectId=${subjectId}`}`)).body;

describe('screen failures', () => {
  it('[BR-10] both V1 lines are reversed and one line of 1,560.00 without holdback takes their place', async () => {
    const subject = await screened('101-101', '2026-02-03');
    await move(subject, 'screen-failure', '2026-02-10');
    await move(subject, 'screen-failure', '2026-02-10');
    const { items, totals } = await earned(subject.subjectId);
    expect(totals).toEqual([{ currency: 'USD', earnedMinor: '156000', payableMinor: '156000', heldBackMinor: '0', deferredMinor: '0' }]);
    const lines = items
      .map((line: { kind: string; generation: number; amountMinor: string; state: string }) => [
        line.kind,
        line.generation,
        line.amountMinor,
        line.state,
      ])
      .sort();
    expect(lines).toEqual([
      ['holdback', 1, '15600', 'earned'],
      ['holdback', 2, '-15600', 'earned'],
      ['payable', 1, '140400', 'earned'],
      ['payable', 2, '-140400', 'earned'],
      ['screen-failure', 1, '156000', 'earned'],
    ]);
  });

  it('[BR-10] with 6 failed and 7 enrolled 4 are payable and 3,120.00 are deferred; the 9th enrolment makes the 5th payable', async () => {
    const failed: ToldSubject[] = [];
    for (let n = 2; n <= 6; n++) {
      const subject = await screened(`101-10${n}`, '2026-02-04');
      await move(subject, 'screen-failure', `2026-02-1${n}`);
      failed.push(subject);
    }
    expect((await earned()).totals).toMatchObject([{ earnedMinor: '312000', deferredMinor: '624000' }]);
    const enrol = async (n: number) => {
      const subject = await tellSubject(world.superuser, austin, `101-20${n}`);
      await move(subject, 'enrolled', `2026-03-0${n}`);
    };
    for (let n = 1; n <= 7; n++) await enrol(n);
    expect((await earned()).totals).toMatchObject([{ earnedMinor: '624000', deferredMinor: '312000' }]);
    await enrol(8);
    await enrol(9);
    expect((await earned()).totals).toMatchObject([{ earnedMinor: '780000', deferredMinor: '156000' }]);
    const last = await earned(failed[4]?.subjectId);
    expect(last.totals).toMatchObject([{ deferredMinor: '156000' }]);
    const released = (await earned(failed[3]?.subjectId)).items.find(
      (line: { state: string; kind: string; generation: number }) => line.generation === 3,
    );
    const why = await finance.api('GET', `/accrual-lines/${released.id}`);
    expect(why.body).toMatchObject({
      state: 'earned',
      journal: { effectiveDate: '2026-03-09', postings: [{ account: 'unbilled-receivable' }, { account: 'revenue' }] },
    });
  });

  it('[BR-10] a screening visit recorded, or corrected, after the failure ends in the same books', async () => {
    const before = (await earned()).totals[0];
    const subject = await tellSubject(world.superuser, austin, '101-109');
    const visit = await tellVisit(world.superuser, subject, 'V1', '2026-02-20');
    await move(subject, 'screen-failure', '2026-02-25');
    await coordinator.act('visits.complete', (act) => earnVisit(act, visit));
    const net = async () => (await earned(subject.subjectId)).totals[0];
    expect(await net()).toMatchObject({ earnedMinor: '0', deferredMinor: '156000' });
    await coordinator.act('visits.reopen', (act) => reverseVisit(act, { ...visit, reason: 'wrong date' }));
    expect(await net()).toMatchObject({ earnedMinor: '0', deferredMinor: '0' });
    await coordinator.act('visits.complete', (act) => earnVisit(act, { ...visit, generation: 1 }));
    expect(await net()).toMatchObject({ earnedMinor: '0', deferredMinor: '156000' });
    expect((await earned()).totals[0].earnedMinor).toBe(before.earnedMinor);
  });

  it('two failures at the same moment never take the same paid place', async () => {
    for (let n = 301; n <= 309; n++) await move(await tellSubject(world.superuser, austin, `101-${n}`), 'enrolled', '2026-03-20');
    const counts = async () => {
      const { rows } = await world.superuser.query<{ paid: number }>(
        `select count(*)::integer as paid from finance.accrual_line l where l.kind = 'screen-failure' and l.state = 'earned' and l.reverses_id is null
           and not exists (select 1 from finance.accrual_line r where r.reverses_id = l.id)`,
      );
      return rows[0]?.paid;
    };
    expect(await counts()).toBe(7);
    const subjects: ToldSubject[] = [];
    for (const n of ['401', '402', '403']) subjects.push(await screened(`101-${n}`, '2026-03-21'));
    // Each commits late, so that all of them count before the first is through unless they wait for each other.
    const moveAndLinger = (subject: ToldSubject) =>
      coordinator.act('subjects.advance', async (act) => {
        await settleScreening(act, { ...subject, to: 'screen-failure', on: '2026-03-25' });
        await act.tx.$client.query('select pg_sleep(0.2)');
      });
    await Promise.all(subjects.map(moveAndLinger));
    expect(await counts()).toBe(8);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
