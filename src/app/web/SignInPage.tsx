// Signing in: email and password, then the code of the second factor where one is set up.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { Button, SecretField, StatusWord, statusOf, TextField, useGo, usePageSearch, usePageTitle } from '#ui';
import { sessionQuery, signInWithCode, signInWithPassword, type SignIn } from './accounts.ts';
import { BackupCodeStep } from './BackupCodeStep.tsx';
import { DemoPeople } from './DemoPeople.tsx';
import { keepPassword } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { safeNext } from './places.ts';
import classes from './SignInPage.module.css';
import { useWebWords } from './web-words.ts';

/** The page outside the shell. */
export function SignInPage() {
  const words = useWebWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const [step, setStep] = useState<'password' | 'code'>('password');
  usePageTitle(words('signIn'), heading);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <img src="/icon.svg" width={28} height={28} alt="" />
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {words('product')}
        </h1>
        {step === 'password' ? <PasswordStep onCode={() => setStep('code')} /> : <SecondStep />}
      </div>
    </main>
  );
}

function useEntering() {
  const requests = useQueryClient();
  const go = useGo();
  const [search] = usePageSearch();
  return async () => {
    requests.clear();
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

function SecondStep() {
  const say = useDoorWords();
  const enter = useEntering();
  const [withBackup, setWithBackup] = useState(false);
  return (
    <>
      {withBackup ? <BackupCodeStep onEnter={enter} /> : <CodeStep />}
      <Button variant="default" fullWidth style={{ marginTop: 8 }} onClick={() => setWithBackup(!withBackup)}>
        {say(withBackup ? 'useApp' : 'useBackup')}
      </Button>
    </>
  );
}

const refusals: Readonly<Partial<Record<SignIn, string>>> = { refused: 'refused', 'too-many': 'tooMany', unreachable: 'unreachable' };

function PasswordStep({ onCode }: { readonly onCode: () => void }) {
  const words = useWebWords();
  const enter = useEntering();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<SignIn>();

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
      <DemoPeople onEnter={enter} />
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
    </form>
  );
}

function CodeStep() {
  const words = useWebWords();
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
    if (result === 'in') await enter();
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
        error={tried && !complete ? words('needCode') : undefined}
      />
      <Button type="submit" fullWidth loading={pending}>
        {words('checkCode')}
      </Button>
    </form>
  );
}

function Refusal({ answer, text }: { readonly answer: SignIn | undefined; readonly text: string | undefined }) {
  const words = useWebWords();
  return (
    <div role="alert" className={classes.refusal}>
      {text && <StatusWord tone={answer === 'refused' ? 'blocked' : 'attention'}>{words(text)}</StatusWord>}
    </div>
  );
}
