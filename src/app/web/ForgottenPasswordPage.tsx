// A forgotten password: the address, and the same answer for every one.
import { useState } from 'react';
import { Button, PageLink, StatusWord, TextField } from '#ui';
import { askForReset, type Ended } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { DoorForm, Doorstep, Refused } from './Doorstep.tsx';

/** The page outside the shell. */
export function ForgottenPasswordPage() {
  const say = useDoorWords();
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const isBad = !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
  const submit = async () => {
    setTried(true);
    if (isBad) return;
    setPending(true);
    setEnded(await askForReset(email.trim()).finally(() => setPending(false)));
  };
  return (
    <Doorstep title={say('forgottenTitle')} lead={say('forgottenLead')}>
      <DoorForm onSubmit={submit}>
        <Refused ended={ended} words="needEmail" />
        {ended?.ok && (
          <div role="status" style={{ marginBottom: 14 }}>
            <StatusWord tone="good">{say('linkSent')}</StatusWord>
          </div>
        )}
        <TextField
          label={say('email')}
          name="email"
          kind="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={setEmail}
          error={tried && isBad ? say('needEmail') : undefined}
        />
        <Button type="submit" fullWidth loading={pending}>
          {say('sendLink')}
        </Button>
      </DoorForm>
      <p style={{ margin: '14px 0 0', fontSize: 13 }}>
        <PageLink to="/sign-in">{say('toSignIn')}</PageLink>
      </p>
    </Doorstep>
  );
}
