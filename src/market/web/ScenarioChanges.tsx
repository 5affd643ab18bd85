// The changes of a scenario as rows: which assumption, how it differs, by how much.
import { Button, ChoiceField, NumberField, useLanguage } from '#ui';
import { typedWithUnit } from './assumption-names.ts';
import { useAssumptionWords } from './assumption-words.ts';
import classes from './market.module.css';
import { assumptionName } from './names.ts';
import type { Outlook } from './queries.ts';
import { changeKinds, type ChangeKind, type TypedChange } from './scenario-draft.ts';
import { useMarketWords } from './words.ts';

export interface ScenarioChangesProps {
  readonly assumptions: Outlook['assumptions'];
  readonly changes: readonly TypedChange[];
  readonly onChange: (changes: readonly TypedChange[]) => void;
  /** Fields that cannot be sent, as `faultsOf` names them. */
  readonly faults: ReadonlySet<string>;
  readonly disabled: boolean;
}

/** The rows with a button for one more. */
export function ScenarioChanges({ assumptions, changes, onChange, faults, disabled }: ScenarioChangesProps) {
  const say = useMarketWords();
  const units = useAssumptionWords();
  const language = useLanguage();
  const choices = [
    { value: '', label: say('scenarios.choose') },
    ...assumptions.map(({ id }) => ({ value: id, label: assumptionName(id, say, language) })),
  ];
  const put = (key: string, part: Partial<TypedChange>) => onChange(changes.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const next = String(Math.max(-1, ...changes.map(({ key }) => Number(key))) + 1);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className={classes.heading}>
        {say('scenarios.changes')}
      </h2>
      {changes.map((row, at) => {
        const known = assumptions.find(({ id }) => id === row.id);
        return (
          <fieldset key={row.key} className={classes.change} disabled={disabled}>
            <legend>{say('scenarios.change', { number: at + 1 })}</legend>
            <ChoiceField
              label={say('tornado.assumption')}
              value={row.id}
              onChange={(id) => put(row.key, { id })}
              choices={choices}
              error={faults.has(`id ${row.key}`) ? say('scenarios.needAssumption') : undefined}
              {...(known ? { hint: say('scenarios.now', { value: typedWithUnit(known, units, language) }) } : {})}
            />
            <ChoiceField
              label={say('scenarios.how')}
              value={row.kind}
              onChange={(kind) => put(row.key, { kind: kind as ChangeKind })}
              choices={changeKinds.map((kind) => ({ value: kind, label: say(`scenarios.kind.${kind}`) }))}
            />
            <NumberField
              label={say('scenarios.amount')}
              value={row.amount}
              onChange={(amount) => put(row.key, { amount })}
              error={
                faults.has(`amount ${row.key}`) ? say(row.kind === 'factor' ? 'scenarios.needFactor' : 'scenarios.needNumber') : undefined
              }
            />
            {!disabled && (
              <Button variant="default" onClick={() => onChange(changes.filter(({ key }) => key !== row.key))}>
                {say('scenarios.drop')}
              </Button>
            )}
          </fieldset>
        );
      })}
      {faults.has('changes') && (
        <p role="alert" className={classes.fault}>
          {say('scenarios.needChange')}
        </p>
      )}
      {!disabled && (
        <p>
          <Button variant="default" onClick={() => onChange([...changes, { key: next, id: '', kind: 'factor', amount: '' }])}>
            {say('scenarios.addChange')}
          </Button>
        </p>
      )}
    </section>
  );
}
