// Below a list that was not sent whole: what is shown so far, and a button for more.
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Problem } from './Problem.tsx';
import classes from './ShowMore.module.css';
import { useUiWords } from './ui-words.ts';

export interface ShowMoreProps {
  /** The question that is answered in parts. */
  readonly of: {
    readonly data: unknown;
    readonly error: unknown;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** How much is shown, in words. */
  readonly children?: ReactNode;
}

/** Nothing where everything is shown; a failure to load more leaves what is shown. */
export function ShowMore({ of, children }: ShowMoreProps) {
  const words = useUiWords();
  return (
    <>
      {of.data !== undefined && of.error !== null && <Problem error={of.error} />}
      {of.hasNextPage && (
        <p className={classes.more}>
          {children && <span>{children}</span>}
          <Button variant="default" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
            {words('showMore')}
          </Button>
        </p>
      )}
    </>
  );
}
