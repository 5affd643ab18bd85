// Which files of which registry are counted, and from which of its menus they come.
import { useActivityWords } from './activity-words.ts';
import classes from './held.module.css';

const ways = ['json', 'lines', 'tables', 'csv'] as const;

/** The list. */
export function WhatToFetch() {
  const say = useActivityWords();
  return (
    <ul className={classes.list} style={{ textAlign: 'start' }} aria-label={say('fetch.heading')}>
      {ways.map((way) => (
        <li key={way}>{say(`fetch.${way}`)}</li>
      ))}
    </ul>
  );
}
