// A draft of the schedule: what releasing it will do, the reason for it, then one button.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmPreview, LongTextField, notify } from '#ui';
import { studiesApi, type ScheduleVersion } from './queries.ts';
import { useStudiesWords } from './words.ts';

/** Shown above a draft that the reader may release. */
export function ReleaseSchedule({ version: draft, onReleased }: { readonly version: ScheduleVersion; readonly onReleased?: () => void }) {
  const say = useStudiesWords();
  const requests = useQueryClient();
  const [reason, setReason] = useState('');
  const { id, number, status, version, can } = draft;
  const release = useMutation(
    studiesApi.releaseSchedule.mutationOptions({
      networkMode: 'always',
      onSuccess: () => {
        notify({ tone: 'good', text: say('schedule.releasedNotice', { number }) });
        onReleased?.();
        return requests.invalidateQueries();
      },
    }),
  );
  if (status !== 'draft' || !can.release) return null;
  const body = reason.trim() === '' ? {} : { reason: reason.trim() };
  return (
    <ConfirmPreview
      title={say('schedule.releaseTitle', { number })}
      effects={[say('schedule.releaseEffect'), say('schedule.releaseSites'), say('schedule.releaseFixed')]}
      confirmLabel={say('schedule.release', { number })}
      onConfirm={() => release.mutate({ params: { scheduleVersionId: id }, headers: { 'if-match': String(version) }, body })}
      pending={release.isPending}
      error={release.error}
    >
      <LongTextField label={say('schedule.reason')} hint={say('schedule.reasonHint')} value={reason} onChange={setReason} rows={2} />
    </ConfirmPreview>
  );
}
