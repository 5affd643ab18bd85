// What must hold after every fault: nothing acknowledged is missing, nothing is there twice or by half, the books balance, the trail is whole.
import { expect } from 'vitest';
import { type Running, askOperator, asSuperuser } from './program.ts';
import type { Seen } from './writers.ts';

/** Looks at everything while the writers rest: what they were answered is exactly what is there. */
export async function checkBooks(running: Running, home: string, seen: Seen): Promise<void> {
  await asSuperuser(home, async (client) => {
    const ids = async (statement: string) => (await client.query<{ id: string }>(statement)).rows.map((row) => row.id).sort();
    const sorted = (list: readonly string[]) => [...list].sort();
    expect(await ids(`select id from subjects.subject`), 'subjects').toEqual(sorted(seen.subjects));
    expect(await ids(`select id from visits.visit_occurrence where state = 'completed'`), 'completed visits').toEqual(sorted(seen.visits));
    expect(await ids(`select id from access."grant" where reason = 'Visits the site'`), 'grants').toEqual(sorted(seen.grants));
    for (const [what, statement] of Object.entries(nothing)) expect((await client.query(statement)).rows, what).toEqual([]);
  });
  const verified = await askOperator(running, home, 'audit verify');
  expect(verified.message ?? 'whole').toBe('whole');
  expect(verified.ok).toBe(true);
}

/** Each of these must find nothing. */
const nothing: Readonly<Record<string, string>> = {
  'a journal that does not balance': `select journal_id, currency, sum(amount_minor) from finance.posting group by 1, 2 having sum(amount_minor) <> 0`,
  'a journal with fewer than two postings': `select j.id from finance.journal j left join finance.posting p on p.journal_id = j.id group by 1 having count(p.id) < 2`,
  'a line without its journal': `select l.id from finance.accrual_line l where not exists (select 1 from finance.journal j where j.source_id = l.id)`,
  'a completed visit without its line': `select v.id from visits.visit_occurrence v where v.state = 'completed' and not exists (select 1 from finance.accrual_line l where l.visit_id = v.id)`,
  'a visit with two live lines': `select visit_id from finance.accrual_line where kind = 'visit' group by 1 having count(*) > 1`,
  'a line of a visit that did not take place': `select l.id from finance.accrual_line l join visits.visit_occurrence v on v.id = l.visit_id where v.state <> 'completed'`,
  'a completed visit without its activities': `select v.id from visits.visit_occurrence v where v.state = 'completed' and not exists (select 1 from visits.activity_occurrence a where a.visit_id = v.id)`,
  'a subject without its plan': `select s.id from subjects.subject s where (select count(*) from visits.visit_occurrence v where v.subject_id = s.id) <> 6`,
  'a subject whose status is not its last step': `select s.id from subjects.subject s join lateral (select e.to_status from subjects.status_event e where e.subject_id = s.id order by e.step desc limit 1) e on true where e.to_status <> s.status`,
  'a command kept without its answer': `select actor_id, key from platform.idempotency where answer is null`,
};
