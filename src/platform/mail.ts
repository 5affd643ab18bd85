// Mail: over SMTP when a server is configured, else as .eml files in the home folder, which is all a demo ever does.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import type { Clock } from './clock.ts';
import type { MailConfig } from './config/index.ts';

/** One message to one person; never a list, so that nobody sees who else was written to. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. Messages carry no clinical detail: they ask the reader to sign in. */
  readonly text: string;
}

/** The post. */
export interface Mailer {
  /**
   * Hands one message over and answers its message id.
   * @throws {MailError} on a malformed message, or when it could not be handed over; the message names no address.
   */
  send(mail: Mail): Promise<{ readonly messageId: string }>;
  close(): Promise<void>;
}

/** Why a message was not sent; names no recipient. */
export class MailError extends Error {
  override readonly name = 'MailError';
  /** `refused` will not get better by trying again, `failed` may. */
  readonly fault: 'refused' | 'failed';

  constructor(fault: 'refused' | 'failed', message: string) {
    super(message);
    this.fault = fault;
  }
}

/** The mailer that the configuration asks for; files go to `folder`. */
export function openMailer(config: MailConfig, folder: string, clock: Clock): Mailer {
  return config.kind === 'smtp' ? smtpMailer(config.url, config.from) : fileMailer(folder, config.from, clock);
}

/** Messages as files of mode 0600, named by the time they were written. */
export function fileMailer(folder: string, from: string, clock: Clock): Mailer {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix', ...closed });
  return {
    async send(mail) {
      check(mail);
      const now = clock.now();
      const composed = await composer.sendMail({ from, ...pick(mail), date: new Date(now.epochMilliseconds) });
      const name = `${now.toString({ fractionalSecondDigits: 3 }).replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}`;
      const draft = path.join(folder, `${name}.draft`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, composed.message as Buffer, { mode: 0o600, flag: 'wx' });
      await rename(draft, path.join(folder, `${name}.eml`));
      return { messageId: composed.messageId };
    },
    async close() {
      composer.close();
    },
  };
}

/** Messages over one SMTP server, encrypted unless the server is this machine. */
export function smtpMailer(url: string, from: string): Mailer {
  const server = new URL(url);
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname);
  const secure = server.protocol === 'smtps:';
  const post = nodemailer.createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port ? Number(server.port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && !here,
    ...(server.username ? { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } } : {}),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    ...closed,
  });
  return {
    async send(mail) {
      check(mail);
      try {
        const sent = await post.sendMail({ from, ...pick(mail) });
        return { messageId: sent.messageId };
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        const permanent = typeof responseCode === 'number' && responseCode >= 500;
        throw new MailError(
          permanent ? 'refused' : 'failed',
          `the mail server did not take the message (${responseCode ?? code ?? 'no answer'})`,
        );
      }
    },
    async close() {
      post.close();
    },
  };
}

/** A message is text: nothing in it may make the composer read a file or fetch an address. */
const closed = { disableFileAccess: true, disableUrlAccess: true } as const;

const pick = (mail: Mail): Mail => ({ to: mail.to, subject: mail.subject, text: mail.text });

function check(mail: Mail): void {
  if (!/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(mail.to) || mail.to.length > 254)
    throw new MailError('refused', 'the recipient is not one e-mail address');
  if (/[\r\n\0]/.test(mail.subject) || mail.subject.trim() === '') throw new MailError('refused', 'the subject must be one line');
}
