// The watch over submission windows, on the database: who is told of what, once for each window and stage, on the day at the site.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Temporal } from '#lib';
import { releaseDraft } from '../../tests/support/release.ts';
import { type ToldSite, type ToldSubject, tellStudy, tellSubject } from '../../tests/support/told-visits.ts';
import { type ApiAnswer, type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { watchWindows } from './index.ts';
import { sampleInvoiceables, sampleIssuer, sampleTerms } from './sample.ts';

let world: World;
let operator: TestPerson;
let contracts: TestPerson;
let finance: TestPerson;
let director: TestPerson;
let coordinator: TestPerson;
let elsewhere: TestPerson;
let subject: ToldSubject;
let contractId: string;
let issuerId: string;
const ifMatch = (version: number) => ({ 'if-match': `${version}` });

function taken(answer: ApiAnswer): ApiAnswer['body'] {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

beforeAll(async () => {
  world = await openWorld('2026-04-14T21:20:00Z');
  const [austin, miami] = (await tellStudy(world.superuser, 'NLX-301', ['101', '102'])) as [ToldSite, ToldSite];
  operator = await world.operator();
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  finance = await world.person('Fin Ance', [{ role: 'finance' }]);
  director = await world.person('Dora Director', [{ role: 'site-director', siteId: austin.siteId }]);
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator', siteId: austin.siteId }]);
  elsewhere = await world.person('Elsa Elsewhere', [{ role: 'finance', siteId: miami.siteId }]);
  const manager = await world.person('Mana Ger', [{ role: 'network-manager' }]);
  const own = taken(await manager.api('POST', '/organizations', { name: 'Own Sites', kind: 'smo', country: 'US' }));
  const payer = taken(await manager.api('POST', '/organizations', { name: 'Norvane', kind: 'cro', country: 'US' }));
  issuerId = taken(await manager.api('PUT', `/issuers/${own.id}`, sampleIssuer, ifMatch(0))).id;
  const body = { code: 'C1', siteId: null, payerId: payer.id, currency: 'USD' };
  contractId = taken(await contracts.api('POST', `/studies/${austin.studyId}/contracts`, body)).id;
  const { effectiveFrom, overheadBasisPoints, holdback, billing } = sampleTerms;
  const rates = { effectiveFrom, overheadBasisPoints, holdback, billing };
  const drafted = taken(await contracts.api('POST', `/contracts/${contractId}/versions`, { ...rates, copyTermsOf: null }));
  const terms = { ...sampleTerms, invoiceables: sampleInvoiceables.map((term) => ({ ...term, maxPerSite: null })) };
  taken(
    await releaseDraft(
      contracts,
      taken(await contracts.api('PUT', `/contract-versions/${drafted.id}/terms`, terms, ifMatch(drafted.version))),
    ),
  );
  subject = await tellSubject(world.superuser, austin, '101-007');
});
afterAll(() => world.close());

const at = (instant: string) => (world.now = Temporal.Instant.from(instant));
const watch = () => operator.act('finance.watch-windows', watchWindows);
const record = async (on: string) =>
  taken(
    await finance.api('POST', `/subjects/${subject.subjectId}/invoiceable-events`, {
      contractId,
      termKey: 're-consent',
      on,
      note: 'signed',
    }),
  );
const told = async (person: TestPerson) =>
  ((await person.api('GET', '/notifications')).body.items as { kind: string; facts: Record<string, unknown> }[])
    .filter(({ kind }) => kind.startsWith('window-'))
    .map(({ kind, facts }) => [kind, facts['stage'], facts['count'], facts['by']]);

it('[BR-11] finance is told when half and four fifths of a window are gone, once each, on the day at the site', async () => {
  // 90 days from the 13th of April end on the 12th of July; half of them on the 28th of May, four fifths on the 24th of June.
  await record('2026-04-13');
  expect(await watch()).toBe(0);
  at('2026-05-28T04:59:00Z');
  expect(await watch(), 'still the 27th in Austin').toBe(0);
  at('2026-05-28T05:00:00Z');
  expect([await watch(), await watch()]).toEqual([1, 0]);
  expect(await told(finance)).toEqual([['window-closing', 'half-gone', 1, '2026-07-12']]);
  at('2026-06-23T12:00:00Z');
  expect(await watch()).toBe(0);
  at('2026-06-24T12:00:00Z');
  expect([await watch(), await watch()]).toEqual([1, 0]);
  expect((await told(finance))[0]).toEqual(['window-closing', 'nearly-gone', 1, '2026-07-12']);
  const everybody = [finance, director, coordinator, elsewhere, contracts];
  for (const person of everybody.slice(1)) expect(await told(person), person.name).toEqual([]);
});

it('[BR-11] the list leads to the items of whose window half or more is gone, and to no others', async () => {
  await record('2026-06-23');
  const watched = taken(await finance.api('GET', '/money/uninvoiced?watched=true')).items;
  expect(watched.map(({ submission }: { submission: unknown }) => submission)).toEqual([{ by: '2026-07-12', standing: 'nearly-gone' }]);
  expect(taken(await finance.api('GET', '/money/uninvoiced')).items).toHaveLength(2);
});

it('[BR-11] a window that closes with its item on no invoice is told to finance and to the director of the site', async () => {
  at('2026-07-12T23:00:00Z');
  expect(await watch(), 'the last day still counts').toBe(0);
  at('2026-07-13T12:00:00Z');
  expect([await watch(), await watch()]).toEqual([1, 0]);
  const closed = ['window-closed', 'over', 1, '2026-07-12'];
  expect((await told(finance))[0]).toEqual(closed);
  expect(await told(director)).toEqual([closed]);
  for (const person of [coordinator, elsewhere]) expect(await told(person), person.name).toEqual([]);
});

it('[BR-11] many at a site come to a stage in one notice, which leads to the first; one that was never seen in between is told of at the last', async () => {
  at('2026-07-13T13:00:00Z');
  const first = await record('2026-04-01');
  await record('2026-04-02');
  expect(await watch()).toBe(2);
  expect((await told(director))[0]).toEqual(['window-closed', 'over', 2, '2026-06-30']);
  const [{ facts }] = (await finance.api('GET', '/notifications')).body.items;
  expect(facts.lineId).toBe(first.lineId);
  expect(await told(finance), 'the first is no news any more').toHaveLength(3);
});

it('[BR-11] what is on an issued invoice, was withdrawn or is given back has no day to wait for', async () => {
  at('2026-07-14T12:00:00Z');
  const withdrawn = await record('2026-05-10');
  taken(await finance.api('POST', `/invoiceable-events/${withdrawn.id}/withdrawal`, { reason: 'another participant' }));
  const query = `cutOff=2026-06-30&contractId=${contractId}`;
  const { groups } = taken(await finance.api('GET', `/invoice-runs/preview?${query}`));
  const invoices = groups.map(({ lineCount, totalMinor }: Record<string, unknown>) => ({ contractId, lineCount, totalMinor }));
  const [listed] = taken(await finance.api('POST', '/invoice-runs', { issuerId, cutOff: '2026-06-30', siteId: null, invoices }));
  const forget = () => world.superuser.query('delete from finance.window_notice');
  await forget();
  expect(await watch(), 'a draft is no invoice').toBe(3);
  taken(await finance.api('POST', `/invoices/${listed.id}/issue`, {}, ifMatch(1)));
  await forget();
  at('2027-01-01T12:00:00Z');
  expect(await watch()).toBe(0);
});

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
