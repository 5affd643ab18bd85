// One's own account: how one signs in, where one is signed in, keys for programs, and what happened lately.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useEventNames } from '#access/web';
import {
  Button,
  DataTable,
  EmptyState,
  InstantText,
  KeyFacts,
  notify,
  PageHeader,
  Problem,
  StatusWord,
  Waiting,
  zoneHere,
  type Say,
} from '#ui';
import { accountApi, useAccountRefresh, type Account } from './account-queries.ts';
import { useAccountWords } from './account-words.ts';
import { AccountKeys } from './AccountKeys.tsx';
import { AccountPasskeys } from './AccountPasskeys.tsx';
import { BackupCodesDrawer, PasswordDrawer } from './AccountSecrets.tsx';
import classes from './AccountPage.module.css';

/** The page. */
export function AccountPage() {
  const say = useAccountWords();
  const account = useQuery(accountApi.account.queryOptions({ input: {} }));
  if (account.data) return <Loaded account={account.data} />;
  return (
    <>
      <PageHeader title={say('title')} />
      {account.error ? <Problem error={account.error} onRetry={() => void account.refetch()} /> : <Waiting rows={8} />}
    </>
  );
}

function Loaded({ account }: { readonly account: Account }) {
  const say = useAccountWords();
  const [open, setOpen] = useState<'password' | 'codes'>();
  const isReal = account.secondFactor !== 'waived';
  return (
    <div className={classes.page}>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        more={
          isReal && (
            <>
              <Button variant="default" onClick={() => setOpen('password')}>
                {say('changePassword')}
              </Button>
              <Button variant="default" onClick={() => setOpen('codes')}>
                {say('renewCodes')}
              </Button>
            </>
          )
        }
      />
      <KeyFacts
        facts={[
          { term: say('email'), value: account.email ?? '–' },
          { term: say('secondFactor'), value: say(`factor.${account.secondFactor}`) },
        ]}
      />
      <AccountPasskeys account={account} />
      <Sessions account={account} />
      <AccountKeys account={account} />
      <Happened account={account} say={say} />
      {open === 'password' && <PasswordDrawer onClose={() => setOpen(undefined)} />}
      {open === 'codes' && <BackupCodesDrawer onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function Sessions({ account }: { readonly account: Account }) {
  const say = useAccountWords();
  const refresh = useAccountRefresh();
  const onSuccess = async ({ ended }: { ended: number }) => {
    notify({ tone: 'good', text: say('ended', { count: ended }) });
    await refresh();
  };
  const onError = () => void refresh();
  const end = useMutation(accountApi.endSession.mutationOptions({ onSuccess, onError }));
  const endOthers = useMutation(accountApi.endOtherSessions.mutationOptions({ onSuccess, onError }));
  const error = end.error ?? endOthers.error;
  const endOne = (sessionId: string) => {
    endOthers.reset();
    end.mutate({ params: { sessionId } });
  };
  const endAllOthers = () => {
    end.reset();
    endOthers.mutate({});
  };
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.title}>{say('sessions')}</h2>
        {account.sessions.length > 1 && (
          <Button variant="default" size="xs" loading={endOthers.isPending} onClick={endAllOthers}>
            {say('endOthers')}
          </Button>
        )}
      </div>
      {error && <Problem error={error} />}
      <DataTable
        label={say('sessions')}
        rows={account.sessions}
        rowKey={(row) => row.id}
        columns={[
          { key: 'agent', header: say('session'), cell: (row) => browserOf(row.agent), cut: (row) => row.agent ?? '' },
          { key: 'began', header: say('began'), cell: (row) => <InstantText at={row.beganAt} timeZone={zoneHere()} />, width: '180px' },
          { key: 'used', header: say('used'), cell: (row) => <InstantText at={row.usedAt} timeZone={zoneHere()} />, width: '180px' },
          { key: 'address', header: say('address'), cell: (row) => row.address ?? '', width: '150px' },
          {
            key: 'end',
            header: say('end'),
            cell: (row) =>
              row.isThis ? (
                <StatusWord tone="good" look="plain">
                  {say('thisOne')}
                </StatusWord>
              ) : (
                <Button
                  variant="subtle"
                  size="xs"
                  aria-label={say('endSession', { agent: browserOf(row.agent) })}
                  onClick={() => endOne(row.id)}
                >
                  {say('end')}
                </Button>
              ),
            width: '140px',
          },
        ]}
        empty={null}
      />
    </section>
  );
}

// "Firefox, Linux" out of what a browser says about itself; its whole text stands behind it.
function browserOf(agent: string | null): string {
  const text = agent ?? '';
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(text)?.[1] ?? '–';
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(text)?.[1];
  const name = { Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser;
  return system ? `${name}, ${system}` : name;
}

function Happened({ account, say }: { readonly account: Account; readonly say: Say }) {
  const nameOf = useEventNames();
  return (
    <section>
      <h2 className={classes.title}>{say('happened')}</h2>
      <DataTable
        label={say('happened')}
        rows={account.events}
        rowKey={(row) => row.id}
        columns={[
          { key: 'at', header: say('when'), cell: (row) => <InstantText at={row.at} timeZone={zoneHere()} />, width: '200px' },
          { key: 'kind', header: say('what'), cell: (row) => nameOf(row.kind) },
          { key: 'address', header: say('address'), cell: (row) => row.address ?? '', width: '180px' },
        ]}
        empty={
          <EmptyState title={say('nothingTitle')} icon="clock">
            {say('nothing')}
          </EmptyState>
        }
      />
    </section>
  );
}
