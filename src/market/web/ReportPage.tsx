// The report of the market: its contents at the side, one chapter at a time, its files, and every report that was kept.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { personText } from '#lib';
import {
  Button,
  DataTable,
  EmptyState,
  Icon,
  InstantText,
  KeyFacts,
  PageHeader,
  PageLink,
  Problem,
  StatusWord,
  formatNumber,
  refusalInWords,
  Waiting,
  useLanguage,
  usePageSearch,
  zoneHere,
  type Say,
} from '#ui';
import { MarketSections } from './MarketSections.tsx';
import { marketApi } from './queries.ts';
import { type KeptReport, type ReportContents, useMakeReport } from './report-queries.ts';
import { useReportWords } from './report-words.ts';
import { ReportChapter } from './ReportChapter.tsx';
import classes from './report.module.css';

/** The page. */
export function ReportPage() {
  const say = useReportWords();
  const language = useLanguage();
  const [search] = usePageSearch();
  // A report is made elsewhere, by a job: whoever comes back from it finds it.
  const answer = useQuery({ ...marketApi.reports.queryOptions({ input: {} }), refetchOnMount: 'always' });
  const make = useMakeReport();
  const { data } = answer;
  const shown = data?.reports.find(({ id }) => id === search['report']) ?? data?.reports[0];
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={[{ label: say('market'), to: '/market' }]}
        lead={say('lead')}
        action={
          data?.can.make &&
          data.hasOutlook && (
            <Button loading={make.isPending} onClick={() => make.mutate({})}>
              {say('make')}
            </Button>
          )
        }
      />
      <MarketSections active="report" />
      {make.error && <Problem error={refusalInWords(make.error, say, language)} />}
      {!data && (answer.error ? <Problem error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting rows={10} />)}
      {data && !shown && (
        <EmptyState title={say(data.hasOutlook ? 'none' : 'noOutlook')}>{say(data.hasOutlook ? 'noneText' : 'noOutlookText')}</EmptyState>
      )}
      {shown && <Shown report={shown} say={say} />}
      {data && data.reports.length > 0 && <Kept reports={data.reports} shown={shown?.id ?? ''} say={say} />}
    </>
  );
}

function Shown({ report, say }: { readonly report: KeptReport; readonly say: Say }) {
  const language = useLanguage() === 'es' ? 'es' : 'en';
  const [search] = usePageSearch();
  const contents = useQuery(marketApi.report.queryOptions({ input: { params: { reportId: report.id }, query: { language } } }));
  const chapters = contents.data?.chapters ?? [];
  const chosen = chapters.find(({ id }) => id === search['chapter']) ?? chapters[0];
  const chapter = useQuery({
    ...marketApi.reportChapter.queryOptions({ input: { params: { reportId: report.id, chapter: chosen?.id ?? '' }, query: { language } } }),
    enabled: chosen !== undefined,
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const read = useRef<string>(undefined);
  const readNow = chapter.data?.id;
  useEffect(() => {
    if (readNow === undefined) return;
    // Whoever turned to another chapter goes on reading there, not in the contents.
    if (read.current !== undefined && read.current !== readNow) heading.current?.focus();
    read.current = readNow;
  }, [readNow]);
  const error = contents.error ?? chapter.error;
  return (
    <>
      <KeyFacts
        facts={[
          { term: say('madeAt'), value: <InstantText at={report.madeAt} timeZone={zoneHere()} /> },
          { term: say('madeBy'), value: personText(report.madeBy, language) },
          { term: say('digest'), value: <code title={report.contentSha256}>{report.contentSha256.slice(0, 12)}</code> },
        ]}
      />
      <p className={classes.files}>
        {(['pdf', 'xlsx'] as const).map((format) => (
          <a key={format} className={classes.download} href={fileOf(report.id, language, format)} download>
            <Icon name="download" size={14} /> {say(format)}
          </a>
        ))}
      </p>
      <ul className={classes.marks} aria-label={say('marks')}>
        {(['published', 'counted', 'assumed', 'modelled'] as const).map((tag) => (
          <li key={tag}>
            <span data-tag={tag}>{formatNumber(12_345, 0, language)}</span> {say(tag)}
          </li>
        ))}
      </ul>
      {contents.data?.mark && (
        <p>
          <StatusWord tone="attention">{contents.data.mark}</StatusWord>
        </p>
      )}
      {error && !chapter.data && <Problem error={error} onRetry={() => void contents.refetch()} />}
      <div className={classes.reading}>
        <Contents report={report} chapters={chapters} chosen={chosen?.id ?? ''} say={say} />
        <div className={classes.text}>
          {chapter.data ? <ReportChapter chapter={chapter.data} heading={heading} say={say} /> : !error && <Waiting rows={12} />}
          <Turns report={report} chapters={chapters} chosen={chosen?.id ?? ''} say={say} />
        </div>
      </div>
    </>
  );
}

const fileOf = (reportId: string, language: string, format: string) =>
  `/api/market/reports/${reportId}/file?language=${language}&format=${format}`;
const chapterOf = (report: KeptReport, id: string) => `/market/report?report=${report.id}&chapter=${id}`;

interface ContentsProps {
  readonly report: KeptReport;
  readonly chapters: ReportContents['chapters'];
  readonly chosen: string;
  readonly say: Say;
}

function Contents({ report, chapters, chosen, say }: ContentsProps) {
  return (
    <nav aria-label={say('contents')} className={classes.contents}>
      <ol>
        {chapters.map(({ id, number, title }) => (
          <li key={id}>
            <PageLink to={chapterOf(report, id)} aria-current={id === chosen ? 'page' : undefined}>
              {`${number} ${title}`}
            </PageLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Turns({ report, chapters, chosen, say }: ContentsProps) {
  const at = chapters.findIndex(({ id }) => id === chosen);
  const [before, after] = [chapters[at - 1], chapters[at + 1]];
  return (
    <p className={classes.turns}>
      {before && <PageLink to={chapterOf(report, before.id)}>{say('previous', { title: before.title })}</PageLink>}
      {after && <PageLink to={chapterOf(report, after.id)}>{say('next', { title: after.title })}</PageLink>}
    </p>
  );
}

function Kept({ reports, shown, say }: { readonly reports: readonly KeptReport[]; readonly shown: string; readonly say: Say }) {
  const language = useLanguage();
  return (
    <>
      <h2 className={classes.heading}>{say('kept')}</h2>
      <DataTable
        label={say('kept')}
        columns={[
          { key: 'at', header: say('madeAt'), cell: ({ madeAt }) => <InstantText at={madeAt} timeZone={zoneHere()} />, width: '200px' },
          { key: 'by', header: say('madeBy'), cell: ({ madeBy }) => personText(madeBy, language) },
          { key: 'run', header: say('run'), cell: ({ runId }) => <code title={runId}>{runId.slice(-12)}</code>, width: '160px' },
          {
            key: 'hash',
            header: say('digest'),
            cell: ({ contentSha256 }) => <code title={contentSha256}>{contentSha256.slice(0, 12)}</code>,
            width: '180px',
          },
          { key: 'open', header: say('reading'), cell: ({ id }) => (id === shown ? say('open') : ''), width: '140px' },
        ]}
        rows={reports}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/market/report?report=${id}`}
        empty={say('keptNone')}
      />
    </>
  );
}
