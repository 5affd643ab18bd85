// Another password by a letter's link. The token stands behind the # so that no server log ever holds it.
import { useState } from 'react';
import { Button, PageLink } from '#ui';
import { replacePassword, type Ended } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { DoorForm, Doorstep, NewPassword, passwordFault, Refused } from './Doorstep.tsx';

/** The page outside the shell. */
export function NewPasswordPage() {
  const say = useDoorWords();
  const [token] = useState(() => globalThis.location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [ended, setEnded] = useState<Ended<unknown>>();
  const submit = async () => {
    setTried(true);
    if (passwordFault(password, again)) return;
    setPending(true);
    setEnded(await replacePassword({ token, password }).finally(() => setPending(false)));
  };
  const isCut = token.length < 20;
  if (isCut || ended?.ok)
    return (
      <Doorstep title={say('replaceTitle')} lead={say(isCut ? 'linkCut' : 'replaced')}>
        <PageLink to="/sign-in">{say('toSignIn')}</PageLink>
      </Doorstep>
    );
  return (
    <Doorstep title={say('replaceTitle')} lead={say('replaceLead')}>
      <DoorForm onSubmit={submit}>
        <Refused ended={ended} words="replaceRefused" />
        <NewPassword password={password} again={again} onPassword={setPassword} onAgain={setAgain} tried={tried} />
        <Button type="submit" fullWidth loading={pending}>
          {say('replace')}
        </Button>
      </DoorForm>
    </Doorstep>
  );
}
