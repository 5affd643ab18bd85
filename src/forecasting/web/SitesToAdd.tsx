// Sites that somebody would add to the study: which, from when, and whose rate each is believed to have.
import { Button, ChoiceField, formatNumber, TextField, useLanguage, type Say } from '#ui';
import type { RateTold } from '../rules.ts';
import { intervalText } from './forecast-words.ts';
import classes from './forecasting.module.css';
import { type Typed, type TypedSite, isAhead, likeTheStudy } from './what-if-choices.ts';

/** A site whose rate another may have, by key and name. */
export interface Model {
  readonly key: string;
  readonly name: string;
  /** Whether it may itself be added. */
  readonly isFree: boolean;
}

export interface SitesToAddProps {
  readonly typed: Typed;
  readonly models: readonly Model[];
  readonly rates: readonly RateTold[];
  readonly tomorrow: string;
  readonly onChange: (typed: Typed) => void;
  readonly say: Say;
  readonly badDay: string;
}

/** The first number that no row has. */
export function nextRow(add: readonly TypedSite[]): string {
  const taken = new Set(add.map(({ id }) => id));
  let at = 1;
  while (taken.has(`added-${at}`)) at += 1;
  return `added-${at}`;
}

/** A row for each site, and a way to add one. */
export function SitesToAdd({ typed, models, rates, tomorrow, onChange, say, badDay }: SitesToAddProps) {
  const language = useLanguage();
  const put = (changed: TypedSite) => onChange({ ...typed, add: typed.add.map((one) => (one.id === changed.id ? changed : one)) });
  const drop = (id: string) => onChange({ ...typed, add: typed.add.filter((one) => one.id !== id) });
  const another = { id: nextRow(typed.add), siteId: null, opensOn: '', like: likeTheStudy };
  const month = (value: number) => formatNumber(value, 2, language);
  return (
    <section aria-label={say('whatIf.addHeading')}>
      <h2 className={classes.heading}>{say('whatIf.addHeading')}</h2>
      {typed.add.map((site, at) => {
        const rate = rates.find(({ id }) => id === site.id);
        const taken = new Set(typed.add.flatMap(({ id, siteId }) => (id === site.id || siteId === null ? [] : [siteId])));
        return (
          <fieldset key={site.id} className={classes.added}>
            <legend>{say('whatIf.addedSite', { number: at + 1 })}</legend>
            <ChoiceField
              label={say('sites.site')}
              value={site.siteId ?? ''}
              choices={[
                { value: '', label: say('whatIf.someSite') },
                ...models.filter(({ key, isFree }) => isFree && !taken.has(key)).map(({ key, name }) => ({ value: key, label: name })),
              ]}
              onChange={(siteId) => put({ ...site, siteId: siteId || null, like: siteId || likeTheStudy })}
            />
            <TextField
              kind="date"
              label={say('whatIf.opensOn')}
              hint={say('whatIf.opensHint')}
              value={site.opensOn}
              error={site.opensOn === '' || isAhead(site.opensOn, tomorrow) ? undefined : badDay}
              onChange={(opensOn) => put({ ...site, opensOn })}
            />
            <ChoiceField
              label={say('whatIf.like')}
              value={site.like}
              {...(rate
                ? { hint: say('whatIf.likeRate', { mean: month(rate.mean), interval: intervalText(rate.q10, rate.q90, 2, language) }) }
                : {})}
              choices={[
                { value: likeTheStudy, label: say('whatIf.likeStudy') },
                ...models.map(({ key, name }) => ({ value: key, label: name })),
              ]}
              onChange={(like) => put({ ...site, like })}
            />
            <Button variant="subtle" aria-label={say('whatIf.dropSite', { number: at + 1 })} onClick={() => drop(site.id)}>
              {say('whatIf.drop')}
            </Button>
          </fieldset>
        );
      })}
      <p className={classes.more}>
        <Button variant="default" onClick={() => onChange({ ...typed, add: [...typed.add, another] })}>
          {say('whatIf.addSite')}
        </Button>
      </p>
    </section>
  );
}
