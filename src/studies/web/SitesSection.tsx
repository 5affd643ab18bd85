// The sites of a study: number, state in words, target, and how far the participants came.
import { Button, DataTable, DateText, EmptyState, type Column, type Say } from '#ui';
import type { StudyDetail, StudySite } from './queries.ts';
import { StudySiteStatus } from './StudySiteStatus.tsx';
import { useStudiesWords } from './words.ts';

/** How far the participants of a site came. */
export interface SiteFigures {
  readonly screened: number;
  readonly randomised: number;
  readonly ongoing: number;
}

const dash = '–';

function figureColumns(say: Say, figures: ReadonlyMap<string, SiteFigures>): readonly Column<StudySite>[] {
  const column = (key: keyof SiteFigures): Column<StudySite> => ({
    key,
    header: say(`site.${key}`),
    numeric: true,
    cell: (row) => figures.get(row.id)?.[key] ?? 0,
    sortBy: (row) => figures.get(row.id)?.[key] ?? 0,
    width: '110px',
  });
  return [column('screened'), column('randomised'), column('ongoing')];
}

const columns = (say: Say): readonly Column<StudySite>[] => [
  { key: 'number', header: say('site.number'), cell: (row) => row.number, sortBy: (row) => row.number, width: '96px' },
  { key: 'site', header: say('site.site'), cell: (row) => row.site.name, sortBy: (row) => row.site.name },
  {
    key: 'status',
    header: say('site.status'),
    cell: (row) => <StudySiteStatus status={row.status} look="plain" />,
    sortBy: (row) => say(`status.${row.status}`),
  },
  {
    key: 'opened',
    header: say('site.opened'),
    cell: (row) => (row.openedOn ? <DateText date={row.openedOn} timeZone={row.timeZone} /> : dash),
    sortBy: (row) => row.openedOn,
    width: '120px',
  },
  {
    key: 'target',
    header: say('site.target'),
    numeric: true,
    cell: (row) => row.targetEnrolment ?? dash,
    sortBy: (row) => row.targetEnrolment,
    width: '96px',
  },
];

interface SitesSectionProps {
  readonly study: StudyDetail;
  readonly figures: ReadonlyMap<string, SiteFigures> | undefined;
  readonly onOpenSite: () => void;
}

/** The study-sites in reach. */
export function SitesSection({ study, figures, onOpenSite }: SitesSectionProps) {
  const say = useStudiesWords();
  return (
    <DataTable
      label={say('site.label')}
      name="sites"
      columns={figures ? [...columns(say), ...figureColumns(say, figures)] : columns(say)}
      rows={study.studySites}
      rowKey={(row) => row.id}
      rowTo={(row) => `/study-sites/${row.id}`}
      initialSort={{ column: 'number', direction: 'up' }}
      empty={
        <EmptyState
          title={say('site.none')}
          icon="network"
          action={
            study.can.openSite && (
              <Button variant="default" onClick={onOpenSite}>
                {say('openAtSite')}
              </Button>
            )
          }
        >
          {say('site.noneText')}
        </EmptyState>
      }
    />
  );
}
