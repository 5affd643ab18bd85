// The dry run beside the release: what three invented participants would earn, with warnings in words.
import { DateText, MoneyText, ScrollRegion, StatusWord, type Say } from '#ui';
import classes from './editor.module.css';
import type { DryRunCaseView, DryRunView } from './queries.ts';
import { useFinanceWords } from './words.ts';

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
  const amount = (minor: string) => <MoneyText amountMinor={minor} currency={currency} bare />;
  return (
    <details className={classes.case} open={of.kind === 'complete'}>
      <summary>
        {name}: <MoneyText amountMinor={of.totals.grossMinor} currency={currency} />
      </summary>
      <div className={classes.frame}>
        <ScrollRegion label={name} className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{say('visit')}</th>
                <th scope="col">{say('serviceDate')}</th>
                <th scope="col">{say('dryRun.billableOn')}</th>
                <th scope="col">{say('dryRun.dueOn')}</th>
                {parts.map((part) => (
                  <th key={part} scope="col" className={classes.number}>
                    {say(headers[part])} <span className={classes.unit}>{currency}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {of.rows.map((row) => (
                <tr key={`${row.visitKey} ${row.name} ${row.cycle}`}>
                  <td>
                    {row.kind === 'screen-failure' ? say('kind.screen-failure') : row.name}
                    {row.cycle > 1 && `, ${say('cycle', { cycle: row.cycle })}`}
                  </td>
                  <td>
                    {row.serviceDate === null ? (
                      say(row.kind === 'invoiceable' ? 'dryRun.whenever' : 'dryRun.noDay')
                    ) : (
                      <DateText date={row.serviceDate} />
                    )}
                  </td>
                  <td>{row.billableOn && <DateText date={row.billableOn} />}</td>
                  <td>{row.dueOn && <DateText date={row.dueOn} />}</td>
                  {parts.map((part) => (
                    <td key={part} className={classes.number}>
                      {amount(row[part])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <td colSpan={4}>{say('sum')}</td>
                {parts.map((part) => (
                  <td key={part} className={classes.number}>
                    {amount(of.totals[part])}
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </ScrollRegion>
      </div>
    </details>
  );
}
