// What one visit earned: its lines, reversals included, each a door to "why this amount".
import { useQuery } from '@tanstack/react-query';
import { EmptyState, useMay } from '#ui';
import { EarnedLines } from './EarnedLines.tsx';
import classes from './money.module.css';
import { financeApi } from './queries.ts';
import { useFinanceWords } from './words.ts';

export interface VisitEarningsProps {
  readonly visitId: string;
}

/** The panel; nothing for readers without `finance.preview`, which the route asks for. */
export function VisitEarnings({ visitId }: VisitEarningsProps) {
  const say = useFinanceWords();
  const may = useMay('finance.preview');
  const earnings = useQuery({ ...financeApi.visitEarnings.queryOptions({ input: { params: { visitId } } }), enabled: may });
  if (!may) return null;
  const currencies = [...new Set(earnings.data?.map((line) => line.currency))];
  const net = earnings.data?.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n);
  return (
    <section>
      <h2 className={classes.heading}>{say('visitEarned')}</h2>
      <EarnedLines
        label={say('visitEarned')}
        rows={earnings.data}
        currency={currencies.length === 1 ? currencies[0] : undefined}
        {...(currencies.length === 1 && net !== undefined ? { netMinor: net.toString() } : {})}
        error={earnings.data ? undefined : earnings.error}
        onRetry={() => void earnings.refetch()}
        empty={
          <EmptyState title={say('visitEarnedNothing')} icon="money">
            {say('visitEarnedNothingText')}
          </EmptyState>
        }
      />
    </section>
  );
}
