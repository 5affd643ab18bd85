// The demo written into a real database: twice the same network, a trail with the names of those who acted, and a load that goes on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredRoutes } from '../app/routes.ts';
import { loadDemoInto } from '../../tests/support/demo.ts';
import { type World, openWorld } from '../../tests/support/world.ts';
import { type DemoStudy, portfolio } from './rules.ts';

const NOW = '2026-11-22T12:00:00Z';
const worlds: World[] = [];

/** A part of the portfolio with the places whose problems show only in the database, each with a part of its participants. */
const places: Readonly<Record<string, readonly string[]>> = {
  'BRZ-302': ['GDL', 'MIA'],
  'DRM-204': ['AUS', 'SVQ'],
  'NRV-203': ['YYZ'],
  'PVX-310': ['SYD', 'CPT'],
};
const part: readonly DemoStudy[] = portfolio
  .filter(({ key }) => key in places)
  .map((study) => ({
    ...study,
    sites: study.sites.filter(({ site }) => places[study.key]?.includes(site)).map((place) => ({ ...place, ratePerMonth: 0.9 })),
  }));

const load = (world: World): Promise<number> => loadDemoInto(world, { portfolio: part, seed: 7 });

const LEFT_OUT = /^(uuid|bytea|timestamp with time zone|xid8)$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(Z|[+-]\d\d:\d\d)/g;

/** Every row of every room as text without ids, ciphers and the server's times, in one order. */
async function logicalExport(world: World): Promise<Record<string, string[]>> {
  const { rows: columns } = await world.superuser.query<{ name: string; column: string; type: string }>(
    `select c.table_schema || '.' || c.table_name as name, c.column_name as column, c.data_type as type from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema in ('access', 'network', 'studies', 'subjects', 'visits', 'safety', 'signatures', 'finance', 'monitoring')
     order by 1, c.ordinal_position`,
  );
  const tables = new Map<string, string[]>();
  for (const { name, column, type } of columns)
    tables.set(name, [
      ...(tables.get(name) ?? []),
      ...(LEFT_OUT.test(type) || /sha256|digest|secret|^record_entry$/.test(column) ? [] : [`t."${column}"`]),
    ]);
  const all: Record<string, string[]> = {};
  for (const [name, kept] of tables) {
    const [schema, table] = name.split('.');
    const { rows } = await world.superuser.query<{ line: string }>(
      `select row(${kept.join(', ')})::text as line from "${schema}"."${table}" t`,
    );
    all[name] = rows.map(({ line }) => line.replaceAll(UUID, '#').replaceAll(INSTANT, '#')).sort();
  }
  return all;
}

beforeAll(async () => {
  worlds.push(await openWorld(NOW), await openWorld(NOW));
  for (const world of worlds) await load(world);
}, 300_000);
afterAll(async () => {
  for (const world of worlds) await world.close();
});

const first = (): World => worlds[0] as World;
const count = async (text: string): Promise<number> =>
  (await first().superuser.query<{ n: number }>(`select (${text})::integer as n`)).rows[0]?.n ?? 0;

describe('the demo network in a database', () => {
  it('[DM-01] is the same network when it is loaded twice for the same seed and day', async () => {
    const [one, other] = [await logicalExport(first()), await logicalExport(worlds[1] as World)];
    expect(one['subjects.subject']?.length).toBeGreaterThan(25);
    expect(one['finance.accrual_line']?.length).toBeGreaterThan(100);
    expect(one['finance.invoice_line']?.length).toBeGreaterThan(100);
    for (const name of Object.keys(one)) expect(other[name], name).toEqual(one[name]);
  });

  it('[DM-02] names in its trail the coordinators of the sites and what they did', async () => {
    const { rows } = await first().superuser.query<{ action: string; actor: string }>(
      `select distinct action, actor_name as actor from audit.entry where record_table = 'visits.visit_occurrence'`,
    );
    const done = (action: string) => rows.filter((row) => row.action === action).map((row) => row.actor);
    expect(done('visits.complete')).toEqual(expect.arrayContaining(['Ana Ruiz', 'Ben Carter', 'Camila Torres', 'Paco Serrano']));
    expect(rows.filter(({ action }) => action === 'demo.course')).toEqual([]);
  });

  it('[DM-02] names in its trail nothing that people cannot do, but for what only the load does', async () => {
    const { rows } = await first().superuser.query<{ action: string }>(
      // The world of a test enters its own operator by hand.
      `select distinct action from audit.entry where action <> 'sql' or record_table not like 'access.%' order by 1`,
    );
    const ownNames = ['access.add-demo-person', 'demo.open-sites', 'demo.open-study'];
    const known = new Set([...declaredRoutes().map(({ name }) => name), ...ownNames]);
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining([...ownNames, 'subjects.consent', 'visits.complete']));
    expect(rows.filter(({ action }) => !known.has(action))).toEqual([]);
  });

  it('keeps its books: every line has its journal, and the ledger sums to zero', async () => {
    expect(await count('select coalesce(sum(amount_minor), 0) from finance.posting')).toBe(0);
    expect(await count(`select count(*) from finance.accrual_line`)).toBe(
      await count(`select count(*) from finance.journal where source_type = 'accrual-line'`),
    );
  });

  it('[DM-03] keeps the dates of 101-007, and of nothing that lies ahead', async () => {
    const { rows } = await first().superuser.query<{ on: string }>(
      `select v.actual_date::text as on from visits.visit_occurrence v join subjects.subject s on s.id = v.subject_id
       where s.number = '101-007' and v.actual_date is not null order by 1`,
    );
    expect(rows.map((row) => row.on)).toEqual(['2026-02-24', '2026-03-10', '2026-04-13', '2026-05-05', '2026-06-02', '2026-07-02']);
    expect(await count(`select count(*) from visits.visit_occurrence where actual_date >= '2026-11-22'`)).toBe(0);
  });

  it('[DM-03] the investigator of Austin has signed what each past month left complete, and the last weeks wait', async () => {
    const ofAustin = (where: string) =>
      count(`select count(*) from visits.visit_occurrence v join network.site s on s.id = v.site_id join studies.study st on st.id = v.study_id
             left join signatures.pub_signed g on g.record_kind = 'visits.source' and g.record_id = v.id
             where s.code = 'AUS' and st.code <> 'NLX-301' and v.state in ('completed', 'partially-completed') and ${where}`);
    expect(await ofAustin(`v.actual_date < '2026-10-30' and g.record_version is distinct from v.version`)).toBe(0);
    expect(await ofAustin(`g.record_version = v.version`)).toBeGreaterThan(10);
    expect(await count(`select count(*) from signatures.signature where method <> 'demo'`)).toBe(0);
  });

  it('[DM-04] shows a visit in five late at Guadalajara, and hardly any in Miami', async () => {
    const late = (site: string) =>
      count(`select 1000 * count(*) filter (where v.out_by_days > 0) / count(*) from visits.pub_visit v
             join network.pub_site s on s.id = v.site_id join studies.pub_study st on st.id = v.study_id
             where s.code = '${site}' and st.code = 'BRZ-302' and v.actual_date is not null`);
    expect(await late('GDL')).toBeGreaterThan(2.5 * (await late('MIA')));
  });

  it('[DM-04] performs what no contract prices, and earns nothing by it', async () => {
    const performed = (where: string) =>
      count(`select count(*) from visits.pub_visit v join network.pub_site s on s.id = v.site_id join studies.pub_study st on st.id = v.study_id
             where v.actual_date is not null and ${where}`);
    const earned = (where: string) =>
      count(`select count(*) from finance.accrual_line l join visits.pub_visit v on v.id = l.visit_id
             join network.pub_site s on s.id = v.site_id join studies.pub_study st on st.id = v.study_id where ${where}`);
    for (const forgotten of [`st.code = 'PVX-310' and s.code = 'SYD'`, `st.code = 'NRV-203' and v.visit_key = 'T12'`]) {
      expect(await performed(forgotten), forgotten).toBeGreaterThan(0);
      expect(await earned(forgotten), forgotten).toBe(0);
    }
    expect(await earned(`st.code = 'PVX-310' and s.code = 'CPT'`)).toBeGreaterThan(0);
    expect(await earned(`st.code = 'NRV-203' and v.visit_key = 'T8'`)).toBeGreaterThan(0);
  });

  it('[DM-04] invoices every month what is billable but in the vaccine study at Cape Town, where it stands on nothing for five months', async () => {
    // Lines and reversals that never were on an invoice cancel out; what was held back is not billed yet.
    const waiting = (where: string) =>
      count(`select count(*) from finance.accrual_line l join network.pub_site s on s.id = l.site_id join studies.pub_study st on st.id = l.study_id
             where st.code <> 'NLX-301' and l.kind = 'payable' and l.reverses_id is null and l.service_date < '2026-10-01' and ${where}
               and not exists (select 1 from finance.accrual_line r where r.reverses_id = l.id)
               and not exists (select 1 from finance.invoice_claim c join finance.invoice_line il on il.id = c.invoice_line_id
                 join finance.invoice i on i.id = il.invoice_id where c.accrual_line_id = l.id and i.status in ('issued', 'sent'))`);
    const there = `st.code = 'PVX-310' and s.code = 'CPT'`;
    expect(await waiting(`${there} and l.service_date >= '2026-06-01'`)).toBeGreaterThan(5);
    // What is credited for good keeps its place on the credited invoice; what is freed is invoiced again a month later.
    expect(await waiting(`not (${there})`)).toBe(0);
  });

  it('[DM-03] numbers its invoices in the order of their days, sends them, credits some, and leaves one to issue', async () => {
    const { rows } = await first().superuser.query<{
      kind: string;
      status: string;
      number: string | null;
      on: string | null;
      sent: string | null;
    }>(
      `select kind, status, number, issued_on::text as "on", sent_on::text as sent from finance.invoice order by kind, number_year, number_in_year`,
    );
    const invoices = rows.filter(({ kind, number }) => kind === 'invoice' && number !== null);
    expect(invoices.length).toBeGreaterThan(30);
    expect(invoices.map(({ on }) => on)).toEqual(invoices.map(({ on }) => on).sort());
    expect(invoices.every(({ on, sent }) => (on ?? '') < '2026-11-22' && (sent ?? '') < '2026-11-22')).toBe(true);
    expect(invoices.filter(({ status }) => status === 'sent').length).toBeGreaterThan(invoices.length - 3);
    expect(rows.filter(({ kind }) => kind === 'credit-note').length).toBeGreaterThan(1);
    expect(rows.filter(({ status }) => status === 'draft')).toHaveLength(1);
  });

  it('[BR-18] invoices by one who writes no terms, under particulars that another has written', async () => {
    const { rows } = await first().superuser.query<{ table: string; action: string; actor: string }>(
      `select distinct record_table as table, action, actor_name as actor from audit.entry where record_table in ('finance.invoice', 'finance.issuer') order by 2`,
    );
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ['finance.credit-invoice', 'Farah Idris'],
      ['finance.issue-invoice', 'Farah Idris'],
      ['finance.run-invoices', 'Farah Idris'],
      ['finance.save-issuer', 'Noor Haddad'],
      ['finance.send-invoice', 'Farah Idris'],
    ]);
  });

  it('has most adverse events ended and most deviations assessed, with the latest waiting', async () => {
    const events = await count('select count(*) from safety.adverse_event');
    const open = await count('select count(*) from safety.adverse_event where ended_on is null');
    expect([open > 0, open < events / 3]).toEqual([true, true]);
    const [all, waiting] = [
      await count('select count(*) from monitoring.deviation'),
      await count('select count(*) from monitoring.deviation where important is null'),
    ];
    expect([waiting > 0, waiting < all / 3]).toEqual([true, true]);
    expect(await count(`select count(*) from monitoring.deviation where state = 'closed'`)).toBeGreaterThan(0);
  });

  it('plans from when to when every study-site enrols', async () => {
    expect(await count('select count(*) from studies.study_site where enrolment_planned_to > enrolment_planned_from')).toBe(
      await count('select count(*) from studies.study_site'),
    );
  });

  it('takes from leavers what they could reach', async () => {
    expect(
      await count(
        `select count(*) from access."grant" g join access.person p on p.id = g.person_id where p.name = 'Nigel Marsh' and g.revoked_at is null`,
      ),
    ).toBe(0);
  });

  it('says what failed, and the next load goes on where it stopped', async () => {
    const world = await openWorld(NOW);
    worlds.push(world);
    await world.superuser.query(`create function public.fail() returns trigger language plpgsql as $$ begin
      if new.number = '301-004' then raise exception 'the disk is full' using errcode = '53100'; end if; return new; end $$`);
    await world.superuser.query('create trigger fail before insert on subjects.subject for each row execute function public.fail()');
    await expect(load(world)).rejects.toThrow(
      /^the participants at AUS who consented from [\d-]+ on: the database refused it \(SQLSTATE 53100\)$/,
    );
    await world.superuser.query('drop trigger fail on subjects.subject');
    await load(world);
    const subjects = async (at: World) =>
      (await at.superuser.query<{ number: string }>('select number from subjects.subject order by 1')).rows.map(({ number }) => number);
    expect(await subjects(world)).toEqual(await subjects(first()));
  }, 120_000);

  it('adds nobody when it is loaded again', async () => {
    const before = await count('select count(*) from subjects.subject');
    expect(await load(first())).toBe(before);
    expect(await count('select count(*) from subjects.subject')).toBe(before);
    expect(await count('select count(*) from access.person where second_factor = $$waived$$')).toBe(40);
  });
});
