// Keys for programs: made for some of one's roles until a day, shown once, taken back at once.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useRoleNames } from '#access/web';
import { Button, DataTable, DateText, DrawerForm, EmptyState, notify, Problem, readProblem, StatusWord, TextField, TickField } from '#ui';
import { accountApi, useAccountRefresh, type Account } from './account-queries.ts';
import { useAccountWords } from './account-words.ts';
import classes from './AccountPage.module.css';

/** The section. */
export function AccountKeys({ account }: { readonly account: Account }) {
  const say = useAccountWords();
  const roleName = useRoleNames();
  const refresh = useAccountRefresh();
  const [making, setMaking] = useState(false);
  const revoke = useMutation(
    accountApi.revokeKey.mutationOptions({
      onSuccess: async (key) => {
        notify({ tone: 'good', text: say('revoked', { name: key.name }) });
        await refresh();
      },
      onError: () => void refresh(),
    }),
  );
  const carries = account.grants.filter((grant) => grant.role !== 'administrator');
  const rolesOf = (ids: readonly string[]) =>
    [...new Set(account.grants.filter((grant) => ids.includes(grant.id)).map((grant) => roleName(grant.role)))].join(', ');
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.title}>{say('keys')}</h2>
        {carries.length > 0 && (
          <Button variant="default" size="xs" onClick={() => setMaking(true)}>
            {say('makeKey')}
          </Button>
        )}
      </div>
      <p className={classes.lead}>{say(carries.length > 0 ? 'keysLead' : 'noGrants')}</p>
      {revoke.error && <Problem error={revoke.error} />}
      <DataTable
        label={say('keys')}
        rows={account.keys}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', header: say('keyName'), cell: (row) => row.name, cut: (row) => row.name },
          { key: 'start', header: say('keyStart'), cell: (row) => <code>{row.start}…</code>, width: '120px' },
          {
            key: 'roles',
            header: say('keyRoles'),
            cell: (row) => rolesOf(row.grantIds),
            cut: (row) => rolesOf(row.grantIds),
            width: '220px',
          },
          {
            key: 'until',
            header: say('keyUntil'),
            cell: (row) => <DateText date={lastDayOf(row.expiresAt)} timeZone="UTC" />,
            width: '120px',
          },
          {
            key: 'state',
            header: say('keyState'),
            cell: (row) => (
              <StatusWord tone={row.state === 'live' ? 'good' : 'neutral'} look="plain">
                {say(`state.${row.state}`)}
              </StatusWord>
            ),
            width: '120px',
          },
          {
            key: 'revoke',
            header: say('revoke'),
            cell: (row) =>
              row.state === 'live' && (
                <Button
                  variant="subtle"
                  size="xs"
                  aria-label={say('revokeKey', { name: row.name })}
                  onClick={() => revoke.mutate({ params: { keyId: row.id } })}
                >
                  {say('revoke')}
                </Button>
              ),
            width: '120px',
          },
        ]}
        empty={
          <EmptyState title={say('noKeys')} icon="settings">
            {say('noKeysText')}
          </EmptyState>
        }
      />
      {making && <MakeDrawer grants={carries} onClose={() => setMaking(false)} />}
    </section>
  );
}

// A key ends with its last day, so its instant is the midnight after it.
function lastDayOf(expiresAt: string): string {
  return new Date(Date.parse(expiresAt) - 1).toISOString().slice(0, 10);
}

function MakeDrawer({ grants, onClose }: { readonly grants: Account['grants']; readonly onClose: () => void }) {
  const say = useAccountWords();
  const roleName = useRoleNames();
  const refresh = useAccountRefresh();
  const [name, setName] = useState('');
  const [until, setUntil] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const make = useMutation(accountApi.createKey.mutationOptions({ onSuccess: refresh }));
  const code = make.error ? readProblem(make.error).code : undefined;
  const isOurs = code !== undefined && ['grant-not-own', 'key-administers', 'date-past', 'key-too-long'].includes(code);
  const submit = () => {
    setTried(true);
    if (make.data) return onClose();
    if (name.trim() && until && chosen.length > 0) make.mutate({ body: { name: name.trim(), grantIds: [...chosen], expiresOn: until } });
  };
  const where = (grant: Account['grants'][number]) => say(grant.siteId === null && grant.studyId === null ? 'everywhere' : 'limited');
  return (
    <DrawerForm
      title={say(make.data ? 'secretTitle' : 'makeKey')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say(make.data ? 'secretKept' : 'makeKey')}
      pending={make.isPending}
      error={isOurs ? undefined : make.error}
      dirty={name !== '' && !make.data}
    >
      <div role="alert">{isOurs && <StatusWord tone="blocked">{say(`refusal.${code}`)}</StatusWord>}</div>
      {make.data ? (
        <>
          <p style={{ margin: '0 0 16px' }}>{say(make.data.secret ? 'secretLead' : 'secretGone')}</p>
          {make.data.secret && (
            <p className={classes.codes}>
              <code>{make.data.secret}</code>
            </p>
          )}
        </>
      ) : (
        <>
          <TextField
            label={say('keyName')}
            name="key-name"
            value={name}
            onChange={setName}
            autoFocus
            error={tried && !name.trim() ? say('needName') : undefined}
          />
          <fieldset className={classes.group}>
            <legend>{say('keyRoles')}</legend>
            {grants.map((grant, index) => (
              <TickField
                key={grant.id}
                label={`${roleName(grant.role)}, ${where(grant)}`}
                checked={chosen.includes(grant.id)}
                onChange={(on) => setChosen(on ? [...chosen, grant.id] : chosen.filter((one) => one !== grant.id))}
                error={index === grants.length - 1 && tried && chosen.length === 0 ? say('needRole') : undefined}
              />
            ))}
          </fieldset>
          <TextField
            label={say('keyUntil')}
            hint={say('keyUntilHint')}
            name="key-until"
            kind="date"
            value={until}
            onChange={setUntil}
            error={tried && !until ? say('needDay') : undefined}
          />
        </>
      )}
    </DrawerForm>
  );
}
