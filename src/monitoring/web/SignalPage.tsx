// One signal: why it was opened, what is known by now, the next step, and its history.
import { useQuery } from '@tanstack/react-query';
import { HistoryButton, HistoryPanel } from '#audit/web';
import { Button, DateText, KeyFacts, PageHeader, Problem, Waiting, useGo, useLanguage, usePageParams, type Fact, type Say } from '#ui';
import classes from './deviations.module.css';
import { groupAddress, placeName, signalReason } from './in-figures.ts';
import { useIndicatorWords } from './indicator-words.ts';
import { monitoringApi, type Signal } from './queries.ts';
import { SignalForm } from './SignalForm.tsx';
import { SignalStatus } from './SignalTable.tsx';

/** The page. */
export function SignalPage() {
  const say = useIndicatorWords();
  const { signalId } = usePageParams<'signalId'>();
  const signal = useQuery(monitoringApi.signal.queryOptions({ input: { params: { signalId } } }));
  if (signal.data) return <Record signal={signal.data} say={say} />;
  if (!signal.error) return <Waiting rows={10} />;
  return (
    <>
      <PageHeader title={say('signal')} crumbs={[{ label: say('quality'), to: '/quality' }]} />
      <Problem error={signal.error} onRetry={() => void signal.refetch()} />
    </>
  );
}

function Record({ signal, say }: { readonly signal: Signal; readonly say: Say }) {
  const go = useGo();
  const language = useLanguage();
  return (
    <>
      <PageHeader
        title={say(`name.${signal.indicator}`)}
        code={placeName(signal)}
        crumbs={[
          { label: say('quality'), to: '/quality' },
          { label: say('signals'), to: '/quality/signals' },
        ]}
        status={<SignalStatus state={signal.state} />}
        lead={signalReason(signal, say, language)}
        more={
          <HistoryButton
            recordId={signal.id}
            of={say(`name.${signal.indicator}`)}
            back={`/signals/${signal.id}`}
            timeZone={signal.timeZone}
          />
        }
        action={
          <Button variant="default" onClick={() => go(groupAddress(signal.indicator, signal))}>
            {say('openFigures')}
          </Button>
        }
      />
      <KeyFacts facts={known(signal, say)} />
      {signal.can.handle && <SignalForm key={signal.state} signal={signal} />}
      {!signal.can.handle && signal.next.length > 0 && <p className={classes.quiet}>{say('readOnly')}</p>}
      <HistoryPanel recordId={signal.id} timeZone={signal.timeZone} />
    </>
  );
}

function known(signal: Signal, say: Say): readonly Fact[] {
  const { openedOn, closedOn, ownerName, outcome, comment, indicator } = signal;
  return [
    { term: say('openedOn'), value: <DateText date={openedOn} /> },
    { term: say('owner'), value: ownerName ?? say('nobody') },
    { term: say('comment'), value: comment ?? say('noComment') },
    ...(outcome ? [{ term: say('outcomeTitle'), value: say(`outcome.${outcome}`) }] : []),
    ...(closedOn ? [{ term: say('closedOn'), value: <DateText date={closedOn} /> }] : []),
    { term: say('whatToDo'), value: say(`todo.${indicator}`) },
  ];
}
