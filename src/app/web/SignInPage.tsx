// Signing in: email and password, then the code of the second factor where one is set up.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Bell } from '#notifications/web';
import { Button, PageLink, preloadParts, SecretField, StatusWord, statusOf, TextField, useGo, usePageSearch, usePageTitle } from '#ui';
import { sessionQuery, signInWithCode, signInWithPassword, type SignIn } from './accounts.ts';
import { BackupCodeStep } from './BackupCodeStep.tsx';
import { DemoPeople } from './DemoPeople.tsx';
import { keepPassword, setupQuery } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { PasskeyButton } from './PasskeyButton.tsx';
import { safeNext } from './places.ts';
import classes from './SignInPage.module.css';
import { useWebWords } from './web-words.ts';

/** The page outside the shell. */
export function SignInPage() {
  const words = useDoorWords();
  const product = useWebWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const [step, setStep] = useState<'password' | 'code' | 'gone'>('password');
  usePageTitle(words('signIn'), heading);
  useEffect(() => {
    // While somebody still types: the bell is behind every sign-in, and brings along what all pages ask with.
    const timer = setTimeout(() => preloadParts([Bell]), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <img src="/icon.svg" width={28} height={28} alt="" />
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {product('product')}
        </h1>
        {step === 'code' ? (
          <SecondStep onGone={() => setStep('gone')} />
        ) : (
          <PasswordStep isGone={step === 'gone'} onCode={() => setStep('code')} />
        )}
      </div>
    </main>
  );
}

function useEntering() {
  const requests = useQueryClient();
  const go = useGo();
  const [search] = usePageSearch();
  return async () => {
    // Nothing of the person before stays; what this page itself shows would only be asked for again.
    requests.removeQueries({ type: 'inactive' });
    const refusal: unknown = await requests.fetchQuery(sessionQuery).then(
      () => undefined,
      (error: unknown) => error,
    );
    // Signed in, yet nobody: the second factor is still to be set up.
    if (statusOf(refusal) === 401) return go('/enrol', { replace: true });
    keepPassword(undefined);
    go(safeNext(search['next']), { replace: true });
  };
}

function SecondStep({ onGone }: { readonly onGone: () => void }) {
  const say = useDoorWords();
  const enter = useEntering();
  const [withBackup, setWithBackup] = useState(false);
  return (
    <>
      {withBackup ? <BackupCodeStep onEnter={enter} onGone={onGone} /> : <CodeStep onGone={onGone} />}
      <Button variant="default" fullWidth style={{ marginTop: 8 }} onClick={() => setWithBackup(!withBackup)}>
        {say(withBackup ? 'useApp' : 'useBackup')}
      </Button>
    </>
  );
}

const refusals: Readonly<Partial<Record<SignIn, string>>> = {
  refused: 'refused',
  used: 'codeUsed',
  gone: 'stepGone',
  'too-many': 'tooMany',
  unreachable: 'unreachable',
};

function PasswordStep({ isGone, onCode }: { readonly isGone: boolean; readonly onCode: () => void }) {
  const words = useDoorWords();
  const setup = useQuery(setupQuery);
  const enter = useEntering();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<SignIn | undefined>(isGone ? 'gone' : undefined);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!email || !password || pending) return;
    setPending(true);
    const result = await signInWithPassword(email.trim(), password).finally(() => setPending(false));
    setAnswer(result);
    if (result === 'code') onCode();
    if (result === 'in') {
      keepPassword(password);
      await enter();
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {setup.data?.demo && <DemoPeople onEnter={enter} />}
      <Refusal answer={answer} text={answer && refusals[answer]} />
      <TextField
        label={words('email')}
        name="email"
        kind="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
        error={tried && !email ? words('needEmail') : undefined}
      />
      <SecretField
        label={words('password')}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={tried && !password ? words('needPassword') : undefined}
      />
      <Button type="submit" fullWidth loading={pending}>
        {words('signIn')}
      </Button>
      <PasskeyButton onEnter={enter} />
      <p className={classes.aside}>
        <PageLink to="/forgotten-password">{words('forgotten')}</PageLink>
      </p>
    </form>
  );
}

function CodeStep({ onGone }: { readonly onGone: () => void }) {
  const words = useDoorWords();
  const enter = useEntering();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<SignIn>();
  const complete = /^\d{6}$/.test(code.replaceAll(' ', ''));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!complete || pending) return;
    setPending(true);
    const result = await signInWithCode(code.replaceAll(' ', '')).finally(() => setPending(false));
    setAnswer(result);
    if (result === 'gone') return onGone();
    // A refused code is not sent twice; the field is free for the next one.
    if (result !== 'in') return setCode('');
    await enter();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Refusal answer={answer} text={answer === 'refused' ? 'codeRefused' : answer && refusals[answer]} />
      <TextField
        label={words('code')}
        hint={words('codeHint')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={code}
        onChange={setCode}
        error={tried && !complete && code !== '' ? words('needCode') : undefined}
      />
      <Button type="submit" fullWidth loading={pending}>
        {words('checkCode')}
      </Button>
    </form>
  );
}

function Refusal({ answer, text }: { readonly answer: SignIn | undefined; readonly text: string | undefined }) {
  const words = useDoorWords();
  return (
    <div role="alert" className={classes.refusal}>
      {text && <StatusWord tone={answer === 'refused' ? 'blocked' : 'attention'}>{words(text)}</StatusWord>}
    </div>
  );
}
