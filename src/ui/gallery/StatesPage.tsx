// All the states a page can be in: loading, empty, failed, denied, offline, and long work.
import {
  Button,
  DataTable,
  DateText,
  DayWindow,
  EmptyState,
  InstantText,
  KeyFacts,
  PageHeader,
  Problem,
  ProgressBar,
  StatusWord,
} from '../index.ts';

const columns = [{ key: 'a', header: 'Tool', cell: (row: string) => row }];

/** States and small pieces of text. */
export function StatesPage() {
  return (
    <>
      <PageHeader title="States" lead="Every page is drawn in all of them." />
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 20 }}>
        <StatusWord tone="good">Approved</StatusWord>
        <StatusWord tone="attention">Expires in 12 days; nothing submitted</StatusWord>
        <StatusWord tone="late">3 days late, window ended 10 Apr</StatusWord>
        <StatusWord tone="blocked">Blocked: no approval</StatusWord>
        <StatusWord tone="neutral">Planned</StatusWord>
      </p>
      <KeyFacts
        facts={[
          { term: 'Target', value: <DayWindow day={29} target="2026-04-07" from="2026-04-04" to="2026-04-10" /> },
          { term: 'Due', value: <InstantText at="2026-04-15T21:20:00Z" timeZone="America/Chicago" weekday /> },
          { term: 'Seen', value: <DateText date="2026-04-13" weekday timeZone="America/Chicago" />, note: 'by Ada Example' },
        ]}
      />
      <DataTable
        label="Tools"
        columns={columns}
        rows={[]}
        rowKey={(row) => row}
        empty={
          <EmptyState title="No tools yet" action={<Button variant="default">Add a tool</Button>}>
            Tools stand here once somebody brings one. Bring the first, or copy the list of another shed.
          </EmptyState>
        }
      />
      <DataTable label="Loading tools" columns={columns} rows={undefined} rowKey={(row) => row} empty="" />
      <div style={{ display: 'grid', gap: 12, marginBottom: 20 }}>
        <Problem
          error={{
            status: 409,
            title: 'Somebody changed this before you',
            detail: 'Bo saved version 4 at 09:12.',
            requestId: '0192f0c1-2345-7abc',
            faults: [{ path: 'price', message: 'was 117.00, is 120.00 now' }],
          }}
          onRetry={() => undefined}
        />
        <Problem error={{ status: 403 }} />
        <Problem error={new TypeError('Failed to fetch')} onRetry={() => undefined} />
        <Problem error={{ status: 500, requestId: '0192f0c1-9999' }} />
      </div>
      <ProgressBar label="Import of 1,204 rows" done={812} total={1204} step="checking prices" />
    </>
  );
}
