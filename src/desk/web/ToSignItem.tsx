// One record of the queue: what it is in words, and opened, exactly what would be signed with what can be done about it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { named, ReturnDrawer, signaturesApi, SignedContent, useSignatureWords, type QueueItem, type SignedRecord } from '#signatures/web';
import { Button, DateText, InstantText, PageLink, Problem, StatusWord, Waiting } from '#ui';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

export interface ToSignItemProps {
  readonly item: QueueItem;
  readonly isOpen: boolean;
  readonly isReviewed: boolean;
  readonly onToggle: () => void;
  readonly onReviewed: (record: SignedRecord) => void;
  readonly onSign: (record: SignedRecord) => void;
  readonly onReturned: () => void;
}

/** The line and, opened, its record. */
export function ToSignItem({ item, isOpen, isReviewed, onToggle, onReviewed, onSign, onReturned }: ToSignItemProps) {
  const say = useDeskWords();
  const words = useSignatureWords();
  return (
    <li className={classes.queueItem}>
      <button type="button" className={classes.queueLine} aria-expanded={isOpen} onClick={onToggle}>
        <span className={classes.queueWhat}>
          <strong>
            {item.subjectNumber} {item.title}
          </strong>
          <span className={classes.quiet}>
            {named(words, 'kind', item.kind)}
            {', '}
            {item.studyCode}, {say('studySite.site', { number: item.siteNumber })}
            {item.on && (
              <>
                {', '}
                <DateText date={item.on} timeZone={item.timeZone} />
              </>
            )}
          </span>
        </span>
        <span className={classes.queueState}>
          {isReviewed && <StatusWord tone="good">{say('toSign.reviewed')}</StatusWord>}
          {item.standing !== 'waiting' && (
            <StatusWord tone="attention" look="plain">
              {named(words, 'standing', item.standing)}
            </StatusWord>
          )}
          {item.dueAt ? (
            <StatusWord tone="late" look="plain">
              {say('toSign.due')} <InstantText at={item.dueAt} timeZone={item.timeZone} />
            </StatusWord>
          ) : (
            <StatusWord tone={item.waitingDays > 7 ? 'late' : 'neutral'} look="plain">
              {say('toSign.waitingDays', { count: item.waitingDays })}
            </StatusWord>
          )}
        </span>
      </button>
      {isOpen && <OpenRecord item={item} onReviewed={onReviewed} onSign={onSign} onReturned={onReturned} />}
    </li>
  );
}

function OpenRecord({ item, onReviewed, onSign, onReturned }: Pick<ToSignItemProps, 'item' | 'onReviewed' | 'onSign' | 'onReturned'>) {
  const say = useDeskWords();
  const words = useSignatureWords();
  const [returning, setReturning] = useState(false);
  const record = useQuery(
    signaturesApi.record.queryOptions({ input: { params: { recordId: item.recordId }, query: { kind: item.kind } } }),
  );
  if (record.error) return <Problem error={record.error} onRetry={() => void record.refetch()} />;
  if (!record.data) return <Waiting rows={6} />;
  const shown = record.data;
  return (
    <div className={classes.queueRecord}>
      {shown.notReady && <StatusWord tone="attention">{named(words, 'notReady', shown.notReady)}</StatusWord>}
      <SignedContent record={shown} />
      <p className={classes.actions}>
        {shown.can.sign && <Button onClick={() => onSign(shown)}>{words('sign')}</Button>}
        {shown.can.sign && (
          <Button variant="default" onClick={() => onReviewed(shown)}>
            {say('toSign.keep')}
          </Button>
        )}
        {shown.can.return && (
          <Button variant="default" onClick={() => setReturning(true)}>
            {words('return')}
          </Button>
        )}
        <PageLink to={item.kind === 'visits.source' ? `/visits/${item.recordId}` : `/subjects/${item.subjectId}?section=events`}>
          {say('toSign.open')}
        </PageLink>
      </p>
      {returning && <ReturnDrawer record={shown} opened onClose={() => setReturning(false)} onReturned={onReturned} />}
    </div>
  );
}
