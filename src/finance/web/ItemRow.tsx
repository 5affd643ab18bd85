// One item that need not happen: its name and trigger, its price, its caps and its window.
import { Button, MoneyText } from '#ui';
import { isOfProcedure, triggers, type Price } from '../rules.ts';
import classes from './editor.module.css';
import type { ScheduleGrid } from './queries.ts';
import type { TypedItem } from './typed-items.ts';
import type { TermsFaults } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface ItemRowProps {
  readonly item: TypedItem;
  readonly activities: ScheduleGrid['activities'];
  /** Undefined until the amount can be read. */
  readonly price: Price | undefined;
  readonly currency: string;
  readonly faults: TermsFaults;
  readonly onChange: (item: TypedItem) => void;
  readonly onRemove: () => void;
}

/** The row. */
export function ItemRow({ item, activities, price, currency, faults, onChange, onRemove }: ItemRowProps) {
  const say = useFinanceWords();
  const name = item.label || say('newRow');
  const fault = (field: string) => {
    const word = faults[`item-${field} ${item.row}`];
    return word === undefined ? undefined : say(word);
  };
  const shown = (field: string) => fault(field) && <p className={classes.fault}>{fault(field)}</p>;
  const input = (field: 'label' | 'clause' | 'direct' | 'perSubject' | 'perSite' | 'siteAmount' | 'submitWithin', label: string) => (
    <>
      <input
        className={`${classes.input} ${field === 'direct' || field === 'siteAmount' ? classes.amount : field === 'label' || field === 'clause' ? '' : classes.limit}`}
        aria-label={`${label}, ${name}`}
        aria-invalid={fault(field) !== undefined}
        {...(field === 'direct' ? { 'data-amount': '', inputMode: 'decimal' as const } : {})}
        {...(field === 'siteAmount' ? { inputMode: 'decimal' as const, placeholder: say('items.noLimit') } : {})}
        {...(field in limits ? { inputMode: 'numeric' as const, placeholder: say('items.noLimit') } : {})}
        value={item[field]}
        onChange={(event) => onChange({ ...item, [field]: event.currentTarget.value })}
      />
      {shown(field)}
    </>
  );
  const tick = (field: 'withOverhead' | 'withHoldback', label: string) => (
    <td className={classes.tick}>
      <input
        type="checkbox"
        aria-label={`${label}, ${name}`}
        checked={item[field]}
        onChange={(event) => onChange({ ...item, [field]: event.currentTarget.checked })}
      />
    </td>
  );
  return (
    <tr>
      <td className={classes.item}>
        {input('label', say('items.item'))}
        <select
          className={`${classes.input} ${classes.under}`}
          aria-label={`${say('items.trigger')}, ${name}`}
          value={item.trigger}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...item, trigger: triggers.find((each) => each === value) ?? item.trigger })
          }
        >
          {triggers.map((trigger) => (
            <option key={trigger} value={trigger}>
              {say(`trigger.${trigger}`)}
            </option>
          ))}
        </select>
        {isOfProcedure(item.trigger) && (
          <>
            <select
              className={`${classes.input} ${classes.under}`}
              aria-label={`${say('items.activity')}, ${name}`}
              aria-invalid={fault('activityKey') !== undefined}
              value={item.activityKey}
              onChange={({ currentTarget: { value } }) => onChange({ ...item, activityKey: value })}
            >
              <option value="">{say('items.chooseActivity')}</option>
              {item.activityKey !== '' && !activities.some(({ key }) => key === item.activityKey) && (
                <option value={item.activityKey}>{item.activityKey}</option>
              )}
              {activities.map((activity) => (
                <option key={activity.key} value={activity.key}>
                  {activity.name}
                </option>
              ))}
            </select>
            {shown('activityKey')}
          </>
        )}
      </td>
      <td className={classes.number}>{input('direct', say('direct'))}</td>
      {tick('withOverhead', say('plusOverhead'))}
      {tick('withHoldback', say('lessHoldback'))}
      <td className={classes.number}>{price && <MoneyText amountMinor={price.grossMinor.toString()} currency={currency} bare />}</td>
      <td className={classes.number}>{input('siteAmount', say('items.siteAmount'))}</td>
      <td>{input('perSubject', say('items.perSubject'))}</td>
      <td>{input('perSite', say('items.perSite'))}</td>
      <td>{input('submitWithin', say('items.submitWithin'))}</td>
      <td>{input('clause', say('clause'))}</td>
      <td>
        <Button variant="subtle" size="xs" onClick={onRemove} aria-label={say('removeNamed', { name })}>
          {say('remove')}
        </Button>
      </td>
    </tr>
  );
}

const limits = { perSubject: true, perSite: true, submitWithin: true };
