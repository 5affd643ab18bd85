// The head of a table of prices: what is priced, how its price is made, and what each table tells besides.
import classes from './editor.module.css';
import { useFinanceWords } from './words.ts';

export interface PriceHeadProps {
  readonly currency: string;
  /** What stands in the first column. */
  readonly first: string;
  /** Amounts after the gross. */
  readonly amounts?: readonly string[];
  /** What stands between the amounts and the clause. */
  readonly between: readonly string[];
}

/** One row; the last column takes rows away. */
export function PriceHead({ currency, first, amounts = [], between }: PriceHeadProps) {
  const say = useFinanceWords();
  const amount = (word: string) => (
    <th key={word} scope="col" className={classes.number}>
      {word} <span className={classes.unit}>{currency}</span>
    </th>
  );
  const words = (...all: readonly string[]) =>
    all.map((word) => (
      <th key={word} scope="col">
        {word}
      </th>
    ));
  return (
    <thead>
      <tr>
        {words(first)}
        {amount(say('direct'))}
        {words(say('plusOverhead'), say('lessHoldback'))}
        {[say('gross'), ...amounts].map(amount)}
        {words(...between, say('clause'))}
        <th scope="col">
          <span className="sw-hidden">{say('removeRow')}</span>
        </th>
      </tr>
    </thead>
  );
}
