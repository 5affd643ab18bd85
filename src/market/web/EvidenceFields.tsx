// The fields of a record of evidence.
import { ChoiceField, LongTextField, NumberField, TextField, TickField } from '#ui';
import { evidenceKinds } from '../contract/words.ts';
import { outlookAxes } from '../rules/outlook-types.ts';
import { keysOf } from './axis-keys.ts';
import { useEvidenceWords } from './evidence-words.ts';
import { useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { type EvidenceFaults, type TypedEvidence, knownQuantities, namesAWord, otherQuantity, underKind } from './typed-evidence.ts';
import { useMarketWords } from './words.ts';

/** What somebody writes down is published, counted or assumed; only the model models. */
const saidTags = ['published', 'counted', 'assumed'] as const;

export interface EvidenceFieldsProps {
  readonly typed: TypedEvidence;
  readonly onChange: (typed: TypedEvidence) => void;
  readonly faults: EvidenceFaults;
  readonly isSuperseding: boolean;
}

type TextKey = Exclude<keyof TypedEvidence, 'disputed'>;

/** The fields. */
export function EvidenceFields({ typed, onChange, faults, isSuperseding }: EvidenceFieldsProps) {
  const [say, market, name] = [useEvidenceWords(), useMarketWords(), useKeyNames()];
  const field = (key: TextKey) => ({
    label: say(`form.${key}`),
    value: typed[key],
    onChange: (value: string) => onChange({ ...typed, [key]: value }),
    error: faults[key] && say(`fault.${faults[key]}`),
  });
  const axis = outlookAxes.find((each) => each === typed.axis);
  const choose = { value: '', label: say('form.choose') };
  return (
    <div className={classes.form}>
      <ChoiceField
        {...field('kind')}
        choices={evidenceKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        onChange={(kind) => onChange(underKind(typed, kind))}
      />
      <ChoiceField {...field('tag')} choices={saidTags.map((value) => ({ value, label: market(`tag.${value}`) }))} />
      <div className={classes.wide}>
        <TextField {...field('claim')} hint={say('form.claimHint')} required />
      </div>
      <ChoiceField
        {...field('quantity')}
        hint={say('form.quantityHint')}
        choices={[
          { value: '', label: say('quantity.none') },
          ...knownQuantities.map((value) => ({ value, label: say(`quantity.${value}`) })),
          { value: otherQuantity, label: say('quantity.other') },
        ]}
      />
      {typed.quantity === otherQuantity && <TextField {...field('otherQuantity')} hint={say('form.otherQuantityHint')} required />}
      {namesAWord(typed) ? (
        <TextField {...field('word')} hint={say('form.wordHint')} />
      ) : (
        <>
          <NumberField {...field('amount')} />
          <TextField {...field('unit')} />
        </>
      )}
      <TextField {...field('year')} inputMode="numeric" />
      <ChoiceField
        {...field('axis')}
        choices={[{ value: '', label: say('form.whole') }, ...outlookAxes.map((value) => ({ value, label: market(`axis.${value}`) }))]}
        onChange={(value) => onChange({ ...typed, axis: value, key: '' })}
      />
      {axis && (
        <ChoiceField {...field('key')} required choices={[choose, ...keysOf(axis).map((value) => ({ value, label: name(axis, value) }))]} />
      )}
      <TextField {...field('source')} hint={say('form.sourceHint')} required />
      <TextField {...field('sourceDate')} hint={say('form.sourceDateHint')} />
      {(typed.kind === 'total' || typed.kind === 'share') && <NumberField {...field('sd')} unit="%" hint={say('form.sdHint')} />}
      <div className={classes.wide}>
        <TickField label={say('form.disputed')} checked={typed.disputed} onChange={(disputed) => onChange({ ...typed, disputed })} />
        <LongTextField {...field('note')} rows={2} />
        {isSuperseding && <LongTextField {...field('reason')} rows={2} required />}
      </div>
    </div>
  );
}
