// Below a list that was not sent whole: how much is shown, and a button for more.
import { Button, Problem } from '#ui';
import classes from './money.module.css';
import type { useEarned } from './queries.ts';
import { useFinanceWords } from './words.ts';

/** Nothing where everything is shown; a failure to load more leaves what is shown. */
export function MoreLines({ earned }: { readonly earned: ReturnType<typeof useEarned> }) {
  const say = useFinanceWords();
  const count = earned.data?.pages.reduce((sum, part) => sum + part.items.length, 0) ?? 0;
  return (
    <>
      {earned.data && earned.error && <Problem error={earned.error} />}
      {earned.hasNextPage && (
        <p className={classes.more}>
          <span>{say('shownSoFar', { count })}</span>
          <Button variant="default" loading={earned.isFetchingNextPage} onClick={() => void earned.fetchNextPage()}>
            {say('showMore')}
          </Button>
        </p>
      )}
    </>
  );
}
