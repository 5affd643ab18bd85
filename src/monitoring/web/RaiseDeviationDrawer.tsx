// Raising a deviation that no rule can see, for a participant.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, LongTextField, notify, TextField, useLanguage, refusalInWords } from '#ui';
import { deviationCategories } from '../rules.ts';
import { monitoringApi } from './queries.ts';
import { useMonitoringWords } from './words.ts';

interface RaiseDeviationDrawerProps {
  readonly subjectId: string;
  readonly subjectNumber: string;
  /** The visit it belongs to. */
  readonly visitId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const blank = { category: '', occurredOn: '', summary: '', reason: '' };

/** The drawer. */
export function RaiseDeviationDrawer({ subjectId, subjectNumber, visitId, opened, onClose }: RaiseDeviationDrawerProps) {
  const say = useMonitoringWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const raise = useMutation(
    monitoringApi.raise.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('raised') });
        setTyped(blank);
        setTried(false);
        onClose();
        await requests.invalidateQueries({ queryKey: monitoringApi.key() });
      },
    }),
  );
  const category = deviationCategories.find((each) => each === typed.category);
  const summary = typed.summary.trim();
  const submit = () => {
    setTried(true);
    if (!category || !typed.occurredOn || !summary) return;
    const body = { category, occurredOn: typed.occurredOn, summary, reason: typed.reason.trim() || null, visitId };
    raise.mutate({ params: { subjectId }, body });
  };
  const need = (missing: boolean, key: string) => (tried && missing ? say(key) : undefined);
  return (
    <DrawerForm
      title={say('raiseTitle', { number: subjectNumber })}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('raise')}
      pending={raise.isPending}
      error={refusalInWords(raise.error, say, language)}
      dirty={typed !== blank}
    >
      <ChoiceField
        label={say('categoryTitle')}
        value={typed.category}
        onChange={(value) => setTyped({ ...typed, category: value })}
        choices={[{ value: '', label: say('choose') }, ...deviationCategories.map((value) => ({ value, label: say(`category.${value}`) }))]}
        required
        error={need(!category, 'needCategory')}
      />
      <TextField
        label={say('occurredOn')}
        kind="date"
        value={typed.occurredOn}
        onChange={(occurredOn) => setTyped({ ...typed, occurredOn })}
        required
        error={need(!typed.occurredOn, 'needDay')}
      />
      <TextField
        label={say('summary')}
        hint={say('summaryHint')}
        value={typed.summary}
        onChange={(value) => setTyped({ ...typed, summary: value })}
        required
        error={need(!summary, 'needSummary')}
      />
      <LongTextField label={say('reason')} value={typed.reason} onChange={(reason) => setTyped({ ...typed, reason })} />
    </DrawerForm>
  );
}
