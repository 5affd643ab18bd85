// What needs somebody, as a list with the reason in words; every row is a door to what it speaks of.
import { ChoiceField, DataTable, EmptyState, StatusWord, usePageSearch, type Column, type Say } from '#ui';
import type { Finding } from '../rules.ts';
import { doorOfFinding, findingInWords } from './finding-words.ts';
import classes from './homes.module.css';
import type { Cell, Overview, SiteShown } from './queries.ts';
import { useDeskWords } from './words.ts';

/** A finding with where it was found. */
export interface Found {
  readonly finding: Finding;
  readonly cell: Cell;
  readonly site: SiteShown;
  readonly study: string;
}

/** What a home looks over. */
export type Shown = Pick<Overview, 'cells' | 'sites' | 'studies'>;

/** Every finding of an overview, red first. */
export function foundIn({ cells, sites, studies }: Shown): readonly Found[] {
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const codeOf = new Map(studies.map((study) => [study.id, study.code]));
  const all = cells.flatMap((cell) => {
    const site = siteOf.get(cell.siteId);
    return site ? cell.findings.map((finding) => ({ finding, cell, site, study: codeOf.get(cell.studyId) ?? '' })) : [];
  });
  return all.sort((a, b) => Number(b.finding.tone === 'late') - Number(a.finding.tone === 'late'));
}

export interface FindingsTableProps {
  readonly overview: Shown;
  /** Lets the reader leave out what only needs looking at. */
  readonly withTones?: boolean;
}

/** The list. */
export function FindingsTable({ overview, withTones = false }: FindingsTableProps) {
  const say = useDeskWords();
  const [search, change] = usePageSearch();
  const onlyRed = withTones && search['tone'] !== 'all';
  const found = foundIn(overview);
  const rows = found.filter(({ finding }) => !onlyRed || finding.tone === 'late');
  return (
    <>
      {withTones && found.length > 0 && (
        <div className={classes.choice}>
          <ChoiceField
            label={say('findings.which')}
            value={onlyRed ? 'red' : 'all'}
            onChange={(value) => change({ tone: value })}
            choices={[
              { value: 'red', label: say('findings.red') },
              { value: 'all', label: say('findings.all') },
            ]}
          />
        </div>
      )}
      <DataTable
        label={say('findings.label')}
        columns={columns(say)}
        rows={rows}
        rowKey={({ finding, cell }) => `${cell.studySiteId} ${finding.code}`}
        rowTo={({ finding, cell }) => doorOfFinding(finding, cell)}
        empty={
          <EmptyState title={say('findings.none')} icon="check">
            {say('findings.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(say: Say): readonly Column<Found>[] {
  return [
    {
      key: 'site',
      header: say('grid.site'),
      cell: ({ site }) => site.name,
      sortBy: ({ site }) => site.name,
      width: '200px',
    },
    {
      key: 'study',
      header: say('findings.study'),
      cell: ({ study, cell }) => `${study}, ${cell.number}`,
      sortBy: ({ study }) => study,
      width: '130px',
    },
    {
      key: 'reason',
      header: say('findings.reason'),
      cell: ({ finding, site }) => (
        <span className={classes.reason}>
          <StatusWord tone={finding.tone} look="plain">
            {findingInWords(finding, site, say)}
          </StatusWord>
        </span>
      ),
    },
    {
      key: 'tone',
      header: say('findings.weight'),
      cell: ({ finding }) => say(`tone.${finding.tone}`),
      sortBy: ({ finding }) => finding.tone,
      width: '140px',
    },
  ];
}
