// What deviated from the protocol at one visit, and raising what no rule can see.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, EmptyState, useMay } from '#ui';
import { DeviationTable } from './DeviationTable.tsx';
import classes from './deviations.module.css';
import { monitoringApi } from './queries.ts';
import { RaiseDeviationDrawer } from './RaiseDeviationDrawer.tsx';
import { useMonitoringWords } from './words.ts';

interface VisitDeviationsProps {
  readonly visitId: string;
  /** The visit's participant and study: deviations are asked for by them. */
  readonly subjectId: string;
  readonly subjectNumber: string;
  readonly studyId: string;
}

/** The panel; nothing for readers without `monitoring.view`. */
export function VisitDeviations({ visitId, subjectId, subjectNumber, studyId }: VisitDeviationsProps) {
  const say = useMonitoringWords();
  const may = useMay('monitoring.view');
  const mayRaise = useMay('monitoring.draft');
  const [raising, setRaising] = useState(false);
  const deviations = useQuery({
    ...monitoringApi.deviations.queryOptions({ input: { params: { studyId }, query: { subjectId } } }),
    enabled: may,
  });
  if (!may) return null;
  return (
    <section>
      <h2 className={classes.heading}>{say('deviations')}</h2>
      <DeviationTable
        label={say('deviations')}
        rows={deviations.data?.filter((each) => each.visitId === visitId)}
        error={deviations.data ? undefined : deviations.error}
        onRetry={() => void deviations.refetch()}
        empty={
          <EmptyState title={say('noneAtVisit')} icon="shield">
            {say('noneAtVisitText')}
          </EmptyState>
        }
      />
      {mayRaise && (
        <p className={classes.raise}>
          <Button variant="default" size="xs" onClick={() => setRaising(true)}>
            {say('raise')}
          </Button>
        </p>
      )}
      {mayRaise && (
        <RaiseDeviationDrawer
          subjectId={subjectId}
          subjectNumber={subjectNumber}
          visitId={visitId}
          opened={raising}
          onClose={() => setRaising(false)}
        />
      )}
    </section>
  );
}
