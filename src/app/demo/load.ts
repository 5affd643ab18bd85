// Loads the demo network through the real actions, so that its trail is real. Every step sees for itself whether it is done.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountPool, giveGrant } from '#access';
import type { Installation } from '../installation.ts';
import { type OperatorRun, operatorRun } from '../operator.ts';
import { type DemoNetwork, openNetwork } from './network.ts';
import { type DemoHolder, addPeople, cast } from './people.ts';
import { enrolSubjects } from './subjects.ts';

const marker = (installation: Installation) => join(installation.home.folder, 'demo-loaded');

/** Loads the demo unless it is there already; goes on where an interrupted load stopped. `say` is told what happens. */
export async function loadDemo(installation: Installation, say: (note: string) => void): Promise<void> {
  if (await readFile(marker(installation), 'utf8').catch(() => null)) return;
  say('Loading the demo network');
  const operator = await operatorRun(installation, 'demo');
  const network = await openNetwork(operator);
  const people = await addPeople(installation);
  await giveGrants(installation, operator, people, network);
  await enrolSubjects(installation, people, network, say);
  await writeFile(marker(installation), `${installation.clock.now().toString()}\n`);
}

async function giveGrants(
  installation: Installation,
  operator: OperatorRun,
  people: ReadonlyMap<string, DemoHolder>,
  network: DemoNetwork,
): Promise<void> {
  const granted = new Set((await accountPool.listDemoPeople(installation.authDatabase)).map((person) => person.name));
  for (const member of cast.filter(({ name }) => !granted.has(name))) {
    await operator('access.give-grant', (act) =>
      giveGrant(act, people.get(member.name)?.personId ?? '', {
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
