// Facts about one thing as a definition list: term above, value below, in columns that fit.
import type { ReactNode } from 'react';
import classes from './KeyFacts.module.css';

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
  /** One quiet line under the value. */
  readonly note?: ReactNode;
}

export interface KeyFactsProps {
  readonly facts: readonly Fact[];
  /** `large` makes the values the answer of the page; use it once. */
  readonly size?: 'normal' | 'large';
}

/** A definition list of key facts. */
export function KeyFacts({ facts, size = 'normal' }: KeyFactsProps) {
  return (
    <dl className={classes.facts} data-size={size}>
      {facts.map((fact) => (
        <div key={fact.term}>
          <dt>{fact.term}</dt>
          <dd>{fact.value}</dd>
          {fact.note && <dd className={classes.note}>{fact.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
