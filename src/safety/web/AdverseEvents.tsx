// The adverse events of a participant: clocks that run first, then the list; opening a line shows all of it and what can be done.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, DataTable, EmptyState, InstantText, StatusWord, useLanguage, useMay, type Column, type Say } from '#ui';
import { clockInWords, partialInWords, seriousnessInWords, severityInWords, toneOfClock } from './event-words.ts';
import { EventDrawer } from './EventDrawer.tsx';
import { EventRecord, causalityInWords } from './EventRecord.tsx';
import { safetyApi, type AdverseEvent } from './queries.ts';
import classes from './safety.module.css';
import { type EventStep, StepDrawer } from './StepDrawer.tsx';
import { useSafetyWords } from './words.ts';

export interface AdverseEventsProps {
  readonly subjectId: string;
  readonly subjectNumber: string;
}

const isRunning = ({ clock }: AdverseEvent) => clock !== null && clock.sentAt === null;
/** Clocks are asked for again once a minute while one runs. */
const minuteMs = 60_000;

/** The panel; nothing for readers without `safety.view`. */
export function AdverseEvents({ subjectId, subjectNumber }: AdverseEventsProps) {
  const say = useSafetyWords();
  const language = useLanguage();
  const may = useMay('safety.view');
  const [openId, setOpenId] = useState<string>();
  const [drawer, setDrawer] = useState<'record' | 'amend' | EventStep>();
  const answer = useQuery({
    ...safetyApi.ofSubject.queryOptions({ input: { params: { subjectId } } }),
    enabled: may,
    refetchInterval: (query) => (query.state.data?.events.some(isRunning) ? minuteMs : false),
  });
  if (!may) return null;
  const { events, can, timeZone, now } = answer.data ?? {};
  const open = events?.find(({ id }) => id === openId);
  const close = () => setDrawer(undefined);
  // A form begins with the server's time, asked for anew.
  const start = (which: typeof drawer) => {
    setDrawer(which);
    void answer.refetch();
  };
  const place = { subjectId, subjectNumber, onClose: close };
  return (
    <section aria-label={say('events')}>
      {can?.record && (
        <div className={classes.actions}>
          <Button onClick={() => start('record')}>{say('record')}</Button>
        </div>
      )}
      {events?.filter(isRunning).map((event) => (
        <RunningClock key={event.id} event={event} say={say} />
      ))}
      {open && (
        <EventRecord key={open.id} event={open} onAmend={() => start('amend')} onStep={start} onClose={() => setOpenId(undefined)} />
      )}
      <DataTable
        label={say('eventsOf', { number: subjectNumber })}
        columns={columns(say, language, setOpenId)}
        rows={events}
        rowKey={(row) => row.id}
        onOpen={(row) => setOpenId(row.id)}
        error={answer.data ? undefined : answer.error}
        onRetry={() => void answer.refetch()}
        empty={
          <EmptyState title={say('none')} icon="shield">
            {say('noneText')}
          </EmptyState>
        }
      />
      {can?.record && timeZone && now && <EventDrawer {...place} timeZone={timeZone} now={now} opened={drawer === 'record'} />}
      {open?.can.amend && now && (
        <EventDrawer
          key={`${open.id} ${open.version}`}
          {...place}
          timeZone={open.timeZone}
          now={now}
          event={open}
          opened={drawer === 'amend'}
        />
      )}
      {open &&
        now &&
        (['judge', 'report', 'resolve'] as const).map(
          (step) =>
            open.can[step] && (
              <StepDrawer key={`${open.id} ${step}`} event={open} step={step} now={now} opened={drawer === step} onClose={close} />
            ),
        )}
    </section>
  );
}

function RunningClock({ event, say }: { readonly event: AdverseEvent; readonly say: Say }) {
  if (!event.clock) return null;
  return (
    <p className={classes.clock} role="status">
      <StatusWord tone={toneOfClock(event.clock)}>
        {say('clock.of', { term: event.term, standing: clockInWords(event.clock, say) })}{' '}
        <InstantText at={event.clock.dueAt} timeZone={event.timeZone} />
      </StatusWord>
    </p>
  );
}

function columns(say: Say, language: string, open: (id: string) => void): readonly Column<AdverseEvent>[] {
  return [
    {
      key: 'term',
      header: say('term'),
      cell: (row) => (
        <button type="button" className={classes.open} onClick={() => open(row.id)}>
          {row.term}
        </button>
      ),
      sortBy: (row) => row.term,
    },
    {
      key: 'onset',
      header: say('onset'),
      cell: (row) => (row.startedOn === null ? say('notSaid') : partialInWords(row.startedOn, language)),
      sortBy: (row) => row.startedOn ?? '',
      width: '120px',
    },
    { key: 'severity', header: say('severityTitle'), cell: (row) => severityInWords(row, say), width: '140px' },
    {
      key: 'serious',
      header: say('seriousness'),
      cell: (row) => (
        <StatusWord tone={row.serious ? 'attention' : 'neutral'} look="plain">
          {seriousnessInWords(row, say)}
        </StatusWord>
      ),
    },
    { key: 'causality', header: say('causalityTitle'), cell: (row) => causalityInWords(row, say) },
    {
      key: 'outcome',
      header: say('outcomeTitle'),
      cell: (row) => (row.outcome === null ? say('notSaid') : say(`outcome.${row.outcome}`)),
      width: '160px',
    },
  ];
}
