// Re-opening a visit to correct its record: always with a reason, and nothing is deleted.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DrawerForm, LongTextField, notify, useLanguage, refusalInWords } from '#ui';
import { visitsApi, type VisitDetail } from './queries.ts';
import { visitName } from './standing.ts';
import { useVisitsWords } from './words.ts';

/** The drawer. */
export function ReopenDrawer({
  visit,
  opened,
  onClose,
}: {
  readonly visit: VisitDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const say = useVisitsWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const name = visitName(visit, say);
  const correct = useMutation(
    visitsApi.correct.mutationOptions({
      networkMode: 'always',
      onSuccess: () => {
        notify({ tone: 'neutral', text: say('outcome.reopened', { name }) });
        setReason('');
        setTried(false);
        onClose();
        return requests.invalidateQueries();
      },
    }),
  );
  const submit = () => {
    setTried(true);
    if (reason.trim())
      correct.mutate({
        params: { visitId: visit.id },
        headers: { 'if-match': String(visit.version) },
        body: { reason: reason.trim() },
      });
  };
  return (
    <DrawerForm
      title={say('outcome.reopenTitle', { name })}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('outcome.reopen')}
      pending={correct.isPending}
      error={refusalInWords(correct.error, say, language)}
      dirty={reason !== ''}
    >
      <p style={{ marginBottom: 16 }}>{say('outcome.reopenEffect')}</p>
      <LongTextField
        label={say('outcome.reopenReason')}
        value={reason}
        onChange={setReason}
        required
        error={tried && !reason.trim() ? say('outcome.needReason') : undefined}
      />
    </DrawerForm>
  );
}
