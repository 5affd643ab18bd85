// The badge of a visit.
import { StatusWord, useLanguage } from '#ui';
import classes from './StandingWord.module.css';
import { standingOf, type Stood } from './standing.ts';
import { useVisitsWords } from './words.ts';

export interface StandingWordProps {
  readonly visit: Stood;
  /** Civil date of today at the site. */
  readonly today: string;
  readonly look?: 'plain' | 'tinted';
}

/** What the visit is to today, in words. */
export function StandingWord({ visit, today, look = 'plain' }: StandingWordProps) {
  const say = useVisitsWords();
  const language = useLanguage();
  const { tone, text } = standingOf(visit, { say, language, today });
  return (
    <span className={classes.standing}>
      <StatusWord tone={tone} look={look}>
        {text}
      </StatusWord>
    </span>
  );
}
