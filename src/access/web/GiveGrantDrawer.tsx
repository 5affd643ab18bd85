// Giving a role: which one, where, from which day to which, and why.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, formatDate, LongTextField, notify, StatusWord, TextField, useLanguage } from '#ui';
import { roleNames, type Role } from '../rules.ts';
import { explained } from './explained.ts';
import type { ScopeChoice } from './scopes.ts';
import { accessApi, useRefresh, useScopes, type PersonView } from './queries.ts';
import { useAccessWords } from './words.ts';

export interface GiveGrantDrawerProps {
  readonly person: PersonView;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

interface Typed {
  readonly role: Role;
  readonly siteId: string;
  readonly studyId: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string;
}

const named = (list: readonly ScopeChoice[], all: string) => [
  { value: '', label: all },
  ...list.map(({ id, code, name }) => ({ value: id, label: name === code ? code : `${code}, ${name}` })),
];

/** The drawer; what was typed stays until it is saved. */
export function GiveGrantDrawer({ person, today, opened, onClose }: GiveGrantDrawerProps) {
  const say = useAccessWords();
  const language = useLanguage();
  const refresh = useRefresh();
  const scopes = useScopes();
  const [blank] = useState<Typed>({ role: 'coordinator', siteId: '', studyId: '', validFrom: today, validTo: '', reason: '' });
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const give = useMutation(
    accessApi.giveGrant.mutationOptions({
      onSuccess: async (grant) => {
        const role = say(`roles.${grant.role}`);
        const text = grant.inForce
          ? say('given', { name: person.name, role })
          : say('givenLater', { name: person.name, role, date: formatDate(grant.validFrom, { language }) });
        notify({ tone: 'good', text });
        setTyped(blank);
        setTried(false);
        onClose();
        await refresh();
      },
    }),
  );
  const set = (key: keyof Typed) => (value: string) => setTyped({ ...typed, [key]: value });
  const faults = {
    validFrom: typed.validFrom ? undefined : 'needFrom',
    validTo: untilFault(typed, person.kind),
    reason: typed.reason.trim() ? undefined : 'needReason',
  };
  const shown = (key: keyof typeof faults) => (tried ? faults[key] && say(faults[key]) : undefined);
  const submit = () => {
    setTried(true);
    if (faults.validFrom ?? faults.validTo ?? faults.reason) return;
    give.mutate({
      params: { personId: person.id },
      body: {
        role: typed.role,
        siteId: typed.siteId || null,
        studyId: typed.studyId || null,
        validFrom: typed.validFrom,
        validTo: typed.validTo || null,
        reason: typed.reason.trim(),
      },
    });
  };
  return (
    <DrawerForm
      title={say('giveGrant')}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('give')}
      pending={give.isPending}
      error={explained(give.error, say)}
      dirty={typed !== blank}
    >
      <ChoiceField
        label={say('role')}
        value={typed.role}
        onChange={set('role')}
        choices={roleNames.map((role) => ({ value: role, label: say(`roles.${role}`) }))}
      />
      {scopes.failed ? <StatusWord tone="attention">{say('listsFailed')}</StatusWord> : null}
      <ChoiceField label={say('site')} value={typed.siteId} onChange={set('siteId')} choices={named(scopes.sites, say('everySite'))} />
      <ChoiceField
        label={say('study')}
        value={typed.studyId}
        onChange={set('studyId')}
        choices={named(scopes.studies, say('everyStudy'))}
      />
      <TextField label={say('from')} kind="date" value={typed.validFrom} onChange={set('validFrom')} required error={shown('validFrom')} />
      <TextField
        label={say('until')}
        kind="date"
        hint={say(person.kind === 'external' ? 'untilHintExternal' : 'untilHint')}
        value={typed.validTo}
        onChange={set('validTo')}
        required={person.kind === 'external'}
        error={shown('validTo')}
      />
      <LongTextField
        label={say('reason')}
        hint={say('reasonHint')}
        value={typed.reason}
        onChange={set('reason')}
        required
        error={shown('reason')}
      />
    </DrawerForm>
  );
}

function untilFault(typed: Typed, kind: PersonView['kind']): string | undefined {
  if (typed.validTo === '') return kind === 'external' ? 'needUntil' : undefined;
  return typed.validTo < typed.validFrom ? 'reversed' : undefined;
}
