// The local operator's door: whoever can read the token file in the data directory may run commands, and the trail names them.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { type Act, accountPool, loadActor, openAct } from '#access';
import { newId, operatorName } from '#lib';
import { CommandFailure, type Database, Refusal, transact } from '#platform';
import type { Installation } from './installation.ts';
import { tell } from './rooms.ts';
import type { Variables } from './server.ts';

/** Runs work as the local operator, in one transaction under the action's name. */
export type OperatorRun = <T>(action: string, work: (act: Act) => Promise<T>) => Promise<T>;

/** Acts as the operating-system user `osUser`, who stands in the trail as the local operator. */
export async function operatorRun(installation: Installation, osUser: string): Promise<OperatorRun> {
  const credential = await operatorCredential(installation.authDatabase, installation.operatorToken, osUser);
  const { clock, cipher, files } = installation;
  return (action, work) => {
    const requestId = newId();
    return transact(installation.database, { credential, action, requestId }, async (tx) => {
      const actor = await loadActor(tx);
      if (!actor) throw new Refusal('not-signed-in');
      return work(openAct({ tx, actor, now: clock.now(), requestId, newId, cipher, files }, tell));
    });
  };
}

async function operatorCredential(database: Database, token: string, osUser: string): Promise<string> {
  const secret = createHmac('sha256', token).update(osUser).digest('base64url');
  const name = operatorName(osUser).slice(0, 200);
  const known = await accountPool.operatorByName(database, name);
  const personId = known ?? newId();
  if (known === null) {
    const context = { credential: null, action: 'access.add-operator', requestId: newId() };
    await transact(database, context, ({ $client }) => accountPool.insertOperator($client, personId, name));
  }
  await accountPool.keepOperatorPass(database, { id: newId(), personId, secretSha256: createHash('sha256').update(secret).digest() });
  return `o:${secret}`;
}

/** What the door runs, and how it keeps the files that a command sends before it. */
export interface OperatorWork {
  readonly run: (
    name: string,
    request: { readonly input: unknown; readonly fileIds: readonly string[] },
    osUser: string,
  ) => Promise<unknown>;
  readonly keep: (request: Request, use: string, osUser: string) => Promise<{ readonly id: string }>;
}

/** The raw route behind which local commands run on a serving program. */
export function operatorDoor(token: string, { run, keep }: OperatorWork): Hono<Variables> {
  const app = new Hono<Variables>();
  const holdsToken = (given: string | undefined) => isEqual(given?.replace(/^Operator /, '') ?? '', token);
  const stranger = { ok: false, code: 'not-signed-in', detail: {} };
  app.post('/operator/files/:use', async (c) => {
    if (!holdsToken(c.req.header('authorization'))) return c.json(stranger, 401);
    try {
      const { id } = await keep(c.req.raw, c.req.param('use'), c.req.query('osUser') ?? '');
      return c.json({ ok: true, output: id });
    } catch (error) {
      return c.json(refused(error), 422);
    }
  });
  app.post('/operator/commands', async (c) => {
    if (!holdsToken(c.req.header('authorization'))) return c.json(stranger, 401);
    const { name, input, fileIds = [], osUser } = await c.req.json<{ name: string; input: unknown; fileIds?: string[]; osUser: string }>();
    try {
      return c.json({ ok: true, output: await run(name, { input, fileIds }, osUser) });
    } catch (error) {
      return c.json(refused(error), 422);
    }
  });
  return app;
}

function refused(error: unknown) {
  if (error instanceof Refusal || error instanceof CommandFailure)
    return { ok: false, code: error.code, message: error instanceof CommandFailure ? error.message : undefined, detail: error.detail };
  throw error;
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest()];
  return timingSafeEqual(a, b);
}
