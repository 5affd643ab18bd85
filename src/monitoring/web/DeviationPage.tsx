// One deviation: what happened, how it was judged, the next step, and its history.
import { useQuery } from '@tanstack/react-query';
import { HistoryButton, HistoryPanel } from '#audit/web';
import {
  Button,
  DateText,
  KeyFacts,
  lazyPart,
  PageHeader,
  PageLink,
  Problem,
  useGo,
  useMay,
  usePageParams,
  Waiting,
  type Fact,
  type Say,
} from '#ui';
import { daysOutInWords } from './deviation-words.ts';
import { DeviationStatus } from './DeviationStatus.tsx';
import classes from './deviations.module.css';
import { monitoringApi, useStudy, type Deviation } from './queries.ts';
import { useMonitoringWords } from './words.ts';

const AssessmentForm = lazyPart(() => import('./AssessmentForm.tsx'), 'AssessmentForm', 4);

/** The page. */
export function DeviationPage() {
  const say = useMonitoringWords();
  const { deviationId } = usePageParams<'deviationId'>();
  const deviation = useQuery(monitoringApi.deviation.queryOptions({ input: { params: { deviationId } } }));
  if (deviation.data) return <Record deviation={deviation.data} say={say} />;
  if (!deviation.error) return <Waiting rows={10} />;
  return (
    <>
      <PageHeader title={say('deviation')} crumbs={[{ label: say('quality'), to: '/quality' }]} />
      <Problem error={deviation.error} onRetry={() => void deviation.refetch()} />
    </>
  );
}

function Record({ deviation, say }: { readonly deviation: Deviation; readonly say: Say }) {
  const go = useGo();
  const mayVisit = useMay('visits.view') && deviation.visitId !== null;
  const study = useStudy(deviation.studyId);
  const isMine = deviation.can.assess && deviation.next.length > 0;
  return (
    <>
      <PageHeader
        title={deviation.summary}
        code={deviation.subjectNumber}
        crumbs={[
          { label: say('quality'), to: '/quality' },
          { label: study.data?.code ?? say('study'), to: `/studies/${deviation.studyId}` },
          { label: say('deviations'), to: `/studies/${deviation.studyId}/deviations` },
        ]}
        status={<DeviationStatus deviation={deviation} />}
        more={
          <HistoryButton
            recordId={deviation.id}
            of={deviation.subjectNumber}
            back={`/deviations/${deviation.id}`}
            timeZone={deviation.timeZone}
          />
        }
        {...(mayVisit
          ? {
              action: (
                <Button variant="default" onClick={() => go(`/visits/${deviation.visitId ?? ''}`)}>
                  {say('openVisit')}
                </Button>
              ),
            }
          : {})}
      />
      <KeyFacts facts={happened(deviation, deviation.siteName, say)} />
      <h2 className={classes.heading}>{say('assessment')}</h2>
      <KeyFacts facts={judged(deviation, say)} />
      {isMine && <AssessmentForm key={deviation.state} deviation={deviation} />}
      {!isMine && deviation.next.length > 0 && <p className={classes.quiet}>{say('readOnly')}</p>}
      <HistoryPanel recordId={deviation.id} timeZone={deviation.timeZone} />
    </>
  );
}

function happened(deviation: Deviation, site: string | undefined, say: Say): readonly Fact[] {
  const out = daysOutInWords(deviation, say);
  const why = [deviation.reasonCode ? reasonWord(deviation.reasonCode, say) : null, deviation.reason].filter(Boolean).join(': ');
  return [
    { term: say('categoryTitle'), value: say(`category.${deviation.category}`) },
    {
      term: say('occurredOn'),
      value: <DateText date={deviation.occurredOn} weekday timeZone={deviation.timeZone} />,
      ...(out ? { note: out } : {}),
    },
    { term: say('participant'), value: <PageLink to={`/subjects/${deviation.subjectId}`}>{deviation.subjectNumber}</PageLink> },
    ...(deviation.visitKey ? [{ term: say('visit'), value: deviation.visitKey }] : []),
    ...(site ? [{ term: say('site'), value: site }] : []),
    { term: say('foundBy'), value: say(`by.${deviation.detectedBy}`) },
    ...(why ? [{ term: say('reason'), value: why }] : []),
  ];
}

function reasonWord(code: string, say: Say): string {
  const word = say(`reasons.${code}`);
  return word === `reasons.${code}` ? code.replaceAll('-', ' ') : word;
}

function judged({ important, reportableTo, rootCause, voidedReason }: Deviation, say: Say): readonly Fact[] {
  return [
    { term: say('importance'), value: important === null ? say('notYet') : say(important ? 'important' : 'notImportant') },
    { term: say('reportableTo'), value: reportableTo.length > 0 ? reportableTo.join(', ') : say(important === null ? 'notYet' : 'nobody') },
    { term: say('rootCause'), value: rootCause ?? say('notYet') },
    ...(voidedReason ? [{ term: say('voidedReason'), value: voidedReason }] : []),
  ];
}
