// What a screen failure is worth under a draft, and how many are paid.
import { Button, ChoiceField, NumberField, StatusWord, TextField, TickField, type Say } from '#ui';
import classes from './editor.module.css';
import { blankFailure, type TypedFailure } from './typed-failure.ts';
import type { TypedTerms } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface FailureFieldsProps {
  readonly typed: TypedTerms;
  readonly onChange: (typed: TypedTerms) => void;
  readonly currency: string;
  readonly fault: string | undefined;
}

const rules = ['ratio', 'all', 'none', 'percent-of-enrolled', 'percent-of-screened'] as const;

/** The fields, or the way to add them. */
export function FailureFields({ typed, onChange, currency, fault }: FailureFieldsProps) {
  const say = useFinanceWords();
  const { failure } = typed;
  const set = (part: Partial<TypedFailure>) => failure && onChange({ ...typed, failure: { ...failure, ...part } });
  return (
    <fieldset className={classes.part}>
      <legend>{say('failureTitle')}</legend>
      {failure ? (
        <>
          <div className={classes.fields}>
            <TextField
              label={say('failure.visitsLabel')}
              hint={say('failure.visitsHint')}
              value={failure.visits}
              onChange={(visits) => set({ visits })}
              required
            />
            <ChoiceField
              label={say('failure.worth')}
              value={failure.pays}
              onChange={(pays) => set({ pays: pays === 'flat' ? 'flat' : 'visits-gross' })}
              choices={(['visits-gross', 'flat'] as const).map((value) => ({ value, label: say(`failure.pays-${value}`) }))}
            />
            <TextField label={say('clause')} value={failure.clause} onChange={(clause) => set({ clause })} required />
          </div>
          {failure.pays === 'flat' && (
            <div className={classes.fields}>
              <NumberField
                label={say('failure.flatLabel')}
                unit={currency}
                value={failure.flat}
                onChange={(flat) => set({ flat })}
                required
              />
              <TickField label={say('plusOverhead')} checked={failure.withOverhead} onChange={(withOverhead) => set({ withOverhead })} />
            </div>
          )}
          <HowMany failure={failure} set={set} say={say} />
          {fault && (
            <div role="alert">
              <StatusWord tone="blocked" look="plain">
                {say(fault)}
              </StatusWord>
            </div>
          )}
        </>
      ) : (
        <p className={classes.quiet}>{say('failure.notPaid')}</p>
      )}
      <Button
        variant="default"
        size="xs"
        onClick={() => onChange({ ...typed, failure: failure ? null : blankFailure(say('kind.screen-failure')) })}
      >
        {say(failure ? 'failure.remove' : 'failure.add')}
      </Button>
    </fieldset>
  );
}

interface HowManyProps {
  readonly failure: TypedFailure;
  readonly set: (part: Partial<TypedFailure>) => void;
  readonly say: Say;
}

function HowMany({ failure, set, say }: HowManyProps) {
  const number = (field: 'initial' | 'pay' | 'perEnrolled' | 'max') => (
    <NumberField
      label={say(`failure.${field}Label`)}
      value={failure[field]}
      onChange={(value) => set({ [field]: value })}
      required={field !== 'max'}
    />
  );
  return (
    <div className={classes.fields}>
      <ChoiceField
        label={say('failure.howMany')}
        value={failure.rule}
        onChange={(value) => set({ rule: rules.find((rule) => rule === value) ?? 'ratio' })}
        choices={rules.map((value) => ({ value, label: say(`failure.rule-${value}`) }))}
      />
      {failure.rule === 'ratio' && (
        <>
          {number('initial')}
          {number('pay')}
          {number('perEnrolled')}
          {number('max')}
        </>
      )}
      {failure.rule.startsWith('percent') && (
        <NumberField
          label={say('failure.percentLabel')}
          unit="%"
          value={failure.percent}
          onChange={(percent) => set({ percent })}
          required
        />
      )}
    </div>
  );
}
