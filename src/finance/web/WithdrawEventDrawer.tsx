// Withdrawing what was recorded by hand and did not happen, with a reason.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DrawerForm, notify, refusalInWords, TextField, useLanguage } from '#ui';
import { financeApi, type InvoiceableEvent } from './queries.ts';
import { useFinanceWords } from './words.ts';

export interface WithdrawEventDrawerProps {
  readonly event: InvoiceableEvent;
  readonly onClose: () => void;
}

/** The drawer. */
export function WithdrawEventDrawer({ event, onClose }: WithdrawEventDrawerProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const label = event.label ?? say(`trigger.${event.trigger}`);
  const withdraw = useMutation(
    financeApi.withdrawEvent.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('events.withdrawn', { label }) });
        onClose();
        await requests.invalidateQueries({ queryKey: financeApi.key() });
      },
    }),
  );
  const submit = () => {
    setTried(true);
    if (reason.trim() !== '') withdraw.mutate({ params: { eventId: event.id }, body: { reason: reason.trim() } });
  };
  return (
    <DrawerForm
      title={say('events.withdrawNamed', { label })}
      opened
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('events.withdraw')}
      pending={withdraw.isPending}
      error={refusalInWords(withdraw.error, say, language)}
      dirty={reason !== ''}
    >
      <p>{say('events.withdrawWhat')}</p>
      <TextField
        label={say('events.reason')}
        value={reason}
        onChange={setReason}
        required
        error={tried && reason.trim() === '' ? say('events.need.reason') : undefined}
      />
    </DrawerForm>
  );
}
