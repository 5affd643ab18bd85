// The network's share of each part of the market, drawn and as a table, by the cut that is chosen.
import { useMemo } from 'react';
import { Chart, ChoiceField, DataTable, useLanguage, usePageSearch, type Column, type Drawing, type Say } from '#ui';
import type { Part, PositionAnswer } from './held-queries.ts';
import { percentText, usdText, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { barNames } from './bar-names.ts';
import { tick } from './names.ts';
import { usePositionWords } from './position-words.ts';
import { TagMark } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

const cuts = ['area', 'country', 'phase', 'region'] as const;

/** The section. */
export function SharesOfMarket({ position }: { readonly position: PositionAnswer }) {
  const [say, market, name, language] = [usePositionWords(), useMarketWords(), useKeyNames(), useLanguage()];
  const [search, change] = usePageSearch();
  const cut = cuts.find((each) => each === search['cut']) ?? 'area';
  const rows = position.cuts[cut];
  const service = name('service', position.service).toLocaleLowerCase(language);
  const nameOf = (part: Part) => name(cut, part.key);
  const label = market(`axis.${cut}`);
  return (
    <>
      <div className={classes.filters}>
        <ChoiceField
          label={say('cut')}
          value={cut}
          choices={cuts.map((value) => ({ value, label: market(`axis.${value}`) }))}
          onChange={(value) => change({ cut: value })}
        />
      </div>
      {position.run && (
        <SharePicture
          title={say('shareTitle', { cut: label.toLocaleLowerCase(language), service })}
          service={service}
          rows={rows}
          total={position.total.share}
          nameOf={nameOf}
        />
      )}
      <h2 className={classes.heading}>{say('parts')}</h2>
      <DataTable
        label={say('parts')}
        columns={columns(position, nameOf, market('tagColumn'), say, language)}
        rows={rows}
        rowKey={({ key }) => key}
        initialSort={{ column: 'revenue', direction: 'down' }}
        empty={null}
        footer={{
          part: say('wholeService', { service: name('service', position.service) }),
          studies: position.total.studies,
          places: position.total.places,
          revenue: usdText(position.total.revenue, language),
          growth: percentText(position.total.growth, language, 1),
          market: position.total.market === null ? '–' : usdText(position.total.market, language),
          marketGrowth: percentText(position.total.marketGrowth, language, 1),
          share: percentText(position.total.share, language),
        }}
      />
    </>
  );
}

interface SharePictureProps {
  readonly title: string;
  readonly service: string;
  readonly rows: readonly Part[];
  readonly total: number | null;
  readonly nameOf: (part: Part) => string;
}

function SharePicture({ title, service, rows, total, nameOf }: SharePictureProps) {
  const say = usePositionWords();
  const language = useLanguage();
  const bars = useMemo(
    () =>
      rows
        .flatMap((part) => (part.share !== null && part.share > 0 ? [{ name: nameOf(part), share: part.share * 100 }] : []))
        .toSorted((a, b) => b.share - a.share),
    [rows, nameOf],
  );
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      marginLeft: Math.min(200, width * 0.42),
      x: {
        label: '%',
        grid: true,
        zero: true,
        ticks: Math.max(2, Math.floor(width / 160)),
        tickFormat: (value: number) => tick(value, language),
      },
      y: { label: null, axis: null, domain: bars.map(({ name }) => name) },
      marks: [
        barNames(plot, Math.min(200, width * 0.42)),
        plot.barX(bars, { x: 'share', y: 'name', fill: 'var(--sw-chart-1)', insetTop: 2, insetBottom: 2 }),
        ...(total === null ? [] : [plot.ruleX([total * 100], { stroke: 'var(--sw-text)', strokeDasharray: '5 4' })]),
      ],
    }),
    [bars, total, language],
  );
  const [first] = bars;
  const finding = first
    ? say('shareFinding', {
        first: first.name,
        share: percentText(first.share / 100, language),
        total: percentText(total, language),
        service,
      })
    : say('shareFindingNone');
  return (
    <Chart
      title={title}
      finding={finding}
      description={say('shareDescription', { service })}
      table={{
        headers: [say('column.part'), say('column.revenue'), say('column.market'), say('column.share')],
        rows: rows.map((part) => [
          nameOf(part),
          usdText(part.revenue, language),
          part.market === null ? '–' : usdText(part.market, language),
          percentText(part.share, language),
        ]),
      }}
      keys={[
        { label: say('ours'), token: '--sw-chart-1' },
        { label: say('ofWhole'), token: '--sw-text', look: 'dashed' },
      ]}
      height={Math.max(90, 28 * bars.length + 50)}
      draw={draw}
    />
  );
}

function columns(
  { tags }: PositionAnswer,
  nameOf: (part: Part) => string,
  tagHeader: string,
  say: Say,
  language: string,
): readonly Column<Part>[] {
  const number = (key: 'studies' | 'places', width: string): Column<Part> => ({
    key,
    header: say(`column.${key}`),
    numeric: true,
    cell: (row) => row[key],
    sortBy: (row) => row[key],
    width,
  });
  const usd = (key: 'revenue' | 'market', width: string): Column<Part> => ({
    key,
    header: say(`column.${key}`),
    numeric: true,
    cell: (row) => (row[key] === null ? '–' : usdText(row[key], language)),
    sortBy: (row) => row[key] ?? -1,
    width,
  });
  const rate = (key: 'growth' | 'marketGrowth' | 'share', width: string): Column<Part> => ({
    key,
    header: say(`column.${key}`),
    numeric: true,
    cell: (row) => percentText(row[key], language, key === 'share' ? undefined : 1),
    sortBy: (row) => row[key] ?? -1,
    width,
  });
  return [
    { key: 'part', header: say('column.part'), cell: nameOf, sortBy: nameOf },
    number('studies', '90px'),
    number('places', '110px'),
    usd('revenue', '130px'),
    rate('growth', '110px'),
    usd('market', '130px'),
    rate('marketGrowth', '120px'),
    rate('share', '100px'),
    {
      key: 'tag',
      header: tagHeader,
      cell: ({ share }) => <TagMark tag={share === null ? tags.revenue : tags.market} />,
      width: '100px',
    },
  ];
}
