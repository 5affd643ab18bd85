// The versions of a schedule: who wrote and released which, when and why, and what differs between two of them.
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DataTable, formatInstant, Problem, ScheduleGrid, useLanguage, Waiting, zoneHere, type Say } from '#ui';
import type { PlannedSchedule } from '../rules.ts';
import { scheduleDifference, type ScheduleChange } from '../rules/schedule-difference.ts';
import { changeWords } from './editor/change-words.ts';
import { differenceGrid } from './difference-grid.ts';
import { plannedOf, studiesApi, type ScheduleDocument, type ScheduleVersion } from './queries.ts';
import classes from './ScheduleSection.module.css';
import { useStudiesWords } from './words.ts';

/** The list of versions, and two of them side by side. */
export function VersionHistory({ versions }: { readonly versions: readonly ScheduleVersion[] }) {
  const say = useStudiesWords();
  const language = useLanguage();
  const at = (instant: string | null) => (instant === null ? '' : formatInstant(instant, zoneHere(), { language }));
  const released = (row: ScheduleVersion) => [row.releasedBy ?? '', at(row.releasedAt), releasedHow(row, say)].filter(Boolean).join(', ');
  return (
    <div>
      <h2 className={classes.heading}>{say('history.title')}</h2>
      <DataTable
        label={say('history.title')}
        columns={[
          { key: 'number', header: say('schedule.version'), numeric: true, cell: (row) => row.number, width: '80px' },
          { key: 'status', header: say('site.status'), cell: (row) => say(`schedule.${row.status}`), width: '110px' },
          { key: 'saved', header: say('history.saved'), cell: (row) => [row.savedBy ?? '', at(row.savedAt)].filter(Boolean).join(', ') },
          { key: 'released', header: say('history.released'), cell: released },
          { key: 'reason', header: say('schedule.reason'), cell: (row) => row.reason ?? '', cut: (row) => row.reason ?? '' },
        ]}
        rows={versions}
        rowKey={(row) => row.id}
        empty={say('schedule.none')}
      />
      {versions.length > 1 && <Comparison versions={versions} say={say} />}
    </div>
  );
}

/** That the release was signed, or that nobody signed it and why. */
function releasedHow({ releasedAs, signed }: ScheduleVersion, say: Say): string {
  if (releasedAs === null) return '';
  return say(`history.as.${releasedAs}`) + (signed?.demo ? ` (${say('history.demo')})` : '');
}

const documentOf = (id: string) => studiesApi.scheduleDocument.queryOptions({ input: { params: { scheduleVersionId: id } } });

function Comparison({ versions, say }: { readonly versions: readonly ScheduleVersion[]; readonly say: Say }) {
  const [pair, setPair] = useState<readonly [before: string, after: string] | null>(null);
  const [before, after] = pair ?? [versions[1]?.id ?? '', versions[0]?.id ?? ''];
  const [isOpen, setOpen] = useState(false);
  const old = useQuery({ ...documentOf(before), enabled: isOpen });
  const next = useQuery({ ...documentOf(after), enabled: isOpen });
  const choices = versions.map((version) => ({
    value: version.id,
    label: say('schedule.versionLabel', { number: version.number, status: say(`schedule.${version.status}`) }),
  }));
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.summary}>{say('history.compare')}</summary>
      <div className={classes.choices}>
        <ChoiceField label={say('history.from')} value={before} onChange={(id) => setPair([id, after])} choices={choices} />
        <ChoiceField label={say('history.to')} value={after} onChange={(id) => setPair([before, id])} choices={choices} />
      </div>
      {isOpen && <Compared old={old} next={next} say={say} />}
    </details>
  );
}

type Read = Pick<UseQueryResult<ScheduleDocument>, 'data' | 'error'>;

function Compared({ old, next, say }: { readonly old: Read; readonly next: Read; readonly say: Say }) {
  if (old.data && next.data) return <Changes before={plannedOf(old.data)} after={plannedOf(next.data)} say={say} />;
  const error = old.error ?? next.error;
  return error ? <Problem error={error} /> : <Waiting rows={3} />;
}

function Changes({ before, after, say }: { readonly before: PlannedSchedule; readonly after: PlannedSchedule; readonly say: Say }) {
  const changes: readonly ScheduleChange[] = scheduleDifference(before, after);
  if (changes.length === 0) return <p className={classes.quiet}>{say('history.same')}</p>;
  const { columns, rows } = differenceGrid(before, after, changes, say);
  return (
    <>
      <ul className={classes.changes} aria-label={say('history.changes', { count: changes.length })}>
        {changes.map((change, at) => (
          <li key={at}>{changeWords(change, say)}</li>
        ))}
      </ul>
      <ScheduleGrid label={say('history.grid')} corner={say('schedule.corner')} columns={columns} rows={rows} maxHeight="480px" />
    </>
  );
}
