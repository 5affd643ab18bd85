// Which site to add: the network's other sites by what each adds to the chance of the planned day for the cost that the reader gives it.
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { DataTable, EmptyState, formatNumber, NumberField, TickField, useLanguage, type Column, type Say } from '#ui';
import { type FittedInput, type SiteWorth, sitesWorthAdding } from '../rules.ts';
import { intervalText } from './forecast-words.ts';
import classes from './forecasting.module.css';
import type { StudyAnswer } from './queries.ts';
import { useForecastingWords } from './words.ts';

type Candidate = StudyAnswer['candidates'][number];
type Row = SiteWorth & Candidate;

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
    const offers = candidates.map(({ siteId, relativeRate }) => ({ id: siteId, relativeRate, cost: costOf(siteId) }));
    const byId = new Map(candidates.map((candidate) => [candidate.siteId, candidate]));
    return sitesWorthAdding(ready, offers).flatMap((worth): Row[] => {
      const candidate = byId.get(worth.id);
      return candidate ? [{ ...worth, ...candidate }] : [];
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

function figures(say: Say, language: string): readonly Column<Row>[] {
  const number = (value: number, digits: number) => formatNumber(value, digits, language);
  return [
    {
      key: 'gain',
      header: say('worth.gain'),
      unit: say('worth.points'),
      numeric: true,
      cell: ({ gain }) => `+${number(gain * 100, 1)}`,
      sortBy: ({ gain }) => gain,
      width: '150px',
    },
    {
      key: 'interval',
      header: say('worth.interval'),
      numeric: true,
      cell: ({ low, high }) => intervalText(low * 100, high * 100, 1, language),
      width: '110px',
    },
    {
      key: 'perCost',
      header: say('worth.perCost'),
      numeric: true,
      cell: ({ gainPerCost }) => number(gainPerCost * 100, 3),
      sortBy: ({ gainPerCost }) => gainPerCost,
      width: '170px',
    },
    {
      key: 'patients',
      header: say('worth.patients'),
      numeric: true,
      cell: ({ patients }) => number(patients, 1),
      sortBy: ({ patients }) => patients,
      width: '130px',
    },
    {
      key: 'relative',
      header: say('worth.relative'),
      numeric: true,
      cell: ({ relativeRate }) => number(relativeRate, 2),
      sortBy: ({ relativeRate }) => relativeRate,
      width: '150px',
    },
  ];
}
