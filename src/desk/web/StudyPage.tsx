// A study with how far the participants of its sites came.
import { useQuery } from '@tanstack/react-query';
import { StudyRecord } from '#studies/web';
import { Problem, useMay, usePageParams } from '#ui';
import { deskApi } from './queries.ts';
import { useDeskWords } from './words.ts';

/** The page of a study. */
export function StudyPage() {
  const { studyId } = usePageParams<'studyId'>();
  const say = useDeskWords();
  const mayCount = useMay('subjects.view');
  const funnel = useQuery({ ...deskApi.subjects.funnel.queryOptions({ input: { params: { studyId } } }), enabled: mayCount });
  const figures = funnel.data && new Map(funnel.data.sites.map((site) => [site.studySiteId, site]));
  return (
    <>
      <StudyRecord key={studyId} studyId={studyId} figures={figures} />
      {funnel.error && !funnel.data && <Problem error={funnel.error} next={say('figuresUnread')} onRetry={() => void funnel.refetch()} />}
    </>
  );
}
