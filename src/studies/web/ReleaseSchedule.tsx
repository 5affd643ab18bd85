// A draft of the schedule: what releasing it will do, exactly what is signed, the reason, then one signature that releases it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SignedContent, SigningDrawer, signaturesApi } from '#signatures/web';
import { ConfirmPreview, LongTextField, notify, Problem, ScrollRegion, Waiting } from '#ui';
import { RELEASE_KIND } from '../rules/release.ts';
import { studiesApi, type ScheduleVersion } from './queries.ts';
import classes from './ScheduleSection.module.css';
import { useStudiesWords } from './words.ts';

/** Shown above a draft that the reader may release. */
export function ReleaseSchedule({ version: draft, onReleased }: { readonly version: ScheduleVersion; readonly onReleased?: () => void }) {
  const say = useStudiesWords();
  const requests = useQueryClient();
  const [reason, setReason] = useState('');
  const [isSigning, setSigning] = useState(false);
  const { id, number, status, version, can } = draft;
  const isOffered = status === 'draft' && can.release;
  const asked = signaturesApi.record.queryOptions({ input: { params: { recordId: id }, query: { kind: RELEASE_KIND } } });
  // Another version is another record to sign: what was read of the one before is never taken for it.
  const record = useQuery({ ...asked, queryKey: [...asked.queryKey, version] as unknown as typeof asked.queryKey, enabled: isOffered });
  const release = useMutation(studiesApi.releaseSchedule.mutationOptions({ networkMode: 'always' }));
  if (!isOffered) return null;
  const shown = record.data?.version === version ? record.data : undefined;
  const send = (demoConfirmation: string | null) =>
    release.mutateAsync({
      params: { scheduleVersionId: id },
      headers: { 'if-match': String(version) },
      body: { sha256: shown?.contentSha256 ?? '', demoConfirmation, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
    });
  const released = () => {
    setSigning(false);
    notify({ tone: 'good', text: say('schedule.releasedNotice', { number }) });
    onReleased?.();
    return requests.invalidateQueries();
  };
  return (
    <>
      <ConfirmPreview
        title={say('schedule.releaseTitle', { number })}
        effects={['releaseSigned', 'releaseEffect', 'releaseSites', 'releaseFixed'].map((effect) => say(`schedule.${effect}`))}
        confirmLabel={say('schedule.signRelease', { number })}
        onConfirm={() => setSigning(true)}
        blocked={!shown?.needs}
        pending={release.isPending}
      >
        {record.error && <Problem error={record.error} onRetry={() => void record.refetch()} />}
        {shown ? (
          <ScrollRegion className={classes.signed} label={say('schedule.releaseRead', { number })}>
            <SignedContent record={shown} />
          </ScrollRegion>
        ) : (
          !record.error && <Waiting rows={4} />
        )}
        <LongTextField label={say('schedule.reason')} hint={say('schedule.reasonHint')} value={reason} onChange={setReason} rows={2} />
      </ConfirmPreview>
      {shown?.needs && (
        <SigningDrawer
          records={[shown]}
          needs={shown.needs}
          opened={isSigning}
          onClose={() => setSigning(false)}
          onSigned={() => void released()}
          act={send}
          submitLabel={say('schedule.signRelease', { number })}
        />
      )}
    </>
  );
}
