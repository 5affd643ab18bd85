// The home of monitors and sponsors: the studies they follow, by number and never by name.
import { useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, InstantText, PageHeader, useLanguage, type Column, type Say } from '#ui';
import { visitCompliance } from '#visits/rules';
import { ofTarget, shareInWords } from './finding-words.ts';
import { deskApi, type Cell, type Overview } from './queries.ts';
import { sumOf } from './sum-of.ts';
import { useDeskWords } from './words.ts';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** The page. */
export function PortalPage() {
  const say = useDeskWords();
  const language = useLanguage();
  const portal = useQuery(deskApi.desk.portal.queryOptions({ input: {} }));
  const rows = portal.data && rowsOf(portal.data);
  return (
    <>
      <PageHeader
        title={say('portal.title')}
        lead={
          <>
            {say('portal.lead')} {portal.data && <InstantText at={portal.data.asOf} timeZone={portal.data.timeZone} />}
          </>
        }
      />
      <DataTable
        label={say('studies')}
        columns={columns(say, language, rows)}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/portal/${row.id}`}
        error={portal.data ? undefined : portal.error}
        onRetry={() => void portal.refetch()}
        empty={
          <EmptyState title={say('portal.none')} icon="book">
            {say('portal.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function rowsOf({ studies, cells }: Overview): readonly Row[] {
  return studies.map((study) => ({ ...study, cells: cells.filter((cell) => cell.studyId === study.id) }));
}

// Names that only repeat the codes get no column.
function columns(say: Say, language: string, rows: readonly Row[] | undefined): readonly Column<Row>[] {
  const name: Column<Row> = { key: 'name', header: say('portal.name'), cell: (row) => row.name, cut: (row) => row.name };
  return [
    { key: 'code', header: say('findings.study'), cell: (row) => row.code, sortBy: (row) => row.code, width: '120px' },
    ...(rows?.some((row) => row.name !== row.code) ? [name] : []),
    { key: 'sites', header: say('portal.sites'), numeric: true, cell: (row) => row.cells.length, width: '80px' },
    {
      key: 'enrolled',
      header: say('portal.enrolled'),
      cell: ({ cells }) => ofTarget(sumOf(cells).enrolled, sumOf(cells).target, say),
      sortBy: ({ cells }) => sumOf(cells).enrolled,
      width: '140px',
    },
    {
      key: 'visits',
      header: say('portal.inWindow'),
      cell: ({ cells }) => {
        const { judged } = sumOf(cells);
        return `${shareInWords(judged, language)} ${say('portal.ofVisits', { n: visitCompliance(judged).n })}`;
      },
      width: '180px',
    },
    {
      key: 'deviations',
      header: say('portal.deviations'),
      numeric: true,
      cell: ({ cells }) => sumOf(cells).deviations,
      sortBy: ({ cells }) => sumOf(cells).deviations,
      width: '110px',
    },
  ];
}
