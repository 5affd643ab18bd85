// A visit with what other rooms know of it: what it would earn, what it earned, the deviations that follow, and its signatures.
import { EarningPreview, VisitEarnings } from '#finance/web';
import { VisitDeviations } from '#monitoring/web';
import { RecordSignatures } from '#signatures/web';
import { usePageParams } from '#ui';
import { VisitRecord } from '#visits/web';

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
    </>
  );
}
