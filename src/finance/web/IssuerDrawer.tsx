// The particulars of one organization that issues invoices, logo included.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { percent } from '../rules.ts';
import { DrawerForm, LongTextField, notify, NumberField, refusalInWords, sendFile, TextField, useLanguage, zoneHere } from '#ui';
import { useInvoiceWords } from './invoice-words.ts';
import { type LogoChoice, LogoField } from './LogoField.tsx';
import { financeApi, type Issuer } from './queries.ts';
import { basisPointsOf } from './read-typed.ts';

function typedIssuer({ organization, particulars }: Issuer) {
  return {
    legalName: particulars?.legalName ?? organization,
    address: particulars?.address ?? '',
    taxNumber: particulars?.taxNumber ?? '',
    bankDetails: particulars?.bankDetails ?? '',
    timeZone: particulars?.timeZone ?? zoneHere(),
    invoiceFormat: particulars?.invoiceFormat ?? 'SW-{year}-{number:5}',
    creditNoteFormat: particulars?.creditNoteFormat ?? 'CN-{year}-{number:5}',
    taxLabel: particulars?.tax?.label ?? '',
    taxPercent: particulars?.tax ? percent(particulars.tax.basisPoints).slice(0, -1) : '',
  };
}

/** The drawer. */
export function IssuerDrawer({ issuer, onClose }: { readonly issuer: Issuer; readonly onClose: () => void }) {
  const say = useInvoiceWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState(() => typedIssuer(issuer));
  const [logo, setLogo] = useState<LogoChoice>('kept');
  const [tried, setTried] = useState(false);
  const save = useMutation(
    financeApi.saveIssuer.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('saved') });
        onClose();
        await requests.invalidateQueries({ queryKey: financeApi.key() });
      },
    }),
  );
  const sending = useMutation({ mutationFn: (file: File) => sendFile({ path: '/files/logo', file, type: file.type }) });
  const chooseLogo = (choice: LogoChoice) => {
    setLogo(choice);
    // What was refused of another picture no longer holds.
    sending.reset();
    save.reset();
  };
  const keptLogo = issuer.particulars?.logoFileId ?? null;
  const points = basisPointsOf(typed.taxPercent, 10_000);
  // A name without a rate, or a rate without a name, is no tax and must not pass for none.
  const isTaxHalf = typed.taxLabel.trim() === '' ? typed.taxPercent.trim() !== '' : !points;
  const submit = async () => {
    setTried(true);
    if (isTaxHalf || [typed.legalName, typed.address].some((text) => text.trim() === '')) return;
    const { taxLabel, taxPercent: _, taxNumber, bankDetails, ...words } = typed;
    const logoFileId = typeof logo === 'object' ? (await sending.mutateAsync(logo.file)).id : logo === 'kept' ? keptLogo : null;
    const tax = taxLabel.trim() !== '' && points ? { label: taxLabel.trim(), basisPoints: points } : null;
    save.mutate({
      params: { organizationId: issuer.organizationId },
      headers: { 'if-match': String(issuer.version) },
      body: { ...words, taxNumber: taxNumber.trim() || null, bankDetails: bankDetails.trim() || null, tax, logoFileId },
    });
  };
  const field = (key: keyof typeof typed, required = false) => ({
    label: say(key),
    value: typed[key],
    onChange: (value: string) => setTyped({ ...typed, [key]: value }),
    required,
    error: required && tried && typed[key].trim() === '' ? say('needed') : undefined,
  });
  return (
    <DrawerForm
      title={issuer.organization}
      opened
      onClose={onClose}
      onSubmit={() => void submit().catch(() => undefined)}
      pending={save.isPending || sending.isPending}
      error={refusalInWords(sending.error ?? save.error, say, language)}
    >
      <TextField {...field('legalName', true)} />
      <LongTextField {...field('address', true)} />
      <TextField {...field('taxNumber')} />
      <LongTextField {...field('bankDetails')} />
      <TextField {...field('timeZone', true)} />
      <TextField {...field('invoiceFormat', true)} hint={say('formatHint')} />
      <TextField {...field('creditNoteFormat', true)} hint={say('formatHint')} />
      <TextField {...field('taxLabel')} hint={say('taxHint')} />
      <NumberField {...field('taxPercent')} unit="%" error={tried && isTaxHalf ? say('taxHalf') : undefined} />
      <LogoField keptFileId={keptLogo} choice={logo} onChoose={chooseLogo} />
    </DrawerForm>
  );
}
