// White spots: where the market is large and grows and the network has nothing, ranked, each with the reason why it is one.
import { useMemo } from 'react';
import { Chart, DataTable, EmptyState, useLanguage, type Column, type Drawing, type Say } from '#ui';
import type { WhiteSpot } from './held-queries.ts';
import { percentText, type NameOf, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { barNames } from './bar-names.ts';
import { tick, usd } from './names.ts';
import { usePositionWords } from './position-words.ts';
import { Tagged } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

/** The last year of every outlook. */
const lastYear = 2031;
/** Bars that are drawn; the table has all. */
const drawn = 12;

/** The section. */
export function WhiteSpotsSection({ spots }: { readonly spots: readonly WhiteSpot[] }) {
  const [say, market, name, language] = [usePositionWords(), useMarketWords(), useKeyNames(), useLanguage()];
  const million = (value: number) => usd(value, market, language);
  const [first] = spots;
  return (
    <>
      <p className={classes.quiet}>{say('spots.lead')}</p>
      {first && <SpotsPicture spots={spots} first={first} name={name} million={million} />}
      <DataTable
        label={say('spots.title')}
        columns={columns(say, name, million, language)}
        rows={spots}
        rowKey={({ area, country }) => `${area} ${country}`}
        empty={
          <EmptyState title={say('spots.none')} icon="network">
            {say('spots.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

interface PictureProps {
  readonly spots: readonly WhiteSpot[];
  readonly first: WhiteSpot;
  readonly name: NameOf;
  readonly million: (value: number) => string;
}

function SpotsPicture({ spots, first, name, million }: PictureProps) {
  const say = usePositionWords();
  const unit = useMarketWords()('unitMillion');
  const language = useLanguage();
  const label = ({ area, country }: WhiteSpot) => `${name('country', country)}, ${name('area', area)}`;
  const bars = spots.slice(0, drawn).map((spot) => ({ name: label(spot), added: spot.added }));
  const key = JSON.stringify(bars);
  const draw = useMemo<Drawing>(() => {
    const data = JSON.parse(key) as typeof bars;
    return (plot, width) => ({
      marginLeft: Math.min(280, width * 0.5),
      x: {
        label: unit,
        labelArrow: 'none',
        grid: true,
        zero: true,
        ticks: Math.max(2, Math.floor(width / 200)),
        tickFormat: (value: number) => tick(value, language),
      },
      y: { label: null, axis: null, domain: data.map((bar) => bar.name) },
      marks: [
        barNames(plot, Math.min(280, width * 0.5)),
        plot.barX(data, { x: 'added', y: 'name', fill: 'var(--sw-chart-1)', insetTop: 2, insetBottom: 2 }),
      ],
    });
  }, [key, unit, language]);
  return (
    <Chart
      title={say('spots.chart')}
      finding={say('spots.finding', {
        area: name('area', first.area),
        country: name('country', first.country),
        added: million(first.added),
        year: lastYear,
      })}
      description={say('spots.description')}
      table={{
        headers: [say('spots.country'), say('spots.now'), say('spots.added', { year: lastYear })],
        rows: spots.map((spot) => [label(spot), million(spot.value), million(spot.added)]),
      }}
      height={Math.max(90, 26 * bars.length + 50)}
      draw={draw}
    />
  );
}

/** The reason why a spot is one, from what of the network is near. */
function spotReason({ sitesInCountry, studiesInArea }: WhiteSpot, say: Say): string {
  return say('spots.reason', {
    sites: sitesInCountry > 0 ? say('spots.sites', { count: sitesInCountry }) : say('spots.noSites'),
    studies: studiesInArea > 0 ? say('spots.studies', { count: studiesInArea }) : say('spots.noStudies'),
  });
}

function columns(say: Say, name: NameOf, million: (value: number) => string, language: string): readonly Column<WhiteSpot>[] {
  return [
    {
      key: 'country',
      header: say('spots.country'),
      cell: ({ country }) => name('country', country),
      sortBy: ({ country }) => name('country', country),
      width: '150px',
    },
    {
      key: 'area',
      header: say('spots.area'),
      cell: ({ area }) => name('area', area),
      sortBy: ({ area }) => name('area', area),
      width: '190px',
    },
    {
      key: 'now',
      header: say('spots.now'),
      numeric: true,
      cell: ({ value }) => million(value),
      sortBy: ({ value }) => value,
      width: '140px',
    },
    {
      key: 'added',
      header: say('spots.added', { year: lastYear }),
      numeric: true,
      cell: ({ added }) => <Tagged value={million(added)} tag="modelled" />,
      value: ({ added }) => million(added),
      sortBy: ({ added }) => added,
      width: '200px',
    },
    {
      key: 'growth',
      header: say('spots.growth'),
      numeric: true,
      cell: ({ cagr }) => percentText(cagr, language),
      sortBy: ({ cagr }) => cagr,
      width: '120px',
    },
    { key: 'why', header: say('spots.why'), cell: (spot) => spotReason(spot, say) },
  ];
}
