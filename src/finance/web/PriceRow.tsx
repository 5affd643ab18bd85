// One price: the visit as the schedule plans it, its direct amount and clause to type, its gross and split to see.
import { VisitTiming } from '#studies/web';
import type { ClipboardEvent } from 'react';
import { Button, MoneyText } from '#ui';
import type { Price } from '../rules.ts';
import { ActivityPrices } from './ActivityPrices.tsx';
import classes from './editor.module.css';
import { PartialChoice } from './PartialChoice.tsx';
import type { PriceLine } from './price-lines.ts';
import type { ScheduleGrid } from './queries.ts';
import type { TermsFaults, TypedRow } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface PriceRowProps {
  readonly line: PriceLine;
  readonly grid: ScheduleGrid | undefined;
  /** Undefined until the amount can be read. */
  readonly price: Price | undefined;
  readonly currency: string;
  readonly faults: TermsFaults;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onChange: (row: TypedRow) => void;
  readonly onRemove: () => void;
}

/** The row, and below it the prices of its activities where a partly done visit is paid by them. */
export function PriceRow({ line, grid, price, currency, faults, onPaste, onChange, onRemove }: PriceRowProps) {
  const say = useFinanceWords();
  const { row, visit } = line;
  const name = row.visitKey || say('newRow');
  const isByActivity = row.partial.kind === 'pro-rata' && row.activities !== undefined;
  const fault = (field: string) => (faults[`${field} ${row.row}`] ? say(faults[`${field} ${row.row}`] ?? '') : undefined);
  const input = (field: 'direct' | 'clause' | 'visitKey', label: string) => (
    <>
      <input
        className={`${classes.input} ${field === 'direct' ? classes.amount : ''}`}
        aria-label={`${label}, ${name}`}
        aria-invalid={fault(field) !== undefined}
        {...(field === 'direct' ? { 'data-amount': '', inputMode: 'decimal', onPaste, readOnly: isByActivity } : {})}
        value={row[field]}
        onChange={(event) => onChange({ ...row, [field]: event.currentTarget.value })}
      />
      {fault(field) && <p className={classes.fault}>{fault(field)}</p>}
    </>
  );
  const amount = (key: 'grossMinor' | 'payableMinor' | 'holdbackMinor') => (
    <td className={classes.number}>{price && <MoneyText amountMinor={price[key].toString()} currency={currency} bare />}</td>
  );
  const tick = (field: 'withOverhead' | 'withHoldback', label: string) => (
    <td className={classes.tick}>
      <input
        type="checkbox"
        aria-label={`${label}, ${name}`}
        checked={row[field]}
        onChange={(event) => onChange({ ...row, [field]: event.currentTarget.checked })}
      />
    </td>
  );
  return (
    <tbody>
      <tr>
        {visit && grid ? (
          <th scope="row" className={classes.visit}>
            {visit.key === visit.name ? visit.key : `${visit.key} ${visit.name}`}
            <span className={classes.when}>
              <VisitTiming grid={grid} visitKey={visit.key} />
            </span>
          </th>
        ) : (
          <td>{input('visitKey', say('visit'))}</td>
        )}
        <td className={classes.number}>{input('direct', say('direct'))}</td>
        {tick('withOverhead', say('plusOverhead'))}
        {tick('withHoldback', say('lessHoldback'))}
        {amount('grossMinor')}
        {amount('payableMinor')}
        {amount('holdbackMinor')}
        <td>
          <PartialChoice line={line} label={`${say('partlyDone')}, ${name}`} currency={currency} onChange={onChange} />
        </td>
        <td>{input('clause', say('clause'))}</td>
        <td>
          {!visit && (
            <Button variant="subtle" size="xs" onClick={onRemove} aria-label={say('removeNamed', { name })}>
              {say('remove')}
            </Button>
          )}
        </td>
      </tr>
      {isByActivity && <ActivityPrices line={line} currency={currency} onChange={onChange} />}
    </tbody>
  );
}
