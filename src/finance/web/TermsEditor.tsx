// A draft's rates and prices: typed in one place, split as the contract will split them, saved as a whole, then released.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { Button, currentOf, notify, Problem, StatusWord, useLanguage, refusalInWords } from '#ui';
import classes from './editor.module.css';
import { FailureFields } from './FailureFields.tsx';
import { ItemTable } from './ItemTable.tsx';
import { PriceTable } from './PriceTable.tsx';
import { financeApi, type Contract, type ContractVersionView } from './queries.ts';
import { RateFields } from './RateFields.tsx';
import { ReleasePreview } from './ReleasePreview.tsx';
import { TermsConflict } from './TermsConflict.tsx';
import { faultsWhileTyping, termsBody, termsFaults, typedTerms, type TypedTerms } from './typed-terms.ts';
import { useFinanceWords } from './words.ts';

export interface TermsEditorProps {
  readonly contract: Contract;
  readonly draft: ContractVersionView;
}

/** The form of a draft; what was typed stays until it is saved. */
export function TermsEditor({ contract, draft }: TermsEditorProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const requests = useQueryClient();
  const { currency } = contract;
  const [saved, setSaved] = useState(draft);
  const [typed, setTyped] = useState(() => typedTerms(draft, currency));
  const [tried, setTried] = useState(false);
  const [releasing, setReleasing] = useState(false);
  const take = (version: ContractVersionView) => {
    setSaved(version);
    setTyped(typedTerms(version, currency));
    setTried(false);
  };
  const save = useMutation(
    financeApi.saveTerms.mutationOptions({
      onSuccess: async (version) => {
        notify({ tone: 'good', text: say('termsSaved', { number: version.number }) });
        take(version);
        await requests.invalidateQueries({ queryKey: financeApi.key() });
      },
    }),
  );
  const body = termsBody(typed, currency);
  const isDirty = JSON.stringify(body) !== JSON.stringify(termsBody(typedTerms(saved, currency), currency));
  const send = (version: number) => {
    setTried(true);
    if (body) save.mutate({ params: { versionId: saved.id }, headers: { 'if-match': String(version) }, body });
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) send(saved.version);
  };
  const change = (next: TypedTerms) => {
    setTyped(next);
    setReleasing(false);
  };
  const faults = tried ? termsFaults(typed, currency) : faultsWhileTyping(typed, currency);
  const conflict = currentOf<ContractVersionView>(save.error);
  return (
    <>
      <form ref={form} onSubmit={submit} noValidate aria-label={say('termsOf', { number: draft.number })} className={classes.form}>
        <RateFields typed={typed} onChange={change} faults={faults} />
        <PriceTable contract={contract} typed={typed} onChange={change} faults={faults} />
        <ItemTable contract={contract} typed={typed} onChange={change} faults={faults} />
        <FailureFields typed={typed} onChange={change} currency={currency} fault={faults['failure']} />
        {tried && Object.keys(faults).length > 0 && (
          <div role="alert">
            <StatusWord tone="blocked" look="plain">
              {say('faultCount', { count: Object.keys(faults).length })}
            </StatusWord>
          </div>
        )}
        {conflict && (
          <TermsConflict
            current={conflict}
            mine={body}
            currency={currency}
            pending={save.isPending}
            onSaveMine={() => send(conflict.version)}
            onTakeTheirs={() => {
              save.reset();
              take(conflict);
              void requests.invalidateQueries({ queryKey: financeApi.key() });
            }}
          />
        )}
        {save.error && !conflict && <Problem error={refusalInWords(save.error, say, language)} />}
        {!conflict && (
          <div className={classes.foot}>
            <Button type="submit" variant={isDirty ? 'filled' : 'default'} loading={save.isPending}>
              {say('saveTerms')}
            </Button>
            {saved.can.release && (
              <Button variant={isDirty ? 'default' : 'filled'} disabled={isDirty || releasing} onClick={() => setReleasing(true)}>
                {say('previewRelease')}
              </Button>
            )}
            {isDirty && <span className={classes.quiet}>{say('unsavedTerms')}</span>}
          </div>
        )}
      </form>
      {releasing && !isDirty && <ReleasePreview contract={contract} draft={saved} onClose={() => setReleasing(false)} onNewer={take} />}
    </>
  );
}
