// One price: the visit, its direct amount and clause to type, its gross and split to see.
import { Button, MoneyText, type Say } from '#ui';
import type { Price } from '../rules.ts';
import classes from './editor.module.css';
import type { VisitTermView } from './queries.ts';
import type { TermsFaults, TypedRow } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

/** A visit that the study's schedule plans. */
export interface PlannedVisit {
  readonly key: string;
  readonly name: string;
}

export interface PriceRowProps {
  readonly row: TypedRow;
  /** Undefined until the amount can be read. */
  readonly price: Price | undefined;
  readonly currency: string;
  /** Empty where the study has no schedule yet; then the visit's key is typed. */
  readonly planned: readonly PlannedVisit[];
  readonly faults: TermsFaults;
  readonly onChange: (row: TypedRow) => void;
  readonly onRemove: () => void;
}

/** The row. */
export function PriceRow({ row, price, currency, planned, faults, onChange, onRemove }: PriceRowProps) {
  const say = useFinanceWords();
  const name = row.visitKey || say('newRow');
  const fault = (field: string) => (faults[`${field} ${row.row}`] ? say(faults[`${field} ${row.row}`] ?? '') : undefined);
  const input = (field: 'direct' | 'clause' | 'visitKey', label: string, extra: string | undefined = '') => (
    <input
      className={`${classes.input} ${extra}`}
      aria-label={`${label}, ${name}`}
      aria-invalid={fault(field) !== undefined}
      inputMode={field === 'direct' ? 'decimal' : 'text'}
      value={row[field]}
      onChange={(event) => onChange({ ...row, [field]: event.currentTarget.value })}
    />
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
    <tr>
      <td>
        {planned.length > 0 ? (
          <VisitChoice row={row} planned={planned} invalid={fault('visitKey') !== undefined} onChange={onChange} say={say} />
        ) : (
          input('visitKey', say('visit'))
        )}
        <Fault text={fault('visitKey')} />
      </td>
      <td className={classes.number}>
        {input('direct', say('direct'), classes.amount)}
        <Fault text={fault('direct')} />
      </td>
      {tick('withOverhead', say('plusOverhead'))}
      {tick('withHoldback', say('lessHoldback'))}
      {amount('grossMinor')}
      {amount('payableMinor')}
      {amount('holdbackMinor')}
      <td>
        <PartialChoice row={row} label={`${say('partlyDone')}, ${name}`} onChange={onChange} say={say} />
      </td>
      <td>
        {input('clause', say('clause'))}
        <Fault text={fault('clause')} />
      </td>
      <td>
        <Button variant="subtle" size="xs" onClick={onRemove} aria-label={say('removeNamed', { name })}>
          {say('remove')}
        </Button>
      </td>
    </tr>
  );
}

function Fault({ text }: { readonly text: string | undefined }) {
  return text ? <p className={classes.fault}>{text}</p> : null;
}

interface ChoiceProps {
  readonly row: TypedRow;
  readonly onChange: (row: TypedRow) => void;
  readonly say: Say;
}

function VisitChoice({
  row,
  planned,
  invalid,
  onChange,
  say,
}: ChoiceProps & { readonly planned: readonly PlannedVisit[]; readonly invalid: boolean }) {
  const isKnown = row.visitKey === '' || planned.some(({ key }) => key === row.visitKey);
  const choose = (visitKey: string) => onChange({ ...row, visitKey, label: planned.find(({ key }) => key === visitKey)?.name ?? visitKey });
  return (
    <select
      className={classes.input}
      aria-label={`${say('visit')}, ${row.visitKey || say('newRow')}`}
      aria-invalid={invalid}
      value={row.visitKey}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value="">{say('chooseVisit')}</option>
      {!isKnown && <option value={row.visitKey}>{say('notPlanned', { visit: row.visitKey })}</option>}
      {planned.map(({ key, name }) => (
        <option key={key} value={key}>
          {key === name ? key : `${key} ${name}`}
        </option>
      ))}
    </select>
  );
}

const whole: VisitTermView['partial'] = { kind: 'all-or-nothing', requiredActivities: null };

/** In full or all or nothing; terms that name activities or prices of their own stay as they were entered unless another is chosen. */
function PartialChoice({ row, label, onChange, say }: ChoiceProps & { readonly label: string }) {
  const { partial } = row;
  const isOwn = partial.kind === 'pro-rata' || (partial.kind === 'all-or-nothing' && partial.requiredActivities !== null);
  const choose = (value: string) => value !== 'own' && onChange({ ...row, partial: value === 'full' ? { kind: 'full' } : whole });
  return (
    <select
      className={classes.input}
      aria-label={label}
      value={isOwn ? 'own' : partial.kind}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {isOwn && <option value="own">{say(partial.kind === 'pro-rata' ? 'partial.pro-rata' : 'partial.someRequired')}</option>}
      <option value="full">{say('partial.full')}</option>
      <option value="all-or-nothing">{say('partial.all-or-nothing')}</option>
    </select>
  );
}
