// The price of each activity of a visit that is paid pro rata; together they are its direct amount (BR-13).
import { MoneyText } from '#ui';
import classes from './editor.module.css';
import type { PriceLine } from './price-lines.ts';
import { minorOf } from './read-typed.ts';
import { withActivities, type TypedRow } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface ActivityPricesProps {
  readonly line: PriceLine;
  readonly currency: string;
  readonly onChange: (row: TypedRow) => void;
}

/** Planned activities, and those that are priced and not planned. */
export function ActivityPrices({ line: { row, activities }, currency, onChange }: ActivityPricesProps) {
  const say = useFinanceWords();
  const typed = row.activities ?? {};
  const names = new Map(activities.map(({ key, name }) => [key, name]));
  const keys = [...new Set([...names.keys(), ...Object.keys(typed)])];
  const direct = minorOf(row.direct, currency);
  return (
    <tr>
      <td colSpan={10}>
        <div className={classes.activities} role="group" aria-label={say('activityPrices', { visit: row.label || row.visitKey })}>
          {keys.map((key) => (
            <label key={key} className={classes.activity}>
              <span>{names.get(key) ?? key}</span>
              <input
                className={`${classes.input} ${classes.amount}`}
                inputMode="decimal"
                aria-invalid={(typed[key] ?? '').trim() !== '' && minorOf(typed[key] ?? '', currency) === undefined}
                value={typed[key] ?? ''}
                onChange={(event) => onChange(withActivities(row, { ...typed, [key]: event.currentTarget.value }, currency))}
              />
            </label>
          ))}
          <span className={classes.activitySum}>
            {say('sum')} {direct === undefined ? say('activityUnread') : <MoneyText amountMinor={direct} currency={currency} />}
          </span>
        </div>
      </td>
    </tr>
  );
}
