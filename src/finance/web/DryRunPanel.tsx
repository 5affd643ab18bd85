// The dry run beside the release: what three invented participants would earn, with warnings in words.
import { DataTable, DateText, MoneyText, StatusWord, type Column, type Say } from '#ui';
import classes from './editor.module.css';
import type { DryRunCaseView, DryRunView } from './queries.ts';
import { useFinanceWords } from './words.ts';

type DryRunRow = DryRunCaseView['rows'][number];

const parts = ['grossMinor', 'payableMinor', 'heldBackMinor', 'deferredMinor'] as const;
const headers = { grossMinor: 'gross', payableMinor: 'payableNow', heldBackMinor: 'heldBack', deferredMinor: 'total.deferred' } as const;

/** Warnings first, then one table for each participant, folded except the complete one. */
export function DryRunPanel({ run }: { readonly run: DryRunView }) {
  const say = useFinanceWords();
  return (
    <section className={classes.dryRun} aria-label={say('dryRun.title')}>
      <h3 className={classes.dryRunTitle}>{say('dryRun.title')}</h3>
      <p className={classes.quiet}>
        {run.scheduleNumber === null ? say('dryRun.noSchedule') : say('dryRun.lead', { number: run.scheduleNumber })}
      </p>
      {run.warnings.length > 0 && (
        <ul className={classes.warnings} aria-label={say('dryRun.warnings')}>
          {run.warnings.map(({ code, facts }, at) => (
            <li key={at}>
              <StatusWord tone="attention" look="plain">
                {say(`dryRun.warning.${code}`, facts)}
              </StatusWord>
            </li>
          ))}
        </ul>
      )}
      {run.cases.map((each) => (
        <Case key={`${each.kind} ${each.arm}`} of={each} currency={run.currency} say={say} />
      ))}
    </section>
  );
}

function Case({ of, currency, say }: { readonly of: DryRunCaseView; readonly currency: string; readonly say: Say }) {
  const name = [say(`dryRun.case.${of.kind}`), ...(of.arm && of.kind === 'complete' ? [of.arm] : [])].join(', ');
  const sums = parts.map((part) => [part, <MoneyText key={part} amountMinor={of.totals[part]} currency={currency} bare />] as const);
  return (
    <details className={classes.case} open={of.kind === 'complete'}>
      <summary>
        {name}: <MoneyText amountMinor={of.totals.grossMinor} currency={currency} />
      </summary>
      <DataTable
        label={name}
        columns={columns(currency, say)}
        rows={of.rows}
        rowKey={(row) => `${row.visitKey} ${row.name} ${row.cycle}`}
        footer={{ visit: say('sum'), ...Object.fromEntries(sums) }}
        empty={say('dryRun.noSchedule')}
      />
    </details>
  );
}

function columns(currency: string, say: Say): readonly Column<DryRunRow>[] {
  const day = (key: 'billableOn' | 'dueOn'): Column<DryRunRow> => ({
    key,
    header: say(`dryRun.${key}`),
    cell: (row) => row[key] && <DateText date={row[key]} />,
  });
  const noDay = (row: DryRunRow) => say(row.kind === 'invoiceable' ? 'dryRun.whenever' : 'dryRun.noDay');
  return [
    { key: 'visit', header: say('visit'), cell: (row) => nameOf(row, say) },
    {
      key: 'serviceDate',
      header: say('serviceDate'),
      cell: (row) => (row.serviceDate === null ? noDay(row) : <DateText date={row.serviceDate} />),
    },
    day('billableOn'),
    day('dueOn'),
    ...parts.map((part) => ({
      key: part,
      header: say(headers[part]),
      unit: currency,
      numeric: true,
      cell: (row: DryRunRow) => <MoneyText amountMinor={row[part]} currency={currency} bare />,
    })),
  ];
}

function nameOf(row: DryRunRow, say: Say): string {
  const name = row.kind === 'screen-failure' ? say('kind.screen-failure') : row.name;
  return row.cycle > 1 ? `${name}, ${say('cycle', { cycle: row.cycle })}` : name;
}
