// The fields of a new-site case; without a way to change them they tell what was asked.
import { ChoiceField, NumberField, TextField, TickField, useLanguage } from '#ui';
import { countries } from '#network/rules';
import { areas } from '../rules/taxonomy.ts';
import { useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { usePositionWords } from './position-words.ts';
import type { TypedSite } from './typed-site.ts';

export interface NewSiteFieldsProps {
  readonly typed: TypedSite;
  readonly onChange?: (typed: TypedSite) => void;
  readonly faults: ReadonlySet<keyof TypedSite>;
}

type TextKey = Exclude<keyof TypedSite, 'areas'>;

/** The fields. */
export function NewSiteFields({ typed, onChange, faults }: NewSiteFieldsProps) {
  const say = usePositionWords();
  const language = useLanguage();
  const name = useKeyNames();
  const field = (key: TextKey) => ({
    label: say(`newSite.${key}`),
    value: typed[key],
    onChange: (value: string) => onChange?.({ ...typed, [key]: value }),
    error: faults.has(key) ? say(`newSite.fault.${key}`) : undefined,
    disabled: !onChange,
  });
  const named = countries
    .map((code) => ({ value: code, label: name('country', code) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  return (
    <div className={classes.form}>
      <ChoiceField {...field('country')} required choices={[{ value: '', label: say('newSite.choose') }, ...named]} />
      <TextField {...field('city')} />
      <NumberField {...field('catchmentShare')} unit="%" />
      <div className={classes.wide}>
        <fieldset className={classes.ticks}>
          <legend>{say('newSite.areas')}</legend>
          {areas.map((area) => (
            <TickField
              key={area}
              label={name('area', area)}
              checked={typed.areas.includes(area)}
              disabled={!onChange}
              onChange={(on) => onChange?.({ ...typed, areas: on ? [...typed.areas, area] : typed.areas.filter((one) => one !== area) })}
            />
          ))}
        </fieldset>
      </div>
      <NumberField {...field('openingCostUsd')} unit="USD" />
      <NumberField {...field('monthlyCostUsd')} unit="USD" />
      <NumberField {...field('studies')} />
      <NumberField {...field('monthsBetweenStudies')} unit={say('newSite.months')} />
      <NumberField {...field('horizonMonths')} unit={say('newSite.months')} />
    </div>
  );
}
