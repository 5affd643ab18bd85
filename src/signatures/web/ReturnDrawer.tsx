// Returning a record with a comment instead of signing it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DrawerForm, LongTextField, notify, refusalInWords, useLanguage } from '#ui';
import { signaturesApi, type SignedRecord } from './queries.ts';
import classes from './signatures.module.css';
import { useSignatureWords } from './words.ts';

export interface ReturnDrawerProps {
  readonly record: SignedRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onReturned: () => void;
}

/** The drawer. */
export function ReturnDrawer({ record, opened, onClose, onReturned }: ReturnDrawerProps) {
  const say = useSignatureWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const back = useMutation(
    signaturesApi.returnRecord.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('returnedNow') });
        await requests.invalidateQueries();
        onReturned();
      },
    }),
  );
  const submit = () => {
    setTried(true);
    if (reason.trim() === '') return;
    back.mutate({
      params: { recordId: record.recordId },
      headers: { 'if-match': String(record.version) },
      body: { kind: record.kind, reason: reason.trim() },
    });
  };
  return (
    <DrawerForm
      title={say('returnTitle', { title: record.title })}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('return')}
      pending={back.isPending}
      error={refusalInWords(back.error, say, language)}
      dirty={reason !== ''}
    >
      <p className={classes.lead}>{say('returnLead')}</p>
      <LongTextField
        label={say('comment')}
        value={reason}
        onChange={setReason}
        error={tried && reason.trim() === '' ? say('commentMissing') : undefined}
      />
    </DrawerForm>
  );
}
