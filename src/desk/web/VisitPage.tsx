// A visit with what other rooms know of it: what it would earn, what it earned, the deviations that follow, and its trail.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, DataTable, DateText, StatusWord, useMay, usePageParams, type Say } from '#ui';
import { VisitRecord } from '#visits/web';
import { EarningsPreview } from './EarningsPreview.tsx';
import { LineTable } from './EarnedLines.tsx';
import { deskApi, type Deviation } from './queries.ts';
import { RecordHistory } from './RecordHistory.tsx';
import classes from './desk.module.css';
import { useDeskWords } from './words.ts';

/** The page of a visit. */
export function VisitPage() {
  const { visitId } = usePageParams<'visitId'>();
  return (
    <>
      <VisitRecord
        key={visitId}
        visitId={visitId}
        preview={(typed) => <EarningsPreview {...typed} />}
        consequences={(visit) => (
          <>
            <Earned visitId={visit.id} />
            <Deviations visit={visit} />
          </>
        )}
      />
      <Trail key={`trail ${visitId}`} visitId={visitId} />
    </>
  );
}

function Earned({ visitId }: { readonly visitId: string }) {
  const say = useDeskWords();
  const may = useMay('finance.preview');
  const lines = useQuery({ ...deskApi.finance.visitEarnings.queryOptions({ input: { params: { visitId } } }), enabled: may });
  if (!may) return null;
  return (
    <section>
      <h2 className={classes.heading}>{say('earnings.heading')}</h2>
      <LineTable lines={lines.data} error={lines.data ? undefined : lines.error} onRetry={() => void lines.refetch()} withSum />
    </section>
  );
}

interface OfVisit {
  readonly id: string;
  readonly studyId: string;
  readonly subjectId: string;
}

function Deviations({ visit }: { readonly visit: OfVisit }) {
  const say = useDeskWords();
  const may = useMay('monitoring.view');
  const input = { params: { studyId: visit.studyId }, query: { subjectId: visit.subjectId } };
  const all = useQuery({ ...deskApi.monitoring.deviations.queryOptions({ input }), enabled: may });
  const own = all.data?.filter((deviation) => deviation.visitId === visit.id);
  if (!may) return null;
  return (
    <section>
      <h2 className={classes.heading}>{say('deviations.heading')}</h2>
      <DataTable
        label={say('deviations.heading')}
        columns={[
          { key: 'what', header: say('deviations.what'), cell: (row) => <span className={classes.wrap}>{row.summary}</span> },
          { key: 'state', header: say('deviations.state'), cell: (row) => <DeviationState deviation={row} say={say} /> },
          { key: 'on', header: say('deviations.on'), cell: (row) => <DateText date={row.occurredOn} /> },
        ]}
        rows={own}
        rowKey={(row) => row.id}
        error={all.data ? undefined : all.error}
        onRetry={() => void all.refetch()}
        empty={<p style={{ padding: 12 }}>{say('deviations.none')}</p>}
      />
    </section>
  );
}

function DeviationState({ deviation, say }: { readonly deviation: Deviation; readonly say: Say }) {
  return (
    <StatusWord look="plain" tone={['closed', 'voided'].includes(deviation.state) ? 'neutral' : 'attention'}>
      {say(`deviations.states.${deviation.state}`)}
    </StatusWord>
  );
}

function Trail({ visitId }: { readonly visitId: string }) {
  const say = useDeskWords();
  const may = useMay('audit.view');
  const [shown, setShown] = useState(false);
  const visit = useQuery(deskApi.visits.view.queryOptions({ input: { params: { visitId } } }));
  if (!may || !visit.data) return null;
  return (
    <section>
      <h2 className={classes.heading}>{say('trail.heading')}</h2>
      <p style={{ marginBottom: 12 }}>
        <Button variant="default" size="xs" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {say(shown ? 'trail.hide' : 'trail.show')}
        </Button>
      </p>
      {shown && <RecordHistory recordId={visitId} room="visits" timeZone={visit.data.timeZone} />}
    </section>
  );
}
