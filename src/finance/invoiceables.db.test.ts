// What is paid beside the visits, on the database: earned by what happened, once, capped, reversed, invoiced, and in arrears.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseDraft } from '../../tests/support/release.ts';
import { type ToldSite, type ToldSubject, tellStudy, tellSubject, tellVisit } from '../../tests/support/told-visits.ts';
import { type ApiAnswer, type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { sampleSerious } from '../safety/sample.ts';
import { earnVisit, reverseVisit } from './index.ts';
import { sampleInvoiceables, sampleIssuer, sampleTerms } from './sample.ts';

let world: World;
let austin: ToldSite;
let miami: ToldSite;
let subject: ToldSubject;
let contracts: TestPerson;
let finance: TestPerson;
let coordinator: TestPerson;
let contractId: string;
let issuerId: string;
const travel: (typeof sampleInvoiceables)[number] = {
  key: 'travel',
  label: 'Travel of participants',
  clause: 'Exhibit B, travel',
  trigger: 'other',
  activityKey: null,
  directMinor: '50000',
  withOverhead: false,
  withHoldback: true,
  submitWithinDays: null,
  maxPerSubject: null,
  maxPerSite: null,
  maxMinorPerSite: '120000',
};
const terms = { ...sampleTerms, invoiceables: [...sampleInvoiceables, travel] };
const ifMatch = (version: number) => ({ 'if-match': `${version}` });

function taken(answer: ApiAnswer): ApiAnswer['body'] {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

async function draft(id: string, next: typeof terms): Promise<ApiAnswer> {
  const { effectiveFrom, overheadBasisPoints, holdback, billing } = next;
  const rates = { effectiveFrom, overheadBasisPoints, holdback, billing };
  const drafted = taken(await contracts.api('POST', `/contracts/${id}/versions`, { ...rates, copyTermsOf: null }));
  return contracts.api('PUT', `/contract-versions/${drafted.id}/terms`, next, ifMatch(drafted.version));
}

beforeAll(async () => {
  world = await openWorld('2026-04-14T21:20:00Z');
  [austin, miami] = (await tellStudy(world.superuser, 'NLX-301', ['101', '102'])) as [ToldSite, ToldSite];
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  finance = await world.person('Fin Ance', [{ role: 'finance' }]);
  const manager = await world.person('Mana Ger', [{ role: 'network-manager' }]);
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator', siteId: austin.siteId }]);
  const own = taken(await manager.api('POST', '/organizations', { name: 'Own Sites', kind: 'smo', country: 'US' }));
  const payer = taken(await manager.api('POST', '/organizations', { name: 'Norvane', kind: 'cro', country: 'US' }));
  issuerId = taken(await manager.api('PUT', `/issuers/${own.id}`, sampleIssuer, ifMatch(0))).id;
  const body = { code: 'C1', siteId: null, payerId: payer.id, currency: 'USD' };
  contractId = taken(await contracts.api('POST', `/studies/${austin.studyId}/contracts`, body)).id;
  taken(await releaseDraft(contracts, taken(await draft(contractId, terms))));
  subject = await tellSubject(world.superuser, austin, '101-007');
});
afterAll(() => world.close());

const unscheduled = (of: ToldSubject, on: string, repeatNo: number, done: readonly string[] = []) =>
  tellVisit(world.superuser, of, 'unscheduled', on, {
    repeatNo,
    activities: done.map((key) => ({ key, name: key, done: true, notDoneReason: null })),
  });
const earn = (visit: Awaited<ReturnType<typeof unscheduled>>) => coordinator.act('visits.complete', (act) => earnVisit(act, visit));
const linesOf = async (of: ToldSubject) =>
  (
    await world.superuser.query(
      `select kind, term_key as term, state, amount_minor::text as amount from finance.accrual_line where subject_id = $1 order by id`,
      [of.subjectId],
    )
  ).rows.map(({ kind, term, state, amount }) => [kind, term, state, amount]);
const eventsOf = async (of: ToldSubject) => taken(await finance.api('GET', `/subjects/${of.subjectId}/invoiceable-events`));
const record = (of: ToldSubject, body: Record<string, unknown> = {}, by = finance) =>
  by.api('POST', `/subjects/${of.subjectId}/invoiceable-events`, {
    contractId,
    termKey: 're-consent',
    on: '2026-04-13',
    note: 'ICF version 3, signed',
    ...body,
  });

describe('[BR-11] visits that nobody planned', () => {
  it('earn by their term and by the procedures done there, once; a re-opened one is reversed to the cent', async () => {
    const visit = await unscheduled(subject, '2026-04-10', 1, ['ecg']);
    await earn(visit);
    await earn(visit);
    expect(await linesOf(subject)).toEqual([
      ['invoiceable', 'unscheduled-visit', 'earned', '84500'],
      ['invoiceable', 'repeat-ecg', 'earned', '11700'],
    ]);
    await coordinator.act('visits.correct', (act) => reverseVisit(act, { ...visit, reason: 'wrong day' }));
    expect((await linesOf(subject)).slice(2)).toEqual([
      ['invoiceable', 'unscheduled-visit', 'earned', '-84500'],
      ['invoiceable', 'repeat-ecg', 'earned', '-11700'],
    ]);
    await earn({ ...visit, generation: 1, serviceDate: '2026-04-11' });
    expect((await linesOf(subject)).slice(4)).toEqual([
      ['invoiceable', 'unscheduled-visit', 'earned', '84500'],
      ['invoiceable', 'repeat-ecg', 'earned', '11700'],
    ]);
  });

  it('[BR-14] beyond a cap it is on record, worth nothing, told before it is done, and on no invoice', async () => {
    const visit = await unscheduled(subject, '2026-04-12', 2, ['ecg']);
    await earn(visit);
    expect((await linesOf(subject)).slice(6)).toEqual([
      ['invoiceable', 'unscheduled-visit', 'earned', '84500'],
      ['invoiceable', 'repeat-ecg', 'capped', '0'],
    ]);
    const { items, totals } = taken(await finance.api('GET', '/money/uninvoiced?asOf=2026-04-30'));
    expect(totals.map(({ state, count, amountMinor }: Record<string, unknown>) => [state, count, amountMinor])).toEqual([
      ['billable', 3, '180700'],
      ['capped', 1, '0'],
    ]);
    const { groups, leftOut } = taken(await finance.api('GET', '/invoice-runs/preview?cutOff=2026-04-30'));
    expect(groups).toMatchObject([{ lineCount: 3, totalMinor: '180700' }]);
    expect(leftOut).toEqual([{ reason: 'capped', currency: 'USD', count: 1, amountMinor: '0' }]);
    const [capped] = items.filter(({ state }: { state: string }) => state === 'capped');
    const why = taken(await finance.api('GET', `/accrual-lines/${capped.id}`));
    expect(why.why).toMatchObject({ inputs: { trigger: 'unscheduled-procedure', activityKey: 'ecg', submitBy: '2026-07-11' } });
    expect(why.why.steps).toMatchObject([{ kind: 'cap-reached', amountMinor: '0' }]);
    const third = await unscheduled(subject, '2026-04-13', 3);
    expect(taken(await coordinator.api('GET', `/visits/${third.visitId}/earnings/preview?serviceDate=2026-04-13`))).toEqual({
      amounts: [{ currency: 'USD', earnedMinor: '84500', payableMinor: '84500', heldBackMinor: '0' }],
      note: 'earned',
    });
  });

  it('the window in which it must be invoiced is watched until it is', async () => {
    const at = async (asOf: string) => {
      const { items } = taken(await finance.api('GET', `/money/uninvoiced?state=billable&asOf=${asOf}`));
      return items.find(({ serviceDate }: { serviceDate: string }) => serviceDate === '2026-04-12').submission;
    };
    expect(await at('2026-05-01')).toEqual({ by: '2026-07-11', standing: 'open' });
    expect(await at('2026-05-27')).toEqual({ by: '2026-07-11', standing: 'half-gone' });
    expect(await at('2026-07-01')).toEqual({ by: '2026-07-11', standing: 'nearly-gone' });
    expect(await at('2026-07-12')).toEqual({ by: '2026-07-11', standing: 'over' });
  });
});

describe('[BR-11] what happens apart from visits', () => {
  it('the first report of a serious event earns as it goes out; those after it do not', async () => {
    const ill = await tellSubject(world.superuser, austin, '101-008');
    const event = taken(await coordinator.api('POST', `/subjects/${ill.subjectId}/adverse-events`, sampleSerious));
    expect(await linesOf(ill)).toEqual([]);
    const send = (version: number, sentAt: string) =>
      coordinator.api('POST', `/adverse-events/${event.id}/reports`, { sentAt, sentTo: 'Norvane' }, ifMatch(version));
    const reported = taken(await send(event.version, '2026-04-14T04:30:00Z'));
    taken(await send(reported.version, '2026-04-14T20:00:00Z'));
    // 23:30 on the 13th in Austin.
    expect((await eventsOf(ill)).events).toMatchObject([{ label: 'SAE packet', trigger: 'sae', on: '2026-04-13', state: 'earned' }]);
    expect(await linesOf(ill)).toEqual([
      ['invoiceable', 'sae-packet', 'earned', '45000'],
      ['invoiceable-holdback', 'sae-packet', 'earned', '5000'],
    ]);
    const [line] = taken(await finance.api('GET', `/studies/${ill.studyId}/earned?subjectId=${ill.subjectId}`)).items;
    expect(line).toMatchObject({ visitId: null, label: 'SAE packet' });
  });

  it('what nothing records is recorded by hand with what backs it up, and withdrawn with a reason', async () => {
    const other = await tellSubject(world.superuser, austin, '101-009');
    expect(await eventsOf(other)).toMatchObject({
      items: [{ termKey: 're-consent', label: 'Re-consent' }, { termKey: 'travel' }],
      can: { record: true },
    });
    const recorded = taken(await record(other));
    expect(recorded).toMatchObject({ label: 'Re-consent', state: 'earned', note: 'ICF version 3, signed', can: { withdraw: true } });
    const withdraw = () => finance.api('POST', `/invoiceable-events/${recorded.id}/withdrawal`, { reason: 'another participant' });
    expect(taken(await withdraw())).toMatchObject({ state: 'withdrawn', can: { withdraw: false } });
    expect((await withdraw()).body.code).toBe('already-withdrawn');
    expect(await linesOf(other)).toEqual([
      ['invoiceable', 're-consent', 'earned', '19500'],
      ['invoiceable', 're-consent', 'earned', '-19500'],
    ]);
  });

  it('refuses a day that has not come, a term that records itself, one that is not in force, and who may not', async () => {
    expect((await record(subject, { on: '2026-04-15' })).body).toMatchObject({ code: 'in-the-future', status: 422 });
    for (const body of [{ termKey: 'sae-packet' }, { termKey: 'unscheduled-visit' }, { on: '2026-01-14' }])
      expect((await record(subject, body)).body.code, JSON.stringify(body)).toBe('item-not-priced');
    expect((await record(subject, {}, coordinator)).status).toBe(403);
    const [sae] = (await world.superuser.query(`select id from finance.invoiceable_event where trigger = 'sae'`)).rows;
    expect((await finance.api('POST', `/invoiceable-events/${sae.id}/withdrawal`, { reason: 'x' })).body.code).toBe('records-itself');
  });

  it('[BR-14] two that are recorded at once never share the last place of a site', async () => {
    const at = await Promise.all(['102-001', '102-002', '102-003', '102-004'].map((number) => tellSubject(world.superuser, miami, number)));
    const states = (await Promise.all(at.map(async (each) => taken(await record(each))))).map(({ state }) => state);
    expect(states.sort()).toEqual(['capped', 'capped', 'earned', 'earned']);
  });

  it('[BR-14] a site is never paid more of an item than its cap in all, however many are recorded at once, and the last one is cut', async () => {
    const at = await Promise.all(['102-011', '102-012', '102-013', '102-014'].map((number) => tellSubject(world.superuser, miami, number)));
    const recorded = await Promise.all(at.map(async (each) => taken(await record(each, { termKey: 'travel' }))));
    expect(recorded.map(({ state }) => state).sort()).toEqual(['capped', 'earned', 'earned', 'earned']);
    const amounts = (await Promise.all(at.map(linesOf))).flat().map(([kind, , , amount]) => `${kind} ${amount}`);
    expect(amounts.sort()).toEqual([
      'invoiceable 0',
      'invoiceable 18000',
      'invoiceable 45000',
      'invoiceable 45000',
      'invoiceable-holdback 2000',
      'invoiceable-holdback 5000',
      'invoiceable-holdback 5000',
    ]);
    const first = recorded.find(({ state }) => state === 'earned');
    taken(await finance.api('POST', `/invoiceable-events/${first.id}/withdrawal`, { reason: 'another participant' }));
    const { rows } = await world.superuser.query(
      `select sum(amount_minor)::text as sum from finance.accrual_line where term_key = 'travel' and site_id = $1`,
      [miami.siteId],
    );
    expect(Number(rows[0].sum)).toBeLessThan(120_000);
    const again = await tellSubject(world.superuser, miami, '102-015');
    expect(taken(await record(again, { termKey: 'travel' })).state).toBe('earned');
    const cut = (await world.superuser.query(`select id from finance.accrual_line where term_key = 'travel' and gross_minor = 20000`))
      .rows[0];
    const why = taken(await finance.api('GET', `/accrual-lines/${cut.id}`)).why.steps;
    expect(why.find(({ kind }: { kind: string }) => kind === 'cap-cut')).toMatchObject({ amountMinor: '20000' });
  });

  it('[BR-15] a version that goes live late earns in arrears for what happened since its day', async () => {
    const [{ id: studyId }] = (await world.superuser.query(`select id from studies.study where code = 'NLX-301'`)).rows;
    const raised = terms.invoiceables.map((term) => (term.key === 'sae-packet' ? { ...term, directMinor: '60000' } : term));
    const next = { ...terms, effectiveFrom: '2026-04-01', invoiceables: raised };
    taken(await releaseDraft(contracts, taken(await draft(contractId, next))));
    const { rows } = await world.superuser.query(
      `select kind, term_key as term, amount_minor::text as amount from finance.accrual_line where study_id = $1 and kind like 'true-up%' order by kind`,
      [studyId],
    );
    expect(rows).toEqual([
      { kind: 'true-up', term: 'sae-packet', amount: '9000' },
      { kind: 'true-up-holdback', term: 'sae-packet', amount: '1000' },
    ]);
  });
});

describe('terms', () => {
  it('refuse two items for one thing, a procedure without its key, and a key that stands twice', async () => {
    const body = { code: 'C9', siteId: austin.siteId, payerId: null, currency: 'USD' };
    const { id } = taken(await contracts.api('POST', `/studies/${austin.studyId}/contracts`, body));
    const [visit, ecg] = sampleInvoiceables as [(typeof sampleInvoiceables)[number], (typeof sampleInvoiceables)[number]];
    expect((await draft(id, { ...terms, invoiceables: [visit, { ...visit, key: 'again' }] })).body.code).toBe('trigger-repeated');
    const saved = taken(await contracts.api('GET', `/contracts/${id}`)).versions[0];
    const save = (invoiceables: unknown) =>
      contracts.api('PUT', `/contract-versions/${saved.id}/terms`, { ...terms, invoiceables }, ifMatch(saved.version));
    expect((await save([visit, { ...ecg, key: visit.key }])).body.code).toBe('term-repeated');
    expect((await save([{ ...ecg, activityKey: null }])).status).toBe(400);
    for (const maxMinorPerSite of ['0', '-1', '1.5', 100]) expect((await save([{ ...visit, maxMinorPerSite }])).status).toBe(400);
    expect(taken(await contracts.api('GET', `/contracts/${contractId}`)).versions[0].invoiceables.at(-1)).toEqual(travel);
    expect(taken(await save([visit, ecg])).invoiceables).toEqual([visit, ecg]);
  });

  it('an item beside the visits goes on an invoice like every other line', async () => {
    const query = `cutOff=2026-04-30&contractId=${contractId}`;
    const { groups } = taken(await finance.api('GET', `/invoice-runs/preview?${query}`));
    const invoices = groups.map(({ lineCount, totalMinor }: Record<string, unknown>) => ({ contractId, lineCount, totalMinor }));
    const [listed] = taken(await finance.api('POST', '/invoice-runs', { issuerId, cutOff: '2026-04-30', siteId: null, invoices }));
    const issued = taken(await finance.api('POST', `/invoices/${listed.id}/issue`, {}, ifMatch(1)));
    const labels = issued.lines.map(({ label }: { label: string }) => label);
    expect(new Set(labels)).toEqual(new Set(['Unscheduled visit', 'Repeat ECG', 'SAE packet', 'Re-consent', 'Travel of participants']));
    expect(issued.lines.every(({ amountMinor }: { amountMinor: string }) => amountMinor !== '0')).toBe(true);
  });
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
