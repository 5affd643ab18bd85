// Invoices on the database: only what is billable, once, numbered without gaps, locked after issue, credited to the cent.
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepKept } from '#files';
import { Temporal, newId } from '#lib';
import { releaseDraft } from '../../tests/support/release.ts';
import { readPdf } from '../../tests/support/read-pdf.ts';
import { type ToldSite, type ToldSubject, tellStudy, tellSubject, tellVisit } from '../../tests/support/told-visits.ts';
import { type ApiAnswer, type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { earnVisit, reverseVisit } from './index.ts';
import { sampleIssuer, sampleTerms } from './sample.ts';

let world: World;
let austin: ToldSite;
let miami: ToldSite;
let contracts: TestPerson;
let finance: TestPerson;
let manager: TestPerson;
let coordinator: TestPerson;
let issuerId: string;
let contractId: string;
const ifMatch = (version: number) => ({ 'if-match': `${version}` });

function taken(answer: ApiAnswer): ApiAnswer['body'] {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

beforeAll(async () => {
  world = await openWorld('2026-07-20T15:00:00Z');
  [austin, miami] = (await tellStudy(world.superuser, 'NLX-301', ['101', '102'])) as [ToldSite, ToldSite];
  contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  finance = await world.person('Fin Ance', [{ role: 'finance' }]);
  manager = await world.person('Mana Ger', [{ role: 'network-manager' }]);
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator' }]);
  const own = taken(await manager.api('POST', '/organizations', { name: 'Zażółć Sites', kind: 'smo', country: 'US' }));
  const payer = taken(await manager.api('POST', '/organizations', { name: 'Norvane', kind: 'cro', country: 'US' }));
  issuerId = taken(await manager.api('PUT', `/issuers/${own.id}`, sampleIssuer, ifMatch(0))).id;
  contractId = await release(payer.id, 'C1', sampleTerms);
  expect(miami.number).toBe('102');
});
afterAll(() => world.close());

async function release(
  payerId: string,
  code: string,
  terms: typeof sampleTerms,
  currency = 'USD',
  studyId = austin.studyId,
): Promise<string> {
  const opened = taken(await contracts.api('POST', `/studies/${studyId}/contracts`, { code, siteId: null, payerId, currency }));
  const { effectiveFrom, overheadBasisPoints, holdback, billing } = terms;
  const rates = { effectiveFrom, overheadBasisPoints, holdback, billing };
  const drafted = taken(await contracts.api('POST', `/contracts/${opened.id}/versions`, { ...rates, copyTermsOf: null }));
  const saved = taken(await contracts.api('PUT', `/contract-versions/${drafted.id}/terms`, terms, ifMatch(drafted.version)));
  taken(await releaseDraft(contracts, saved));
  return opened.id;
}
async function completed(subject: ToldSubject, visitKey: string, on: string) {
  const visit = await tellVisit(world.superuser, subject, visitKey, on, { visitName: `Planned ${visitKey}` });
  await coordinator.act('visits.complete', (act) => earnVisit(act, visit));
  return visit;
}
const preview = async (cutOff: string, query = '') => taken(await finance.api('GET', `/invoice-runs/preview?cutOff=${cutOff}${query}`));
async function draft(cutOff: string, chosen = contractId) {
  const { groups } = await preview(cutOff, `&contractId=${chosen}`);
  const invoices = groups.map(({ lineCount, totalMinor }: { lineCount: number; totalMinor: string }) => ({
    contractId: chosen,
    lineCount,
    totalMinor,
  }));
  const [listed] = taken(await finance.api('POST', '/invoice-runs', { issuerId, cutOff, siteId: null, invoices }));
  return taken(await finance.api('GET', `/invoices/${listed.id}`));
}
const step = (invoice: { id: string; version: number }, path: string, body: unknown = {}, by = finance) =>
  by.api('POST', `/invoices/${invoice.id}/${path}`, body, ifMatch(invoice.version));
const balance = async (account: string) =>
  (await world.superuser.query(`select coalesce(sum(amount_minor), 0)::text as sum from finance.posting where account = $1`, [account]))
    .rows[0].sum;
const pdfOf = async (invoice: { pdfSha256: string }) => world.files.kept.read(invoice.pdfSha256, 10_000_000);

describe('a complete participant', () => {
  it('[BR-06] is 10,790.00 earned: 9,711.00 to invoice as the months end, 1,079.00 held back', async () => {
    const subject = await tellSubject(world.superuser, austin, '101-007');
    const days = { V1: '2026-02-24', V2: '2026-03-10', V3: '2026-04-13', V4: '2026-05-05', V5: '2026-06-02', FU: '2026-07-05' };
    for (const [key, on] of Object.entries(days)) await completed(subject, key, on);
    const { totals } = taken(await finance.api('GET', '/money/uninvoiced?asOf=2026-07-20'));
    expect(
      totals.map((total: { state: string; count: number; amountMinor: string }) => [total.state, total.count, total.amountMinor]),
    ).toEqual([
      ['billable', 5, '936000'],
      ['conditional', 1, '35100'],
      ['held-back', 6, '107900'],
    ]);
    const { items } = taken(await finance.api('GET', '/money/uninvoiced?state=conditional&asOf=2026-07-20'));
    expect(items).toMatchObject([{ visitKey: 'FU', serviceDate: '2026-07-05', billableOn: '2026-07-31', payer: 'Norvane' }]);
  });

  it('[BR-06] a run shows what it would invoice and what it leaves out, and drafts exactly that', async () => {
    const { groups, leftOut, lines } = await preview('2026-07-20');
    expect(groups).toMatchObject([
      { contractCode: 'C1', payer: 'Norvane', currency: 'USD', lineCount: 5, totalMinor: '936000', can: { draft: true } },
    ]);
    expect(lines).toHaveLength(5);
    expect(leftOut).toEqual([
      { reason: 'conditional', currency: 'USD', count: 1, amountMinor: '35100' },
      { reason: 'held-back', currency: 'USD', count: 6, amountMinor: '107900' },
    ]);
    const other = { issuerId, cutOff: '2026-07-20', siteId: null, invoices: [{ contractId, lineCount: 5, totalMinor: '935999' }] };
    expect((await finance.api('POST', '/invoice-runs', other)).body.code).toBe('preview-outdated');
    expect(await draft('2026-07-31')).toMatchObject({ status: 'draft', number: null, lineCount: 6, totalMinor: '971100' });
    expect((await preview('2026-07-31')).groups).toEqual([]);
  });

  it('[BR-07] is issued with a number, posted, and locked; its paper is kept', async () => {
    const [drafted] = taken(await finance.api('GET', '/invoices?status=draft')).items;
    const invoice = taken(await finance.api('GET', `/invoices/${drafted.id}`));
    const issued = taken(await step(invoice, 'issue'));
    expect(issued).toMatchObject({
      status: 'issued',
      number: 'SW-2026-00001',
      issuedOn: '2026-07-20',
      dueOn: '2026-09-14',
      totalMinor: '971100',
    });
    expect(await balance('receivable')).toBe('971100');
    expect(await balance('unbilled-receivable')).toBe('0');
    expect(await balance('holdback-receivable')).toBe('107900');
    expect((await step(invoice, 'issue')).body.code).toBe('version-conflict');
    expect((await step(issued, 'removal', { lineIds: [issued.lines[0].id] })).body).toMatchObject({ code: 'invoice-locked', status: 422 });
    const pdf = readPdf(await pdfOf(issued));
    expect(pdf).toMatchObject({ isMarked: true, language: 'en', title: 'Invoice SW-2026-00001', pageCount: 1 });
    const told = pdf.tags.map((tag) => tag.text);
    for (const text of [
      'Invoice SW-2026-00001',
      'From: Zażółć Gęślą Sites LLC 1 Main Street Austin, TX 78701',
      'To: Norvane',
      '101-007',
      'Planned V3',
      '13 Apr 2026',
      'Week 4',
      '1,755.00',
      '9,711.00',
    ])
      expect(told).toContain(text);
    expect(told).not.toContain('V3');
    expect(issued.lines.map((line: { visitName: string }) => line.visitName)).toContain('Planned V3');
    expect(pdf.pages[0]).toContain('page 1 of 1');
    expect(pdf.pages[0]).not.toContain('DEMO');
    const answer = await finance.api('GET', `/invoices/${issued.id}/pdf`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toContain('SW-2026-00001.pdf');
  });

  it('[UPLOAD-03] is kept on paper when bytes that nobody needs are swept, and those of an issue that failed are not', async () => {
    const [{ pdf }] = (await world.superuser.query(`select pdf_sha256 as pdf from finance.invoice where number = 'SW-2026-00001'`)).rows;
    const orphan = await world.files.kept.put(Buffer.from('%PDF-1.7 of an issue that was rolled back'));
    const before = new Date(Date.now() - 2 * 3_600_000);
    for (const digest of [pdf, orphan.sha256]) await utimes(join(world.filesFolder, digest.slice(0, 2), digest), before, before);
    expect(await sweepKept({ database: world.database, files: world.files, now: () => world.now })).toBe(1);
    expect(readPdf(await pdfOf({ pdfSha256: pdf })).title).toBe('Invoice SW-2026-00001');
  });

  it('[BR-07] the database itself refuses another line, another amount, a second claim, and a number out of turn', async () => {
    const db = world.superuser;
    const [{ id }] = (await db.query(`select id from finance.invoice where number = 'SW-2026-00001'`)).rows;
    const refused = async (sql: string, constraint: string) =>
      expect(await db.query(sql).catch((error: { constraint?: string }) => error.constraint), sql).toBe(constraint);
    await refused(`update finance.invoice set total_minor = 1 where id = '${id}'`, 'issued_invoice_kept');
    await refused(`update finance.invoice set status = 'draft' where id = '${id}'`, 'issued_invoice_kept');
    await refused(`delete from finance.invoice where id = '${id}'`, 'issued_invoice_kept');
    await refused(`update finance.invoice_line set amount_minor = 1 where invoice_id = '${id}'`, 'issued_lines_kept');
    await refused(`delete from finance.invoice_line where invoice_id = '${id}'`, 'issued_lines_kept');
    await refused(`delete from finance.invoice_claim`, 'claim_kept');
    await refused(`update finance.number_range set last_number = last_number + 2`, 'number_range_in_sequence');
    await refused(`update finance.number_range set last_number = last_number + 1`, 'number_range_gapless');
  });

  it('[BR-07] the database itself refuses a line that was not earned, one that nobody claims, and the claim of another line', async () => {
    const db = world.superuser;
    const [{ id: issuedId }] = (await db.query(`select id from finance.invoice where number = 'SW-2026-00001'`)).rows;
    const [draftId, lineId] = [newId(), newId()];
    // A line of the issued invoice again with one thing changed, on a draft of its own unless told, and what follows on it.
    const again = async (change: Record<string, unknown>, then = 'set constraints all immediate') => {
      await db.query('begin');
      const answer = await (async () => {
        await db.query(
          `insert into finance.invoice (id, kind, status, issuer_id, contract_id, payer_id, study_id, currency, cut_off_on, tax_basis_points)
            select $1, 'invoice', 'draft', issuer_id, contract_id, payer_id, study_id, currency, cut_off_on, 0 from finance.invoice where id = $2`,
          [draftId, issuedId],
        );
        await db.query(
          `insert into finance.invoice_line select (jsonb_populate_record(l, $2::jsonb)).* from finance.invoice_line l where l.invoice_id = $1 and l.position = 1`,
          [issuedId, JSON.stringify({ id: lineId, invoice_id: draftId, position: 99, ...change })],
        );
        await db.query(then);
        return 'accepted';
      })().catch((error: { constraint?: string }) => error.constraint);
      await db.query('rollback');
      return answer;
    };
    expect(await again({}, 'select 1')).toBe('accepted');
    expect(await again({ amount_minor: 1 })).toBe('line_is_earned');
    expect(await again({ invoice_id: issuedId })).toBe('issued_lines_kept');
    expect(await again({})).toBe('invoice_line_claimed');
    const heldBack = `insert into finance.invoice_claim (id, study_id, site_id, accrual_line_id, invoice_line_id)
      select gen_random_uuid(), l.study_id, l.site_id, l.id, '${lineId}' from finance.accrual_line l where l.kind = 'holdback' limit 1`;
    expect(await again({}, heldBack)).toBe('claim_kept');
  });

  it.each([
    ['finance.invoice', 'keep_issued', `update finance.invoice set total_minor = 1 where number = 'SW-2026-00001'`],
    ['finance.invoice_line', 'keep_issued_lines', `update finance.invoice_line set visit_key = 'X'`],
    ['finance.invoice_claim', 'keep_claim', `delete from finance.invoice_claim`],
    ['finance.number_range', 'next_in_range', `update finance.number_range set last_number = last_number + 2`],
  ])('[BR-07] without its guard %s would change: %s is what refuses', async (table, guard, sql) => {
    const db = world.superuser;
    await expect(db.query(sql)).rejects.toMatchObject({ code: '23514' });
    await db.query(`begin; alter table ${table} disable trigger ${guard}`);
    expect((await db.query(sql)).rowCount).toBeGreaterThan(0);
    await db.query('rollback');
  });
});

describe('corrections', () => {
  it('[FIN-03] single lines are credited to the cent under a number of their own, and may be invoiced again', async () => {
    const issued = taken(await finance.api('GET', `/invoices/${await idOf('SW-2026-00001')}`));
    const line = issued.lines.find((each: { visitKey: string }) => each.visitKey === 'V3');
    const note = taken(await step(issued, 'credit-notes', { lineIds: [line.id], reason: 'Wrong visit date', frees: true }));
    expect(note).toMatchObject({
      kind: 'credit-note',
      number: 'CN-2026-00001',
      totalMinor: '-175500',
      credits: { number: 'SW-2026-00001' },
      reason: 'Wrong visit date',
    });
    expect(await balance('receivable')).toBe('795600');
    expect(await balance('unbilled-receivable')).toBe('175500');
    expect(readPdf(await pdfOf(note)).tags.map((tag) => tag.text)).toContain('Credits invoice: SW-2026-00001');
    expect((await preview('2026-07-20')).groups).toMatchObject([{ lineCount: 1, totalMinor: '175500' }]);
    const after = taken(await finance.api('GET', `/invoices/${issued.id}`));
    expect(after.status).toBe('issued');
    expect((await step(after, 'credit-notes', { lineIds: [line.id], reason: 'Twice', frees: true })).body.code).toBe('line-credited');
    const rest = taken(await step(after, 'credit-notes', { lineIds: null, reason: 'Agreed to waive', frees: false }));
    expect(rest).toMatchObject({ number: 'CN-2026-00002', totalMinor: '-795600', lineCount: 5 });
    expect(taken(await finance.api('GET', `/invoices/${issued.id}`))).toMatchObject({ status: 'credited', creditNotes: [{}, {}] });
    expect(await balance('receivable')).toBe('0');
    expect(await balance('credited-revenue')).toBe('795600');
    expect((await preview('2026-07-20')).groups).toMatchObject([{ lineCount: 1 }]);
  });

  it('[BR-07] a void invoice keeps its number and frees its lines; one that was sent is not voided', async () => {
    const issued = taken(await step(await draft('2026-07-20'), 'issue'));
    expect(issued.number).toBe('SW-2026-00002');
    expect(taken(await step(issued, 'voiding', { reason: 'Wrong payer' }))).toMatchObject({ status: 'voided', number: 'SW-2026-00002' });
    expect(await balance('receivable')).toBe('0');
    const again = taken(await step(await draft('2026-07-20'), 'issue'));
    expect(again.number).toBe('SW-2026-00003');
    expect((await step(again, 'sending', { sentOn: '2026-07-19' })).body.code).toBe('sent-before-issued');
    expect((await step(again, 'sending', { sentOn: '2026-07-21' })).body.code).toBe('in-the-future');
    const sent = taken(await step(again, 'sending', {}));
    expect(sent).toMatchObject({ status: 'sent', sentOn: '2026-07-20', can: { void: false, credit: true } });
    expect((await step(sent, 'voiding', { reason: 'Too late' })).body.code).toBe('void-too-late');
  });

  it('a visit corrected before its invoice is issued stops it; corrected after, its reversal is what the next run takes', async () => {
    const subject = await tellSubject(world.superuser, austin, '101-008');
    const [first, second] = [await completed(subject, 'V1', '2026-05-01'), await completed(subject, 'V2', '2026-05-12')];
    const drafted = await draft('2026-07-20');
    await coordinator.act('visits.correct', (act) => reverseVisit(act, { ...first, reason: 'another day' }));
    expect((await step(drafted, 'issue')).body).toMatchObject({
      code: 'line-reversed',
      data: { participant: '101-008', visit: 'Planned V1' },
    });
    const line = drafted.lines.find((each: { visitKey: string }) => each.visitKey === 'V1');
    const shorter = taken(await step(drafted, 'removal', { lineIds: [line.id] }));
    taken(await step(shorter, 'issue'));
    expect((await preview('2026-07-20')).groups).toEqual([]);
    await coordinator.act('visits.correct', (act) => reverseVisit(act, { ...second, reason: 'another day' }));
    expect((await preview('2026-07-20')).groups).toMatchObject([{ lineCount: 1, totalMinor: '-234000' }]);
    const minus = await draft('2026-07-20');
    expect((await step(minus, 'issue')).body.code).toBe('nothing-to-pay');
    taken(await step(minus, 'discarding'));
    expect((await finance.api('GET', `/invoices/${minus.id}`)).status).toBe(404);
    const other = await tellSubject(world.superuser, austin, '101-009');
    for (const [key, on] of [
      ['V1', '2026-05-02'],
      ['V2', '2026-05-13'],
    ] as const)
      await completed(other, key, on);
    expect(taken(await step(await draft('2026-07-20'), 'issue'))).toMatchObject({ lineCount: 3, totalMinor: '140400' });
  });
});

describe('numbers', () => {
  it('[BR-07] twenty people who issue at once get twenty numbers without a gap', async () => {
    const subjects = await Promise.all(Array.from({ length: 20 }, (_, at) => tellSubject(world.superuser, miami, `102-${100 + at}`)));
    const drafts: { id: string; version: number }[] = [];
    for (const subject of subjects) {
      await completed(subject, 'V1', '2026-06-01');
      drafts.push(await draft('2026-07-20'));
    }
    const answers = await Promise.all(drafts.map((each) => step(each, 'issue')));
    const numbers = answers.map((answer) => taken(answer).number).sort();
    const last = Number(numbers[0].slice(-5));
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => `SW-2026-${String(last + at).padStart(5, '0')}`));
    const { rows } = await world.superuser.query(
      `select count(*)::int as n, max(number_in_year) as last from finance.invoice where kind = 'invoice' and number is not null`,
    );
    expect(rows[0].n).toBe(rows[0].last);
  });

  it('a number begins again with the year of the issuer’s own clock', async () => {
    const subject = await tellSubject(world.superuser, austin, '101-050');
    await completed(subject, 'V1', '2026-06-01');
    const drafted = await draft('2026-07-20');
    world.now = Temporal.Instant.from('2027-01-01T04:00:00Z');
    const late = taken(await step(drafted, 'issue'));
    expect(late).toMatchObject({ issuedOn: '2026-12-31', dueOn: '2026-12-31' });
    await completed(await tellSubject(world.superuser, austin, '101-051'), 'V1', '2026-06-01');
    const next = await draft('2026-07-20');
    world.now = Temporal.Instant.from('2027-01-01T07:00:00Z');
    expect(taken(await step(next, 'issue')).number).toBe('SW-2027-00001');
    world.now = Temporal.Instant.from('2026-07-20T15:00:00Z');
  });
});

describe('a preview of issuing', () => {
  it('[BR-07] tells number, days and sums, takes no number, and is what happens then', async () => {
    await completed(await tellSubject(world.superuser, austin, '101-070'), 'V1', '2026-06-01');
    const drafted = await draft('2026-07-20');
    const seen = (by = finance, of = drafted) => by.api('GET', `/invoices/${of.id}/issue/preview`);
    const first = taken(await seen());
    const { lineCount, netMinor, totalMinor, version } = drafted;
    expect(first).toMatchObject({
      range: 'SW-{year}-{number:5}',
      lineCount,
      netMinor,
      totalMinor,
      version,
      timeZone: sampleIssuer.timeZone,
    });
    expect(taken(await seen())).toEqual(first);
    expect(taken(await finance.api('GET', `/invoices/${drafted.id}`))).toMatchObject({ status: 'draft', number: null });
    const issued = taken(await step(drafted, 'issue'));
    const { number, issuedOn, dueOn } = first;
    expect(issued).toMatchObject({ number, issuedOn, dueOn, totalMinor });
    expect((await seen()).body).toMatchObject({ code: 'invoice-locked', status: 422 });
  });

  it('[BR-18] refuses what issuing refuses', async () => {
    await completed(await tellSubject(world.superuser, austin, '101-071'), 'V1', '2026-06-01');
    const drafted = await draft('2026-07-20');
    const seen = (by = finance) => by.api('GET', `/invoices/${drafted.id}/issue/preview`);
    expect((await seen(manager)).status).toBe(403);
    const both = await world.person('Bea Th', [{ role: 'contracts' }, { role: 'finance' }]);
    expect((await seen(both)).body).toMatchObject({ code: 'duties-not-separate', status: 422 });
    taken(await step(drafted, 'removal', { lineIds: drafted.lines.map((line: { id: string }) => line.id) }));
    expect((await seen()).body).toMatchObject({ code: 'lines-missing', status: 422 });
  });
});

describe('who may', () => {
  it('[BR-18] whoever writes terms does not issue, and nobody does both', async () => {
    await completed(await tellSubject(world.superuser, austin, '101-060'), 'V1', '2026-06-01');
    const drafted = await draft('2026-07-20');
    expect((await step(drafted, 'issue', {}, contracts)).status).toBe(403);
    const both = await world.person('Bo Th', [{ role: 'contracts' }, { role: 'finance' }]);
    expect((await step(drafted, 'issue', {}, both)).body).toMatchObject({ code: 'duties-not-separate', status: 422 });
    expect((await step(drafted, 'issue', {}, manager)).status).toBe(403);
    expect((await finance.api('PUT', `/issuers/${newId()}`, sampleIssuer, ifMatch(0))).status).toBe(403);
    expect((await contracts.api('GET', `/invoices/${drafted.id}`)).status).toBe(403);
    taken(await step(drafted, 'discarding'));
  });

  it('an issuer whose name cannot be printed is told which characters; its day is the day where it is', async () => {
    const [{ organizationId, particulars, version, today }] = taken(await manager.api('GET', '/issuers'));
    const moved = { ...particulars, address: '東京 1', timeZone: 'Pacific/Kiritimati' };
    const saved = taken(await manager.api('PUT', `/issuers/${organizationId}`, moved, ifMatch(version)));
    expect([today, saved.today]).toEqual(['2026-07-20', '2026-07-21']);
    const drafted = await draft('2026-07-20');
    expect((await step(drafted, 'issue')).body).toMatchObject({ code: 'not-printable', data: { characters: '東 京' } });
  });
});

async function idOf(number: string): Promise<string> {
  return (await world.superuser.query(`select id from finance.invoice where number = $1`, [number])).rows[0].id;
}

it('leaves no defects behind', () => {
  expect(world.defects).toEqual([]);
});
