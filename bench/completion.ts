// Completing a visit, guarded, audited and with its money, against two bare inserts in one transaction on the same server.
import { newId } from '#lib';
import { call } from '../tests/faults/people.ts';
import { type Ground, type ReadyVisit, complete, enrol, everythingDone } from './ground.ts';
import { type Variant, line, takeTurns } from './rounds.ts';

const aims: Readonly<Record<number, string>> = { 1: 'aim: at most 6x p50', 4: 'aim: at most 6x p50', 8: 'aim: at most 10x per second' };

/** Two inserts, as little as a program can do and still call it a transaction. */
export function bareTransaction(ground: Ground): Variant['work'] {
  return async () => {
    const client = await ground.bare.connect();
    try {
      const id = newId();
      await client.query('begin');
      await client.query({
        name: 'bare-visit',
        text: 'insert into public.bare_visit values ($1, $2, $3)',
        values: [id, 'Week 4', '2026-04-06'],
      });
      await client.query({ name: 'bare-line', text: 'insert into public.bare_line values ($1, $2, $3)', values: [newId(), id, '195000'] });
      await client.query('commit');
    } finally {
      client.release();
    }
  };
}

/** Prints the comparison for 1, 4 and 8 clients, in process and over HTTP. */
export async function benchCompletion(ground: Ground, say: (text: string) => void, how = { rounds: 3, units: 48 }): Promise<void> {
  const perClients = (how.rounds * how.units + Math.max(8, how.units / 8)) * 2;
  const stock = await enrol(ground, Math.ceil(perClients * 3) + 8);
  await ground.bare.query('analyze');
  const take = (): ReadyVisit => {
    const visit = stock.shift();
    if (!visit) throw new Error('no visit is left');
    return visit;
  };
  const inProcess = async () => {
    const { id, on, version } = take();
    await ground.act('visits.complete', (act) => complete(act, id, on, version));
  };
  let written = 0;
  const overHttp = async () => {
    const { id, on, version } = take();
    const coordinator = ground.coordinators[Math.floor(written++ / 90) % ground.coordinators.length];
    if (!coordinator) throw new Error('nobody is there');
    const body = { actualDate: on, modality: 'on-site', activities: everythingDone };
    const answer = await call(ground.serving.address, coordinator, 'POST', `/visits/${id}/completion`, body, {
      'if-match': `${version}`,
    });
    if (answer.status !== 200) throw new Error(`completion over HTTP: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  for (const clients of [1, 4, 8]) {
    const variants = [
      { name: 'two bare inserts', work: bareTransaction(ground) },
      { name: 'completing a visit', work: inProcess },
      { name: 'completing a visit over HTTP (same process)', work: overHttp },
    ];
    const figures = await takeTurns(variants, { ...how, clients });
    const bare = figures.get('two bare inserts');
    say(`\nCompleting a visit, ${clients} ${clients === 1 ? 'client' : 'clients'} (${aims[clients]})`);
    for (const [name, figure] of figures) if (bare) say(line(name, figure, bare));
  }
}
