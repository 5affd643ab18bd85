// What deviated from the protocol at one visit.
import { useQuery } from '@tanstack/react-query';
import { EmptyState, useMay } from '#ui';
import { DeviationTable } from './DeviationTable.tsx';
import classes from './deviations.module.css';
import { monitoringApi } from './queries.ts';
import { useMonitoringWords } from './words.ts';

export interface VisitDeviationsProps {
  readonly visitId: string;
  /** The visit's participant and study: deviations are asked for by them. */
  readonly subjectId: string;
  readonly studyId: string;
}

/** The panel; nothing for readers without `monitoring.view`. */
export function VisitDeviations({ visitId, subjectId, studyId }: VisitDeviationsProps) {
  const say = useMonitoringWords();
  const may = useMay('monitoring.view');
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
    </section>
  );
}
