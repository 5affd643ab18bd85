// The investigator's home: one queue over all studies, each record read before it is signed, one signature act for those that were read.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signaturesApi, SigningDrawer, type Needs, type QueueItem, type SignedRecord } from '#signatures/web';
import { Button, EmptyState, formatNumber, PageHeader, Problem, StatusWord, useLanguage, Waiting, type Say } from '#ui';
import { ToSignItem } from './ToSignItem.tsx';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

/** The page. */
export function ToSignPage() {
  const say = useDeskWords();
  const queue = useQuery(signaturesApi.toSign.queryOptions());
  return (
    <>
      {!queue.data && <PageHeader title={say('toSign.title')} lead={say('toSign.lead')} />}
      {queue.error && !queue.data && <Problem error={queue.error} onRetry={() => void queue.refetch()} />}
      {!queue.error && !queue.data && <Waiting rows={8} />}
      {queue.data && (
        <Queue items={queue.data.items} total={queue.data.total} needs={queue.data.needs} oversight={queue.data.oversight} say={say} />
      )}
    </>
  );
}

interface QueueProps {
  readonly items: readonly QueueItem[];
  readonly total: number;
  readonly needs: Needs | null;
  readonly oversight: { readonly medianDays: number | null; readonly signed: number };
  readonly say: Say;
}

function Queue({ items, total, needs, oversight, say }: QueueProps) {
  const language = useLanguage();
  const [opened, setOpened] = useState<string>();
  const [reviewed, setReviewed] = useState<readonly SignedRecord[]>([]);
  const [signing, setSigning] = useState<readonly SignedRecord[]>();
  // What left the queue, or changed while it was open, is not signed with the others.
  const kept = reviewed.filter((record) => items.some((item) => item.recordId === record.recordId && item.version === record.version));
  const oldest = Math.max(0, ...items.map((item) => item.waitingDays));
  const openNext = (after: string) => {
    const at = items.findIndex((item) => item.recordId === after);
    setOpened(items[at + 1]?.recordId);
  };
  const done = () => {
    setSigning(undefined);
    setReviewed([]);
    setOpened(undefined);
    document.querySelector('h1')?.focus();
  };
  const lag =
    oversight.medianDays === null
      ? say('toSign.lagUnknown')
      : say('toSign.lag', { days: formatNumber(oversight.medianDays, undefined, language), n: oversight.signed });
  return (
    <>
      <PageHeader
        title={say('toSign.title')}
        lead={say('toSign.lead')}
        status={
          total === 0 ? (
            <StatusWord tone="good">{say('toSign.calm')}</StatusWord>
          ) : (
            <StatusWord tone={oldest > 7 ? 'late' : 'attention'}>{say('toSign.waiting', { count: total, days: oldest })}</StatusWord>
          )
        }
        action={
          kept.length > 0 && needs !== null ? (
            <Button onClick={() => setSigning(kept)}>{say('toSign.signReviewed', { count: kept.length })}</Button>
          ) : undefined
        }
      />
      <p className={classes.part}>
        <span className={classes.quiet}>{lag}</span>
      </p>
      {items.length === 0 ? (
        <EmptyState title={say('toSign.calm')} icon="check">
          {say('toSign.emptyText')}
        </EmptyState>
      ) : (
        <ul className={classes.queue} aria-label={say('toSign.title')}>
          {items.map((item) => (
            <ToSignItem
              key={item.recordId}
              item={item}
              isOpen={opened === item.recordId}
              isReviewed={kept.some((record) => record.recordId === item.recordId)}
              onToggle={() => setOpened(opened === item.recordId ? undefined : item.recordId)}
              onReviewed={(record) => {
                setReviewed([...kept.filter((one) => one.recordId !== record.recordId), record]);
                openNext(item.recordId);
              }}
              onSign={(record) => setSigning([record])}
              onReturned={() => setOpened(undefined)}
            />
          ))}
        </ul>
      )}
      {total > items.length && <p className={classes.quiet}>{say('toSign.more', { count: total - items.length })}</p>}
      {signing && needs && <SigningDrawer records={signing} needs={needs} opened onClose={() => setSigning(undefined)} onSigned={done} />}
    </>
  );
}
