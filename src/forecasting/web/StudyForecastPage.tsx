// The forecast of a study: one sentence, the fan, site by site; what would change it; and how good earlier ones were.
import { useQuery } from '@tanstack/react-query';
import {
  Button,
  EmptyState,
  formatDate,
  PageHeader,
  Problem,
  SectionTabs,
  useLanguage,
  usePageParams,
  usePageSearch,
  Waiting,
  type Say,
} from '#ui';
import { FanPicture } from './FanPicture.tsx';
import { sentenceInWords } from './forecast-words.ts';
import classes from './forecasting.module.css';
import { ModelFacts } from './ModelFacts.tsx';
import { forecastingApi, useRunStudy, type Latest, type StudyAnswer } from './queries.ts';
import { SiteOutlooks } from './SiteOutlooks.tsx';
import { TrackRecordSection } from './TrackRecordSection.tsx';
import { WhatIf } from './WhatIf.tsx';
import { useForecastingWords } from './words.ts';

const sections = ['forecast', 'whatIf', 'record'] as const;
type Section = (typeof sections)[number];

/** The page. */
export function StudyForecastPage() {
  const say = useForecastingWords();
  const { studyId } = usePageParams<'studyId'>();
  const answer = useQuery(forecastingApi.study.queryOptions({ input: { params: { studyId } } }));
  const run = useRunStudy();
  const { data } = answer;
  return (
    <>
      <PageHeader
        title={say('title')}
        {...(data ? { code: data.study.code } : {})}
        crumbs={[
          { label: say('studies'), to: '/studies' },
          { label: data?.study.code ?? say('studies'), to: `/studies/${studyId}` },
        ].slice(0, data ? 2 : 1)}
        action={
          data?.can.run && (
            <Button loading={run.isPending} onClick={() => run.mutate({ params: { studyId }, body: { days: [] } })}>
              {say('run')}
            </Button>
          )
        }
      />
      {run.error && <Problem error={run.error} />}
      {data ? (
        <Loaded answer={data} say={say} />
      ) : answer.error ? (
        <Problem error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Waiting rows={10} />
      )}
    </>
  );
}

function Loaded({ answer, say }: { readonly answer: StudyAnswer; readonly say: Say }) {
  const [search] = usePageSearch();
  const { latest, study } = answer;
  const active: Section = sections.find((name) => name === search['section']) ?? 'forecast';
  if (!latest) {
    return (
      <>
        {answer.can.run && (
          <EmptyState title={say('none')} icon="chart">
            {answer.hindrance ? say(`hindrance.${answer.hindrance}`) : say('noneText')}
          </EmptyState>
        )}
        <SiteOutlooks sites={answer.sites} />
      </>
    );
  }
  return (
    <>
      <Sentence latest={latest} say={say} />
      <SectionTabs
        label={say('sections')}
        sections={sections.map((name) => ({
          label: say(`section.${name}`),
          to: `/studies/${study.id}/forecast?section=${name}`,
          active: name === active,
          ...(name === 'record' ? { count: answer.judged.length } : {}),
        }))}
      />
      {active === 'forecast' && <Forecast answer={answer} latest={latest} say={say} />}
      {active === 'whatIf' && <WhatIf answer={answer} latest={latest} />}
      {active === 'record' && <TrackRecordSection answer={answer} />}
    </>
  );
}

function Sentence({ latest, say }: { readonly latest: Latest; readonly say: Say }) {
  const language = useLanguage();
  const { sentence, forecast } = latest;
  const [first, ...rest] = sentenceInWords(sentence, forecast.asOf, say, language);
  return (
    <div className={classes.sentence}>
      <p className={classes.headline}>{first}</p>
      <p>{[...rest, say('asOf', { date: formatDate(forecast.asOf, { language }) })].join(' ')}</p>
      {forecast.warnings.map((warning) => (
        <p key={warning} className={classes.quiet}>
          {say(`warning.${warning}`)}
        </p>
      ))}
    </div>
  );
}

function Forecast({ answer, latest, say }: { readonly answer: StudyAnswer; readonly latest: Latest; readonly say: Say }) {
  const { forecast } = latest;
  const known = answer.enrolledOn.filter((day) => day <= forecast.asOf);
  return (
    <>
      <FanPicture
        title={say('fan.title')}
        fan={forecast.fan}
        enrolledOn={known}
        target={forecast.target}
        plannedTo={forecast.plannedTo}
        past={answer.past}
      />
      <SiteOutlooks sites={answer.sites} />
      <ModelFacts latest={latest} />
    </>
  );
}
