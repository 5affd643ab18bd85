// The people of the demo: an account that signs in by one click for each, a grant from before the first study, and an end for leavers.
import { type Act, accountPool, giveGrant, loadActor, openAct, revokeGrant, viewPerson } from '#access';
import { type Temporal, newId } from '#lib';
import { transact } from '#platform';
import { cast } from '../rules/cast.ts';
import type { DemoPorts } from './ports.ts';

/** Runs work as a person of the demo at a moment of the plan, in one transaction under the action's name. */
export type RunAs = <T>(name: string, at: Temporal.Instant, action: string, work: (act: Act) => Promise<T>) => Promise<T>;

/** The people, ready to act. */
export interface DemoPeople {
  readonly runAs: RunAs;
  /** Ends their sessions. */
  readonly close: () => Promise<void>;
}

const emailOf = (name: string) => `${name.toLowerCase().replace(/^dr /, '').replaceAll(' ', '.')}@demo.siteward.example`;

/** Adds whoever is missing, with an account of the demo. */
export async function addPeople({ authDatabase, accounts }: DemoPorts): Promise<void> {
  const holders = await accountPool.holdersByName(authDatabase);
  for (const { name, kind } of cast.filter((person) => !holders.has(person.name))) {
    const [personId, email] = [newId(), emailOf(name)];
    const accountId = await accounts.createDemo({ name, email });
    const context = { credential: null, action: 'access.add-demo-person', requestId: newId() };
    await transact(authDatabase, context, ({ $client }) =>
      accountPool.insertDemoPerson($client, { id: personId, kind, name, email, accountId }),
    );
  }
}

/** Gives everyone their role from `validFrom` on, in one transaction, unless they have it. Sites and studies are found by code. */
export async function giveGrants(
  { operator, authDatabase }: DemoPorts,
  places: { readonly sites: ReadonlyMap<string, string>; readonly studies: ReadonlyMap<string, string> },
  validFrom: Temporal.PlainDate,
): Promise<void> {
  const holders = await accountPool.holdersByName(authDatabase);
  const granted = new Set((await accountPool.listDemoPeople(authDatabase)).map((person) => person.name));
  await operator('access.give-grant', async (act) => {
    for (const person of cast.filter(({ name }) => !granted.has(name))) {
      await giveGrant(act, holders.get(person.name)?.personId ?? '', {
        role: person.role,
        siteId: person.site ? (places.sites.get(person.site) ?? null) : null,
        studyId: person.study ? (places.studies.get(person.study) ?? null) : null,
        validFrom: validFrom.toString(),
        validTo: person.kind === 'external' ? validFrom.add({ years: 10 }).toString() : null,
        reason: 'Works in the demo network',
      });
    }
  });
}

/** Takes back the grants of those who have left, dated to their last day. */
export async function endLeavers({ operator, authDatabase, now }: DemoPorts): Promise<void> {
  const holders = await accountPool.holdersByName(authDatabase);
  for (const { name, leftDaysAgo } of cast) {
    if (leftDaysAgo === undefined) continue;
    const lastDay = now.subtract({ hours: 24 * leftDaysAgo });
    await operator('access.revoke-grant', async (act) => {
      const { grants } = await viewPerson(act, holders.get(name)?.personId ?? '');
      for (const grant of grants.filter(({ revokedAt }) => revokedAt === null))
        await revokeGrant({ ...act, now: lastDay }, grant.id, grant.version);
    });
  }
}

/** Opens a session for whoever acts, at their first act; all of them end together. */
export async function openPeople(ports: DemoPorts): Promise<DemoPeople> {
  const { database, authDatabase, accounts, cipher, files, tell } = ports;
  const holders = await accountPool.holdersByName(authDatabase);
  const sessions = new Map<string, ReturnType<typeof accounts.openDemoSession>>();
  const sessionOf = (name: string) => {
    const known = sessions.get(name) ?? accounts.openDemoSession(holders.get(name)?.accountId ?? '');
    sessions.set(name, known);
    return known;
  };
  return {
    runAs: async (name, at, action, work) => {
      const { credential } = await sessionOf(name);
      const requestId = newId();
      return transact(database, { credential, action, requestId }, async (tx) => {
        const actor = await loadActor(tx);
        if (!actor) throw new Error('a person of the demo has no live session');
        return work(openAct({ tx, actor, now: at, requestId, newId, cipher, files }, tell));
      });
    },
    close: async () => {
      for (const session of sessions.values()) await (await session).close();
    },
  };
}
