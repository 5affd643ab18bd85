// One count of registry files: how much there was, what was wrong, the years, areas and countries, and the outlook that stands on it.
import { useQuery } from '@tanstack/react-query';
import { personText } from '#lib';
import {
  DateText,
  formatNumber,
  InstantText,
  KeyFacts,
  PageHeader,
  PageLink,
  Problem,
  StatusWord,
  useLanguage,
  usePageParams,
  Waiting,
  zoneHere,
} from '#ui';
import { ActivityAreas } from './ActivityAreas.tsx';
import { ActivityPlaces, ActivityWordCounts } from './ActivityPlaces.tsx';
import { filesText, type Import } from './activity-queries.ts';
import { useActivityWords } from './activity-words.ts';
import { ActivityWarnings } from './ActivityWarnings.tsx';
import { ChoiceSaid, ChooseActivity } from './ChooseActivity.tsx';
import { MakeAgain } from './MakeAgain.tsx';
import classes from './market.module.css';
import { MarketSections } from './MarketSections.tsx';
import { marketApi } from './queries.ts';
import { SiteYearsPicture } from './SiteYearsPicture.tsx';
import { Tagged } from './TagMark.tsx';

/** The page. */
export function ActivityImportPage() {
  const say = useActivityWords();
  const { importId } = usePageParams<'importId'>();
  const answer = useQuery(marketApi.activityImport.queryOptions({ input: { params: { importId } } }));
  const { data } = answer;
  const shown = data?.import;
  return (
    <>
      <PageHeader
        title={shown ? filesText(shown, say) : say('title')}
        crumbs={[
          { label: say('market'), to: '/market' },
          { label: say('title'), to: '/market/activity' },
        ]}
        status={
          shown && <StatusWord tone={shown.isInForce ? 'good' : 'neutral'}>{say(shown.isInForce ? 'one.inForce' : 'one.other')}</StatusWord>
        }
        lead={shown && !shown.isInForce && say('one.otherText')}
        more={
          shown?.outlook && (
            <PageLink to={shown.outlook.isShown ? '/market' : `/market?run=${shown.outlook.runId}`}>{say('outlook.open')}</PageLink>
          )
        }
        action={
          shown &&
          data?.can.run &&
          (shown.isInForce ? <MakeAgain label={say('outlook.make')} /> : <ChooseActivity key={importId} importId={importId} />)
        }
      />
      <MarketSections active="activity" />
      {!data && (answer.error ? <Problem error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting rows={10} />)}
      {data && shown && (
        <>
          {shown.isInForce && data.choice && <ChoiceSaid of={data.choice} />}
          <Answer of={shown} />
          <ActivityWarnings warnings={shown.warnings} />
          <SiteYearsPicture byYear={shown.byYear} asOf={shown.asOf} />
          <ActivityAreas told={data.told} />
          <ActivityPlaces rows={data.told.byCountry} />
          <ActivityWordCounts told={data.told} />
          <Source of={shown} />
        </>
      )}
    </>
  );
}

/** How much there was. */
function Answer({ of: { counts, byYear, asOf } }: { readonly of: Import }) {
  const say = useActivityWords();
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, 0, language);
  const counted = (key: string) => <Tagged value={number(counts[key] ?? 0)} tag="counted" />;
  const note = (word: string, key: string) => say(word, { count: number(counts[key] ?? 0) });
  const siteYears = byYear.reduce((sum, year) => sum + year.siteYears, 0);
  return (
    <KeyFacts
      size="large"
      facts={[
        { term: say('column.studies'), value: counted('studies'), note: note('one.duplicates', 'duplicates') },
        { term: say('column.facilities'), value: counted('facilityRows'), note: note('one.withoutPlaces', 'studiesWithoutLocations') },
        { term: say('one.siteYears'), value: <Tagged value={number(siteYears)} tag="counted" />, note: note('one.noStart', 'noStartDate') },
        {
          term: say('column.countries'),
          value: counted('countries'),
          note: note('one.facilitiesUnknown', 'facilitiesOfUnknownCountries'),
        },
        { term: say('column.asOf'), value: asOf === null ? say('unknownDay') : <DateText date={asOf} />, note: say('one.asOfNote') },
      ]}
    />
  );
}

/** The files with their digests, by which the count can be made again. */
function Source({ of: { files, fileSha256, format, classifier, importedAt, importedBy } }: { readonly of: Import }) {
  const say = useActivityWords();
  const language = useLanguage();
  const digest = (text: string) => <span className={classes.digest}>{text}</span>;
  return (
    <section aria-labelledby="activity-source">
      <h2 id="activity-source" className={classes.heading}>
        {say('one.source')}
      </h2>
      <KeyFacts
        facts={[
          {
            term: say('column.counted'),
            value: <InstantText at={importedAt} timeZone={zoneHere()} />,
            note: say('one.by', { name: personText(importedBy, language) }),
          },
          { term: say('one.format'), value: say(`one.formats.${format}`) },
          { term: say('one.classifier'), value: digest(classifier) },
          ...files.map(({ name, sha256 }, at) => ({ term: say('one.file', { number: at + 1 }), value: name, note: digest(sha256) })),
          ...(files.length > 1 ? [{ term: say('one.together'), value: digest(fileSha256) }] : []),
        ]}
      />
    </section>
  );
}
