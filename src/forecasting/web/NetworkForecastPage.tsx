// The forecasts of all studies in reach, the least likely first, the network's fan, and how good earlier forecasts were.
import { useQuery } from '@tanstack/react-query';
import { Button, PageHeader, Problem, useLanguage, Waiting, type Say } from '#ui';
import { FanPicture } from './FanPicture.tsx';
import { ForecastTable } from './ForecastTable.tsx';
import classes from './forecasting.module.css';
import { forecastingApi, useRunNetwork } from './queries.ts';
import { RecordFacts, sixMonthsBack } from './TrackRecordSection.tsx';
import { useForecastingWords } from './words.ts';

/** The page. */
export function NetworkForecastPage() {
  const say = useForecastingWords();
  const language = useLanguage();
  const answer = useQuery(forecastingApi.network.queryOptions({ input: {} }));
  const run = useRunNetwork();
  const { data } = answer;
  return (
    <>
      <PageHeader
        title={say('forecasts')}
        lead={say('network.lead')}
        action={
          data?.can.run && (
            <Button loading={run.isPending} onClick={() => run.mutate({ body: { days: [] } })}>
              {say('run')}
            </Button>
          )
        }
      />
      {run.error && <Problem error={run.error} />}
      {!data && (answer.error ? <Problem error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting rows={10} />)}
      {data && <ForecastTable name="forecasts" label={say('forecasts')} studies={data.studies} />}
      {data?.network && (
        <>
          <FanPicture title={say('fan.titleNetwork')} fan={data.network.fan} came={data.came} past={data.past} />
          <p className={classes.quiet}>{say('network.independent')}</p>
        </>
      )}
      {data && <RecordFacts heading={say('network.record')} record={data.networkRecord} say={say} language={language} />}
      {data && <RecordFacts heading={say('network.recordOfEach')} record={data.record} say={say} language={language} />}
      {data?.network && data.can.run && <LookBack today={data.network.asOf} say={say} />}
    </>
  );
}

function LookBack({ today, say }: { readonly today: string; readonly say: Say }) {
  const run = useRunNetwork();
  return (
    <>
      {run.error && <Problem error={run.error} />}
      <p>
        <Button variant="default" loading={run.isPending} onClick={() => run.mutate({ body: { days: sixMonthsBack(today) } })}>
          {say('lookBack')}
        </Button>
      </p>
    </>
  );
}
