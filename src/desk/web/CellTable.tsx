// Study-sites as rows: when they opened, how they enrol against plan, how visits keep their windows; each row a door.
import { StudySiteStatus } from '#studies/web';
import { DataTable, DateText, EmptyState, useLanguage, type Column, type Say } from '#ui';
import { visitCompliance } from '#visits/rules';
import { ofTarget, shareInWords } from './finding-words.ts';
import type { Cell, SiteShown } from './queries.ts';
import { useDeskWords } from './words.ts';

export interface CellTableProps {
  readonly label: string;
  readonly cells: readonly Cell[];
  readonly sites: readonly SiteShown[];
  /** Codes by study, where the rows are of several studies at one site. */
  readonly studies?: ReadonlyMap<string, string>;
}

/** The table. */
export function CellTable({ label, cells, sites, studies }: CellTableProps) {
  const say = useDeskWords();
  const language = useLanguage();
  const siteNames = new Map(sites.map(({ id, name }) => [id, name]));
  const nameOf = (cell: Cell) => studies?.get(cell.studyId) ?? siteNames.get(cell.siteId) ?? '';
  return (
    <DataTable
      label={label}
      columns={[
        { key: 'number', header: say('cells.number'), cell: (row) => row.number, sortBy: (row) => row.number, width: '90px' },
        { key: 'name', header: say(studies ? 'findings.study' : 'grid.site'), cell: nameOf, sortBy: nameOf },
        ...columns(say, language),
      ]}
      rows={cells}
      rowKey={(row) => row.studySiteId}
      rowTo={(row) => `/study-sites/${row.studySiteId}`}
      empty={
        <EmptyState title={say('cells.none')} icon="book">
          {say('cells.noneText')}
        </EmptyState>
      }
    />
  );
}

function columns(say: Say, language: string): readonly Column<Cell>[] {
  return [
    {
      key: 'status',
      header: say('cells.status'),
      cell: (row) => <StudySiteStatus status={row.status} />,
      width: '190px',
    },
    {
      key: 'opened',
      header: say('studySite.opened'),
      cell: (row) => (row.openedOn ? <DateText date={row.openedOn} /> : say('studySite.notOpen')),
      sortBy: (row) => row.openedOn ?? undefined,
      width: '120px',
    },
    {
      key: 'enrolled',
      header: say('portal.enrolled'),
      cell: ({ enrolment }) => ofTarget(enrolment.enrolled, enrolment.target, say),
      sortBy: ({ enrolment }) => enrolment.enrolled,
      width: '110px',
    },
    {
      key: 'planned',
      header: say('cells.planned'),
      numeric: true,
      cell: ({ enrolment }) => enrolment.plannedToDate ?? say('cells.noPlan'),
      width: '130px',
    },
    {
      key: 'visits',
      header: say('portal.inWindow'),
      cell: ({ visits }) => `${shareInWords(visits.judged, language)} ${say('portal.ofVisits', { n: visitCompliance(visits.judged).n })}`,
      width: '160px',
    },
    {
      key: 'overdue',
      header: say('measure.overdue'),
      numeric: true,
      cell: ({ overdue }) => overdue.count,
      sortBy: ({ overdue }) => overdue.count,
      width: '110px',
    },
  ];
}
