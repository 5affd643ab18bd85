// The director's home: what needs somebody at the site, the weeks ahead, enrolment against plan, deviations and money by month.
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { DeviationPicture, NewSignals } from '#monitoring/web';
import {
  ChoiceField,
  EmptyState,
  formatNumber,
  InstantText,
  KeyFacts,
  PageHeader,
  Problem,
  useLanguage,
  usePageSearch,
  Waiting,
  type Say,
} from '#ui';
import { CellTable } from './CellTable.tsx';
import { EarnedPicture } from './EarnedPicture.tsx';
import { EnrolmentPicture, FunnelPicture } from './EnrolmentPicture.tsx';
import { FindingsStatus } from './FindingsStatus.tsx';
import { FindingsTable } from './FindingsTable.tsx';
import { ofTarget } from './finding-words.ts';
import classes from './homes.module.css';
import { LoadPicture } from './LoadPicture.tsx';
import { enrolmentSentence } from './plan-words.ts';
import { deskApi, type SiteHome, type SiteShown } from './queries.ts';
import { sumOf } from './sum-of.ts';
import { VisitPicture } from './VisitPicture.tsx';
import { useDeskWords } from './words.ts';

/** The page. Whoever has several sites chooses; the choice stands in the address. */
export function SiteHomePage() {
  const say = useDeskWords();
  const [search, change] = usePageSearch();
  const sites = useQuery(deskApi.desk.sites.queryOptions({ input: {} }));
  const siteId = search['site'] ?? sites.data?.[0]?.id ?? '';
  const home = useQuery({ ...deskApi.desk.site.queryOptions({ input: { params: { siteId } } }), enabled: siteId !== '' });
  const error = sites.error ?? home.error;
  const choice = sites.data && sites.data.length > 1 && (
    <SiteChoice sites={sites.data} siteId={siteId} onChange={(site) => change({ site })} say={say} />
  );
  if (home.data) return <Loaded key={siteId} home={home.data} choice={choice} say={say} />;
  return (
    <>
      <PageHeader title={say('siteHome.title')} />
      {choice}
      {error ? (
        <Problem error={error} onRetry={() => void Promise.all([sites.refetch(), siteId && home.refetch()])} />
      ) : sites.data?.length === 0 && siteId === '' ? (
        <EmptyState title={say('siteHome.none')} icon="flag">
          {say('siteHome.noneText')}
        </EmptyState>
      ) : (
        <Waiting rows={10} />
      )}
    </>
  );
}

interface SiteChoiceProps {
  readonly sites: readonly SiteShown[];
  readonly siteId: string;
  readonly onChange: (siteId: string) => void;
  readonly say: Say;
}

function SiteChoice({ sites, siteId, onChange, say }: SiteChoiceProps) {
  return (
    <div className={classes.choice}>
      <ChoiceField
        label={say('siteHome.choose')}
        value={siteId}
        onChange={onChange}
        choices={sites.map(({ id, name, city }) => ({ value: id, label: city ? `${name}, ${city}` : name }))}
      />
    </div>
  );
}

interface LoadedProps {
  readonly home: SiteHome;
  readonly choice: React.ReactNode;
  readonly say: Say;
}

function Loaded({ home, choice, say }: LoadedProps) {
  const sum = sumOf(home.cells);
  const overview = { cells: home.cells, sites: [home.site], studies: home.studies };
  return (
    <>
      <PageHeader
        title={home.site.name}
        code={home.site.code}
        status={<FindingsStatus overview={overview} say={say} />}
        lead={
          <>
            {enrolmentSentence(sum, say)} {say('portal.asOf')} <InstantText at={home.asOf} timeZone={home.timeZone} />.
          </>
        }
      />
      {choice}
      <Facts home={home} say={say} />
      <LoadPicture weeks={home.weeks} today={home.today} />
      <h2 className={classes.heading}>{say('siteHome.findings')}</h2>
      <FindingsTable overview={overview} />
      <Suspense fallback={null}>
        <NewSignals siteId={home.site.id} />
      </Suspense>
      <h2 className={classes.heading}>{say('siteHome.studies')}</h2>
      <CellTable
        label={say('siteHome.studies')}
        cells={home.cells}
        sites={[home.site]}
        studies={new Map(home.studies.map(({ id, code }) => [id, code]))}
      />
      <div className={classes.pictures}>
        <EnrolmentPicture months={home.months} target={sum.target} />
        <FunnelPicture screened={sum.screened} failed={sum.failed} enrolled={sum.enrolled} />
        <VisitPicture months={home.months} />
        <DeviationPicture counts={home.deviations} />
        {[...new Set(home.earned.map(({ currency }) => currency))].map((currency) => (
          <EarnedPicture key={currency} currency={currency} earned={home.earned.filter((row) => row.currency === currency)} />
        ))}
      </div>
    </>
  );
}

function Facts({ home, say }: { readonly home: SiteHome; readonly say: Say }) {
  const language = useLanguage();
  const sum = sumOf(home.cells);
  const oldest = Math.max(0, ...home.cells.map(({ overdue }) => overdue.oldestDays ?? 0));
  const per100 = sum.done === 0 ? '–' : formatNumber((sum.deviations * 100) / sum.done, 1, language);
  return (
    <KeyFacts
      size="large"
      facts={[
        {
          term: say('siteHome.overdue'),
          value: sum.overdue,
          note: sum.overdue > 0 ? say('siteHome.oldest', { days: oldest }) : say('siteHome.noneOverdue'),
        },
        {
          term: say('portal.enrolled'),
          value: ofTarget(sum.enrolled, sum.target, say),
          note: say('portal.ofScreened', { n: sum.screened }),
        },
        { term: say('siteHome.per100'), value: per100, note: say('siteHome.perN', { deviations: sum.deviations, n: sum.done }) },
        { term: say('siteHome.waiting'), value: sum.waiting, note: say('siteHome.waitingNote', { open: sum.open }) },
      ]}
    />
  );
}
