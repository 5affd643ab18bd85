// What one participant earned: the sums, the lines behind them, and what is paid beside the visits.
import { EmptyState, ShowMore } from '#ui';
import { EarnedLines } from './EarnedLines.tsx';
import { useEarned } from './queries.ts';
import { SubjectEvents } from './SubjectEvents.tsx';
import { Totals } from './Totals.tsx';
import { useFinanceWords } from './words.ts';

export interface SubjectEarningsProps {
  readonly studyId: string;
  readonly subjectId: string;
}

/** The panel; show it only to who holds `finance.view`, which the route asks for. */
export function SubjectEarnings({ studyId, subjectId }: SubjectEarningsProps) {
  const say = useFinanceWords();
  const earned = useEarned(studyId, { subjectId });
  const totals = earned.data?.pages[0]?.totals ?? [];
  const rows = earned.data?.pages.flatMap((part) => part.items);
  return (
    <>
      <Totals totals={totals} />
      <EarnedLines
        label={say('earnedLines')}
        rows={rows}
        currency={totals.length === 1 ? totals[0]?.currency : undefined}
        error={earned.data ? undefined : earned.error}
        onRetry={() => void earned.refetch()}
        empty={
          <EmptyState title={say('noLines')} icon="money">
            {say('noLinesText')}
          </EmptyState>
        }
      />
      <ShowMore of={earned}>{say('shownSoFar', { count: rows?.length ?? 0 })}</ShowMore>
      <SubjectEvents subjectId={subjectId} />
    </>
  );
}
