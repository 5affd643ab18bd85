// A participant: the picture of windows and visits, adverse events, the status history, what was earned, and the trail.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { HistoryButton, HistoryPanel } from '#audit/web';
import { SubjectEarnings } from '#finance/web';
import { AdverseEvents } from '#safety/web';
import { AdvanceDrawer, SubjectHistory, SubjectStatus } from '#subjects/web';
import {
  Button,
  DateText,
  KeyFacts,
  PageHeader,
  Problem,
  SectionTabs,
  useMay,
  usePageParams,
  usePageSearch,
  Waiting,
  type Crumb,
  type Say,
} from '#ui';
import { SubjectVisits, UnscheduledDrawer } from '#visits/web';
import { deskApi, type StudySite, type Subject } from './queries.ts';
import { useDeskWords } from './words.ts';

/** The page of a participant. */
export function SubjectPage() {
  const say = useDeskWords();
  const { subjectId } = usePageParams<'subjectId'>();
  const subject = useQuery(deskApi.subjects.view.queryOptions({ input: { params: { subjectId } } }));
  const studySiteId = subject.data?.studySiteId ?? '';
  const studySite = useQuery({
    ...deskApi.studies.studySite.queryOptions({ input: { params: { studySiteId } } }),
    enabled: studySiteId !== '',
  });
  const error = subject.error ?? studySite.error;
  if (subject.data && studySite.data) return <Loaded key={subjectId} subject={subject.data} studySite={studySite.data} say={say} />;
  if (!error) return <Waiting rows={10} />;
  return (
    <>
      <PageHeader title={say('studySite.subjects')} crumbs={[{ label: say('studies'), to: '/studies' }]} />
      <Problem error={error} onRetry={() => void Promise.all([subject.refetch(), studySiteId && studySite.refetch()])} />
    </>
  );
}

type SectionName = 'visits' | 'events' | 'history' | 'earnings' | 'trail';

interface LoadedProps {
  readonly subject: Subject;
  readonly studySite: StudySite;
  readonly say: Say;
}

function useOpenSections(): readonly SectionName[] {
  const [visits, events] = [useMay('visits.view'), useMay('safety.view')];
  const [earnings, trail] = [useMay('finance.view'), useMay('audit.view')];
  return [
    ...(visits ? ['visits' as const] : []),
    ...(events ? ['events' as const] : []),
    'history',
    ...(earnings ? ['earnings' as const] : []),
    ...(trail ? ['trail' as const] : []),
  ];
}

function Loaded({ subject, studySite, say }: LoadedProps) {
  const [search] = usePageSearch();
  const [drawer, setDrawer] = useState<'advance' | 'visit'>();
  const sections = useOpenSections();
  const active = sections.find((name) => name === search['section']) ?? sections[0] ?? 'history';
  const mayVisits = sections.includes('visits');
  const course = useQuery({
    ...deskApi.visits.ofSubject.queryOptions({ input: { params: { subjectId: subject.id } } }),
    enabled: mayVisits,
  });
  const canAdvance = subject.can.advance && subject.next.length > 0;
  const close = () => setDrawer(undefined);
  return (
    <>
      <PageHeader
        title={say('subject.title', { number: subject.number })}
        crumbs={crumbsOf(studySite, say)}
        status={<SubjectStatus status={subject.status} />}
        more={
          <>
            <HistoryButton
              recordId={subject.id}
              of={subject.number}
              back={`/subjects/${subject.id}`}
              timeZone={studySite.timeZone}
              room="subjects"
            />
            {course.data?.can.addUnscheduled && <AddVisitButton onClick={() => setDrawer('visit')} say={say} />}
          </>
        }
        action={canAdvance && <Button onClick={() => setDrawer('advance')}>{say('subject.changeStatus')}</Button>}
      />
      <SubjectFacts subject={subject} dayOne={course.data?.dayOne} timeZone={studySite.timeZone} say={say} />
      <SectionTabs
        label={say('subject.sections')}
        sections={sections.map((name) => ({
          label: say(`subject.${name}`),
          to: `/subjects/${subject.id}?section=${name}`,
          active: name === active,
        }))}
      />
      {active === 'visits' && course.error && !course.data && <Problem error={course.error} onRetry={() => void course.refetch()} />}
      {active === 'visits' && !course.error && !course.data && <Waiting rows={10} />}
      {active === 'visits' && course.data && <SubjectVisits course={course.data} />}
      {active === 'events' && <AdverseEvents subjectId={subject.id} subjectNumber={subject.number} />}
      {active === 'history' && <SubjectHistory subject={subject} timeZone={studySite.timeZone} />}
      {active === 'earnings' && <SubjectEarnings studyId={subject.studyId} subjectId={subject.id} />}
      {active === 'trail' && (
        <HistoryPanel recordId={subject.id} room="subjects" timeZone={studySite.timeZone} withChildren titled={false} />
      )}
      {canAdvance && <AdvanceDrawer subject={subject} today={course.data?.today ?? ''} opened={drawer === 'advance'} onClose={close} />}
      {course.data?.can.addUnscheduled && (
        <UnscheduledDrawer studyId={subject.studyId} subjectId={subject.id} opened={drawer === 'visit'} onClose={close} />
      )}
    </>
  );
}

function crumbsOf(studySite: StudySite, say: Say): readonly Crumb[] {
  return [
    { label: say('studies'), to: '/studies' },
    { label: studySite.study.code, to: `/studies/${studySite.study.id}` },
    { label: say('studySite.crumb', { number: studySite.number, site: studySite.site.name }), to: `/study-sites/${studySite.id}` },
  ];
}

function AddVisitButton({ onClick, say }: { readonly onClick: () => void; readonly say: Say }) {
  return (
    <Button variant="default" onClick={onClick}>
      {say('subject.addVisit')}
    </Button>
  );
}

interface SubjectFactsProps {
  readonly subject: Subject;
  readonly dayOne: string | null | undefined;
  readonly timeZone: string;
  readonly say: Say;
}

function SubjectFacts({ subject, dayOne, timeZone, say }: SubjectFactsProps) {
  const { consentedOn, arm, source } = subject;
  return (
    <KeyFacts
      facts={[
        {
          term: say('subject.consented'),
          value: consentedOn ? <DateText date={consentedOn} timeZone={timeZone} /> : say('subject.unknown'),
        },
        ...(dayOne === undefined
          ? []
          : [
              {
                term: say('subject.dayOne'),
                value: dayOne ? <DateText date={dayOne} timeZone={timeZone} /> : say('subject.dayOneUnknown'),
              },
            ]),
        ...(arm ? [{ term: say('subject.arm'), value: arm }] : []),
        { term: say('subject.zone'), value: timeZone },
        ...(source === 'imported' ? [{ term: say('subject.source'), value: say('subject.imported') }] : []),
      ]}
    />
  );
}
