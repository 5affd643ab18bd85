// The rates of a draft: from when, overhead, and what is held back.
import { ChoiceField, NumberField, TextField, TickField } from '#ui';
import { billingClocks } from '../rules.ts';
import classes from './editor.module.css';
import type { TermsFaults, TypedTerms } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface RateFieldsProps {
  readonly typed: TypedTerms;
  readonly onChange: (typed: TypedTerms) => void;
  readonly faults: TermsFaults;
}

/** The fields. */
export function RateFields({ typed, onChange, faults }: RateFieldsProps) {
  const say = useFinanceWords();
  const set = (part: Partial<TypedTerms>) => onChange({ ...typed, ...part });
  const fault = (field: string) => (faults[field] ? say(faults[field]) : undefined);
  return (
    <fieldset className={classes.part}>
      <legend>{say('ratesTitle')}</legend>
      <div className={classes.fields}>
        <TextField
          label={say('effectiveFrom')}
          kind="date"
          value={typed.effectiveFrom}
          onChange={(effectiveFrom) => set({ effectiveFrom })}
          required
          error={fault('effectiveFrom')}
        />
        <NumberField
          label={say('overhead')}
          unit="%"
          value={typed.overhead}
          onChange={(overhead) => set({ overhead })}
          required
          error={fault('overhead')}
        />
      </div>
      <div className={classes.fields}>
        <ChoiceField
          label={say('billingClock')}
          value={typed.clock}
          onChange={(value) => set({ clock: billingClocks.find((clock) => clock === value) ?? 'service-date' })}
          choices={billingClocks.map((value) => ({ value, label: say(`clock.${value}`) }))}
        />
        <NumberField
          label={say('termDays')}
          unit={say('daysUnit')}
          value={typed.termDays}
          onChange={(termDays) => set({ termDays })}
          required
          error={fault('termDays')}
        />
      </div>
      <TickField label={say('holdsBack')} checked={typed.hasHoldback} onChange={(hasHoldback) => set({ hasHoldback })} />
      {typed.hasHoldback && (
        <div className={classes.fields}>
          <NumberField
            label={say('holdback')}
            unit="%"
            value={typed.holdback}
            onChange={(holdback) => set({ holdback })}
            required
            error={fault('holdback')}
          />
          <ChoiceField
            label={say('holdbackOf')}
            value={typed.holdbackOf}
            onChange={(value) => set({ holdbackOf: value === 'direct' ? 'direct' : 'gross' })}
            choices={(['gross', 'direct'] as const).map((value) => ({ value, label: say(`of.${value}`) }))}
          />
          <TextField
            label={say('clause')}
            value={typed.holdbackClause}
            onChange={(holdbackClause) => set({ holdbackClause })}
            required
            error={fault('holdbackClause')}
          />
        </div>
      )}
    </fieldset>
  );
}
