// Setting up: the first administrator, by the token that the console shows.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, PageLink, Problem, TextField, useGo, Waiting } from '#ui';
import { setUp, setupQuery, type Ended } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { DoorForm, Doorstep, NewPassword, passwordFault, Refused } from './Doorstep.tsx';

/** The page outside the shell. */
export function SetupPage() {
  const say = useDoorWords();
  const setup = useQuery(setupQuery);
  if (setup.data?.needed) {
    return (
      <Doorstep title={say('setupTitle')} lead={say('setupLead')}>
        <SetupForm />
      </Doorstep>
    );
  }
  return (
    <Doorstep title={say('setupTitle')} {...(setup.data ? { lead: say('setupDone') } : {})}>
      {setup.error ? (
        <Problem error={setup.error} onRetry={() => void setup.refetch()} />
      ) : setup.data ? (
        <PageLink to="/sign-in">{say('toSignIn')}</PageLink>
      ) : (
        <Waiting />
      )}
    </Doorstep>
  );
}

const blank = { token: '', name: '', email: '', password: '', again: '' };

function SetupForm() {
  const say = useDoorWords();
  const go = useGo();
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const set = (key: keyof typeof blank) => (value: string) => setTyped({ ...typed, [key]: value });
  const { token, name, email, password, again } = typed;
  const isEmailBad = !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
  const submit = async () => {
    setTried(true);
    if (token.trim().length < 20 || !name.trim() || isEmailBad || passwordFault(password, again)) return;
    setPending(true);
    const answer = await setUp({ token: token.trim(), name: name.trim(), email: email.trim(), password }).finally(() => setPending(false));
    setEnded(answer);
    if (answer.ok) go('/sign-in', { replace: true });
  };
  return (
    <DoorForm onSubmit={submit}>
      <Refused ended={ended} words="tokenRefused" />
      <TextField
        label={say('token')}
        hint={say('tokenHint')}
        name="token"
        autoFocus
        value={token}
        onChange={set('token')}
        error={tried && token.trim().length < 20 ? say('needToken') : undefined}
      />
      <TextField
        label={say('name')}
        name="name"
        autoComplete="name"
        value={name}
        onChange={set('name')}
        error={tried && !name.trim() ? say('needName') : undefined}
      />
      <TextField
        label={say('email')}
        name="email"
        kind="email"
        autoComplete="username"
        value={email}
        onChange={set('email')}
        error={tried && isEmailBad ? say('needEmail') : undefined}
      />
      <NewPassword password={password} again={again} onPassword={set('password')} onAgain={set('again')} tried={tried} />
      <Button type="submit" fullWidth loading={pending}>
        {say('setUp')}
      </Button>
    </DoorForm>
  );
}
