// Opening a contract for one site of a study, or for all.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isCurrency } from '#lib';
import { ChoiceField, DrawerForm, notify, TextField, useGo, useLanguage, refusalInWords } from '#ui';
import { financeApi } from './queries.ts';
import { useFinanceWords } from './words.ts';

export interface NewContractDrawerProps {
  readonly studyId: string;
  readonly sites: ReadonlyMap<string, string>;
  readonly payers: ReadonlyMap<string, string>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const blank = { code: '', siteId: '', payerId: '', currency: 'USD' };
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The drawer; opens the contract's page when it is done. */
export function NewContractDrawer({ studyId, sites, payers, opened, onClose }: NewContractDrawerProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const go = useGo();
  const requests = useQueryClient();
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const create = useMutation(
    financeApi.createContract.mutationOptions({
      onSuccess: async (contract) => {
        notify({ tone: 'good', text: say('contractOpened', { code: contract.code }) });
        onClose();
        await requests.invalidateQueries({ queryKey: financeApi.key() });
        go(`/contracts/${contract.id}`);
      },
    }),
  );
  const currency = typed.currency.trim().toUpperCase();
  const code = typed.code.trim();
  const submit = () => {
    setTried(true);
    if (!CODE.test(code) || !isCurrency(currency)) return;
    create.mutate({
      params: { studyId },
      body: { code, currency, siteId: typed.siteId || null, payerId: typed.payerId || null },
    });
  };
  const choices = (first: string, from: ReadonlyMap<string, string>) => [
    { value: '', label: first },
    ...[...from].map(([value, label]) => ({ value, label })),
  ];
  return (
    <DrawerForm
      title={say('newContract')}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('openContract')}
      pending={create.isPending}
      error={refusalInWords(create.error, say, language)}
      dirty={typed !== blank}
    >
      <TextField
        label={say('contractCode')}
        hint={say('contractCodeHint')}
        value={typed.code}
        onChange={(value) => setTyped({ ...typed, code: value })}
        required
        autoFocus
        error={tried && !CODE.test(code) ? say('need.code') : undefined}
      />
      <ChoiceField
        label={say('covers')}
        value={typed.siteId}
        onChange={(siteId) => setTyped({ ...typed, siteId })}
        choices={choices(say('coversAll'), sites)}
      />
      <ChoiceField
        label={say('payer')}
        value={typed.payerId}
        onChange={(payerId) => setTyped({ ...typed, payerId })}
        choices={choices(say('noPayer'), payers)}
      />
      <TextField
        label={say('currency')}
        hint={say('currencyHint')}
        value={typed.currency}
        onChange={(value) => setTyped({ ...typed, currency: value })}
        required
        error={tried && !isCurrency(currency) ? say('need.currency') : undefined}
      />
    </DrawerForm>
  );
}
