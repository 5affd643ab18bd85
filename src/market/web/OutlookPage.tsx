// The market at a glance: its total and growth, where it is, what was checked, what it depends on, and which outlook says so.
import { useQuery } from '@tanstack/react-query';
import { ChoiceField, EmptyState, KeyFacts, PageHeader, PageLink, Problem, StatusWord, useLanguage, usePageSearch, Waiting } from '#ui';
import { BubblePicture } from './BubblePicture.tsx';
import { ChecksSection } from './ChecksSection.tsx';
import { MakeAgain } from './MakeAgain.tsx';
import classes from './market.module.css';
import { MarketMap } from './MarketMap.tsx';
import { MarketSections } from './MarketSections.tsx';
import { axes, between, percent, usd } from './names.ts';
import { marketApi, type Latest, type Outlook, type OutlookAnswer } from './queries.ts';
import { RunFacts } from './RunFacts.tsx';
import { RunTable } from './RunTable.tsx';
import { SharesPicture } from './SharesPicture.tsx';
import { Tagged } from './TagMark.tsx';
import { TornadoPicture } from './TornadoPicture.tsx';
import { TotalPicture } from './TotalPicture.tsx';
import { useMarketWords } from './words.ts';

/** The page: the present outlook, or a kept one that the address names. */
export function OutlookPage() {
  const say = useMarketWords();
  const [{ run: runId }] = usePageSearch();
  const answer = useQuery(marketApi.outlook.queryOptions({ input: { query: runId === undefined ? {} : { runId } } }));
  const { data } = answer;
  const total = data?.latest?.outlook.total;
  return (
    <>
      <PageHeader
        title={say('outlook.title')}
        status={data && <Standing answer={data} isKept={runId !== undefined} />}
        lead={total && say('outlook.lead', { from: total[0]?.year, to: total.at(-1)?.year })}
        action={data?.latest && data.can.run && runId === undefined && <MakeAgain label={say('outlook.again')} />}
        more={runId !== undefined && <PageLink to="/market">{say('outlook.toPresent')}</PageLink>}
      />
      <MarketSections active="outlook" />
      {!data && (answer.error ? <Problem error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting rows={10} />)}
      {data && !data.latest && <NoOutlook canRun={data.can.run} />}
      {data?.latest && <Shown latest={data.latest} />}
    </>
  );
}

/** Why there is nothing yet, and the first step. */
export function NoOutlook({ canRun }: { readonly canRun: boolean }) {
  const say = useMarketWords();
  return (
    <EmptyState title={say('outlook.none')} icon="globe" action={canRun && <MakeAgain label={say('outlook.make')} />}>
      {say('outlook.noneText')} {!canRun && say('outlook.noneAsk')}
    </EmptyState>
  );
}

function Standing({ answer: { latest, isCurrent }, isKept }: { readonly answer: OutlookAnswer; readonly isKept: boolean }) {
  const say = useMarketWords();
  if (!latest) return null;
  if (latest.run.scenario !== null)
    return <StatusWord tone="neutral">{say('outlook.ofScenario', { name: latest.run.scenario })}</StatusWord>;
  if (isCurrent) return <StatusWord tone="good">{say('outlook.current')}</StatusWord>;
  return <StatusWord tone={isKept ? 'neutral' : 'attention'}>{say(isKept ? 'outlook.kept' : 'outlook.outdated')}</StatusWord>;
}

function Shown({ latest: { outlook, run } }: { readonly latest: Latest }) {
  return (
    <>
      <Answer outlook={outlook} />
      <TotalPicture total={outlook.total} />
      <Cuts outlook={outlook} />
      <ChecksSection outlook={outlook} />
      <TornadoPicture outlook={outlook} />
      <RunFacts run={run} />
      <RunTable />
    </>
  );
}

/** Both totals, and the published growth beside the one that meets them. */
function Answer({ outlook: { total, cagr } }: { readonly outlook: Outlook }) {
  const say = useMarketWords();
  const language = useLanguage();
  const [first, last] = [total[0], total.at(-1)];
  if (!first || !last) return null;
  const totals = [first, last].map(({ year, value, tag, interval80 }) => ({
    term: say('outlook.total', { year }),
    value: <Tagged value={usd(value, say, language)} tag={tag} />,
    note: say('outlook.interval80', { interval: between(interval80, language) }),
  }));
  return (
    <div className={classes.answer}>
      <KeyFacts
        size="large"
        facts={[
          ...totals,
          {
            term: say('outlook.publishedGrowth'),
            value: <Tagged value={say('aYear', { rate: percent(cagr.published, language, 2) })} tag="published" />,
            note: say('outlook.publishedGrowthNote'),
          },
          {
            term: say('outlook.impliedGrowth'),
            value: <Tagged value={say('aYear', { rate: percent(cagr.implied, language, 4) })} tag="modelled" />,
            note: say('outlook.growthNote', { from: first.year, to: last.year }),
          },
        ]}
      />
    </div>
  );
}

/** Shares of any cut in any year, the map of that year, and growth against size; the address keeps the choice. */
function Cuts({ outlook }: { readonly outlook: Outlook }) {
  const say = useMarketWords();
  const [search, change] = usePageSearch();
  const years = outlook.total.map(({ year }) => year);
  const year = years.find((each) => String(each) === search['year']) ?? years.at(-1) ?? 0;
  const cut = axes.find((each) => each === search['cut']) ?? 'region';
  const place = search['map'] === 'region' ? 'region' : 'country';
  const grown = search['growth'] === 'country' ? 'country' : 'area';
  const choicesOf = (of: readonly string[]) => of.map((value) => ({ value, label: say(`axis.${value}`) }));
  return (
    <>
      <div className={classes.filters}>
        <ChoiceField label={say('shares.cut')} value={cut} onChange={(value) => change({ cut: value })} choices={choicesOf(axes)} />
        <ChoiceField
          label={say('shares.year')}
          value={String(year)}
          onChange={(value) => change({ year: value })}
          choices={years.map((each) => ({ value: String(each), label: String(each) }))}
        />
      </div>
      <SharesPicture outlook={outlook} axis={cut} year={year} />
      <div className={classes.filters}>
        <ChoiceField
          label={say('map.by')}
          value={place}
          onChange={(value) => change({ map: value })}
          choices={choicesOf(['country', 'region'])}
        />
      </div>
      <MarketMap outlook={outlook} axis={place} year={year} />
      <div className={classes.filters}>
        <ChoiceField
          label={say('bubbles.by')}
          value={grown}
          onChange={(value) => change({ growth: value })}
          choices={choicesOf(['area', 'country'])}
        />
      </div>
      <BubblePicture outlook={outlook} axis={grown} />
    </>
  );
}
