// What one was told: the latest first, new ones marked, each leading to its record.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRoleNames } from '#access/web';
import { Button, EmptyState, InstantText, PageHeader, PageLink, Problem, StatusWord, useLanguage, Waiting, zoneHere } from '#ui';
import { addressOf, placeInWords, sentenceOf } from './in-words.ts';
import classes from './notifications.module.css';
import { notificationsApi, useMarkRead, type Notification } from './queries.ts';
import { useNotificationWords } from './words.ts';

/** The page. */
export function NotificationsPage() {
  const say = useNotificationWords();
  const mark = useMarkRead();
  const list = useInfiniteQuery(
    notificationsApi.list.infiniteOptions({
      input: (after: string | undefined) => ({ query: after ? { after } : {} }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
      refetchInterval: 60_000,
    }),
  );
  const items = list.data?.pages.flatMap((part) => part.items);
  const [latest] = items ?? [];
  const hasNew = items?.some(({ readAt }) => readAt === null) ?? false;
  const readAll = hasNew && latest && (
    <Button variant="default" loading={mark.isPending} onClick={() => mark.mutate({ body: { upTo: latest.at } })}>
      {say('readAll')}
    </Button>
  );
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} action={readAll} />
      {(mark.error ?? list.error) && <Problem error={mark.error ?? list.error} onRetry={() => void list.refetch()} />}
      {!items && !list.error && <Waiting rows={6} />}
      {items?.length === 0 && (
        <EmptyState title={say('none')} icon="bell">
          {say('noneText')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <ul className={classes.list} aria-label={say('title')}>
          {items.map((item) => (
            <Line key={item.id} item={item} onOpen={() => item.readAt === null && mark.mutate({ body: { ids: [item.id] } })} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
    </>
  );
}

function Line({ item, onOpen }: { readonly item: Notification; readonly onOpen: () => void }) {
  const say = useNotificationWords();
  const language = useLanguage();
  const roleName = useRoleNames();
  const place = placeInWords(item, say);
  const isNew = item.readAt === null;
  return (
    <li className={classes.line} data-new={isNew}>
      <span className={classes.mark}>
        <StatusWord tone={isNew ? 'attention' : 'neutral'} look="plain">
          {say(isNew ? 'isNew' : 'isRead')}
        </StatusWord>
      </span>
      <span className={classes.what}>
        <PageLink to={addressOf(item)} onClick={onOpen}>
          {sentenceOf(item, say, language, roleName)}
        </PageLink>
        {place && <span className={classes.quiet}>{place}</span>}
      </span>
      <span className={classes.quiet}>
        <InstantText at={item.at} timeZone={item.place.timeZone ?? zoneHere()} />
      </span>
    </li>
  );
}
