// Sign-in by one click, mounted in demo directories only: there nobody is real and nothing is secret.
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import type { AccountsOptions } from './library.ts';

/** An endpoint that signs in one of the demo's own accounts: those whose second factor was waived when the demo was made. */
export function demoSignIn(holderOf: AccountsOptions['holderOf']) {
  return {
    id: 'demo-sign-in',
    endpoints: {
      demoSignIn: createAuthEndpoint('/demo/sign-in', { method: 'POST', body: z.object({ accountId: z.uuid() }) }, async (context) => {
        const { accountId } = context.body;
        const user = (await holderOf(accountId)) === 'demo' ? await context.context.internalAdapter.findUserById(accountId) : null;
        if (!user) throw new APIError('NOT_FOUND', { message: 'No such demo account' });
        const session = await context.context.internalAdapter.createSession(user.id);
        await setSessionCookie(context, { session, user });
        return context.json({ signedIn: true });
      }),
    },
  } satisfies BetterAuthPlugin;
}
