// Adding a visit that the schedule does not plan.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keyFilledIn, refusalInWords } from '#network/web';
import { DrawerForm, LongTextField, notify, TextField, useGo, useLanguage } from '#ui';
import { visitsApi } from './queries.ts';
import { useVisitsWords } from './words.ts';

const blank = { name: '', bookedFor: '', activities: '' };

/** The drawer; opens the new visit when done. */
export function UnscheduledDrawer({
  subjectId,
  opened,
  onClose,
}: {
  readonly subjectId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const say = useVisitsWords();
  const language = useLanguage();
  const go = useGo();
  const requests = useQueryClient();
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const add = useMutation(
    visitsApi.addUnscheduled.mutationOptions({
      onSuccess: (visit) => {
        notify({ tone: 'good', text: say('unplanned.done', { name: visit.name }) });
        setTyped(blank);
        setTried(false);
        onClose();
        go(`/visits/${visit.id}`);
        void requests.invalidateQueries();
      },
    }),
  );
  const set = (key: keyof typeof blank) => (value: string) => setTyped({ ...typed, [key]: value });
  const submit = () => {
    setTried(true);
    if (!typed.name.trim()) return;
    const activities = typed.activities
      .split('\n')
      .map((text) => text.trim())
      .filter((text) => text !== '');
    add.mutate({
      params: { subjectId },
      headers: keyFilledIn,
      body: { name: typed.name.trim(), bookedFor: typed.bookedFor || null, activities },
    });
  };
  return (
    <DrawerForm
      title={say('unplanned.title')}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('unplanned.submit')}
      pending={add.isPending}
      error={refusalInWords(add.error, say, language)}
      dirty={typed !== blank}
    >
      <TextField
        label={say('unplanned.name')}
        value={typed.name}
        onChange={set('name')}
        hint={say('unplanned.nameHint')}
        required
        autoFocus
        error={tried && !typed.name.trim() ? say('unplanned.needName') : undefined}
      />
      <TextField label={say('unplanned.bookedFor')} kind="date" value={typed.bookedFor} onChange={set('bookedFor')} />
      <LongTextField
        label={say('unplanned.activities')}
        value={typed.activities}
        onChange={set('activities')}
        hint={say('unplanned.activitiesHint')}
      />
    </DrawerForm>
  );
}
