// The post of accounts: what a letter is about is committed first, its letter follows, and one that failed is tried again.
import { accountLetters, invitationSecret, type LetterDue, resetSecret } from '#access';
import type { Database, Log, Mailer } from '#platform';
import { letterOf } from './letters.ts';

/** What the post works with. */
export interface PostParts {
  readonly authDatabase: Database;
  readonly macKey: Uint8Array;
  readonly mailer: Mailer;
  readonly baseUrl: string;
  readonly log?: Log;
}

/** The post. */
export interface Post {
  /** Sends every letter that is due; answers how many were handed over. Several at once do not send one twice. */
  readonly send: () => Promise<number>;
  /** Told of every committed command; sends when it was one that writes to somebody. */
  readonly onCommitted: (command: string) => void;
  /** Sends soon, without holding anybody up. */
  readonly hurry: () => void;
  /** Sends now and every minute until stopped. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

/** Opens the post. */
export function openPost(parts: PostParts): Post {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve(0);
  // A letter that could not be sent must not hold up the ones after it.
  const send = () => (running = running.catch(() => 0).then(() => sendDue(parts)));
  const hurry = () => void send().catch((error: unknown) => parts.log?.error('letters', { error: error as Error }));
  return {
    send,
    hurry,
    onCommitted: (command) => {
      if (command.startsWith('access.')) hurry();
    },
    start: () => {
      hurry();
      timer = setInterval(hurry, 60_000);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await running.catch(() => 0);
    },
  };
}

async function sendDue(parts: PostParts): Promise<number> {
  let sent = 0;
  for (const due of await accountLetters.dueLetters(parts.authDatabase)) {
    try {
      if (await sendOne(parts, due)) sent++;
    } catch (error) {
      // One address that is refused must not hold up the others.
      parts.log?.warn('a letter was not sent', { kind: due.kind, id: due.id, error: error as Error });
    }
  }
  return sent;
}

async function sendOne(parts: PostParts, due: LetterDue): Promise<boolean> {
  const client = await parts.authDatabase.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('siteward.action', 'access.send-letter', true)`);
    const letter = await accountLetters.lockLetter(client, due);
    if (letter) {
      await parts.mailer.send({ to: letter.email, ...letterOf(letter, linkOf(parts, due)) });
      await accountLetters.markMailed(client, due);
    }
    await client.query('commit');
    return letter !== null;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

// The secret stands behind the #, so that no server's log ever holds it.
function linkOf({ macKey, baseUrl }: PostParts, { kind, id }: LetterDue): string {
  if (kind === 'invitation') return `${baseUrl}/invitation#${invitationSecret(macKey, id)}`;
  return kind === 'reset' ? `${baseUrl}/new-password#${resetSecret(macKey, id)}` : `${baseUrl}/account`;
}
