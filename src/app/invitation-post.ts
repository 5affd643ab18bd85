// Sends the letters of invitations: the invitation is committed first, its letter follows, and one that failed is tried again.
import type pg from 'pg';
import { invitationSecret } from '#access';
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

interface Due {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly expires: string;
}

/** Opens the post. */
export function openInvitationPost(parts: InvitationPostParts): InvitationPost {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve(0);
  const send = () => (running = running.then(() => sendDue(parts)));
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
  const { rows } = await parts.authDatabase.query<{ id: string }>(
    'select id from access.invitation where person_id is not null and mailed_at is null and used_at is null and expires_at > now() order by expires_at',
  );
  let sent = 0;
  for (const { id } of rows) {
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
    const { rows } = await client.query<Due>(
      `select i.id, p.name, p.email, to_char(i.expires_at at time zone 'UTC', 'DD Mon YYYY HH24:MI "UTC"') as expires
       from access.invitation i join access.person p on p.id = i.person_id
       where i.id = $1 and i.mailed_at is null and i.used_at is null and i.expires_at > now() and p.account_id is null and p.disabled_at is null
         and p.email is not null
       for update of i skip locked`,
      [id],
    );
    const [due] = rows;
    if (due) {
      await parts.mailer.send({ to: due.email, ...letter(due, `${parts.baseUrl}/invitation#${invitationSecret(parts.macKey, due.id)}`) });
      await client.query('update access.invitation set mailed_at = now() where id = $1', [due.id]);
    }
    await client.query('commit');
    return due !== undefined;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function letter(due: Due, link: string): { subject: string; text: string } {
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
