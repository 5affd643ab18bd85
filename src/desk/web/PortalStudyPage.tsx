// A study as its monitor or sponsor sees it: enrolment against plan, why screening failed, visits in their windows, deviations, sites.
import { useQuery } from '@tanstack/react-query';
import { DeviationPicture } from '#monitoring/web';
import {
  DataTable,
  EmptyState,
  InstantText,
  KeyFacts,
  PageHeader,
  PageLink,
  Problem,
  useLanguage,
  usePageParams,
  Waiting,
  type Say,
} from '#ui';
import { visitCompliance } from '#visits/rules';
import { screenFailureShare } from '#subjects/rules';
import { CellTable } from './CellTable.tsx';
import classes from './homes.module.css';
import { EnrolmentPicture, FunnelPicture } from './EnrolmentPicture.tsx';
import { ofTarget, percentInWords, shareInWords } from './finding-words.ts';
import { enrolmentSentence } from './plan-words.ts';
import { deskApi, type PortalStudy } from './queries.ts';
import { sumOf } from './sum-of.ts';
import { VisitPicture } from './VisitPicture.tsx';
import { useDeskWords } from './words.ts';

/** The page. */
export function PortalStudyPage() {
  const say = useDeskWords();
  const { studyId } = usePageParams<'studyId'>();
  const study = useQuery(deskApi.desk.portalStudy.queryOptions({ input: { params: { studyId } } }));
  if (study.data) return <Loaded key={studyId} home={study.data} say={say} />;
  return (
    <>
      <PageHeader title={say('portal.study')} crumbs={[{ label: say('portal.title'), to: '/portal' }]} />
      {study.error ? <Problem error={study.error} onRetry={() => void study.refetch()} /> : <Waiting rows={10} />}
    </>
  );
}

function Loaded({ home, say }: { readonly home: PortalStudy; readonly say: Say }) {
  const sum = sumOf(home.cells);
  return (
    <>
      <PageHeader
        title={home.study.name}
        {...(home.study.code === home.study.name ? {} : { code: home.study.code })}
        crumbs={[{ label: say('portal.title'), to: '/portal' }]}
        lead={
          <>
            {enrolmentSentence(sum, say)} {say('portal.asOf')} <InstantText at={home.asOf} timeZone={home.timeZone} />.
          </>
        }
        more={<PageLink to={`/studies/${home.study.id}/deviations`}>{say('portal.deviationList')}</PageLink>}
      />
      <Facts home={home} say={say} />
      <div className={classes.pictures}>
        <EnrolmentPicture months={home.months} target={sum.target} />
        <FunnelPicture screened={sum.screened} failed={sum.failed} enrolled={sum.enrolled} />
        <VisitPicture months={home.months} />
        <DeviationPicture counts={home.deviations} />
      </div>
      <h2 className={classes.heading}>{say('portal.sitesHeading')}</h2>
      <CellTable cells={home.cells} sites={home.sites} label={say('portal.sitesHeading')} />
      <h2 className={classes.heading}>{say('portal.failures')}</h2>
      <FailureReasons home={home} say={say} />
    </>
  );
}

function Facts({ home, say }: { readonly home: PortalStudy; readonly say: Say }) {
  const language = useLanguage();
  const sum = sumOf(home.cells);
  const share = screenFailureShare(sum);
  return (
    <KeyFacts
      size="large"
      facts={[
        {
          term: say('portal.enrolled'),
          value: ofTarget(sum.enrolled, sum.target, say),
          note: say('portal.ofScreened', { n: sum.screened }),
        },
        {
          term: say('portal.screenFailures'),
          value: percentInWords(share, language),
          note: say('portal.outcomes', { failed: sum.failed, n: sum.failed + sum.enrolled }),
        },
        {
          term: say('portal.inWindow'),
          value: shareInWords(sum.judged, language),
          note: say('portal.ofVisits', { n: visitCompliance(sum.judged).n }),
        },
        {
          term: say('portal.deviations'),
          value: <PageLink to={`/studies/${home.study.id}/deviations`}>{sum.deviations}</PageLink>,
          note: say('portal.waiting', { n: sum.waiting }),
        },
      ]}
    />
  );
}

function FailureReasons({ home, say }: { readonly home: PortalStudy; readonly say: Say }) {
  return (
    <DataTable
      label={say('portal.failures')}
      columns={[
        { key: 'reason', header: say('findings.reason'), cell: (row) => row.reason ?? say('portal.noReason') },
        { key: 'count', header: say('funnel.count'), numeric: true, cell: (row) => row.count, sortBy: (row) => row.count, width: '140px' },
      ]}
      rows={home.failureReasons}
      rowKey={(row) => row.reason ?? ''}
      empty={
        <EmptyState title={say('portal.noFailures')} icon="check">
          {say('portal.noFailuresText')}
        </EmptyState>
      }
    />
  );
}
