// The card in the middle of a page before signing in, its refusals, and a new password typed twice.
import { useRef, type FormEvent, type ReactNode } from 'react';
import { SecretField, StatusWord, usePageTitle } from '#ui';
import classes from './SignInPage.module.css';
import { useDoorWords } from './door-words.ts';
import type { Ended } from './door-calls.ts';

/** The frame: mark, heading, one sentence, the form. */
export function Doorstep({ title, lead, children }: { readonly title: string; readonly lead?: string; readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title, heading);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <img src="/icon.svg" width={28} height={28} alt="" />
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {lead && <p style={{ margin: '0 0 16px' }}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}

/** A form that sends once at a time. */
export function DoorForm({ onSubmit, children }: { readonly onSubmit: () => Promise<void>; readonly children: ReactNode }) {
  const busy = useRef(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    await onSubmit().finally(() => (busy.current = false));
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {children}
    </form>
  );
}

/** Why the last attempt was refused; `words` names the page's own sentence for a plain refusal. */
export function Refused({ ended, words }: { readonly ended: Ended<unknown> | undefined; readonly words: string }) {
  const say = useDoorWords();
  const key =
    !ended || ended.ok
      ? undefined
      : { refused: words, 'too-many': 'tooMany', unreachable: 'unreachable', 'signed-out': 'signedOut' }[ended.why];
  return (
    <div role="alert" className={classes.refusal}>
      {key && <StatusWord tone={ended && !ended.ok && ended.why === 'refused' ? 'blocked' : 'attention'}>{say(key)}</StatusWord>}
    </div>
  );
}

/** What is wrong with a new password typed twice; undefined when nothing is. */
export function passwordFault(
  password: string,
  again: string,
): { readonly field: 'password' | 'again'; readonly words: string } | undefined {
  if (password.length < 12 || password.length > 200) return { field: 'password', words: 'passwordLength' };
  return password === again ? undefined : { field: 'again', words: 'passwordsDiffer' };
}

export interface NewPasswordProps {
  readonly password: string;
  readonly again: string;
  readonly onPassword: (password: string) => void;
  readonly onAgain: (again: string) => void;
  readonly tried: boolean;
}

/** A new password, typed twice. */
export function NewPassword({ password, again, onPassword, onAgain, tried }: NewPasswordProps) {
  const say = useDoorWords();
  const fault = tried ? passwordFault(password, again) : undefined;
  const errorAt = (field: 'password' | 'again') => (fault?.field === field ? say(fault.words) : undefined);
  return (
    <>
      <SecretField
        label={say('newPassword')}
        hint={say('passwordHint')}
        name="new-password"
        autoComplete="new-password"
        value={password}
        onChange={onPassword}
        error={errorAt('password')}
      />
      <SecretField
        label={say('newPasswordAgain')}
        name="new-password-again"
        autoComplete="new-password"
        value={again}
        onChange={onAgain}
        error={errorAt('again')}
      />
    </>
  );
}
