// The bell: a link to what one was told, with the number of what is new.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Icon, PageLink, useAnnounce } from '#ui';
import classes from './notifications.module.css';
import { goneAfterMs, nextQuestionIn } from './polling.ts';
import { notificationsApi } from './queries.ts';
import { useNotificationWords } from './words.ts';

/** Whether somebody did something in this window lately. */
function usePresence(): boolean {
  const [isPresent, setPresent] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stir = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setPresent(false), goneAfterMs);
      setPresent(true);
    };
    stir();
    const signs = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const sign of signs) document.addEventListener(sign, stir, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) document.removeEventListener(sign, stir);
    };
  }, []);
  return isPresent;
}

/** The link; a new one is also said to people who use a screen reader. */
export function Bell() {
  const say = useNotificationWords();
  const announce = useAnnounce();
  const isPresent = usePresence();
  const count = useQuery({
    ...notificationsApi.count.queryOptions({ input: {} }),
    refetchInterval: (query) => nextQuestionIn(query.state.fetchFailureCount, isPresent),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
  });
  const unread = count.data?.unread ?? 0;
  const known = useRef<number>(undefined);
  const words = say('new', { count: unread });
  useEffect(() => {
    if (count.data === undefined) return;
    if (known.current !== undefined && unread > known.current) announce(words);
    known.current = unread;
  }, [count.data, unread, words, announce]);
  return (
    <PageLink to="/notifications" className={classes.bell} aria-label={`${say('title')}: ${words}`} title={words}>
      <Icon name="bell" />
      {unread > 0 && (
        <span className={classes.count} aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </PageLink>
  );
}
