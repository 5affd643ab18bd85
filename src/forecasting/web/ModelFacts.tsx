// How a forecast was reckoned: which terms its rates have and why, how long openings take, and what is needed to make it again.
import { formatNumber, KeyFacts, useLanguage, type Say } from '#ui';
import classes from './forecasting.module.css';
import type { Latest } from './queries.ts';
import { useForecastingWords } from './words.ts';

/** The facts. */
export function ModelFacts({ latest }: { readonly latest: Latest }) {
  const say = useForecastingWords();
  const language = useLanguage();
  const { terms, rates, kernel } = latest.forecast;
  const rate = formatNumber(rates.meanPerMonth, 2, language);
  return (
    <>
      <h2 className={classes.heading}>{say('model.heading')}</h2>
      <KeyFacts
        facts={[
          { term: say('model.terms'), value: say(`model.name.${terms.name}`), note: reasonOf(latest, say, language) },
          { term: say('model.rate'), value: say('model.perMonth', { rate }) },
          { term: say('model.openings'), value: openingsOf(latest, say, language) },
          { term: say('model.screening'), value: screeningIn(latest, say, language) },
          {
            term: say('model.repeat'),
            value: say('model.repeatText', { kernel, input: latest.inputSha256.slice(0, 12), result: latest.resultSha256.slice(0, 12) }),
          },
        ]}
      />
    </>
  );
}

function reasonOf({ forecast: { terms } }: Latest, say: Say, language: string): string {
  if (terms.by === 'none') return say('model.by.none');
  if (terms.name === 'constant') return say(terms.by === 'time' ? 'model.by.timeConstant' : 'model.by.sitesConstant');
  const facts = { gain: formatNumber(terms.gain, 1, language), needed: formatNumber(terms.needed, 0, language) };
  return say(terms.by === 'time' ? 'model.by.time' : 'model.by.sites', facts);
}

function screeningIn({ forecast: { screening } }: Latest, say: Say, language: string): string {
  const { waiting: count, passed, failed, meanDays, expected } = screening;
  if (meanDays === null || expected === null) return say('model.screeningFew', { count });
  const [days, come] = [formatNumber(meanDays, 0, language), formatNumber(expected, 1, language)];
  return say('model.screeningText', { count, come, passed, all: passed + failed, days });
}

function openingsOf({ forecast: { openings } }: Latest, say: Say, language: string): string {
  if (openings === null) return say('model.noOpenings');
  const { startUps: count, opened, medianDays, neverShare } = openings;
  if (medianDays === null) return say('model.openingsFew', { count, opened });
  const never = formatNumber(neverShare * 100, 0, language);
  return say('model.openingsText', { count, days: formatNumber(medianDays, 0, language), never });
}
