// A draft of the schedule: what releasing it will do, then one button.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmPreview, notify } from '#ui';
import { studiesApi, type ScheduleGridView } from './queries.ts';
import { useStudiesWords } from './words.ts';

/** Shown above a draft that the reader may release. */
export function ReleaseSchedule({ grid }: { readonly grid: ScheduleGridView }) {
  const say = useStudiesWords();
  const requests = useQueryClient();
  const { id, number, status, version, can } = grid.schedule;
  const release = useMutation(
    studiesApi.releaseSchedule.mutationOptions({
      networkMode: 'always',
      onSuccess: () => {
        notify({ tone: 'good', text: say('schedule.releasedNotice', { number }) });
        return requests.invalidateQueries();
      },
    }),
  );
  if (status !== 'draft' || !can.release) return null;
  return (
    <ConfirmPreview
      title={say('schedule.releaseTitle', { number })}
      effects={[say('schedule.releaseEffect'), say('schedule.releaseSites')]}
      confirmLabel={say('schedule.release', { number })}
      onConfirm={() => release.mutate({ params: { scheduleVersionId: id }, headers: { 'if-match': String(version) } })}
      pending={release.isPending}
      error={release.error}
    />
  );
}
