// The way into the editor: on with a draft, a new draft from what is released, or the first one of a study.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Problem, useGo } from '#ui';
import type { StudyDetail, ScheduleVersion } from './queries.ts';
import { studiesClient } from './queries.ts';
import { firstSchedule } from './first-schedule.ts';
import { useStudiesWords } from './words.ts';

export interface EditScheduleProps {
  readonly study: StudyDetail;
  /** Null where the study has no schedule yet. */
  readonly version: ScheduleVersion | null;
}

/** The button; nothing for readers who may not write schedules. */
export function EditSchedule({ study, version }: EditScheduleProps) {
  const say = useStudiesWords();
  const go = useGo();
  const requests = useQueryClient();
  const begin = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const document = version && (await studiesClient.scheduleDocument({ params: { scheduleVersionId: version.id } }));
      const body = document
        ? { schedule: document.schedule as never, basedOn: document.version.id }
        : { schedule: firstSchedule(say) as never };
      return studiesClient.saveSchedule({ params: { studyId: study.id }, body });
    },
    onSuccess: async (draft) => {
      await requests.invalidateQueries();
      go(`/studies/${study.id}/schedules/${draft.number}/edit`);
    },
  });
  if (!study.can.amend) return null;
  if (version?.can.edit)
    return <Button onClick={() => go(`/studies/${study.id}/schedules/${version.number}/edit`)}>{say('schedule.edit')}</Button>;
  return (
    <>
      <Button variant={version ? 'default' : 'filled'} onClick={() => begin.mutate()} loading={begin.isPending}>
        {say(version ? 'schedule.editAsDraft' : 'schedule.write')}
      </Button>
      {begin.error && <Problem error={begin.error} />}
    </>
  );
}
