// The studies least likely to reach their target, for the home of whoever oversees them all.
import { useQuery } from '@tanstack/react-query';
import { PageLink, useMay } from '#ui';
import { ForecastTable } from './ForecastTable.tsx';
import classes from './forecasting.module.css';
import { forecastingApi } from './queries.ts';
import { useForecastingWords } from './words.ts';

const MOST = 3;

/** The panel; nothing without forecasts of studies that can still miss their target. */
export function LeastLikely() {
  const say = useForecastingWords();
  const may = useMay('forecasting.view');
  const answer = useQuery({ ...forecastingApi.network.queryOptions({ input: {} }), enabled: may });
  const studies = (answer.data?.studies ?? [])
    .filter(({ sentence }) => 'byPlanned' in sentence && sentence.byPlanned !== null)
    .slice(0, MOST);
  if (studies.length === 0) return null;
  return (
    <div className={classes.least}>
      <h2 className={classes.heading}>{say('network.least')}</h2>
      <ForecastTable label={say('network.least')} studies={studies} />
      <p>
        <PageLink to="/forecasts">{say('network.all')}</PageLink>
      </p>
    </div>
  );
}
