// The study's own sites under "what if": which close, which waiting ones open, and on which day.
import { TextField, TickField, type Say } from '#ui';
import type { FittedInput } from '../rules.ts';
import classes from './forecasting.module.css';
import { type Typed, isAhead } from './what-if-choices.ts';

type List = 'open' | 'close';

export interface SiteTicksProps {
  readonly ready: FittedInput;
  readonly typed: Typed;
  readonly tomorrow: string;
  readonly onChange: (typed: Typed) => void;
  readonly say: Say;
  readonly badDay: string;
}

/** Two lists of ticks; a ticked site has its day. */
export function SiteTicks({ ready, typed, tomorrow, onChange, say, badDay }: SiteTicksProps) {
  const sites = ready.input.sites.filter(({ closesOn }) => closesOn === null);
  const lists = [
    { key: 'close' as const, of: sites.filter(({ openedOn }) => openedOn !== null) },
    { key: 'open' as const, of: sites.filter(({ openedOn }) => openedOn === null) },
  ];
  const put = (key: List, id: string, on: string | null) => {
    const others = typed[key].filter((one) => one.id !== id);
    onChange({ ...typed, [key]: on === null ? others : [...others, { id, on }] });
  };
  return lists.map(
    ({ key, of }) =>
      of.length > 0 && (
        <fieldset key={key}>
          <legend>{say(`whatIf.${key}`)}</legend>
          {of.map(({ id, number, name }) => {
            const ticked = typed[key].find((one) => one.id === id);
            return (
              <div key={id} className={classes.tick}>
                <TickField
                  label={`${number} ${name}`}
                  checked={ticked !== undefined}
                  onChange={(on) => put(key, id, on ? tomorrow : null)}
                />
                {ticked && (
                  <TextField
                    kind="date"
                    label={say(key === 'close' ? 'whatIf.closesOn' : 'whatIf.opensOn')}
                    value={ticked.on}
                    error={isAhead(ticked.on, tomorrow) ? undefined : badDay}
                    onChange={(on) => put(key, id, on)}
                  />
                )}
              </div>
            );
          })}
        </fieldset>
      ),
  );
}
