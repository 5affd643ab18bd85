// Adding a person: name, address and kind; an invitation goes to the address.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, faultAt, notify, readProblem, TextField } from '#ui';
import { explained } from './explained.ts';
import { accessApi, useRefresh, type PersonView } from './queries.ts';
import { useAccessWords } from './words.ts';

const blank = { name: '', email: '', kind: 'staff' };

export interface AddPersonDrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdded: (person: PersonView) => void;
}

/** The drawer; what was typed stays until it is saved. */
export function AddPersonDrawer({ opened, onClose, onAdded }: AddPersonDrawerProps) {
  const say = useAccessWords();
  const refresh = useRefresh();
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const add = useMutation(
    accessApi.addPerson.mutationOptions({
      onSuccess: async (person) => {
        notify({ tone: 'good', text: say('added', { name: person.name }) });
        setTyped(blank);
        setTried(false);
        onClose();
        await refresh();
        onAdded(person);
      },
    }),
  );
  const set = (key: keyof typeof blank) => (value: string) => setTyped({ ...typed, [key]: value });
  const isEmailBad = !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email.trim());
  const submit = () => {
    setTried(true);
    if (!typed.name.trim() || isEmailBad) return;
    const kind = typed.kind === 'external' ? 'external' : 'staff';
    add.mutate({ body: { name: typed.name.trim(), email: typed.email.trim(), kind } });
  };
  const problem = add.error ? readProblem(add.error) : undefined;
  return (
    <DrawerForm
      title={say('addPerson')}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('add')}
      pending={add.isPending}
      error={explained(add.error, say)}
      dirty={typed !== blank}
    >
      <TextField
        label={say('name')}
        name="name"
        value={typed.name}
        onChange={set('name')}
        required
        autoFocus
        error={(tried && !typed.name.trim() ? say('needName') : undefined) ?? faultAt(problem, 'name')}
      />
      <TextField
        label={say('email')}
        name="email"
        kind="email"
        hint={say('addLead')}
        value={typed.email}
        onChange={set('email')}
        required
        error={(tried && isEmailBad ? say('needEmail') : undefined) ?? faultAt(problem, 'email')}
      />
      <ChoiceField
        label={say('kind')}
        hint={say('kindHint')}
        value={typed.kind}
        onChange={set('kind')}
        choices={[
          { value: 'staff', label: say('staff') },
          { value: 'external', label: say('external') },
        ]}
      />
    </DrawerForm>
  );
}
