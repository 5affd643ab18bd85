// The reference and every scenario: what it changes, where it ends, how far that is from the reference, and which run says so.
import { DataTable, formatNumber, InstantText, StatusWord, useLanguage, zoneHere, type Column, type Say } from '#ui';
import classes from './market.module.css';
import { assumptionName, between, millions } from './names.ts';
import type { Comparison, Run, ScenarioList } from './queries.ts';
import { partsOf, type Change } from './scenario-draft.ts';
import { TagMark } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

interface Row {
  /** Null for the reference. */
  readonly id: string | null;
  readonly name: string;
  readonly changes: readonly Change[];
  readonly retired: boolean;
  readonly run: Run | null;
  readonly isCurrent: boolean | null;
  readonly column: Comparison['columns'][number] | null;
}

/** A change in words: `Total of 2031 × 0.89`. */
function changeInWords(change: Change, say: Say, language: string): string {
  const { kind, amount } = partsOf(change);
  return say(`scenarios.told.${kind}`, {
    assumption: assumptionName(change.id, say, language),
    amount: formatNumber(Math.abs(amount), undefined, language),
    sign: amount < 0 ? '−' : '+',
    value: formatNumber(amount, undefined, language),
  });
}

/** The table. */
export function ScenarioTable({ list, comparison }: { readonly list: ScenarioList; readonly comparison: Comparison }) {
  const say = useMarketWords();
  const language = useLanguage();
  const { columns } = comparison;
  const reference = columns.find(({ scenarioId }) => scenarioId === null) ?? null;
  const own = list.scenarios.map(({ id, name, changes, retired, latest, isCurrent }): Row => ({
    id,
    name,
    changes,
    retired,
    run: latest,
    isCurrent,
    column: columns.find(({ scenarioId }) => scenarioId === id) ?? null,
  }));
  const first: Row[] = reference
    ? [
        {
          id: null,
          name: say('scenarios.reference'),
          changes: [],
          retired: false,
          run: reference.run,
          isCurrent: reference.isCurrent,
          column: reference,
        },
      ]
    : [];
  return (
    <DataTable
      name="scenarios"
      label={say('scenarios.title')}
      columns={columnsOf(reference, say, language)}
      rows={[...first, ...own.toSorted((one, other) => Number(one.retired) - Number(other.retired))]}
      rowKey={({ id }) => id ?? 'reference'}
      rowTo={({ id }) => (id === null ? '/market' : `/market/scenarios/${id}`)}
      empty=""
    />
  );
}

function State({ row, say }: { readonly row: Row; readonly say: Say }) {
  if (row.retired)
    return (
      <StatusWord tone="neutral" look="plain">
        {say('scenarios.state.retired')}
      </StatusWord>
    );
  if (!row.run)
    return (
      <StatusWord tone="neutral" look="plain">
        {say('scenarios.state.none')}
      </StatusWord>
    );
  return (
    <StatusWord tone={row.isCurrent ? 'good' : 'attention'} look="plain">
      {say(row.isCurrent ? 'scenarios.state.current' : 'scenarios.state.outdated')}
    </StatusWord>
  );
}

const stateOf = ({ retired, run, isCurrent }: Row) => (retired ? 'retired' : !run ? 'none' : isCurrent ? 'current' : 'outdated');

type Reference = Comparison['columns'][number] | null;

function columnsOf(reference: Reference, say: Say, language: string): readonly Column<Row>[] {
  const told = ({ changes }: Row) => changes.map((one) => changeInWords(one, say, language)).join('; ');
  return [
    { key: 'name', header: say('scenarios.name'), cell: ({ name }) => name, value: ({ name }) => name, width: '150px' },
    { key: 'changes', header: say('scenarios.changes'), cell: (row) => told(row) || '–', value: told, width: '170px' },
    ...endColumns(reference, say, language),
    {
      key: 'state',
      header: say('scenarios.standing'),
      cell: (row) => <State row={row} say={say} />,
      value: (row) => say(`scenarios.state.${stateOf(row)}`),
      width: '150px',
    },
    ...runColumns(say),
  ];
}

const last = ({ column }: Pick<Row, 'column'>) => column?.totals.at(-1);

/** Where it ends, and how far that is from the reference. */
function endColumns(reference: Reference, say: Say, language: string): readonly Column<Row>[] {
  const there = reference?.totals.at(-1);
  const difference = (row: Row) => {
    const here = last(row);
    return row.id === null || !here || !there ? null : here.value - there.value;
  };
  return [
    {
      key: 'total',
      header: say('outlook.total', { year: there?.year ?? '' }),
      unit: say('unitMillion'),
      numeric: true,
      cell: (row) => {
        const total = last(row);
        return total ? `${millions(total.value, language)} (${between(total.interval80, language)})` : '–';
      },
      value: (row) => last(row)?.value ?? null,
      width: '170px',
    },
    {
      key: 'difference',
      header: say('scenarios.difference'),
      unit: say('unitMillion'),
      numeric: true,
      cell: (row) => signed(difference(row), language),
      value: difference,
      width: '140px',
    },
    ...growthColumns(say, language),
  ];
}

/** How it grows, and where its total comes from. */
function growthColumns(say: Say, language: string): readonly Column<Row>[] {
  return [
    {
      key: 'growth',
      header: say('scenarios.growth'),
      unit: '%',
      numeric: true,
      cell: ({ column }) => (column ? formatNumber(100 * column.cagr, 2, language) : '–'),
      value: ({ column }) => (column ? 100 * column.cagr : null),
      width: '100px',
    },
    {
      key: 'tag',
      header: say('tagColumn'),
      cell: (row) => {
        const total = last(row);
        return total ? <TagMark tag={total.tag} /> : '–';
      },
      value: (row) => {
        const total = last(row);
        return total ? say(`tag.${total.tag}`) : null;
      },
      width: '110px',
    },
  ];
}

/** Which run says so. */
function runColumns(say: Say): readonly Column<Row>[] {
  const short = (of: (run: Run) => string) => ({
    cell: ({ run }: Row) => (run ? <span className={classes.digest}>{of(run).slice(0, 12)}</span> : '–'),
    value: ({ run }: Row) => (run ? of(run) : null),
    width: '120px',
  });
  return [
    {
      key: 'made',
      header: say('run.made'),
      cell: ({ run }) => (run ? <InstantText at={run.madeAt} timeZone={zoneHere()} /> : '–'),
      value: ({ run }) => run?.madeAt ?? null,
      width: '190px',
    },
    {
      key: 'kernel',
      header: say('run.kernel'),
      cell: ({ run }) => run?.kernel ?? '–',
      value: ({ run }) => run?.kernel ?? null,
      width: '100px',
    },
    { key: 'seed', header: say('run.seed'), ...short(({ seed }) => seed) },
    { key: 'input', header: say('run.input'), ...short(({ inputSha256 }) => inputSha256) },
    { key: 'result', header: say('run.result'), ...short(({ resultSha256 }) => resultSha256) },
  ];
}

/** A difference with its sign. */
export function signed(value: number | null, language: string): string {
  if (value === null) return '–';
  const shown = millions(Math.abs(value), language);
  return value > 0 ? `+${shown}` : value < 0 ? `−${shown}` : shown;
}
