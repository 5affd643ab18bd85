// One's passkeys: adding one of this device, and removing.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, DataTable, DrawerForm, EmptyState, InstantText, needProof, notify, Problem, TextField, zoneHere } from '#ui';
import { accountApi, useAccountRefresh, type Account } from './account-queries.ts';
import { useAccountWords } from './account-words.ts';
import classes from './AccountPage.module.css';
import { reasonOf } from './door-calls.ts';
import { addPasskey, hasPasskeys } from './passkey.ts';

/** The section. */
export function AccountPasskeys({ account }: { readonly account: Account }) {
  const say = useAccountWords();
  const refresh = useAccountRefresh();
  const [adding, setAdding] = useState(false);
  const remove = useMutation(
    accountApi.removePasskey.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('removed') });
        await refresh();
      },
      onError: () => void refresh(),
    }),
  );
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.title}>{say('passkeys')}</h2>
        {hasPasskeys() && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {say('addPasskey')}
          </Button>
        )}
      </div>
      <p className={classes.lead}>{say('passkeysLead')}</p>
      {remove.error && <Problem error={remove.error} />}
      <DataTable
        label={say('passkeys')}
        rows={account.passkeys}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', header: say('passkeyName'), cell: (row) => row.name ?? say('unnamed') },
          {
            key: 'added',
            header: say('added'),
            cell: (row) => row.createdAt && <InstantText at={row.createdAt} timeZone={zoneHere()} />,
            width: '200px',
          },
          {
            key: 'remove',
            header: say('remove'),
            cell: (row) => (
              <Button
                variant="subtle"
                size="xs"
                aria-label={say('removePasskey', { name: row.name ?? say('unnamed') })}
                onClick={() => remove.mutate({ params: { passkeyId: row.id } })}
              >
                {say('remove')}
              </Button>
            ),
            width: '120px',
          },
        ]}
        empty={
          <EmptyState title={say('noPasskeys')} icon="shield">
            {say(hasPasskeys() ? 'noPasskeysText' : 'passkeysNotHere')}
          </EmptyState>
        }
      />
      {adding && <AddDrawer onClose={() => setAdding(false)} />}
    </section>
  );
}

function AddDrawer({ onClose }: { readonly onClose: () => void }) {
  const say = useAccountWords();
  const refresh = useAccountRefresh();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const add = async () => {
    setTried(true);
    if (!name.trim()) return;
    setPending(true);
    try {
      let answer = await addPasskey(name.trim());
      if (answer === 'proof' && (await needProof())) answer = await addPasskey(name.trim());
      if (answer === 'proof' || answer === 'left') return;
      const reason = reasonOf(answer, 'passkeyRefused');
      notify(reason === undefined ? { tone: 'good', text: say('passkeyAdded') } : { tone: 'blocked', text: say(reason) });
      onClose();
      await refresh();
    } finally {
      setPending(false);
    }
  };
  return (
    <DrawerForm
      title={say('addPasskey')}
      opened
      onClose={onClose}
      onSubmit={() => void add()}
      submitLabel={say('addPasskey')}
      pending={pending}
    >
      <TextField
        label={say('passkeyName')}
        name="passkey-name"
        value={name}
        onChange={setName}
        autoFocus
        error={tried && !name.trim() ? say('needName') : undefined}
      />
    </DrawerForm>
  );
}
