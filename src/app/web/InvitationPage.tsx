// An invitation's link: choosing a password. The token stands behind the # so that no server log ever holds it.
import { useState } from 'react';
import { Button, PageLink, useGo } from '#ui';
import { acceptInvitation, type Ended } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { DoorForm, Doorstep, NewPassword, passwordFault, Refused } from './Doorstep.tsx';

/** The page outside the shell. */
export function InvitationPage() {
  const say = useDoorWords();
  const go = useGo();
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
    const answer = await acceptInvitation({ token, password }).finally(() => setPending(false));
    setEnded(answer);
    if (answer.ok) go('/sign-in', { replace: true });
  };
  if (token.length < 20) {
    return (
      <Doorstep title={say('invitationTitle')} lead={say('linkCut')}>
        <PageLink to="/sign-in">{say('toSignIn')}</PageLink>
      </Doorstep>
    );
  }
  return (
    <Doorstep title={say('invitationTitle')} lead={say('invitationLead')}>
      <DoorForm onSubmit={submit}>
        <Refused ended={ended} words="linkRefused" />
        <NewPassword password={password} again={again} onPassword={setPassword} onAgain={setAgain} tried={tried} />
        <Button type="submit" fullWidth loading={pending}>
          {say('openAccount')}
        </Button>
      </DoorForm>
    </Doorstep>
  );
}
