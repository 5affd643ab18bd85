// Recording by hand what a contract pays beside the visits and no other page knows of.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, notify, refusalInWords, TextField, useLanguage } from '#ui';
import { financeApi, type RecordableItem } from './queries.ts';
import { useFinanceWords } from './words.ts';

export interface RecordEventDrawerProps {
  readonly subjectId: string;
  readonly items: readonly RecordableItem[];
  /** The civil day at the site, `YYYY-MM-DD`. */
  readonly today: string;
  readonly onClose: () => void;
}

/** The drawer. */
export function RecordEventDrawer({ subjectId, items, today, onClose }: RecordEventDrawerProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState({ item: items.length === 1 ? '0' : '', on: today, note: '' });
  const [tried, setTried] = useState(false);
  const record = useMutation(
    financeApi.recordEvent.mutationOptions({
      onSuccess: async ({ label }) => {
        notify({ tone: 'good', text: say('events.recorded', { label: label ?? '' }) });
        onClose();
        await requests.invalidateQueries({ queryKey: financeApi.key() });
      },
    }),
  );
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed.on);
  const submit = () => {
    setTried(true);
    const item = typed.item === '' ? undefined : items[Number(typed.item)];
    if (!item || !isDay || typed.note.trim() === '') return;
    const { contractId, termKey } = item;
    record.mutate({ params: { subjectId }, body: { contractId, termKey, on: typed.on, note: typed.note.trim() } });
  };
  const choices = items.map(({ label, contractCode }, at) => ({ value: String(at), label: `${label} (${contractCode})` }));
  return (
    <DrawerForm
      title={say('events.record')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('events.record')}
      pending={record.isPending}
      error={refusalInWords(record.error, say, language)}
      dirty={typed.note !== ''}
    >
      <ChoiceField
        label={say('events.item')}
        value={typed.item}
        onChange={(item) => setTyped({ ...typed, item })}
        choices={items.length === 1 ? choices : [{ value: '', label: say('events.need.item') }, ...choices]}
        error={tried && typed.item === '' ? say('events.need.item') : undefined}
      />
      <TextField
        label={say('events.on')}
        kind="date"
        value={typed.on}
        onChange={(on) => setTyped({ ...typed, on })}
        required
        error={tried && !isDay ? say('events.need.on') : undefined}
      />
      <TextField
        label={say('events.note')}
        hint={say('events.noteHint')}
        value={typed.note}
        onChange={(note) => setTyped({ ...typed, note })}
        required
        error={tried && typed.note.trim() === '' ? say('events.need.note') : undefined}
      />
    </DrawerForm>
  );
}
