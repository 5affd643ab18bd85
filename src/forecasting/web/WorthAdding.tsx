// Which site to add: the network's other sites by what each adds to the chance of the planned day for the cost that the reader gives it.
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { DataTable, EmptyState, formatNumber, NumberField, TickField, useLanguage, type Column, type Say } from '#ui';
import { type FittedInput, type SiteWorth, relativeRate, sitesWorthAdding } from '../rules.ts';
import { intervalText, percentText } from './forecast-words.ts';
import classes from './forecasting.module.css';
import type { StudyAnswer } from './queries.ts';
import { useForecastingWords } from './words.ts';

type Candidate = StudyAnswer['candidates'][number];
type Row = SiteWorth & Candidate & { readonly relative: number };

/** What a site costs until somebody says otherwise, in thousands. */
const USUAL_COST = '50';

export interface WorthAddingProps {
  readonly ready: FittedInput;
  readonly candidates: readonly Candidate[];
  readonly added: readonly string[];
  readonly onAdd: (siteId: string, on: boolean) => void;
}

/** The table, the best first. */
export const WorthAdding = memo(function WorthAdding({ ready, candidates, added, onAdd }: WorthAddingProps) {
  const say = useForecastingWords();
  const language = useLanguage();
  const [costs, setCosts] = useState<Readonly<Record<string, string>>>({});
  const asked = useDeferredValue(costs);
  const rows = useMemo(() => {
    const costOf = (siteId: string) => {
      const cost = Number((asked[siteId] ?? USUAL_COST).replace(',', '.'));
      return cost > 0 && Number.isFinite(cost) ? cost : Number(USUAL_COST);
    };
    const offers = candidates.map(({ siteId, history }) => ({ id: siteId, history, cost: costOf(siteId) }));
    const byId = new Map(candidates.map((candidate) => [candidate.siteId, candidate]));
    return sitesWorthAdding(ready, offers).flatMap((worth): Row[] => {
      const candidate = byId.get(worth.id);
      const relative = candidate ? relativeRate(candidate.history, ready.fitted.mode.rates.alpha) : 1;
      return candidate ? [{ ...worth, ...candidate, relative }] : [];
    });
  }, [ready, candidates, asked]);
  const costColumn: Column<Row> = {
    key: 'cost',
    header: say('worth.costHead'),
    unit: say('worth.thousand'),
    cell: ({ siteId, name }) => (
      <div className={classes.cost}>
        <NumberField
          label={say('worth.cost', { site: name })}
          value={costs[siteId] ?? USUAL_COST}
          onChange={(cost) => setCosts({ ...costs, [siteId]: cost })}
        />
      </div>
    ),
    value: ({ siteId }) => costs[siteId] ?? USUAL_COST,
    width: '170px',
  };
  const addColumn: Column<Row> = {
    key: 'add',
    header: say('whatIf.add'),
    cell: ({ siteId, name }) => <TickField label={name} checked={added.includes(siteId)} onChange={(on) => onAdd(siteId, on)} />,
    value: ({ name }) => name,
    sortBy: ({ name }) => name,
  };
  return (
    <>
      <h2 className={classes.heading}>{say('worth.heading')}</h2>
      <p className={classes.quiet}>{say('worth.lead')}</p>
      <DataTable
        label={say('worth.heading')}
        columns={[addColumn, ...figures(say, language), costColumn]}
        rows={rows}
        rowKey={(row) => row.siteId}
        empty={
          <EmptyState title={say('worth.none')} icon="network">
            {say('worth.noneText')}
          </EmptyState>
        }
      />
    </>
  );
});

type Figure = 'gain' | 'gainPerCost' | 'patients' | 'relative' | 'pBest';

function figures(say: Say, language: string): readonly Column<Row>[] {
  const number = (value: number, digits: number) => formatNumber(value, digits, language);
  const column = (key: Figure, header: string, width: string, text: (value: number) => string): Column<Row> => ({
    key,
    header: say(header),
    numeric: true,
    cell: (row) => text(row[key]),
    sortBy: (row) => row[key],
    width,
  });
  return [
    { ...column('gain', 'worth.gain', '150px', (gain) => `+${number(gain * 100, 1)}`), unit: say('worth.points') },
    {
      key: 'interval',
      header: say('worth.interval'),
      numeric: true,
      cell: ({ low, high }) => intervalText(low * 100, high * 100, 1, language),
      width: '110px',
    },
    column('gainPerCost', 'worth.perCost', '170px', (gain) => number(gain * 100, 3)),
    column('patients', 'worth.patients', '130px', (patients) => number(patients, 1)),
    column('relative', 'worth.relative', '150px', (relative) => number(relative, 2)),
    column('pBest', 'worth.best', '130px', (chance) => percentText(chance, language)),
  ];
}
