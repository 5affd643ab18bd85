// Taking an issued invoice back: void it before it is sent, or credit it whole or by line, always with a reason.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DrawerForm, notify, TextField, TickField, refusalInWords, useGo, useLanguage } from '#ui';
import { useInvoiceWords } from './invoice-words.ts';
import { financeApi, type Invoice } from './queries.ts';

export type Correction = 'void' | 'credit';

export interface CorrectionDrawerProps {
  readonly invoice: Invoice;
  /** Null: closed. */
  readonly correction: Correction | null;
  /** Lines that a credit note is limited to; none: all that are left. */
  readonly chosen: readonly string[];
  readonly onClose: () => void;
}

/** The drawer; opens the credit note when it is issued. */
export function CorrectionDrawer({ invoice, correction, chosen, onClose }: CorrectionDrawerProps) {
  const say = useInvoiceWords();
  const language = useLanguage();
  const go = useGo();
  const requests = useQueryClient();
  const [reason, setReason] = useState('');
  const [frees, setFrees] = useState(true);
  const [tried, setTried] = useState(false);
  const done = (key: string) => ({
    onSuccess: async (after: Invoice) => {
      notify({ tone: 'good', text: say(key, { number: after.number ?? '' }) });
      onClose();
      if (after.id !== invoice.id) go(`/invoices/${after.id}`);
      await requests.invalidateQueries({ queryKey: financeApi.key() });
    },
  });
  const voiding = useMutation(financeApi.voidInvoice.mutationOptions(done('voided')));
  const crediting = useMutation(financeApi.creditInvoice.mutationOptions(done('noteIssued')));
  const isVoid = correction === 'void';
  const submit = () => {
    setTried(true);
    if (reason.trim() === '') return;
    const target = { params: { invoiceId: invoice.id }, headers: { 'if-match': String(invoice.version) } };
    if (isVoid) voiding.mutate({ ...target, body: { reason: reason.trim() } });
    else crediting.mutate({ ...target, body: { reason: reason.trim(), frees, lineIds: chosen.length > 0 ? [...chosen] : null } });
  };
  return (
    <DrawerForm
      title={say(isVoid ? 'voidTitle' : 'creditTitle')}
      opened={correction !== null}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say(isVoid ? 'void' : 'creditTitle')}
      pending={voiding.isPending || crediting.isPending}
      error={refusalInWords(voiding.error ?? crediting.error, say, language)}
      dirty={reason !== ''}
    >
      <p>{isVoid ? say('voidText') : chosen.length > 0 ? say('creditChosen', { count: chosen.length }) : say('creditAll')}</p>
      <TextField
        label={say('reason')}
        value={reason}
        onChange={setReason}
        required
        error={tried && reason.trim() === '' ? say('whyNeeded') : undefined}
      />
      {!isVoid && <TickField label={say('frees')} hint={say('freesHint')} checked={frees} onChange={setFrees} />}
    </DrawerForm>
  );
}
