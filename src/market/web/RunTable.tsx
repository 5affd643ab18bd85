// Every kept outlook, each a door to it as it was.
import { useQuery } from '@tanstack/react-query';
import { DataTable, InstantText, zoneHere, type Column, type Say } from '#ui';
import classes from './market.module.css';
import { marketApi, type Run } from './queries.ts';
import { useMarketWords } from './words.ts';

/** The table; nothing while fewer than two are kept. */
export function RunTable() {
  const say = useMarketWords();
  const runs = useQuery(marketApi.runs.queryOptions({ input: {} }));
  if (!runs.data || runs.data.length < 2) return null;
  return (
    <>
      <h2 className={classes.heading}>{say('run.kept')}</h2>
      <DataTable
        label={say('run.kept')}
        columns={columns(say)}
        rows={runs.data}
        rowKey={(run) => run.id}
        rowTo={(run) => `/market?run=${run.id}`}
        empty=""
        maxHeight="320px"
      />
    </>
  );
}

function columns(say: Say): readonly Column<Run>[] {
  const short = (digest: string) => digest.slice(0, 12);
  return [
    {
      key: 'made',
      header: say('run.made'),
      cell: (run) => <InstantText at={run.madeAt} timeZone={zoneHere()} />,
      value: (run) => run.madeAt,
      width: '220px',
    },
    { key: 'scenario', header: say('run.scenario'), cell: (run) => run.scenario ?? say('run.inForce') },
    { key: 'kernel', header: say('run.kernel'), cell: (run) => run.kernel, width: '160px' },
    {
      key: 'seed',
      header: say('run.seed'),
      cell: (run) => short(run.seed),
      value: (run) => run.seed,
      cut: (run) => run.seed,
      width: '140px',
    },
    {
      key: 'input',
      header: say('run.input'),
      cell: (run) => short(run.inputSha256),
      value: (run) => run.inputSha256,
      cut: (run) => run.inputSha256,
      width: '140px',
    },
    {
      key: 'result',
      header: say('run.result'),
      cell: (run) => short(run.resultSha256),
      value: (run) => run.resultSha256,
      cut: (run) => run.resultSha256,
      width: '140px',
    },
  ];
}
