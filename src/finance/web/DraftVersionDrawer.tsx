// Drafting the next version: from when, and with whose terms to begin.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, notify, TextField, useGo, useLanguage, refusalInWords } from '#ui';
import { financeApi, type Contract } from './queries.ts';
import { useFinanceWords } from './words.ts';

export interface DraftVersionDrawerProps {
  readonly contract: Contract;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The drawer; opens the draft when it is there. */
export function DraftVersionDrawer({ contract, opened, onClose }: DraftVersionDrawerProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const go = useGo();
  const requests = useQueryClient();
  const latest = contract.versions.at(-1);
  const [from, setFrom] = useState('');
  const [source, setSource] = useState<string>();
  const [tried, setTried] = useState(false);
  const copied = source ?? latest?.id ?? '';
  const draft = useMutation(
    financeApi.draftVersion.mutationOptions({
      onSuccess: async (version) => {
        notify({ tone: 'good', text: say('drafted', { number: version.number }) });
        onClose();
        await requests.invalidateQueries({ queryKey: financeApi.key() });
        go(`/contracts/${contract.id}?version=${version.number}`);
      },
    }),
  );
  const submit = () => {
    setTried(true);
    const origin = contract.versions.find((version) => version.id === copied);
    if (!from) return;
    draft.mutate({
      params: { contractId: contract.id },
      body: {
        effectiveFrom: from,
        overheadBasisPoints: origin?.overheadBasisPoints ?? 0,
        holdback: origin?.holdback ?? null,
        ...(origin ? { billing: origin.billing } : {}),
        copyTermsOf: origin?.id ?? null,
      },
    });
  };
  return (
    <DrawerForm
      title={say(latest ? 'draftNext' : 'draftFirst')}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('draftIt')}
      pending={draft.isPending}
      error={refusalInWords(draft.error, say, language)}
      dirty={from !== ''}
    >
      <TextField
        label={say('effectiveFrom')}
        hint={say('effectiveHint')}
        kind="date"
        value={from}
        onChange={setFrom}
        required
        autoFocus
        error={tried && !from ? say('need.date') : undefined}
      />
      {latest && (
        <ChoiceField
          label={say('beginWith')}
          value={copied}
          onChange={setSource}
          choices={[...contract.versions]
            .reverse()
            .map(({ id, number }) => ({ value: id, label: say('copyOf', { number }) }))
            .concat({ value: 'none', label: say('copyNone') })}
        />
      )}
    </DrawerForm>
  );
}
