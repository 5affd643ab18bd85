// The act of signing: what proves who signs, then one signature under each record as it was reviewed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DrawerForm, notify, refusalInWords, StatusWord, useLanguage } from '#ui';
import { missingOf, nothingTyped, ProofFields } from './ProofFields.tsx';
import { proveForSigning } from './prove.ts';
import { signaturesApi, type Needs, type SignedRecord } from './queries.ts';
import classes from './signatures.module.css';
import { named } from './SignedContent.tsx';
import { useSignatureWords } from './words.ts';

export interface SigningDrawerProps {
  /** As they were reviewed. */
  readonly records: readonly SignedRecord[];
  readonly needs: Needs;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onSigned: () => void;
  /** Where the signature is part of an act, such as a release: sends that act with what a demo's person typed, once the proof is given. */
  readonly act?: (demoConfirmation: string | null) => Promise<unknown>;
  /** What the act's button says instead of "Sign". */
  readonly submitLabel?: string;
}

/** The drawer. */
export function SigningDrawer({ records, needs, opened, onClose, onSigned, act, submitLabel }: SigningDrawerProps) {
  const say = useSignatureWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState(nothingTyped);
  const [missing, setMissing] = useState<ReturnType<typeof missingOf>>([]);
  const [refused, setRefused] = useState<string>();
  const [proving, setProving] = useState(false);
  const send = useMutation(signaturesApi.sign.mutationOptions());
  const sign = useMutation({
    networkMode: 'always',
    mutationFn: async (demoConfirmation: string | null) => {
      if (act) return act(demoConfirmation);
      const asked = records.map(({ kind, recordId, version, contentSha256 }) => ({ kind, recordId, version, sha256: contentSha256 }));
      return send.mutateAsync({ body: { records: asked, demoConfirmation } });
    },
    onSuccess: async () => {
      if (!act) notify({ tone: 'good', text: say('signedNow', { count: records.length }) });
      await requests.invalidateQueries();
      onSigned();
    },
    onSettled: () => setTyped(nothingTyped),
  });
  // No secret outlives the drawer. A refusal may have come of another version: what stands behind the drawer is read again.
  const close = () => {
    setTyped(nothingTyped);
    setRefused(undefined);
    setMissing([]);
    if (sign.isError) void requests.invalidateQueries();
    sign.reset();
    onClose();
  };
  const submit = async () => {
    setRefused(undefined);
    const untyped = missingOf(typed, needs);
    setMissing(untyped);
    if (untyped.length > 0) return;
    if (needs !== 'demo') {
      setProving(true);
      const proved = await proveForSigning(
        records.map((record) => record.contentSha256),
        typed,
      ).finally(() => setProving(false));
      if (proved !== 'proved') return setRefused(proved === 'refused' ? 'proofRefused' : 'unreachable');
    }
    sign.mutate(needs === 'demo' ? typed.confirmation : null);
  };
  return (
    <DrawerForm
      title={say('signTitle', { count: records.length })}
      opened={opened}
      onClose={close}
      onSubmit={() => void submit()}
      submitLabel={submitLabel ?? say('sign')}
      pending={proving || sign.isPending}
      error={refusalInWords(sign.error, say, language)}
    >
      <p className={classes.lead}>{say('signLead', { count: records.length })}</p>
      <ul className={classes.rows}>
        {records.map((record) => (
          <li key={record.recordId}>
            {named(say, 'kind', record.kind)}: {record.title}, {say('version', { version: record.version })}
          </li>
        ))}
      </ul>
      <div role="alert" className={classes.refused}>
        {refused && <StatusWord tone="blocked">{say(refused)}</StatusWord>}
      </div>
      <ProofFields needs={needs} typed={typed} missing={missing} onChange={setTyped} />
    </DrawerForm>
  );
}
