// Earned lines as a table; every row and every amount opens "why this amount".
import { DataTable, DateText, MoneyText, PageLink, StatusWord, useMay, type Column, type Say } from '#ui';
import type { ReactNode } from 'react';
import { standingOfLine, visitOfLine } from './line-words.ts';
import classes from './money.module.css';
import type { EarnedLine } from './queries.ts';
import { useFinanceWords } from './words.ts';

export interface EarnedLinesProps {
  readonly label: string;
  /** Given where the page is about this list: its tools. */
  readonly name?: string;
  readonly rows: readonly EarnedLine[] | undefined;
  /** The currency of all rows; undefined where they differ, then it stands beside each amount. */
  readonly currency: string | undefined;
  /** Numbers of participants by id; left out where the page is about one of them. */
  readonly participants?: ReadonlyMap<string, string>;
  /** Names of sites by id; left out where all rows lie at one site. */
  readonly sites?: ReadonlyMap<string, string>;
  readonly empty: ReactNode;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  /** Net of the rows in minor units, for a last row. */
  readonly netMinor?: string;
}

/** The table; rows are doors for readers with `finance.view`, which the page of a line asks for. */
export function EarnedLines({ participants, sites, currency, netMinor, ...table }: EarnedLinesProps) {
  const say = useFinanceWords();
  const mayOpen = useMay('finance.view');
  const footer =
    netMinor !== undefined && currency
      ? { date: say('net'), amount: <MoneyText amountMinor={netMinor} currency={currency} bare /> }
      : undefined;
  return (
    <DataTable
      {...table}
      columns={columns({ say, currency, participants, sites, mayOpen })}
      rowKey={(row) => row.id}
      {...(mayOpen ? { rowTo: (row: EarnedLine) => `/accrual-lines/${row.id}` } : {})}
      {...(footer ? { footer } : {})}
    />
  );
}

interface ColumnChoice {
  readonly mayOpen: boolean;
  readonly say: Say;
  readonly currency: string | undefined;
  readonly participants: ReadonlyMap<string, string> | undefined;
  readonly sites: ReadonlyMap<string, string> | undefined;
}

function participantColumn(say: Say): Column<EarnedLine> {
  const number = (row: EarnedLine) => row.subjectNumber;
  return { key: 'participant', header: say('participant'), cell: number, sortBy: number, width: '110px' };
}

function amountColumn({ say, currency, mayOpen }: ColumnChoice): Column<EarnedLine> {
  const amount = (row: EarnedLine) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} bare={currency !== undefined} />;
  return {
    key: 'amount',
    header: say('amount'),
    numeric: true,
    ...(currency ? { unit: currency } : {}),
    cell: (row) =>
      mayOpen ? (
        <PageLink to={`/accrual-lines/${row.id}`} title={say('why')}>
          {amount(row)}
        </PageLink>
      ) : (
        amount(row)
      ),
    value: ({ amountMinor, currency: of }) => ({ amountMinor, currency: of }),
    width: '130px',
  };
}

function columns(choice: ColumnChoice): readonly Column<EarnedLine>[] {
  const { say, participants, sites } = choice;
  const site = (row: EarnedLine) => sites?.get(row.siteId) ?? row.siteName;
  return [
    {
      key: 'date',
      header: say('serviceDate'),
      cell: (row) => <DateText date={row.serviceDate} timeZone={row.timeZone} />,
      value: (row) => row.serviceDate,
      width: '150px',
    },
    ...(participants ? [participantColumn(say)] : []),
    {
      key: 'visit',
      header: say('visit'),
      cell: (row) => <span className={classes.together}>{visitOfLine(row, (cycle) => say('cycle', { cycle }))}</span>,
      value: (row) => visitOfLine(row, (cycle) => say('cycle', { cycle })),
    },
    amountColumn(choice),
    {
      key: 'standing',
      header: say('standing'),
      cell: (row) => <Standing line={row} />,
      value: (row) => standingText(row, say),
      width: '240px',
    },
    ...(sites ? [{ key: 'site', header: say('site'), cell: site, cut: site, width: '260px' }] : []),
    {
      key: 'contract',
      header: say('contract'),
      value: (row) => say('contractVersionShort', { code: row.contractCode, number: row.contractVersion }),
      cell: (row) => (
        <span className={classes.together}>{say('contractVersionShort', { code: row.contractCode, number: row.contractVersion })}</span>
      ),
      width: '120px',
    },
  ];
}

const standingText = (line: EarnedLine, say: Say): string => say(`line.${standingOfLine(line).key}`, { part: say(`kind.${line.kind}`) });

/** What the line stands for, in words. */
export function Standing({ line, look = 'plain' }: { readonly line: EarnedLine; readonly look?: 'plain' | 'tinted' }) {
  const say = useFinanceWords();
  const { tone } = standingOfLine(line);
  return (
    <StatusWord tone={tone} look={look}>
      {standingText(line, say)}
    </StatusWord>
  );
}
