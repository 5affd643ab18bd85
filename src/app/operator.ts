// The local operator's door: whoever can read the token file in the data directory may run commands, and the trail names them.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { type Act, type Actor, accountPool, loadActor } from '#access';
import { newId } from '#lib';
import { CommandFailure, type Database, Refusal, transact } from '#platform';
import type { Installation } from './installation.ts';
import { tell } from './rooms.ts';
import type { Variables } from './server.ts';

/** Runs work as the local operator, in one transaction under the action's name. */
export type OperatorRun = <T>(action: string, work: (act: Act) => Promise<T>) => Promise<T>;

/** Acts as the operating-system user `osUser`, who stands in the trail as the local operator. */
export async function operatorRun(installation: Installation, osUser: string): Promise<OperatorRun> {
  const credential = await operatorCredential(installation.authDatabase, installation.operatorToken, osUser);
  const { clock } = installation;
  return (action, work) => {
    const requestId = newId();
    return transact(installation.database, { credential, action, requestId }, async (tx) => {
      const actor: Actor | null = await loadActor(tx);
      if (!actor) throw new Refusal('not-signed-in');
      const act: Act = {
        tx,
        actor,
        now: clock.now(),
        requestId,
        newId,
        cipher: installation.cipher,
        tell: (told, payload) => tell(act, told, payload),
      };
      return work(act);
    });
  };
}

async function operatorCredential(database: Database, token: string, osUser: string): Promise<string> {
  const secret = createHmac('sha256', token).update(osUser).digest('base64url');
  const name = `Local operator (${osUser})`.slice(0, 200);
  const known = await accountPool.operatorByName(database, name);
  const personId = known ?? newId();
  if (known === null) {
    const context = { credential: null, action: 'access.add-operator', requestId: newId() };
    await transact(database, context, ({ $client }) => accountPool.insertOperator($client, personId, name));
  }
  await accountPool.keepOperatorPass(database, { id: newId(), personId, secretSha256: createHash('sha256').update(secret).digest() });
  return `o:${secret}`;
}

/** What the door runs. */
export type CommandRunner = (name: string, input: unknown, osUser: string) => Promise<unknown>;

/** The raw route behind which local commands run on a serving program. */
export function operatorDoor(token: string, run: CommandRunner): Hono<Variables> {
  const app = new Hono<Variables>();
  app.post('/operator/commands', async (c) => {
    const given = c.req.header('authorization')?.replace(/^Operator /, '') ?? '';
    if (!isEqual(given, token)) return c.json({ ok: false, code: 'not-signed-in', detail: {} }, 401);
    const { name, input, osUser } = await c.req.json<{ name: string; input: unknown; osUser: string }>();
    try {
      return c.json({ ok: true, output: await run(name, input, osUser) });
    } catch (error) {
      if (error instanceof Refusal || error instanceof CommandFailure) {
        return c.json(
          { ok: false, code: error.code, message: error instanceof CommandFailure ? error.message : undefined, detail: error.detail },
          422,
        );
      }
      throw error;
    }
  });
  return app;
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest()];
  return timingSafeEqual(a, b);
}
