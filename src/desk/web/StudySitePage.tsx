// A study at a site: its participants with the visit that is next for each, and what is late or due.
import { useQuery } from '@tanstack/react-query';
import { HistoryButton } from '#audit/web';
import { useState } from 'react';
import { StudySiteStatus } from '#studies/web';
import { ConsentDrawer, FindDrawer, SubjectTable } from '#subjects/web';
import {
  Button,
  DateText,
  formatZone,
  KeyFacts,
  PageHeader,
  Problem,
  SectionTabs,
  useLanguage,
  useMay,
  usePageParams,
  usePageSearch,
  Waiting,
  type Column,
  type Say,
} from '#ui';
import { DueTable, PlannedDay, StandingWord } from '#visits/web';
import { aheadDays, dayWork } from './due-lists.ts';
import { deskApi, type DueVisit, type StudySite, type SubjectLine } from './queries.ts';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

/** The page of a study-site. */
export function StudySitePage() {
  const say = useDeskWords();
  const { studySiteId } = usePageParams<'studySiteId'>();
  const studySite = useQuery(deskApi.studies.studySite.queryOptions({ input: { params: { studySiteId } } }));
  if (studySite.data) return <Loaded key={studySiteId} studySite={studySite.data} say={say} />;
  if (!studySite.error) return <Waiting rows={10} />;
  return (
    <>
      <PageHeader title={say('subject.crumbFallback')} crumbs={[{ label: say('studies'), to: '/studies' }]} />
      <Problem error={studySite.error} onRetry={() => void studySite.refetch()} />
    </>
  );
}

function Loaded({ studySite, say }: { readonly studySite: StudySite; readonly say: Say }) {
  const [search, change] = usePageSearch();
  const [pressed, setOpen] = useState<'consent' | 'find'>();
  const open = pressed ?? search['do'];
  const close = () => {
    setOpen(undefined);
    change({ do: undefined });
  };
  const params = { studySiteId: studySite.id };
  const mayVisits = useMay('visits.view');
  const list = useQuery({ ...deskApi.subjects.list.queryOptions({ input: { params } }), enabled: useMay('subjects.view') });
  const due = useQuery({ ...deskApi.visits.due.queryOptions({ input: { params, query: { aheadDays } } }), enabled: mayVisits });
  const active = search['section'] === 'due' && mayVisits ? 'due' : 'subjects';
  const work = due.data && dayWork(due.data.visits);
  const near = work && [...work.late, ...work.due, ...work.ahead];
  const mayConsent = list.data?.can.consent ?? false;
  const consent = <Button onClick={() => setOpen('consent')}>{say('studySite.consent')}</Button>;
  const mayFind = list.data?.can.find ?? false;
  const find = (
    <Button variant="default" onClick={() => setOpen('find')}>
      {say('studySite.find')}
    </Button>
  );
  const tab = (name: string, label: string, count?: number) => ({
    label,
    to: `/study-sites/${studySite.id}?section=${name}`,
    active: active === name,
    ...(count === undefined ? {} : { count }),
  });
  return (
    <>
      <PageHeader
        title={studySite.site.name}
        code={studySite.number}
        crumbs={[
          { label: say('studies'), to: '/studies' },
          { label: studySite.study.code, to: `/studies/${studySite.study.id}?section=sites` },
        ]}
        status={<StudySiteStatus status={studySite.status} />}
        lead={say('studySite.lead', { study: studySite.study.code })}
        action={mayConsent && consent}
        more={
          <>
            <HistoryButton
              recordId={studySite.id}
              of={studySite.number}
              back={`/study-sites/${studySite.id}`}
              timeZone={studySite.timeZone}
            />
            {mayFind && find}
          </>
        }
      />
      <SiteFacts studySite={studySite} count={list.data?.subjects.length} today={due.data?.today} say={say} />
      <SectionTabs
        label={say('studySite.sections')}
        sections={[
          tab('subjects', say('studySite.subjects'), list.data?.subjects.length),
          ...(mayVisits ? [tab('due', say('studySite.due'), near?.length)] : []),
        ]}
      />
      {active === 'subjects' && (
        <Subjects list={list} near={near} mayVisits={mayVisits} today={due.data?.today} consent={consent} say={say} />
      )}
      {active === 'due' && (
        <DueTable
          label={say('studySite.due')}
          name="due"
          rows={near}
          error={due.data ? undefined : due.error}
          onRetry={() => void due.refetch()}
          aheadDays={aheadDays}
        />
      )}
      {mayConsent && (
        <ConsentDrawer
          studySiteId={studySite.id}
          timeZone={studySite.timeZone}
          today={due.data?.today}
          opened={open === 'consent'}
          onClose={close}
        />
      )}
      {mayFind && <FindDrawer studySiteId={studySite.id} opened={open === 'find'} onClose={close} />}
    </>
  );
}

interface SubjectsProps {
  readonly list: {
    readonly data: { readonly subjects: readonly SubjectLine[]; readonly can: { readonly consent: boolean } } | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly near: readonly DueVisit[] | undefined;
  readonly mayVisits: boolean;
  readonly today: string | undefined;
  readonly consent: React.ReactNode;
  readonly say: Say;
}

function Subjects({ list, near, mayVisits, today, consent, say }: SubjectsProps) {
  const maySee = useMay('subjects.view');
  if (!maySee) return <Problem error={{ status: 403 }} />;
  return (
    <SubjectTable
      subjects={list.data?.subjects}
      error={list.data ? undefined : list.error}
      onRetry={() => void list.refetch()}
      extra={mayVisits ? nextColumns(near, today, say) : []}
      mayConsent={list.data?.can.consent ?? false}
      consentAction={consent}
    />
  );
}

function nextColumns(near: readonly DueVisit[] | undefined, today: string | undefined, say: Say): readonly Column<SubjectLine>[] {
  const first = new Map([...(near ?? [])].reverse().map((visit) => [visit.subjectId, visit]));
  return [
    {
      key: 'next',
      header: say('studySite.nextVisit'),
      cell: (row) => {
        const visit = first.get(row.id);
        if (!near || !today) return '';
        if (!visit) return <span className={classes.quiet}>{say('studySite.nothingNear', { count: aheadDays })}</span>;
        return (
          <span>
            {visit.name}, <PlannedDay visit={visit} />
          </span>
        );
      },
      sortBy: (row) => first.get(row.id)?.latest,
    },
    {
      key: 'standing',
      header: say('studySite.due'),
      cell: (row) => {
        const visit = first.get(row.id);
        return visit && today ? <StandingWord visit={visit} today={today} /> : '';
      },
      sortBy: (row) => (first.get(row.id)?.lateByDays ?? -1) * -1,
    },
  ];
}

interface SiteFactsProps {
  readonly studySite: StudySite;
  readonly count: number | undefined;
  readonly today: string | undefined;
  readonly say: Say;
}

function SiteFacts({ studySite, count, today, say }: SiteFactsProps) {
  const language = useLanguage();
  const { targetEnrolment, openedOn, timeZone } = studySite;
  return (
    <KeyFacts
      facts={[
        ...(count === undefined ? [] : [{ term: say('studySite.subjects'), value: count }]),
        { term: say('studySite.target'), value: targetEnrolment ?? say('studySite.noTarget') },
        { term: say('studySite.opened'), value: openedOn ? <DateText date={openedOn} /> : say('studySite.notOpen') },
        {
          term: say('studySite.zone'),
          value: today ? formatZone(today, timeZone, language) : timeZone,
          ...(today ? { note: timeZone } : {}),
        },
      ]}
    />
  );
}
