// An amount of money as text; the currency stands beside it or, in a table, in the header.
import classes from './MoneyText.module.css';
import { formatMinor } from './format.ts';

export interface MoneyTextProps {
  /** Minor units as text, as JSON carries them: `"195000"`. */
  readonly amountMinor: string;
  readonly currency: string;
  /** Leaves out the currency, where a header or label names it. */
  readonly bare?: boolean;
}

/** `1,950.00 USD`. */
export function MoneyText({ amountMinor, currency, bare = false }: MoneyTextProps) {
  return (
    <span className={classes.money}>
      {formatMinor(amountMinor, currency)}
      {!bare && <span className={classes.currency}> {currency}</span>}
    </span>
  );
}
