// Loads the demo network through the real actions, so that its trail is real. Every step sees for itself whether it is done.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { giveGrant } from '#access';
import { type Installation } from '../installation.ts';
import { type OperatorRun, operatorRun } from '../operator.ts';
import { openNetwork } from './network.ts';
import { addPeople, cast } from './people.ts';
import { enrolSubjects } from './subjects.ts';

const marker = (installation: Installation) => join(installation.home.folder, 'demo-loaded');

/** Loads the demo unless it is there already; goes on where an interrupted load stopped. `say` is told what happens. */
export async function loadDemo(installation: Installation, say: (note: string) => void): Promise<void> {
  if (await readFile(marker(installation), 'utf8').catch(() => null)) return;
  say('Loading the demo network');
  const operator = await operatorRun(installation, 'demo');
  const network = await openNetwork(operator);
  const people = await addPeople(installation);
  await giveGrants(operator, people, network);
  await enrolSubjects(installation, people, network, say);
  await writeFile(marker(installation), `${installation.clock.now().toString()}\n`);
}

async function giveGrants(
  operator: OperatorRun,
  people: ReadonlyMap<string, string>,
  network: Awaited<ReturnType<typeof openNetwork>>,
): Promise<void> {
  const granted = await operator('access.people', async (act) => {
    const { rows } = await act.tx.$client.query<{ person_id: string }>('select person_id from access."grant"');
    return new Set(rows.map((row) => row.person_id));
  });
  for (const member of cast) {
    const personId = people.get(member.name) ?? '';
    if (granted.has(personId)) continue;
    await operator('access.give-grant', (act) =>
      giveGrant(act, personId, {
        role: member.role,
        siteId: member.site ? (network.sites.get(member.site) ?? null) : null,
        studyId: member.study ? network.studyId : null,
        validFrom: '2026-01-01',
        validTo: member.kind === 'external' ? '2035-12-31' : null,
        reason: 'Works in the demo network',
      }),
    );
  }
}
