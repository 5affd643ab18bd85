// Sends the letters of invitations: the invitation is committed first, its letter follows, and one that failed is tried again.
import type pg from 'pg';
import { accountPool, invitationSecret } from '#access';
import type { Log, Mailer } from '#platform';

/** What the post works with. */
export interface InvitationPostParts {
  readonly authDatabase: pg.Pool;
  readonly macKey: Uint8Array;
  readonly mailer: Mailer;
  readonly baseUrl: string;
  readonly log?: Log;
}

/** The post of invitations. */
export interface InvitationPost {
  /** Sends every letter that is due; answers how many were handed over. Several at once do not send one twice. */
  readonly send: () => Promise<number>;
  /** Told of every committed command; sends when it was one that invites. */
  readonly onCommitted: (command: string) => void;
  /** Sends now and every minute until stopped. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

const INVITING = new Set(['access.add-person', 'access.invite-person']);

/** Opens the post. */
export function openInvitationPost(parts: InvitationPostParts): InvitationPost {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve(0);
  // A letter that could not be sent must not hold up the ones after it.
  const send = () => (running = running.catch(() => 0).then(() => sendDue(parts)));
  const attempt = () => void send().catch((error: unknown) => parts.log?.error('invitation letters', { error: error as Error }));
  return {
    send,
    onCommitted: (command) => {
      if (INVITING.has(command)) attempt();
    },
    start: () => {
      attempt();
      timer = setInterval(attempt, 60_000);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await running.catch(() => 0);
    },
  };
}

async function sendDue(parts: InvitationPostParts): Promise<number> {
  let sent = 0;
  for (const id of await accountPool.dueInvitations(parts.authDatabase)) {
    try {
      if (await sendOne(parts, id)) sent++;
    } catch (error) {
      // One address that is refused must not hold up the others.
      parts.log?.warn('an invitation letter was not sent', { invitation: id, error: error as Error });
    }
  }
  return sent;
}

async function sendOne(parts: InvitationPostParts, id: string): Promise<boolean> {
  const client = await parts.authDatabase.connect();
  try {
    await client.query('begin');
    const due = await accountPool.lockDueLetter(client, id);
    if (due) {
      await parts.mailer.send({ to: due.email, ...letter(due, `${parts.baseUrl}/invitation#${invitationSecret(parts.macKey, due.id)}`) });
      await accountPool.markMailed(client, due.id);
    }
    await client.query('commit');
    return due !== null;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function letter(due: { readonly name: string; readonly expires: string }, link: string): { subject: string; text: string } {
  return {
    subject: 'Your invitation to Siteward',
    text: [
      `Hello ${due.name},`,
      '',
      'An administrator has added you to Siteward. Open this link to choose your password:',
      '',
      link,
      '',
      `The link works once, until ${due.expires}. When you sign in for the first time you set up a second factor; have an authenticator app at hand.`,
      'If you did not expect this, do nothing: without the link nobody can use the account.',
    ].join('\n'),
  };
}
