// What a participant's visits earned: the sums, then the lines behind them.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, DataTable, DateText, EmptyState, KeyFacts, MoneyText, type Column, type Say } from '#ui';
import { deskApi } from './queries.ts';
import { useDeskWords } from './words.ts';
import type { AnswerOf } from '#platform/contract';
import type { financeContract } from '#finance/contract';

type Line = AnswerOf<(typeof financeContract)['visitEarnings']>[number];

/** The lines of a participant, or of one visit of theirs. */
export function EarnedLines({ studyId, subjectId }: { readonly studyId: string; readonly subjectId: string }) {
  const say = useDeskWords();
  const earned = useInfiniteQuery(
    deskApi.finance.earned.infiniteOptions({
      input: (after: string | null) => ({ params: { studyId }, query: { subjectId, ...(after === null ? {} : { after }) } }),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
    }),
  );
  const totals = earned.data?.pages[0]?.totals ?? [];
  return (
    <>
      {totals.map((total) => (
        <KeyFacts
          key={total.currency}
          facts={[
            { term: say('earnings.total'), value: <MoneyText amountMinor={total.earnedMinor} currency={total.currency} /> },
            { term: say('earnings.payableTotal'), value: <MoneyText amountMinor={total.payableMinor} currency={total.currency} /> },
            { term: say('earnings.heldTotal'), value: <MoneyText amountMinor={total.heldBackMinor} currency={total.currency} /> },
            ...(total.deferredMinor === '0'
              ? []
              : [
                  { term: say('earnings.deferredTotal'), value: <MoneyText amountMinor={total.deferredMinor} currency={total.currency} /> },
                ]),
          ]}
        />
      ))}
      <LineTable
        lines={earned.data?.pages.flatMap((part) => part.items)}
        error={earned.data ? undefined : earned.error}
        onRetry={() => void earned.refetch()}
      />
      {earned.hasNextPage && (
        <p style={{ marginTop: 12 }}>
          <Button variant="default" onClick={() => void earned.fetchNextPage()} loading={earned.isFetchingNextPage}>
            {say('trail.more')}
          </Button>
        </p>
      )}
    </>
  );
}

export interface LineTableProps {
  readonly lines: readonly Line[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Adds a last row with the sum; only where all lines are shown. */
  readonly withSum?: boolean;
}

/** Lines of earnings; reversals stand as lines of their own. */
export function LineTable({ lines, error, onRetry, withSum = false }: LineTableProps) {
  const say = useDeskWords();
  const sum = withSum && lines ? sumOf(lines) : undefined;
  return (
    <DataTable
      label={say('earnings.label')}
      columns={columns(say)}
      rows={lines}
      rowKey={(row) => row.id}
      rowTo={(row) => `/visits/${row.visitId}`}
      error={error}
      onRetry={onRetry}
      {...(sum ? { footer: { what: say('earnings.total'), amount: <MoneyText {...sum} /> } } : {})}
      empty={
        <EmptyState title={say('earnings.none')} icon="money">
          {say('earnings.noneText')}
        </EmptyState>
      }
    />
  );
}

/** The sum of lines in one currency; undefined where there are several, which cannot be added. */
function sumOf(lines: readonly Line[]): { amountMinor: string; currency: string } | undefined {
  const currency = lines[0]?.currency;
  if (currency === undefined || lines.some((line) => line.currency !== currency)) return undefined;
  return { amountMinor: lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n).toString(), currency };
}

function partOf(line: Line, say: Say): string {
  const kind = line.state === 'deferred' ? say('earnings.deferred') : say(`earnings.${line.kind}`);
  if (line.reversesId) return `${kind}, ${say('earnings.reversal')}`;
  return line.reversedById ? `${kind}, ${say('earnings.reversed')}` : kind;
}

const columns = (say: Say): readonly Column<Line>[] => [
  { key: 'what', header: say('earnings.what'), cell: (row) => row.label, sortBy: (row) => row.label },
  { key: 'kind', header: say('earnings.kind'), cell: (row) => partOf(row, say), sortBy: (row) => partOf(row, say) },
  {
    key: 'on',
    header: say('earnings.on'),
    cell: (row) => <DateText date={row.serviceDate} />,
    sortBy: (row) => row.serviceDate,
    width: '130px',
  },
  {
    key: 'contract',
    header: say('earnings.contract'),
    cell: (row) => say('earnings.contractVersion', { code: row.contractCode, version: row.contractVersion }),
  },
  {
    key: 'amount',
    header: say('earnings.amount'),
    numeric: true,
    cell: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} />,
    sortBy: (row) => BigInt(row.amountMinor),
    width: '150px',
  },
];
