// The schedule of a study as a grid, with how it counts, what repeats, and the draft that waits to be released.
import { useQuery } from '@tanstack/react-query';
import { RecordSignatures } from '#signatures/web';
import {
  ChoiceField,
  DataTable,
  EmptyState,
  formatInstant,
  Icon,
  KeyFacts,
  Problem,
  ScheduleGrid,
  useLanguage,
  usePageSearch,
  Waiting,
  zoneHere,
  type Column,
  type Say,
} from '#ui';
import { RELEASE_KIND } from '../rules/release.ts';
import { EditSchedule } from './EditSchedule.tsx';
import { gridOf, timelinesOf } from './grid-shape.ts';
import { studiesApi, type ScheduleGridView, type ScheduleVersion, type StudyDetail } from './queries.ts';
import { ReleaseSchedule } from './ReleaseSchedule.tsx';
import classes from './ScheduleSection.module.css';
import { VersionHistory } from './VersionHistory.tsx';
import { useStudiesWords } from './words.ts';

/** The schedule section of a study's page. */
export function ScheduleSection({ study }: { readonly study: StudyDetail }) {
  const say = useStudiesWords();
  const [search] = usePageSearch();
  const asked = Number(search['version']);
  const hasSchedule = study.scheduleVersions.length > 0;
  const query = Number.isInteger(asked) && asked > 0 ? { version: asked } : {};
  const grid = useQuery({
    ...studiesApi.schedule.queryOptions({ input: { params: { studyId: study.id }, query } }),
    enabled: study.can.viewSchedule && hasSchedule,
  });
  if (!study.can.viewSchedule) return <Problem error={{ status: 403 }} next={say('schedule.denied')} />;
  if (!hasSchedule) {
    return (
      <EmptyState
        title={say('schedule.none')}
        icon="list"
        action={study.can.amend ? <EditSchedule study={study} version={null} /> : undefined}
      >
        {say('schedule.noneText')}
      </EmptyState>
    );
  }
  if (grid.error && !grid.data) return <Problem error={grid.error} onRetry={() => void grid.refetch()} />;
  return grid.data ? <Grid study={study} grid={grid.data} say={say} /> : <Waiting rows={10} />;
}

function Grid({ study, grid, say }: { readonly study: StudyDetail; readonly grid: ScheduleGridView; readonly say: Say }) {
  const [search, setSearch] = usePageSearch();
  const timelines = timelinesOf(grid);
  const timeline = timelines.find((each) => each.name === search['timeline']) ?? timelines[0];
  const { columns, rows } = gridOf(grid, timeline?.name ?? '', say);
  return (
    <>
      <ReleaseSchedule version={grid.schedule} />
      <div className={classes.choices}>
        {grid.versions.length > 1 && (
          <VersionChoice grid={grid} say={say} onChange={(version) => setSearch({ version, timeline: undefined })} />
        )}
        {timelines.length > 1 && (
          <ChoiceField
            label={say('schedule.timeline')}
            value={timeline?.name ?? ''}
            onChange={(name) => setSearch({ timeline: name })}
            choices={timelines.map((each) => ({
              value: each.name,
              label: each.isMain && !/main/i.test(each.name) ? `${each.name} (${say('schedule.mainTimeline')})` : each.name,
            }))}
          />
        )}
        <EditSchedule study={study} version={grid.schedule} />
        <a className={classes.download} href={`/api/studies/${grid.study.id}/usdm?version=${grid.schedule.number}`} download>
          <Icon name="download" size={14} />
          {say('schedule.download')}
        </a>
      </div>
      <ScheduleFacts grid={grid} visits={columns.length} say={say} />
      <ScheduleGrid label={say('schedule.label')} corner={say('schedule.corner')} columns={columns} rows={rows} maxHeight="640px" />
      {rows.length === 0 && <p className={classes.quiet}>{say('schedule.noActivities')}</p>}
      <Decisions decisions={grid.decisions.filter((decision) => decision.timeline === timeline?.name)} grid={grid} say={say} />
      {grid.schedule.status === 'released' && <RecordSignatures kind={RELEASE_KIND} recordId={grid.schedule.id} />}
      <VersionHistory versions={grid.versions} />
    </>
  );
}

function useVersionWords(say: Say): (version: ScheduleVersion) => string {
  const language = useLanguage();
  return ({ status, releasedAt }) =>
    status === 'draft' || !releasedAt
      ? say(`schedule.${status}`)
      : say('schedule.releasedOn', { on: formatInstant(releasedAt, zoneHere(), { language }) });
}

function VersionChoice({
  grid,
  say,
  onChange,
}: {
  readonly grid: ScheduleGridView;
  readonly say: Say;
  readonly onChange: (version: string) => void;
}) {
  const versionWords = useVersionWords(say);
  return (
    <ChoiceField
      label={say('schedule.version')}
      value={String(grid.schedule.number)}
      onChange={onChange}
      choices={grid.versions.map((version) => ({
        value: String(version.number),
        label: say('schedule.versionLabel', { number: version.number, status: versionWords(version) }),
      }))}
    />
  );
}

function ScheduleFacts({ grid, visits, say }: { readonly grid: ScheduleGridView; readonly visits: number; readonly say: Say }) {
  const versionWords = useVersionWords(say);
  const names = new Map(grid.visits.map((visit) => [visit.key, visit.name]));
  const cycles = grid.blocks.map((block) => {
    const every = say('schedule.cycle', {
      visits: block.visitKeys.map((key) => names.get(key) ?? key).join(', '),
      count: block.lengthDays,
    });
    const most = block.maxCycles === null ? '' : say('schedule.upTo', { count: block.maxCycles });
    return every + most + (block.stopsAt === null ? '' : say('schedule.until', { milestone: say(`milestone.${block.stopsAt}`) }));
  });
  const { number, firstDay } = grid.schedule;
  return (
    <KeyFacts
      facts={[
        { term: say('schedule.version'), value: say('schedule.versionLabel', { number, status: versionWords(grid.schedule) }) },
        { term: say('schedule.visits'), value: visits },
        { term: say('schedule.firstDay'), value: say(`schedule.firstDay${firstDay}`), note: say(`schedule.firstDay${firstDay}Note`) },
        { term: say('schedule.cycles'), value: cycles.length > 0 ? cycles.join('; ') : say('schedule.noCycles') },
        { term: say('schedule.arms'), value: grid.arms.length > 0 ? grid.arms.map((arm) => arm.name).join(', ') : say('schedule.noArms') },
      ]}
    />
  );
}

type Decision = ScheduleGridView['decisions'][number];

function Decisions({
  decisions,
  grid,
  say,
}: {
  readonly decisions: readonly Decision[];
  readonly grid: ScheduleGridView;
  readonly say: Say;
}) {
  const names = new Map(grid.visits.map((visit) => [visit.key, visit.name]));
  const target = (key: string | null) => (key === null ? say('schedule.decisionEnd') : (names.get(key) ?? key));
  const columns: readonly Column<Decision>[] = [
    { key: 'where', header: say('schedule.decisionWhere'), cell: (row) => row.key },
    {
      key: 'if',
      header: say('schedule.decisionIf'),
      cell: (row) => (
        <ul className={classes.branches}>
          {row.branches.map((branch) => (
            <li key={branch.condition}>
              {branch.condition}, {say('schedule.decisionThen')} {target(branch.target)}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'else',
      header: say('schedule.decisionElse'),
      cell: (row) => [target(row.otherwise), ...(row.loops ? [say('schedule.decisionLoops')] : [])].join('; '),
    },
  ];
  if (decisions.length === 0) return null;
  return (
    <>
      <h2 className={classes.heading}>{say('schedule.decisions')}</h2>
      <DataTable label={say('schedule.decisions')} columns={columns} rows={decisions} rowKey={(row) => row.key} empty="" />
    </>
  );
}
