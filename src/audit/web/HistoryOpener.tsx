// The history of a record in a drawer over its page, by button and by the key H; the page at an address of its own is one link away.
import { useEffect, useState } from 'react';
import { Button, PageLink, ReadingDrawer, useMay } from '#ui';
import classes from './HistoryPanel.module.css';
import { HistoryPanel } from './HistoryPanel.tsx';
import { opensHistory } from './history-key.ts';
import { useAuditWords } from './words.ts';

export interface HistoryOpenerProps {
  readonly recordId: string;
  /** What the record is called: `101-007`. */
  readonly of: string;
  /** Where the full page leads back to. */
  readonly back: string;
  readonly timeZone?: string | undefined;
  /** Only records of this room: what other rooms wrote about it stands on their own pages. */
  readonly room?: string;
  /** False for a record inside another record's page: the key belongs to the page. */
  readonly keyed?: boolean;
}

/** The button and its drawer. */
export function HistoryOpener({ recordId, of, back, timeZone, room, keyed = true }: HistoryOpenerProps) {
  const say = useAuditWords();
  const may = useMay('audit.view');
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (!may || !keyed) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !opensHistory(event) || document.querySelector('dialog[open], [role="dialog"]') !== null) return;
      event.preventDefault();
      setOpened(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [may, keyed]);
  if (!may) return null;
  const address = new URLSearchParams({ of, back, ...(timeZone ? { zone: timeZone } : {}) });
  return (
    <>
      <Button variant="default" aria-haspopup="dialog" aria-keyshortcuts={keyed ? 'H' : undefined} onClick={() => setOpened(true)}>
        {say('history')}
      </Button>
      <ReadingDrawer title={say('historyOf', { of })} opened={opened} onClose={() => setOpened(false)}>
        <p className={classes.quiet}>{say('lead')}</p>
        <p className={classes.asPage}>
          <PageLink to={`/history/${recordId}?${address}`}>{say('asPage')}</PageLink>
        </p>
        {opened && <HistoryPanel recordId={recordId} timeZone={timeZone} {...(room ? { room } : {})} withChildren titled={false} />}
      </ReadingDrawer>
    </>
  );
}
