// One's own background jobs, the newest first; running ones move on by themselves.
import { useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, InstantText, PageHeader, Problem, StatusWord, type Column, type Say, zoneHere } from '#ui';
import { isActive, jobsApi, kindInWords, pollMs, toneOfJob, useCancel, type Job, noteInWords } from './job-queries.ts';
import { useJobWords } from './job-words.ts';

/** The page. */
export function JobsPage() {
  const say = useJobWords();
  const cancel = useCancel(say);
  const jobs = useQuery({
    ...jobsApi.jobs.queryOptions({ input: {} }),
    refetchInterval: (query) => (query.state.data?.some(isActive) ? pollMs : false),
  });
  const active = jobs.data?.filter(isActive).length ?? 0;
  return (
    <>
      <PageHeader
        title={say('jobs')}
        lead={say('lead')}
        status={jobs.data && <StatusWord tone={active > 0 ? 'attention' : 'neutral'}>{say('activeCount', { count: active })}</StatusWord>}
      />
      {cancel.error && <Problem error={cancel.error} />}
      <DataTable
        label={say('jobs')}
        name="jobs"
        columns={columns(say, (jobId) => cancel.mutate({ params: { jobId } }))}
        rows={jobs.data}
        rowKey={(row) => row.id}
        rowTo={(row) => `/jobs/${row.id}`}
        error={jobs.data ? undefined : jobs.error}
        onRetry={() => void jobs.refetch()}
        empty={
          <EmptyState title={say('none')} icon="clock">
            {say('noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

const columns = (say: Say, onStop: (jobId: string) => void): readonly Column<Job>[] => [
  { key: 'what', header: say('what'), cell: (row) => kindInWords(row, say) },
  {
    key: 'asked',
    header: say('asked'),
    cell: (row) => <InstantText at={row.createdAt} timeZone={zoneHere()} />,
    value: (row) => row.createdAt,
    width: '200px',
  },
  {
    key: 'standing',
    header: say('standing'),
    value: (row) => say(`state.${row.state}`),
    cell: (row) => (
      <StatusWord tone={toneOfJob(row)} look="plain">
        {say(`state.${row.state}`)}
      </StatusWord>
    ),
    width: '160px',
  },
  { key: 'progress', header: say('progress'), cell: (row) => progressOf(row, say), cut: (row) => progressOf(row, say) },
  {
    key: 'action',
    header: say('action'),
    cell: (row) =>
      row.can.cancel && (
        <Button variant="subtle" size="xs" onClick={() => onStop(row.id)} aria-label={say('stopNamed', { what: kindInWords(row, say) })}>
          {say('stop')}
        </Button>
      ),
    width: '100px',
  },
];

function progressOf(job: Job, say: Say): string {
  if (job.problem) return job.problem;
  // What is done has all its steps behind it, however many were told on the way.
  const steps = job.totalSteps === null || job.state === 'done' ? null : say('steps', { done: job.doneSteps, total: job.totalSteps });
  return [steps, isActive(job) && job.note ? noteInWords(job.note, say) : null].filter(Boolean).join(' · ');
}
