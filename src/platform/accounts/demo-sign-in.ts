// Sign-in by one click, mounted in demo directories only: there nobody is real and nothing is secret.
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type pg from 'pg';
import { z } from 'zod';

/** An endpoint that signs in one of the demo's own accounts: those whose second factor was waived when the demo was made. */
export function demoSignIn(pool: pg.Pool) {
  return {
    id: 'demo-sign-in',
    endpoints: {
      demoSignIn: createAuthEndpoint('/demo/sign-in', { method: 'POST', body: z.object({ accountId: z.uuid() }) }, async (context) => {
        const { rows } = await pool.query<{ id: string }>(
          `select account_id as id from access.person where account_id = $1 and second_factor = 'waived' and disabled_at is null`,
          [context.body.accountId],
        );
        const user = rows[0] ? await context.context.internalAdapter.findUserById(rows[0].id) : null;
        if (!user) throw new APIError('NOT_FOUND', { message: 'No such demo account' });
        const session = await context.context.internalAdapter.createSession(user.id);
        await setSessionCookie(context, { session, user });
        return context.json({ signedIn: true });
      }),
    },
  } satisfies BetterAuthPlugin;
}
