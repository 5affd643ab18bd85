// What the letters about accounts say, in plain words: no clinical detail, and never a secret besides the one link.
import type { Letter } from '#access';

type EventKind = NonNullable<Letter['event']>;

const EVENTS: Readonly<Partial<Record<EventKind, { readonly subject: string; readonly text: string }>>> = {
  locked: {
    subject: 'Your Siteward account is locked for a while',
    text: 'There were too many wrong passwords or codes for your account. It is locked',
  },
  'signed-in-by-backup-code': {
    subject: 'A backup code of yours was used',
    text: 'Somebody signed in to your account with your password and one of your backup codes.',
  },
  'password-changed': {
    subject: 'Your Siteward password was changed',
    text: 'The password of your account was changed. All other sessions were ended.',
  },
  'password-reset': {
    subject: 'Your Siteward password was replaced',
    text: 'A new password was chosen for your account by a link from a letter. All sessions were ended; signing in still takes your second factor.',
  },
  'second-factor-set-up': {
    subject: 'Your second factor is set up',
    text: 'A second factor was set up for your account.',
  },
  'second-factor-reset': {
    subject: 'Your second factor was removed',
    text: 'An administrator removed the second factor and the passkeys of your account and ended all sessions. Sign in with your password to set up a new one.',
  },
  'backup-codes-renewed': {
    subject: 'You have new backup codes',
    text: 'New backup codes were made for your account. The earlier ones no longer work.',
  },
  'passkey-added': {
    subject: 'A passkey was added to your account',
    text: 'A passkey was added to your account; it signs in without your password.',
  },
  'passkey-removed': { subject: 'A passkey was removed from your account', text: 'A passkey was removed from your account.' },
  'key-created': {
    subject: 'A key for programs was made for you',
    text: 'A key was made by which a program acts with some of your roles.',
  },
};

/** Subject and text of a letter. */
export function letterOf(letter: Letter, link: string): { subject: string; text: string } {
  const lines = { invitation, reset, event }[letter.kind](letter, link);
  return { subject: lines.subject, text: [`Hello ${letter.name},`, '', ...lines.text].join('\n') };
}

function invitation({ until }: Letter, link: string) {
  return {
    subject: 'Your invitation to Siteward',
    text: [
      'An administrator has added you to Siteward. Open this link to choose your password:',
      '',
      link,
      '',
      `The link works once, until ${until}. When you sign in for the first time you set up a second factor; have an authenticator app at hand.`,
      'If you did not expect this, do nothing: without the link nobody can use the account.',
    ],
  };
}

function reset({ until }: Letter, link: string) {
  return {
    subject: 'A new password for Siteward',
    text: [
      'Somebody asked for a new password for your account. Open this link to choose one:',
      '',
      link,
      '',
      `The link works once, until ${until}. All your sessions end then, and signing in still takes your second factor.`,
      'If it was not you, do nothing: without the link nothing changes.',
    ],
  };
}

function event({ event: kind, at, until, address }: Letter, link: string) {
  const { subject, text } = (kind && EVENTS[kind]) ?? {
    subject: 'Something changed in your Siteward account',
    text: 'Something changed in your account.',
  };
  return {
    subject,
    text: [
      kind === 'locked'
        ? `${text} until ${until}. An administrator can open it earlier; a device you have signed in from before is not locked out.`
        : text,
      '',
      `When: ${at}${address ? `, from the network address ${address}` : ''}.`,
      `If this was not you, look at your account (${link}) and tell an administrator at once.`,
    ],
  };
}
