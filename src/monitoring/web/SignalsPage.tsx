// Signals within reach: those that are open first asked for, the latest first.
import { useQuery } from '@tanstack/react-query';
import { ChoiceField, EmptyState, PageHeader, StatusWord, usePageSearch } from '#ui';
import { signalStates } from '../rules/signal.ts';
import classes from './deviations.module.css';
import { useIndicatorWords } from './indicator-words.ts';
import { monitoringApi } from './queries.ts';
import { QualitySections } from './QualitySections.tsx';
import { SignalTable } from './SignalTable.tsx';

/** The page. */
export function SignalsPage() {
  const say = useIndicatorWords();
  const [search, change] = usePageSearch();
  const state = signalStates.find((each) => each === search['state']);
  const isAll = search['state'] === 'all';
  const signals = useQuery(
    monitoringApi.signals.queryOptions({
      input: { query: { ...(state ? { state } : {}), ...(isAll ? { closed: 'true' as const } : {}) } },
    }),
  );
  const count = signals.data?.filter((signal) => signal.state === 'new').length;
  return (
    <>
      <PageHeader
        title={say('signals')}
        crumbs={[{ label: say('quality'), to: '/quality' }]}
        status={count !== undefined && <StatusWord tone={count > 0 ? 'attention' : 'good'}>{say('newCount', { count })}</StatusWord>}
        lead={say('signalsLead')}
      />
      <QualitySections active="signals" />
      <div className={classes.filters}>
        <ChoiceField
          label={say('showing')}
          value={isAll ? 'all' : (state ?? '')}
          onChange={(value) => change({ state: value || undefined })}
          choices={[
            { value: '', label: say('allOpen') },
            ...signalStates.map((value) => ({ value, label: say(`state.${value}`) })),
            { value: 'all', label: say('all') },
          ]}
        />
      </div>
      <SignalTable
        label={say('signals')}
        name="signals"
        rows={signals.data}
        error={signals.data ? undefined : signals.error}
        onRetry={() => void signals.refetch()}
        empty={
          <EmptyState title={say('noSignals')} icon="shield">
            {say('noSignalsText')}
          </EmptyState>
        }
      />
    </>
  );
}
