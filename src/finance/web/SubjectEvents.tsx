// What a participant's contract pays beside the visits: what recorded itself, what was recorded by hand, and recording more.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, DataTable, DateText, EmptyState, PageLink, StatusWord, type Column, type Say, type Tone } from '#ui';
import { RecordEventDrawer } from './RecordEventDrawer.tsx';
import { WithdrawEventDrawer } from './WithdrawEventDrawer.tsx';
import classes from './money.module.css';
import { financeApi, type InvoiceableEvent } from './queries.ts';
import { useFinanceWords } from './words.ts';

/** The panel; show it only to who holds `finance.view`, which the route asks for. */
export function SubjectEvents({ subjectId }: { readonly subjectId: string }) {
  const say = useFinanceWords();
  const events = useQuery(financeApi.eventsOfSubject.queryOptions({ input: { params: { subjectId } } }));
  const [recording, setRecording] = useState(false);
  const [withdrawn, setWithdrawn] = useState<InvoiceableEvent | null>(null);
  const answer = events.data;
  return (
    <section>
      <h2 className={classes.heading}>{say('events.title')}</h2>
      <p className={classes.more}>
        {say('events.lead')}
        {answer?.can.record && answer.items.length > 0 && (
          <Button variant="default" size="xs" onClick={() => setRecording(true)}>
            {say('events.record')}
          </Button>
        )}
      </p>
      <DataTable
        label={say('events.title')}
        columns={columns(say, setWithdrawn)}
        rows={answer?.events}
        rowKey={(row) => row.id}
        error={answer ? undefined : events.error}
        onRetry={() => void events.refetch()}
        empty={
          <EmptyState title={say('events.none')} icon="money">
            {say('events.noneText')}
          </EmptyState>
        }
      />
      {recording && answer && (
        <RecordEventDrawer subjectId={subjectId} items={answer.items} today={answer.today} onClose={() => setRecording(false)} />
      )}
      {withdrawn && <WithdrawEventDrawer event={withdrawn} onClose={() => setWithdrawn(null)} />}
    </section>
  );
}

const tones: Readonly<Record<InvoiceableEvent['state'], Tone>> = {
  earned: 'good',
  capped: 'attention',
  'not-priced': 'neutral',
  withdrawn: 'neutral',
};

function columns(say: Say, withdraw: (event: InvoiceableEvent) => void): readonly Column<InvoiceableEvent>[] {
  const label = (row: InvoiceableEvent) => row.label ?? say(`trigger.${row.trigger}`);
  return [
    { key: 'on', header: say('events.on'), cell: (row) => <DateText date={row.on} />, width: '120px' },
    {
      key: 'item',
      header: say('events.item'),
      cell: (row) =>
        row.lineId === null ? (
          label(row)
        ) : (
          <PageLink to={`/accrual-lines/${row.lineId}`} title={say('why')}>
            {label(row)}
          </PageLink>
        ),
    },
    { key: 'note', header: say('events.note'), cell: (row) => row.note ?? say('events.itself') },
    { key: 'contract', header: say('contract'), cell: (row) => row.contractCode ?? say('events.unknown'), width: '150px' },
    {
      key: 'state',
      header: say('events.state'),
      cell: (row) => (
        <StatusWord tone={tones[row.state]} look="plain">
          {say(`events.states.${row.state}`)}
        </StatusWord>
      ),
      width: '230px',
    },
    {
      key: 'withdraw',
      header: say('events.withdraw'),
      cell: (row) =>
        row.can.withdraw && (
          <Button variant="subtle" size="xs" aria-label={say('events.withdrawNamed', { label: label(row) })} onClick={() => withdraw(row)}>
            {say('events.withdraw')}
          </Button>
        ),
      width: '110px',
    },
  ];
}
