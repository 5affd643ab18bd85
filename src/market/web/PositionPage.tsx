// Where the network stands in the market: the answer in four figures, then its parts, white spots, concentration and pipeline.
import { useQuery } from '@tanstack/react-query';
import {
  formatDate,
  KeyFacts,
  PageHeader,
  PageLink,
  Problem,
  SectionTabs,
  useLanguage,
  usePageSearch,
  Waiting,
  type Fact,
  type Say,
} from '#ui';
import { ConcentrationSection } from './ConcentrationSection.tsx';
import { EarnedTable } from './EarnedTable.tsx';
import type { PositionAnswer } from './held-queries.ts';
import { percentText, usdText, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { MarketSections } from './MarketSections.tsx';
import { PipelineSection } from './PipelineSection.tsx';
import { usePositionWords } from './position-words.ts';
import { marketApi } from './queries.ts';
import { SharesOfMarket } from './SharesOfMarket.tsx';
import { Tagged } from './TagMark.tsx';
import { WhiteSpotsSection } from './WhiteSpotsSection.tsx';

const parts = ['stand', 'spots', 'concentration', 'pipeline'] as const;

/** The page. */
export function PositionPage() {
  const say = usePositionWords();
  const language = useLanguage();
  const name = useKeyNames();
  const [search] = usePageSearch();
  const position = useQuery(marketApi.position.queryOptions({ input: {} }));
  const { data } = position;
  const active = parts.find((part) => part === search['part']) ?? 'stand';
  return (
    <>
      <PageHeader
        title={say('position')}
        crumbs={[{ label: say('market'), to: '/market' }]}
        lead={
          data
            ? say('lead', {
                from: monthOf(data.window.from, language),
                to: monthOf(data.window.to, language),
                service: name('service', data.service).toLocaleLowerCase(language),
              })
            : say('leadShort')
        }
      />
      <MarketSections active="position" />
      {position.error && !data && <Problem error={position.error} onRetry={() => void position.refetch()} />}
      {position.isPending && <Waiting rows={10} />}
      {data && !data.run && (
        <p className={classes.quiet}>
          {say('noOutlook')} <PageLink to="/market">{say('toOutlook')}</PageLink>
        </p>
      )}
      {data && (
        <>
          <KeyFacts size="large" facts={factsOf(data, name('service', data.service).toLocaleLowerCase(language), say, language)} />
          <SectionTabs
            label={say('sections')}
            sections={parts.map((part) => ({ label: say(`part.${part}`), to: `/market/position?part=${part}`, active: part === active }))}
          />
          <PartOf part={active} position={data} />
        </>
      )}
    </>
  );
}

function PartOf({ part, position }: { readonly part: (typeof parts)[number]; readonly position: PositionAnswer }) {
  if (part === 'spots') return <WhiteSpotsSection spots={position.whiteSpots} />;
  if (part === 'concentration') return <ConcentrationSection position={position} />;
  if (part === 'pipeline') return <PipelineSection position={position} />;
  return (
    <>
      <SharesOfMarket position={position} />
      <EarnedTable position={position} />
    </>
  );
}

/** `2026-03` as `March 2026`. */
function monthOf(month: string, language: string): string {
  return formatDate(`${month}-01`, { language }).split(' ').slice(1).join(' ');
}

function factsOf({ total, tags, growthMonths: months }: PositionAnswer, service: string, say: Say, language: string): readonly Fact[] {
  const { growth, marketGrowth, share, market } = total;
  const ahead = growth !== null && marketGrowth !== null ? growth - marketGrowth : null;
  const points = ahead === null ? '' : percentText(Math.abs(ahead), language, 1).replace(' %', '');
  return [
    {
      term: say('fact.revenue'),
      value: <Tagged value={usdText(total.revenue, language)} tag={tags.revenue} />,
      ...(months === null
        ? {}
        : { note: say('fact.recent', { months, recent: usdText(total.recent, language), before: usdText(total.before, language) }) }),
    },
    {
      term: say('fact.share', { service }),
      value: <Tagged value={percentText(share, language)} tag={tags.market} />,
      ...(market === null ? {} : { note: say('fact.ofMarket', { market: usdText(market, language) }) }),
    },
    {
      term: months === null ? say('fact.growth') : say('fact.growthOver', { months }),
      value: growth === null ? say('fact.noGrowth') : <Tagged value={percentText(growth, language, 1)} tag={tags.revenue} />,
      ...(marketGrowth === null
        ? {}
        : {
            note:
              ahead === null
                ? say('fact.marketGrowth', { growth: percentText(marketGrowth, language, 1) })
                : say(ahead >= 0 ? 'fact.ahead' : 'fact.behind', { points, growth: percentText(marketGrowth, language, 1) }),
          }),
    },
    {
      term: say('fact.places'),
      value: <Tagged value={String(total.studies)} tag="counted" />,
      note: say('fact.atPlaces', { places: total.places }),
    },
  ];
}
