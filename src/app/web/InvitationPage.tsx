// An invitation's link: choosing a password.
import { Button, PageLink, useGo } from '#ui';
import { acceptInvitation } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { DoorForm, Doorstep, NewPassword, Refused, usePasswordByLink } from './Doorstep.tsx';

/** The page outside the shell. */
export function InvitationPage() {
  const say = useDoorWords();
  const go = useGo();
  const { isCut, fields, submit, pending, ended } = usePasswordByLink(async (given) => {
    const answer = await acceptInvitation(given);
    if (answer.ok) go('/sign-in', { replace: true });
    return answer;
  });
  if (isCut) {
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
        <NewPassword {...fields} />
        <Button type="submit" fullWidth loading={pending}>
          {say('openAccount')}
        </Button>
      </DoorForm>
    </Doorstep>
  );
}
