// The ledger's own walls: what the database refuses, whatever the program or an intruder with its role tries.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { newId } from '#lib';
import { sqlState, transact } from '#platform';
import { type ToldSite, type ToldSubject, type ToldVisit, tellStudy, tellSubject, tellVisit } from '../../tests/support/told-visits.ts';
import { type TestPerson, type World, openWorld } from '../../tests/support/world.ts';
import { createContract, draftVersion, earnVisit, releaseVersion, reverseVisit, saveTerms } from './index.ts';
import { sampleTerms } from './sample.ts';

let world: World;
let austin: ToldSite;
let coordinator: TestPerson;
let subject: ToldSubject;
let visit: ToldVisit;
beforeAll(async () => {
  world = await openWorld();
  [austin] = (await tellStudy(world.superuser, 'NLX-301', ['101'])) as [ToldSite];
  const contracts = await world.person('Connie Contracts', [{ role: 'contracts' }]);
  await contracts.act('finance.release-version', async (act) => {
    const { id } = await createContract(act, austin.studyId, { code: 'C1', siteId: null, payerId: null, currency: 'USD' });
    const draft = await draftVersion(act, id, { ...sampleTerms, copyTermsOf: null });
    const saved = await saveTerms(act, draft.id, draft.version, sampleTerms);
    await releaseVersion(act, draft.id, saved.version);
  });
  coordinator = await world.person('Coco Ordinator', [{ role: 'coordinator', siteId: austin.siteId }]);
  subject = await tellSubject(world.superuser, austin, '101-001');
  visit = await tellVisit(world.superuser, subject, 'V3', '2026-04-13');
  await coordinator.act('visits.complete', (act) => earnVisit(act, visit));
});
afterAll(() => world.close());

/** The SQLSTATE and constraint with which the database answers the program's role, in a transaction of the coordinator. */
async function refusal(...statements: [string, unknown[]?][]): Promise<string> {
  try {
    await transact(world.database, { credential: coordinator.credential, action: 'an intruder', requestId: newId() }, async (tx) => {
      for (const [text, values] of statements) await tx.$client.query(text, values);
    });
    return 'accepted';
  } catch (error) {
    return [sqlState(error), (error as { constraint?: string }).constraint].filter(Boolean).join(' ');
  }
}

// A journal with its legs is one statement, as the program writes it.
const journal = (id: string, ...legs: readonly [account: string, amount: string][]): [string, unknown[]] => [
  `with j as (insert into finance.journal (id, study_id, site_id, currency, effective_date, source_type, source_id) values ($1, $2, $3, 'USD', '2026-04-13', 'test', $1))
    insert into finance.posting (id, journal_id, study_id, site_id, currency, account, amount_minor)
      select l.id, $1, $2, $3, 'USD', l.account, l.amount from unnest($4::uuid[], $5::text[], $6::bigint[]) as l (id, account, amount)`,
  [id, austin.studyId, austin.siteId, legs.map(newId), legs.map(([account]) => account), legs.map(([, amount]) => amount)],
];
const posting = (journalId: string, account: string, amount: string): [string, unknown[]] => [
  `insert into finance.posting (id, journal_id, study_id, site_id, currency, account, amount_minor) values ($1, $2, $3, $4, 'USD', $5, $6)`,
  [newId(), journalId, austin.studyId, austin.siteId, account, amount],
];
// A copy of a line with other values, as somebody with the program's role would insert it by hand.
const copyOfLine = (change: Record<string, string>): [string, unknown[]] => [
  `insert into finance.accrual_line select (jsonb_populate_record(l, $2::jsonb)).* from finance.accrual_line l where l.visit_id = $1 and l.kind = 'payable' and l.generation = 1`,
  [visit.visitId, JSON.stringify({ id: newId(), ...change })],
];

describe('the ledger', () => {
  it('[BR-07] a journal that does not sum to zero, or stands alone, is refused', async () => {
    expect(await refusal(journal(newId(), ['revenue', '-100'], ['unbilled-receivable', '99']))).toBe('23514 journal_balanced');
    expect(await refusal(journal(newId()))).toBe('23514 journal_balanced');
    expect(await refusal(journal(newId(), ['revenue', '0']))).toBe('23514 journal_balanced');
    expect(await refusal(journal(newId(), ['revenue', '-100'], ['unbilled-receivable', '100']))).toBe('accepted');
  });

  it('[BR-07] a lone posting added later to a balanced journal is refused', async () => {
    const { rows } = await world.superuser.query<{ id: string }>(
      `select id from finance.journal where source_type = 'accrual-line' limit 1`,
    );
    expect(await refusal(posting(rows[0]?.id ?? '', 'deferred-revenue', '1'))).toBe('23514 journal_balanced');
  });

  it('[BR-07] a second accrual of the same obligation is refused by constraint, in whatever generation', async () => {
    expect(await refusal(copyOfLine({}))).toMatch(/^23505 accrual_line_/);
    expect(await refusal(copyOfLine({ generation: '3', correction: '1' }))).toBe('23514 accrual_line_in_sequence');
    expect(await refusal(copyOfLine({ generation: '2' }))).toMatch(/^23514 accrual_line_check/);
    expect(await refusal(copyOfLine({ term_key: 'visit-V4', contract_version_id: newId() }))).toMatch(/^23503 /);
    expect(await refusal(copyOfLine({ kind: 'screen-failure' }))).toMatch(/^23514 /);
  });

  it('[BR-07] a reversal negates the line before it to the cent', async () => {
    const { rows } = await world.superuser.query<{ id: string }>(
      `select id from finance.accrual_line where visit_id = $1 and kind = 'payable'`,
      [visit.visitId],
    );
    const reverses_id = rows[0]?.id ?? '';
    expect(
      await refusal(
        copyOfLine({ generation: '2', reverses_id, amount_minor: '-175499', payable_minor: '175499', holdback_minor: '19501' }),
      ),
    ).toBe('23514 accrual_line_in_sequence');
    expect(await refusal(copyOfLine({ generation: '2', reverses_id, amount_minor: '175500' }))).toMatch(/^23514 accrual_line_check/);
  });

  it('a line without a journal over its amount is refused', async () => {
    const { rows } = await world.superuser.query<{ id: string }>(
      `select id from finance.accrual_line where visit_id = $1 and kind = 'payable'`,
      [visit.visitId],
    );
    expect(await refusal(copyOfLine({ generation: '2', reverses_id: rows[0]?.id ?? '', amount_minor: '-175500' }))).toBe(
      '23514 accrual_line_journalled',
    );
  });

  it('[BR-07] nothing posted is changed or deleted', async () => {
    for (const table of ['accrual_line', 'journal', 'posting', 'screening_event']) {
      expect([table, await refusal([`delete from finance.${table}`])]).toEqual([table, '42501']);
      expect([table, await refusal([`update finance.${table} set study_id = study_id`])]).toEqual([table, '42501']);
      expect([table, await refusal([`truncate finance.${table} cascade`])]).toEqual([table, '42501']);
    }
  });

  it('a live version and its terms never change, whoever tries', async () => {
    const tries = [
      `update finance.contract_version set overhead_basis_points = 0`,
      `update finance.payment_term set direct_minor = 0`,
      `delete from finance.payment_term`,
    ];
    for (const text of tries) await expect(world.superuser.query(text)).rejects.toMatchObject({ code: '23514' });
  });
});

describe('histories', () => {
  it('[BR-07] over random completions and re-openings the ledger sums to zero, a re-opened visit nets to nothing, and generations follow each other', async () => {
    const keys = ['V1', 'V2', 'V3'] as const;
    const step = fc.record({ visitKey: fc.constantFrom(...keys), what: fc.constantFrom('complete', 'complete-again', 'reopen') });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const place = await tellSubject(world.superuser, austin, `901-${++runs}`);
        const told = new Map<string, ToldVisit & { open: boolean }>();
        for (const visitKey of keys)
          told.set(visitKey, { ...(await tellVisit(world.superuser, place, visitKey, '2026-04-13')), open: true });
        await coordinator.act('visits.complete', async (act) => {
          for (const { visitKey, what } of steps) {
            const record = told.get(visitKey);
            if (!record) throw new Error('every visit was told');
            if (what === 'reopen' && record.open) continue;
            if (what === 'reopen') {
              await reverseVisit(act, { ...record, reason: 'corrected' });
              told.set(visitKey, { ...record, open: true, generation: record.generation + 1 });
              continue;
            }
            await earnVisit(act, record);
            if (what === 'complete-again') await earnVisit(act, record);
            told.set(visitKey, { ...record, open: false });
          }
        });
        await expectConsistent(place, told);
      }),
      { numRuns: 200 },
    );
  }, 90_000);

  async function expectConsistent(place: ToldSubject, told: ReadonlyMap<string, ToldVisit & { open: boolean }>): Promise<void> {
    const { rows } = await world.superuser.query<{ visit_id: string; kind: string; net: string; generations: number[] }>(
      `select visit_id, kind, sum(amount_minor)::text as net, array_agg(generation order by generation) as generations from finance.accrual_line where subject_id = $1 group by 1, 2`,
      [place.subjectId],
    );
    const gross = { V1: 156_000n, V2: 260_000n, V3: 195_000n } as Record<string, bigint>;
    for (const [visitKey, record] of told) {
      const slots = rows.filter((row) => row.visit_id === record.visitId);
      const net = slots.reduce((sum, row) => sum + BigInt(row.net), 0n);
      expect([visitKey, net]).toEqual([visitKey, record.open ? 0n : gross[visitKey]]);
      for (const slot of slots) expect(slot.generations).toEqual(slot.generations.map((_, index) => index + 1));
    }
    const ledger = await world.superuser.query<{ total: string; lines: string; journals: string }>(
      `select (select coalesce(sum(p.amount_minor), 0)::text from finance.posting p) as total,
        (select count(*)::text from finance.accrual_line) as lines, (select count(*)::text from finance.journal where source_type = 'accrual-line') as journals`,
    );
    expect(ledger.rows[0]?.total).toBe('0');
    expect(ledger.rows[0]?.journals).toBe(ledger.rows[0]?.lines);
  }

  it('[BR-07] without its guards the same statements are accepted: sequence, journal, live terms', async () => {
    const skipped = copyOfLine({ generation: '3', correction: '1' });
    await world.superuser.query('alter table finance.accrual_line disable trigger journalled');
    expect(await refusal(skipped)).toBe('23514 accrual_line_in_sequence');
    await world.superuser.query(
      'alter table finance.accrual_line enable always trigger journalled; alter table finance.accrual_line disable trigger in_sequence',
    );
    expect(await refusal(skipped)).toBe('23514 accrual_line_journalled');
    await world.superuser.query('alter table finance.accrual_line disable trigger journalled');
    expect(await refusal(skipped)).toBe('accepted');
    await world.superuser.query('alter table finance.payment_term disable trigger keep_live_terms');
    expect((await world.superuser.query('update finance.payment_term set direct_minor = 0')).rowCount).toBeGreaterThan(0);
  });

  it('leaves no defects behind', () => {
    expect(world.defects).toEqual([]);
  });
});
