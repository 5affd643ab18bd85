// Every part of a cut in the last year, under the reference and under each scenario, with how far it moves.
import { ChoiceField, DataTable, useLanguage, usePageSearch, type Column } from '#ui';
import classes from './market.module.css';
import { axes, keyName, millions } from './names.ts';
import type { Comparison } from './queries.ts';
import { signed } from './ScenarioTable.tsx';
import { TagMark } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

type Part = Comparison['parts'][number];

/** The table with its choice of the cut. */
export function ComparedParts({ comparison: { columns, parts } }: { readonly comparison: Comparison }) {
  const say = useMarketWords();
  const language = useLanguage();
  const [search, change] = usePageSearch();
  const cut = axes.find((each) => each === search['cut']) ?? 'area';
  const rows = parts.filter(({ axis }) => axis === cut);
  const year = rows[0]?.year;
  const title = say('scenarios.parts', { cut: say(`axis.${cut}`), year });
  return (
    <>
      <h2 className={classes.heading}>{title}</h2>
      <div className={classes.filters}>
        <ChoiceField
          label={say('shares.cut')}
          value={cut}
          onChange={(value) => change({ cut: value })}
          choices={axes.map((value) => ({ value, label: say(`axis.${value}`) }))}
        />
      </div>
      <DataTable
        label={title}
        columns={[
          {
            key: 'part',
            header: say(`axis.${cut}`),
            cell: ({ key }: Part) => keyName(cut, key, say, language),
            value: ({ key }: Part) => keyName(cut, key, say, language),
          },
          {
            key: 'tag',
            header: say('tagColumn'),
            cell: ({ tag }: Part) => <TagMark tag={tag} />,
            value: ({ tag }: Part) => say(`tag.${tag}`),
            width: '120px',
          },
          ...columns.map(({ name }, at): Column<Part> => {
            const differenceOf = ({ values }: Part) => {
              const [here, there] = [values[at], values[0]];
              return typeof here === 'number' && typeof there === 'number' ? here - there : null;
            };
            return {
              key: String(at),
              header: name ?? say('scenarios.reference'),
              unit: say('unitMillion'),
              numeric: true,
              cell: (part) => {
                const value = part.values[at];
                if (typeof value !== 'number') return '–';
                return at === 0 ? millions(value, language) : `${millions(value, language)} (${signed(differenceOf(part), language)})`;
              },
              value: ({ values }) => values[at] ?? null,
            };
          }),
        ]}
        rows={rows}
        rowKey={({ key }) => key}
        empty=""
      />
    </>
  );
}
