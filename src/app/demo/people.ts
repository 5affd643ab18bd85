// The people of the demo: one of each role, each with an account that signs in by one click, and grants from their first day.
import { type Act, type Role, accountPool, loadActor } from '#access';
import { newId } from '#lib';
import { transact } from '#platform';
import type { Installation } from '../installation.ts';
import { tell } from '../rooms.ts';

/** A person of the demo. Sites and studies are named by code. */
export interface DemoCast {
  readonly name: string;
  readonly role: Role;
  readonly kind: 'staff' | 'external';
  readonly site?: string;
  readonly study?: string;
}

/** Who works in the demo network; outside roles are end-dated. */
export const cast: readonly DemoCast[] = [
  { name: 'Ana Ruiz', role: 'coordinator', kind: 'staff', site: 'AUS' },
  { name: 'Ben Carter', role: 'coordinator', kind: 'staff', site: 'MIA' },
  { name: 'Camila Torres', role: 'coordinator', kind: 'staff', site: 'BOG' },
  { name: 'Dr Irene Walsh', role: 'investigator', kind: 'staff', site: 'AUS' },
  { name: 'Rosa Klein', role: 'regulatory', kind: 'staff', site: 'AUS' },
  { name: 'Leo Brandt', role: 'recruiter', kind: 'staff', site: 'AUS' },
  { name: 'Farah Idris', role: 'finance', kind: 'staff' },
  { name: 'Colin Meyer', role: 'contracts', kind: 'staff' },
  { name: 'Dana Whitfield', role: 'site-director', kind: 'staff', site: 'AUS' },
  { name: 'Noor Haddad', role: 'network-manager', kind: 'staff' },
  { name: 'Quentin Adair', role: 'quality', kind: 'staff' },
  { name: 'Mona Petrov', role: 'monitor', kind: 'external', site: 'AUS', study: 'NLX-301' },
  { name: 'Sven Aurel', role: 'sponsor', kind: 'external', study: 'NLX-301' },
  { name: 'Ian Okafor', role: 'institution', kind: 'external', site: 'BOG' },
  { name: 'Audrey Chen', role: 'auditor', kind: 'external', site: 'AUS', study: 'NLX-301' },
  { name: 'Adam Stone', role: 'administrator', kind: 'staff' },
];

const emailOf = (name: string) => `${name.toLowerCase().replace(/^dr /, '').replaceAll(' ', '.')}@demo.siteward.example`;

/** A person of the demo, and the account behind them. */
export interface DemoHolder {
  readonly personId: string;
  readonly accountId: string;
}

/** Adds whoever is missing, with an account of the demo. Answers people by name. */
export async function addPeople(installation: Installation): Promise<ReadonlyMap<string, DemoHolder>> {
  const { authDatabase: database, accounts } = installation;
  const people = await accountPool.holdersByName(database);
  for (const { name, kind } of cast) {
    if (people.has(name)) continue;
    const [personId, email] = [newId(), emailOf(name)];
    const accountId = await accounts.createDemo({ name, email });
    const context = { credential: null, action: 'access.add-demo-person', requestId: newId() };
    await transact(database, context, ({ $client }) =>
      accountPool.insertDemoPerson($client, { id: personId, kind, name, email, accountId }),
    );
    people.set(name, { personId, accountId });
  }
  return people;
}

/** Runs work as a person of the demo, through a session that ends with it. */
export async function asPerson<T>(
  installation: Installation,
  holder: DemoHolder,
  action: string,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const { accounts, database, clock, cipher } = installation;
  const session = await accounts.openDemoSession(holder.accountId);
  const requestId = newId();
  try {
    return await transact(database, { credential: session.credential, action, requestId }, async (tx) => {
      const actor = await loadActor(tx);
      if (!actor) throw new Error('a person of the demo has no live session');
      const act: Act = { tx, actor, now: clock.now(), requestId, newId, cipher, tell: (told, payload) => tell(act, told, payload) };
      return work(act);
    });
  } finally {
    await session.close();
  }
}
