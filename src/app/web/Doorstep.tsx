// The card in the middle of a page before signing in, its refusals, and a new password typed twice.
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { SecretField, StatusWord, usePageTitle } from '#ui';
import classes from './SignInPage.module.css';
import { useDoorWords } from './door-words.ts';
import { reasonOf, type Ended } from './door-calls.ts';

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
  const key = reasonOf(ended, words);
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

/** Both fields of a new password, the token of the link that lets it be set, and how setting it went. */
export function usePasswordByLink(send: (given: { token: string; password: string }) => Promise<Ended<unknown>>) {
  // The token stands behind the # so that no server log ever holds it.
  const [token] = useState(() => globalThis.location.hash.slice(1));
  const [password, onPassword] = useState('');
  const [again, onAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const submit = async () => {
    setTried(true);
    if (passwordFault(password, again)) return;
    setPending(true);
    setEnded(await send({ token, password }).finally(() => setPending(false)));
  };
  return { isCut: token.length < 20, fields: { password, again, onPassword, onAgain, tried }, submit, pending, ended };
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
