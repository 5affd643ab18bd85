// One assumption: what is held instead, how sure that is, since when and why. It goes into the draft, which is held as a whole.
import { useState } from 'react';
import { Button, ChoiceField, DrawerForm, LongTextField, NumberField, TextField, useLanguage } from '#ui';
import { type Content, type Row, typedNumber, withChange } from './assumption-draft.ts';
import { useAssumptionNames, typedWithUnit } from './assumption-names.ts';
import { useAssumptionWords } from './assumption-words.ts';
import type { Assumption } from './held-queries.ts';
import classes from './held.module.css';
import { useMarketWords } from './words.ts';

const tags = ['assumed', 'counted', 'published'] as const;

export interface AssumptionDrawerProps {
  readonly row: Row;
  /** As it ships; absent for rates and chances. */
  readonly shipped: Assumption | undefined;
  readonly draft: Content;
  readonly onChange: (draft: Content) => void;
  readonly onClose: () => void;
}

/** The drawer. */
export function AssumptionDrawer({ row, shipped, draft, onChange, onClose }: AssumptionDrawerProps) {
  const [say, market, language] = [useAssumptionWords(), useMarketWords(), useLanguage()];
  const { nameOf, reasonOf } = useAssumptionNames();
  const begin = { value: String(row.value), sd: String(row.sd), tag: row.tag as string, asOf: row.asOf, reason: '' };
  const [typed, setTyped] = useState(begin);
  const [tried, setTried] = useState(false);
  const [value, sd] = [typedNumber(typed.value), typedNumber(typed.sd)];
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed.asOf);
  const reason = typed.reason.trim();
  const submit = () => {
    setTried(true);
    if (value === null || sd === null || sd < 0 || !isDay || reason === '') return;
    const tag = tags.find((each) => each === typed.tag) ?? 'assumed';
    onChange(withChange(draft, { ...row, sd: shipped?.sd ?? row.sd }, { value, sd, tag, asOf: typed.asOf, reason }));
    onClose();
  };
  const field = (key: keyof typeof typed, isWrong: boolean) => ({
    label: say(`form.${key}`),
    value: typed[key],
    onChange: (text: string) => setTyped({ ...typed, [key]: text }),
    error: tried && isWrong ? say(`fault.${key}`) : undefined,
  });
  return (
    <DrawerForm
      title={nameOf(row)}
      opened
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('form.draft')}
      dirty={JSON.stringify(typed) !== JSON.stringify(begin)}
    >
      <p className={classes.quiet}>{reasonOf(row)}</p>
      <NumberField {...field('value', value === null)} required />
      {shipped && <p className={classes.quiet}>{say('form.ships', { value: typedWithUnit(shipped, say, language) })}</p>}
      {row.of === 'outlook' && (
        <>
          <NumberField
            {...field('sd', sd === null || sd < 0)}
            hint={say(row.spread === 'relative' ? 'form.sdRelative' : 'form.sdAbsolute')}
            required
          />
          <ChoiceField
            {...field('tag', false)}
            label={say('form.tag')}
            choices={tags.map((each) => ({ value: each, label: market(`tag.${each}`) }))}
          />
        </>
      )}
      <TextField {...field('asOf', !isDay)} kind="date" required />
      <LongTextField {...field('reason', reason === '')} required />
      {row.of === 'outlook' && draft.changes.some(({ id }) => id === row.key) && (
        <Button
          variant="default"
          onClick={() => {
            onChange(withChange(draft, row, null));
            onClose();
          }}
        >
          {say('form.back')}
        </Button>
      )}
    </DrawerForm>
  );
}
