// One person: how they sign in, what they may do where, and ending either for a reason.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, EmailText, KeyFacts, notify, PageHeader, Problem, StatusWord, useLanguage, useMay, usePageParams, Waiting } from '#ui';
import { AccountEvents } from './AccountEvents.tsx';
import { GiveGrantDrawer } from './GiveGrantDrawer.tsx';
import { GrantTable } from './GrantTable.tsx';
import { stateOfPerson } from './grant-words.ts';
import { accessApi, useRefresh, useToday, type PersonView } from './queries.ts';
import { ReasonDrawer, type Difference } from './ReasonDrawer.tsx';
import { RescueDrawer, type Rescue } from './RescueDrawer.tsx';
import { useAccessWords } from './words.ts';

/** The page of a person. */
export function PersonPage() {
  const say = useAccessWords();
  const { personId } = usePageParams<'personId'>();
  const person = useQuery(accessApi.person.queryOptions({ input: { params: { personId } } }));
  if (person.data) return <Loaded person={person.data} />;
  return (
    <>
      <PageHeader title={say('people')} crumbs={[{ label: say('people'), to: '/people' }]} />
      {person.error ? <Problem error={person.error} onRetry={() => void person.refetch()} /> : <Waiting rows={8} />}
    </>
  );
}

function Loaded({ person }: { readonly person: PersonView }) {
  const say = useAccessWords();
  const language = useLanguage();
  const [open, setOpen] = useState<'grant' | 'disable' | Rescue>();
  const today = useToday();
  const mayAdminister = useMay('access.administer');
  const state = stateOfPerson(person, say, language);
  const close = () => setOpen(undefined);
  return (
    <>
      <PageHeader
        title={person.name}
        crumbs={[{ label: say('people'), to: '/people' }]}
        status={<StatusWord tone={state.tone}>{state.text}</StatusWord>}
        action={person.can.grant && <Button onClick={() => setOpen('grant')}>{say('giveGrant')}</Button>}
        more={
          <>
            {person.can.invite && <InviteButton person={person} />}
            {person.can.unlock && (
              <Button variant="default" onClick={() => setOpen('unlock')}>
                {say('unlock')}
              </Button>
            )}
            {person.can.resetSecondFactor && (
              <Button variant="default" onClick={() => setOpen('resetFactor')}>
                {say('resetFactor')}
              </Button>
            )}
            {person.can.disable && (
              <Button variant="default" onClick={() => setOpen('disable')}>
                {say('disable')}
              </Button>
            )}
          </>
        }
      />
      <KeyFacts
        facts={[
          { term: say('email'), value: person.email ? <EmailText address={person.email} /> : '–' },
          { term: say('kind'), value: say(person.kind) },
        ]}
      />
      <GrantTable person={person} onGive={() => setOpen('grant')} />
      {person.can.grant && <GiveGrantDrawer person={person} today={today} opened={open === 'grant'} onClose={close} />}
      {mayAdminister && <AccountEvents personId={person.id} />}
      {(open === 'unlock' || open === 'resetFactor') && <RescueDrawer person={person} rescue={open} onClose={close} />}
      {person.can.disable && <DisableDrawer person={person} opened={open === 'disable'} onClose={close} />}
    </>
  );
}

function InviteButton({ person }: { readonly person: PersonView }) {
  const say = useAccessWords();
  const refresh = useRefresh();
  const invite = useMutation(
    accessApi.invitePerson.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('invitedAgain', { email: person.email }) });
        await refresh();
      },
      onError: () => notify({ tone: 'blocked', text: say('refusal.hasAccount') }),
    }),
  );
  return (
    <Button
      variant="default"
      title={say('inviteEffect')}
      loading={invite.isPending}
      onClick={() => invite.mutate({ params: { personId: person.id } })}
    >
      {say('inviteAgain')}
    </Button>
  );
}

function DisableDrawer({
  person,
  opened,
  onClose,
}: {
  readonly person: PersonView;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const say = useAccessWords();
  const language = useLanguage();
  const refresh = useRefresh();
  const disable = useMutation(
    accessApi.disablePerson.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('disabledDone', { name: person.name }) });
        onClose();
        await refresh();
      },
    }),
  );
  const differences = (current: unknown): readonly Difference[] => {
    const now = current as PersonView;
    return [
      { what: say('name'), read: person.name, now: now.name },
      { what: say('email'), read: person.email, now: now.email },
      { what: say('signIn'), read: stateOfPerson(person, say, language).text, now: stateOfPerson(now, say, language).text },
    ];
  };
  return (
    <ReasonDrawer
      title={say('disableTitle', { name: person.name })}
      effect={say('disableEffect', { name: person.name })}
      submitLabel={say('disable')}
      opened={opened}
      pending={disable.isPending}
      error={disable.error}
      differences={differences}
      onClose={onClose}
      onSubmit={(reason) =>
        disable.mutate({
          params: { personId: person.id },
          headers: { 'if-match': String(person.version) },
          body: { reason },
        })
      }
      onTakeNew={() => {
        disable.reset();
        void refresh();
      }}
    />
  );
}
