// One job: how far it is while it runs, then what it answered or what went wrong.
import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import {
  Button,
  DataTable,
  InstantText,
  KeyFacts,
  PageHeader,
  Problem,
  ProgressBar,
  StatusWord,
  usePageParams,
  Waiting,
  type Say,
  zoneHere,
} from '#ui';
import { ActivityResult } from './ActivityResult.tsx';
import { ImportResult } from './ImportResult.tsx';
import { isActive, jobsApi, kindInWords, pollMs, toneOfJob, useCancel, type Job, noteInWords } from './job-queries.ts';
import { useJobWords } from './job-words.ts';
import { LookResult } from './LookResult.tsx';
import { OutlookResult } from './OutlookResult.tsx';
import { ReportResult } from './ReportResult.tsx';

/** The page. */
export function JobPage() {
  const say = useJobWords();
  const { jobId } = usePageParams<'jobId'>();
  const job = useQuery({
    ...jobsApi.job.queryOptions({ input: { params: { jobId } } }),
    refetchInterval: (query) => (query.state.data && isActive(query.state.data) ? pollMs : false),
  });
  const cancel = useCancel(say);
  if (!job.data) {
    return job.error ? (
      <>
        <PageHeader title={say('job')} crumbs={[{ label: say('jobs'), to: '/jobs' }]} />
        <Problem error={job.error} onRetry={() => void job.refetch()} />
      </>
    ) : (
      <Waiting rows={6} />
    );
  }
  const shown = job.data;
  const stop = shown.can.cancel && (
    <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ params: { jobId } })}>
      {say('stop')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={kindInWords(shown, say)}
        crumbs={[{ label: say('jobs'), to: '/jobs' }]}
        status={<StatusWord tone={toneOfJob(shown)}>{say(`state.${shown.state}`)}</StatusWord>}
        action={stop || undefined}
      />
      {cancel.error && <Problem error={cancel.error} />}
      {job.error && <Problem error={job.error} onRetry={() => void job.refetch()} />}
      <output style={{ display: 'block', maxWidth: 640 }}>{isActive(shown) && <Progress job={shown} say={say} />}</output>
      <KeyFacts
        facts={[
          { term: say('asked'), value: <InstantText at={shown.createdAt} timeZone={zoneHere()} /> },
          { term: say('ended'), value: <InstantText at={shown.updatedAt} timeZone={zoneHere()} /> },
        ]}
      />
      {shown.state === 'cancelled' && <p>{say('stoppedText')}</p>}
      {shown.state === 'failed' && <Failure job={shown} say={say} />}
      {shown.state === 'done' && <Answer job={shown} say={say} />}
    </>
  );
}

function Progress({ job, say }: { readonly job: Job; readonly say: Say }) {
  return (
    <>
      <ProgressBar
        label={say(`state.${job.state}`)}
        done={job.doneSteps}
        total={job.totalSteps ?? undefined}
        {...(job.note ? { step: noteInWords(job.note, say) } : {})}
      />
      <p style={{ color: 'var(--sw-dim)', margin: '4px 0 16px' }}>{say('canLeave')}</p>
    </>
  );
}

interface FileFault {
  readonly message: string;
  readonly code?: string;
  readonly column?: string | null;
  readonly file?: string;
  readonly row?: number;
}

/** The faults that a refusal carries, and how many there were in all. */
function faultsOf(result: unknown): { readonly faults: readonly FileFault[]; readonly count: number } {
  const { detail } = (result ?? {}) as { readonly detail?: { readonly faults?: unknown; readonly faultCount?: unknown } };
  const faults = Array.isArray(detail?.faults)
    ? (detail.faults as readonly FileFault[]).filter((fault) => typeof fault.message === 'string')
    : [];
  return { faults, count: typeof detail?.faultCount === 'number' ? detail.faultCount : faults.length };
}

/** How jobs of a kind are read where a list of names and values would not do. */
interface JobReading {
  readonly Result?: ComponentType<{ readonly result: unknown }>;
  /** A fault of a file in the reader's words; without it, as the server told it. */
  readonly faultText?: (fault: FileFault, say: Say) => string;
}

const readings: Readonly<Record<string, JobReading>> = {
  'interop.import-sdtm': { Result: ImportResult },
  'monitoring.run-indicators': { Result: LookResult },
  'market.import-activity': { Result: ActivityResult, faultText: registryFault },
  'market.run': { Result: OutlookResult },
  'market.make-report': { Result: ReportResult },
};

function registryFault({ code, column, message }: FileFault, say: Say): string {
  const told = say(`registryFault.${code}`);
  if (told === `registryFault.${code}`) return message;
  return typeof column === 'string' ? `${told} (${column})` : told;
}

function Failure({ job, say }: { readonly job: Job; readonly say: Say }) {
  const { faults, count } = faultsOf(job.result);
  const [first] = faults;
  const faultText = readings[job.kind]?.faultText;
  return (
    <>
      <div role="alert" style={{ marginBottom: 16 }}>
        <StatusWord tone="blocked" look="plain">
          <strong>{faultText && first ? faultText(first, say) : (job.problem ?? say('problem'))}</strong>
        </StatusWord>
        <p>{say('kept')}</p>
      </div>
      {faults.length > 0 && (
        <DataTable
          label={say('faults')}
          columns={[
            { key: 'what', header: say('message'), cell: (row) => faultText?.(row, say) ?? row.message },
            {
              key: 'where',
              header: say('place'),
              cell: (row) => (typeof row.row === 'number' ? say('row', { file: row.file ?? '', row: row.row }) : (row.file ?? '')),
              width: '200px',
            },
          ]}
          rows={faults}
          rowKey={(row) => `${row.file ?? ''} ${row.row ?? ''} ${row.message}`}
          empty=""
        />
      )}
      {count > faults.length && <p>{say('moreFaults', { count: count - faults.length })}</p>}
    </>
  );
}

function Answer({ job, say }: { readonly job: Job; readonly say: Say }) {
  const Result = readings[job.kind]?.Result;
  if (Result) return <Result result={job.result} />;
  const entries = Object.entries((job.result ?? {}) as object).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  if (entries.length === 0) return null;
  return (
    <section aria-label={say('result')}>
      <KeyFacts facts={entries.map(([term, value]) => ({ term, value: String(value) }))} />
    </section>
  );
}
