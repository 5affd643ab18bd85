// What a partly done visit earns (BR-13): in full, all or nothing, or by the activities that were done.
import classes from './editor.module.css';
import type { PriceLine } from './price-lines.ts';
import type { VisitTermView } from './queries.ts';
import { withActivities, type TypedRow } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface PartialChoiceProps {
  readonly line: PriceLine;
  readonly label: string;
  readonly currency: string;
  readonly onChange: (row: TypedRow) => void;
}

const whole: VisitTermView['partial'] = { kind: 'all-or-nothing', requiredActivities: null };

/** The choice; terms that require named activities stay as they were entered unless another is chosen. */
export function PartialChoice({ line: { row, activities }, label, currency, onChange }: PartialChoiceProps) {
  const say = useFinanceWords();
  const { partial } = row;
  const isOwn = partial.kind === 'all-or-nothing' && partial.requiredActivities !== null;
  const choose = (value: string) => {
    if (value === 'own') return;
    const { activities: _, ...plain } = row;
    if (value === 'pro-rata') onChange(withActivities(plain, Object.fromEntries(activities.map(({ key }) => [key, ''])), currency));
    else onChange({ ...plain, partial: value === 'full' ? { kind: 'full' } : whole });
  };
  return (
    <select
      className={classes.input}
      aria-label={label}
      value={isOwn ? 'own' : partial.kind}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {isOwn && <option value="own">{say('partial.someRequired')}</option>}
      <option value="full">{say('partial.full')}</option>
      <option value="all-or-nothing">{say('partial.all-or-nothing')}</option>
      {(activities.length > 0 || partial.kind === 'pro-rata') && <option value="pro-rata">{say('partial.pro-rata')}</option>}
    </select>
  );
}
