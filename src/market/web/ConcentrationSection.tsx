// How much of what the network earns hangs on few countries, areas and sponsors.
import { DataTable, formatNumber, useLanguage, type Column, type Say } from '#ui';
import type { PositionAnswer } from './held-queries.ts';
import { percentText, usdText, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { usePositionWords } from './position-words.ts';
import { TagMark } from './TagMark.tsx';

type Concentration = PositionAnswer['concentration'][number];
type Row = Concentration['parts'][number];

/** The section. */
export function ConcentrationSection({ position }: { readonly position: PositionAnswer }) {
  const say = usePositionWords();
  const language = useLanguage();
  const name = useKeyNames();
  const nameOf = (by: Concentration['by'], key: string) => (by === 'sponsor' ? key || say('concentration.nobody') : name(by, key));
  return (
    <>
      {position.concentration.map(({ by, hhi, effective, parts }) => (
        <section key={by}>
          <h2 className={classes.heading}>{say(`concentration.by.${by}`)}</h2>
          <p className={classes.finding}>
            {parts.length === 0
              ? say('concentration.none')
              : say('concentration.index', { hhi: formatNumber(hhi, 0, language), effective: formatNumber(effective, 1, language) })}{' '}
            <TagMark tag={position.tags.revenue} />
          </p>
          {parts.length > 0 && (
            <DataTable
              label={say(`concentration.by.${by}`)}
              columns={columns(say, language, (key) => nameOf(by, key))}
              rows={parts}
              rowKey={({ key }) => key}
              empty={null}
            />
          )}
        </section>
      ))}
    </>
  );
}

function columns(say: Say, language: string, nameOf: (key: string) => string): readonly Column<Row>[] {
  return [
    { key: 'part', header: say('concentration.part'), cell: ({ key }) => nameOf(key) },
    {
      key: 'revenue',
      header: say('concentration.revenue'),
      numeric: true,
      cell: ({ revenue }) => usdText(revenue, language),
      width: '180px',
    },
    { key: 'share', header: say('concentration.share'), numeric: true, cell: ({ share }) => percentText(share, language), width: '180px' },
  ];
}
