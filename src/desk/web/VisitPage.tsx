// A visit with what other rooms know of it: what it would earn, what it earned, the deviations that follow, and its history.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { HistoryPanel } from '#audit/web';
import { EarningPreview, VisitEarnings } from '#finance/web';
import { VisitDeviations } from '#monitoring/web';
import { RecordSignatures } from '#signatures/web';
import { Button, useMay, usePageParams } from '#ui';
import { VisitRecord } from '#visits/web';
import { deskApi } from './queries.ts';
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
        preview={(typed) => <EarningPreview {...typed} />}
        consequences={(visit) => (
          <>
            <VisitEarnings visitId={visit.id} />
            <VisitDeviations visitId={visit.id} subjectId={visit.subjectId} subjectNumber={visit.subjectNumber} studyId={visit.studyId} />
          </>
        )}
      />
      <RecordSignatures key={`signatures ${visitId}`} kind="visits.source" recordId={visitId} />
      <History key={`history ${visitId}`} visitId={visitId} />
    </>
  );
}

/** Folded away until asked for: a coordinator needs it seldom, and it is a request of its own. */
function History({ visitId }: { readonly visitId: string }) {
  const say = useDeskWords();
  const may = useMay('audit.view');
  const [shown, setShown] = useState(false);
  const visit = useQuery(deskApi.visits.view.queryOptions({ input: { params: { visitId } } }));
  if (!may || !visit.data) return null;
  return (
    <section>
      <h2 className={classes.heading}>{say('history.heading')}</h2>
      <p className={classes.part}>
        <Button variant="default" size="xs" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {say(shown ? 'history.hide' : 'history.show')}
        </Button>
      </p>
      {shown && <HistoryPanel recordId={visitId} room="visits" timeZone={visit.data.timeZone} withChildren titled={false} />}
    </section>
  );
}
