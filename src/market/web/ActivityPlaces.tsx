// Studies and facilities by country as the registry spells it, the names that are no country's, and phases, statuses and types.
import { DataTable, formatNumber, useLanguage, type Column, type Say } from '#ui';
import { marketCountryOf } from '../rules/taxonomy.ts';
import type { Told } from './activity-queries.ts';
import { useActivityWords } from './activity-words.ts';
import { type NameOf, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { TagMark } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

type CountryRow = Told['byCountry'][number];

const isNameless = (name: string) => name === '' || name === '(none)';
const nameText = (name: string, say: Say) => (isNameless(name) ? say('places.empty') : name);

/** The section of countries. */
export function ActivityPlaces({ rows }: { readonly rows: readonly CountryRow[] }) {
  const say = useActivityWords();
  const market = useMarketWords();
  const name = useKeyNames();
  const language = useLanguage();
  const unknown = rows.filter(({ country }) => country === null);
  return (
    <section aria-labelledby="activity-places">
      <h2 id="activity-places" className={classes.heading}>
        {say('places.heading')}
      </h2>
      <DataTable
        label={say('places.table')}
        columns={countryColumns({ say, market, name, language })}
        rows={rows}
        rowKey={({ name: spelled }) => spelled}
        empty={say('places.none')}
        maxHeight="400px"
      />
      <h3 className={classes.small}>{say('places.unknown')}</h3>
      {unknown.length === 0 ? (
        <p>{say('places.noUnknown')}</p>
      ) : (
        <>
          <p className={classes.finding}>{say('places.unknownText')}</p>
          <p className={classes.finding}>
            {unknown
              .map(({ name: spelled, facilities }) => `${nameText(spelled, say)} (${formatNumber(facilities, 0, language)})`)
              .join(', ')}
          </p>
        </>
      )}
    </section>
  );
}

interface Shown {
  readonly say: Say;
  readonly market: Say;
  readonly name: NameOf;
  readonly language: string;
}

function countryColumns({ say, market, name, language }: Shown): readonly Column<CountryRow>[] {
  const countsWith = ({ name: spelled, country }: CountryRow) => {
    const known = country === null ? null : marketCountryOf(country);
    return known ? name('country', known.key) : say(isNameless(spelled) ? 'places.noName' : 'places.noCountry');
  };
  return [
    {
      key: 'name',
      header: say('places.name'),
      cell: (row) => nameText(row.name, say),
      value: (row) => nameText(row.name, say),
      cut: (row) => nameText(row.name, say),
    },
    { key: 'countsWith', header: say('places.countsWith'), cell: countsWith, value: countsWith, width: '260px' },
    countColumn('studies', say('column.studies'), language),
    countColumn('facilities', say('column.facilities'), language),
    { key: 'tag', header: market('tagColumn'), cell: () => <TagMark tag="counted" />, value: () => market('tag.counted'), width: '110px' },
  ];
}

function countColumn<K extends string>(key: K, header: string, language: string): Column<Readonly<Record<K, number>>> {
  return { key, header, numeric: true, cell: (row) => formatNumber(row[key], 0, language), value: (row) => row[key], width: '130px' };
}

const kinds = [
  ['phase', 'byPhase'],
  ['status', 'byStatus'],
  ['type', 'byType'],
] as const;

/** Phases, statuses and types of studies in the registry's own words, side by side. */
export function ActivityWordCounts({ told }: { readonly told: Told }) {
  const say = useActivityWords();
  const language = useLanguage();
  return (
    <section aria-labelledby="activity-words">
      <h2 id="activity-words" className={classes.heading}>
        {say('words.heading')} <TagMark tag="counted" />
      </h2>
      <div className={classes.boxes}>
        {kinds.map(([kind, of]) => (
          <div key={kind}>
            <DataTable
              label={say(`words.${kind}`)}
              columns={[
                {
                  key: 'name',
                  header: say(`words.${kind}`),
                  cell: ({ name }) => nameText(name, say),
                  value: ({ name }) => nameText(name, say),
                  cut: ({ name }) => nameText(name, say),
                },
                { ...countColumn('studies', say('column.studies'), language), width: '90px' },
              ]}
              rows={told[of]}
              rowKey={({ name }) => name}
              empty={say('words.none')}
              maxHeight="360px"
            />
          </div>
        ))}
      </div>
    </section>
  );
}
