// Another password by a letter's link.
import { Button, PageLink } from '#ui';
import { replacePassword } from './door-calls.ts';
import { useDoorWords } from './door-words.ts';
import { DoorForm, Doorstep, NewPassword, Refused, usePasswordByLink } from './Doorstep.tsx';

/** The page outside the shell. */
export function NewPasswordPage() {
  const say = useDoorWords();
  const { isCut, fields, submit, pending, ended } = usePasswordByLink(replacePassword);
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
        <NewPassword {...fields} />
        <Button type="submit" fullWidth loading={pending}>
          {say('replace')}
        </Button>
      </DoorForm>
    </Doorstep>
  );
}
