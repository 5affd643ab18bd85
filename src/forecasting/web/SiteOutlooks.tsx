// Site by site: what is enrolled, the rate with its interval, and what the next quarter may bring.
import { DataTable, EmptyState, formatNumber, useLanguage, type Column, type Say } from '#ui';
import { intervalText } from './forecast-words.ts';
import classes from './forecasting.module.css';
import type { StudyAnswer } from './queries.ts';
import { useForecastingWords } from './words.ts';

type SiteRow = StudyAnswer['sites'][number];

/** The table. */
export function SiteOutlooks({ sites }: { readonly sites: readonly SiteRow[] }) {
  const say = useForecastingWords();
  const language = useLanguage();
  return (
    <>
      <h2 className={classes.heading}>{say('sites.heading')}</h2>
      <DataTable
        label={say('sites.heading')}
        columns={columns(say, language)}
        rows={sites}
        rowKey={(row) => row.studySiteId}
        rowTo={(row) => `/study-sites/${row.studySiteId}`}
        empty={
          <EmptyState title={say('sites.none')} icon="chart">
            {say('sites.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(say: Say, language: string): readonly Column<SiteRow>[] {
  const mean = (key: 'ratePerMonth' | 'quarter', header: string): Column<SiteRow> => ({
    key,
    header,
    numeric: true,
    cell: ({ outlook }) => formatNumber(outlook[key].mean, 1, language),
    sortBy: ({ outlook }) => outlook[key].mean,
    width: '150px',
  });
  const interval = (of: 'ratePerMonth' | 'quarter', header: string, digits: number): Column<SiteRow> => ({
    key: `${of}Interval`,
    header,
    numeric: true,
    cell: ({ outlook }) => intervalText(outlook[of].q10, outlook[of].q90, digits, language),
    width: of === 'quarter' ? '210px' : '110px',
  });
  return [
    { key: 'site', header: say('sites.site'), cell: (row) => `${row.number} ${row.name}`, sortBy: (row) => row.number },
    {
      key: 'open',
      header: say('sites.open'),
      cell: ({ outlook }) =>
        outlook.isOpen ? say('sites.yes') : say('sites.waiting', { percent: formatNumber(outlook.pOpen * 100, 0, language) }),
      sortBy: ({ outlook }) => outlook.pOpen,
      width: '150px',
    },
    {
      key: 'enrolled',
      header: say('sites.enrolled'),
      numeric: true,
      cell: ({ outlook }) => outlook.enrolled,
      sortBy: ({ outlook }) => outlook.enrolled,
      width: '110px',
    },
    mean('ratePerMonth', say('sites.rate')),
    interval('ratePerMonth', say('sites.interval'), 1),
    mean('quarter', say('sites.quarter')),
    interval('quarter', `${say('sites.quarter')}, ${say('sites.interval')}`, 0),
  ];
}
