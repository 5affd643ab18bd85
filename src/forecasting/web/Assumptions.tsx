// What "what if" takes for granted, so that nobody reads more into its answer than there is.
import { formatNumber, useLanguage } from '#ui';
import { type FittedInput, historyCounts, newSiteRate } from '../rules.ts';
import { intervalText } from './forecast-words.ts';
import classes from './forecasting.module.css';
import { useForecastingWords } from './words.ts';

/** The list. */
export function Assumptions({ ready }: { readonly ready: FittedInput }) {
  const say = useForecastingWords();
  const language = useLanguage();
  const { mean, q10, q90 } = newSiteRate(ready);
  const { openings } = ready;
  const rate = { mean: formatNumber(mean, 2, language), interval: intervalText(q10, q90, 2, language) };
  return (
    <>
      <h2 className={classes.heading}>{say('assumed.heading')}</h2>
      <ul className={classes.assumed}>
        <li>{say('assumed.rate', { ...rate, percent: formatNumber(historyCounts * 100, 0, language) })}</li>
        <li>
          {openings === null || openings.medianDays === null
            ? say(openings === null ? 'assumed.noOpenings' : 'assumed.openingsFew')
            : say('assumed.openings', {
                days: formatNumber(openings.medianDays, 0, language),
                never: formatNumber(openings.neverShare * 100, 0, language),
              })}
        </li>
        <li>{say('assumed.close')}</li>
        <li>{say('assumed.failure')}</li>
      </ul>
    </>
  );
}
