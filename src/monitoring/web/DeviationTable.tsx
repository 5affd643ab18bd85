// Deviations as rows: when, whose, what happened, and where each stands.
import { DataTable, DateText, type Column, type Say } from '#ui';
import type { ReactNode } from 'react';
import { daysOutInWords } from './deviation-words.ts';
import { DeviationStatus } from './DeviationStatus.tsx';
import classes from './deviations.module.css';
import type { Deviation } from './queries.ts';
import { useMonitoringWords } from './words.ts';

export interface DeviationTableProps {
  readonly label: string;
  /** Given where the page is about this list: its tools. */
  readonly name?: string;
  readonly rows: readonly Deviation[] | undefined;
  /** Names of sites by id; left out where all rows lie at one site. */
  readonly sites?: ReadonlyMap<string, string>;
  /** Shows participant and visit; left out on the page of a visit. */
  readonly placed?: boolean;
  readonly empty: ReactNode;
  readonly error?: unknown;
  readonly onRetry?: () => void;
}

/** The table. */
export function DeviationTable({ sites, placed = false, ...table }: DeviationTableProps) {
  const say = useMonitoringWords();
  return <DataTable {...table} columns={columns(say, sites, placed)} rowKey={(row) => row.id} rowTo={(row) => `/deviations/${row.id}`} />;
}

function columns(say: Say, sites: ReadonlyMap<string, string> | undefined, placed: boolean): readonly Column<Deviation>[] {
  const site = (row: Deviation) => sites?.get(row.siteId) ?? '';
  const category = (row: Deviation) => say(`category.${row.category}`);
  return [
    {
      key: 'on',
      header: say('occurredOn'),
      cell: (row) => <DateText date={row.occurredOn} timeZone={row.timeZone} />,
      sortBy: (row) => row.occurredOn,
      width: '140px',
    },
    ...(placed
      ? [
          {
            key: 'participant',
            header: say('participant'),
            cell: (row: Deviation) => row.subjectNumber,
            sortBy: (row: Deviation) => row.subjectNumber,
            width: '110px',
          },
          { key: 'visit', header: say('visit'), cell: (row: Deviation) => row.visitKey ?? '', width: '70px' },
        ]
      : []),
    ...(sites ? [{ key: 'site', header: say('site'), cell: site, cut: site, width: '170px' }] : []),
    {
      key: 'category',
      header: say('categoryTitle'),
      cell: (row) => <span className={classes.together}>{category(row)}</span>,
      sortBy: category,
    },
    { key: 'summary', header: say('summary'), cell: (row) => row.summary },
    { key: 'out', header: say('out'), cell: (row) => daysOutInWords(row, say) ?? '', width: '120px' },
    {
      key: 'state',
      header: say('standing'),
      cell: (row) => (
        <span className={classes.together}>
          <DeviationStatus deviation={row} look="plain" />
        </span>
      ),
      sortBy: (row) => say(`state.${row.state}`),
      width: '180px',
    },
  ];
}
