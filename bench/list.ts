// A list of fifty subjects through guard, policy and row-level security, against the same statement as superuser.
import { listSubjects } from '../src/subjects/questions.ts';
import type { Ground } from './ground.ts';
import { line, takeTurns } from './rounds.ts';

/** Prints the comparison for one and four clients. */
export async function benchList(ground: Ground, say: (text: string) => void): Promise<void> {
  const studySiteId = await siteOfFifty(ground);
  const text = `select id, study_id, site_id, study_site_id, number, status, arm, schedule_version_id, consented_on, person_id, source, version
     from subjects.subject where study_site_id = $1 order by number`;
  const bare = async () => {
    const { rowCount } = await ground.bare.query({ name: 'bare-list', text, values: [studySiteId] });
    if (rowCount !== 50) throw new Error(`${rowCount} subjects instead of 50`);
  };
  const scoped = async () => {
    const { subjects } = await ground.act('subjects.list', (act) => listSubjects(act, studySiteId));
    if (subjects.length !== 50) throw new Error(`${subjects.length} subjects instead of 50`);
  };
  const bareInTransaction = async () => {
    const client = await ground.bare.connect();
    try {
      await client.query('begin');
      await client.query({ name: 'bare-list', text, values: [studySiteId] });
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  for (const clients of [1, 4]) {
    const variants = [
      { name: 'one bare statement', work: bare },
      { name: 'the same in a transaction', work: bareInTransaction },
      { name: 'the list of 50 subjects, scoped', work: scoped },
    ];
    const figures = await takeTurns(variants, { rounds: 5, clients, units: 200 });
    const first = figures.get('the same in a transaction');
    say(`\nA list of 50 subjects, ${clients} ${clients === 1 ? 'client' : 'clients'} (aim: at most 3x the same bare transaction)`);
    for (const [name, figure] of figures) if (first) say(line(name, figure, first));
  }
}

/** A study-site of its own with fifty subjects, at the coordinator's site. */
async function siteOfFifty(ground: Ground): Promise<string> {
  const { rows } = await ground.bare.query<{ id: string }>(
    `with study as (insert into studies.study (id, code, name, title, phases, therapeutic_areas) values (gen_random_uuid(), 'LIST-1', 'LIST-1', 'List', '{III}', '{oncology}') returning id)
     insert into studies.study_site (id, study_id, site_id, number, status) select gen_random_uuid(), id, $1, '900', 'active-recruiting' from study returning id`,
    [ground.site.siteId],
  );
  const studySiteId = rows[0]?.id ?? '';
  await ground.bare.query(
    `insert into subjects.subject (id, study_id, site_id, study_site_id, number, status, consented_on, source)
     select gen_random_uuid(), study_id, site_id, id, '900-' || lpad(n::text, 3, '0'), 'consented', '2026-03-02', 'program'
     from studies.study_site, generate_series(1, 50) n where id = $1`,
    [studySiteId],
  );
  return studySiteId;
}
