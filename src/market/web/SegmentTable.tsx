// The parts of a segment: size, share, growth, interval and tag of each, and where the network stands in it; each a door one level down.
import { useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, formatNumber, useLanguage, usePageSearch, type Column, type Say } from '#ui';
import { between, keyName, millions } from './names.ts';
import { marketApi, type Cells, type Outlook, type PositionPart } from './queries.ts';
import { addressOf, cutsLeft, positionCut, rowsOf, type Chosen, type Cut, type SegmentRow } from './segment-places.ts';
import { TagMark } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

export interface SegmentTableProps {
  readonly outlook: Outlook;
  readonly cells: Cells;
  readonly chosen: Chosen;
  readonly by: Cut;
  readonly year: number;
  /** Whether the person may see where the network stands. */
  readonly seesPosition: boolean;
}

/** A row with what the network has there. */
type Row = SegmentRow & { readonly ours: PositionPart | null };

/** The table. */
export function SegmentTable({ outlook, cells, chosen, by, year, seesPosition }: SegmentTableProps) {
  const say = useMarketWords();
  const language = useLanguage();
  const [search] = usePageSearch();
  const cut = positionCut(chosen, by);
  const position = useQuery({ ...marketApi.position.queryOptions({ input: {} }), enabled: seesPosition && cut !== null });
  const parts = cut === null ? undefined : position.data?.cuts[cut];
  const rows = rowsOf(cells, outlook, chosen, by, year).map((row): Row => ({
    ...row,
    ours: parts?.find(({ key }) => key === row.key) ?? null,
  }));
  const isLeaf = cutsLeft(chosen).length <= 1;
  const asked = search['year'];
  const below = (key: string) => addressOf({ ...chosen, [by]: key }, { year: asked });
  return (
    <DataTable
      name="segments"
      label={say('segments.table', { cut: say(`axis.${by}`).toLocaleLowerCase(language), year })}
      columns={[...columns(by, say, language), ...(parts ? ownColumns(say, language) : [])]}
      rows={rows}
      rowKey={({ key }) => key}
      {...(isLeaf ? {} : { rowTo: ({ key }: Row) => below(key) })}
      empty={
        <EmptyState title={say('segments.none')} icon="globe">
          {say('segments.noneText')}
        </EmptyState>
      }
      footer={{
        part: say('segments.sum'),
        value: millions(
          rows.reduce((sum, { value }) => sum + value, 0),
          language,
        ),
        share: formatNumber(100 * rows.reduce((sum, { share }) => sum + share, 0), 1, language),
      }}
    />
  );
}

function columns(by: Cut, say: Say, language: string): readonly Column<Row>[] {
  return [
    {
      key: 'part',
      header: say(`axis.${by}`),
      cell: ({ key }) => keyName(by, key, say, language),
      value: ({ key }) => keyName(by, key, say, language),
    },
    {
      key: 'value',
      header: say('fan.value'),
      unit: say('unitMillion'),
      numeric: true,
      cell: ({ value }) => millions(value, language),
      value: ({ value }) => value,
      width: '150px',
    },
    percentColumn('share', say('shares.share'), ({ share }) => share, { digits: 1, language }),
    {
      key: 'interval',
      header: say('shares.interval'),
      unit: say('unitMillion'),
      numeric: true,
      cell: ({ interval80 }) => (interval80 ? between(interval80, language) : '–'),
      value: ({ interval80 }) => (interval80 ? between(interval80, language) : null),
      sortBy: ({ interval80 }) => interval80?.[0] ?? null,
      width: '170px',
    },
    percentColumn('growth', say('scenarios.growth'), ({ cagr }) => cagr, { digits: 2, language }),
    {
      key: 'tag',
      header: say('tagColumn'),
      cell: ({ tag }) => <TagMark tag={tag} />,
      value: ({ tag }) => say(`tag.${tag}`),
      width: '100px',
    },
  ];
}

function percentColumn(
  key: string,
  header: string,
  of: (row: Row) => number | null,
  { digits, language }: { readonly digits: number; readonly language: string },
): Column<Row> {
  const shown = (row: Row) => {
    const share = of(row);
    return share === null ? null : 100 * share;
  };
  return {
    key,
    header,
    unit: '%',
    numeric: true,
    cell: (row) => {
      const value = shown(row);
      return value === null ? '–' : formatNumber(value, digits, language);
    },
    value: shown,
    width: '120px',
  };
}

function ownColumns(say: Say, language: string): readonly Column<Row>[] {
  const presence = ({ studies, places }: PositionPart) =>
    `${say('segments.studies', { count: studies })}, ${say('segments.places', { count: places })}`;
  return [
    {
      key: 'ours',
      header: say('segments.ours'),
      cell: ({ ours }) => (ours && ours.studies > 0 ? presence(ours) : say('segments.absent')),
      value: ({ ours }) => (ours && ours.studies > 0 ? presence(ours) : say('segments.absent')),
      sortBy: ({ ours }) => ours?.places ?? 0,
      width: '170px',
    },
    percentColumn('ourShare', say('segments.ourShare'), ({ ours }) => ours?.share ?? null, { digits: 3, language }),
  ];
}
