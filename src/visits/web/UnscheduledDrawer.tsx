// Adding a visit that the schedule does not plan.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DrawerForm, notify, TextField, TickField, useGo, useLanguage, refusalInWords } from '#ui';
import { scheduleApi, visitsApi } from './queries.ts';
import classes from './UnscheduledDrawer.module.css';
import { useVisitsWords } from './words.ts';

const blank: { readonly name: string; readonly bookedFor: string; readonly activities: readonly string[] } = {
  name: '',
  bookedFor: '',
  activities: [],
};

/** The drawer; opens the new visit when done. */
export function UnscheduledDrawer({
  studyId,
  subjectId,
  opened,
  onClose,
}: {
  readonly studyId: string;
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
  const schedule = useQuery({ ...scheduleApi.schedule.queryOptions({ input: { params: { studyId } } }), enabled: opened });
  const activities = schedule.data?.activities ?? [];
  const add = useMutation(
    visitsApi.addUnscheduled.mutationOptions({
      networkMode: 'always',
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
  const set = (change: Partial<typeof blank>) => setTyped({ ...typed, ...change });
  const submit = () => {
    setTried(true);
    if (!typed.name.trim()) return;
    add.mutate({
      params: { subjectId },
      body: { name: typed.name.trim(), bookedFor: typed.bookedFor || null, activities: [...typed.activities] },
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
        onChange={(name) => set({ name })}
        hint={say('unplanned.nameHint')}
        required
        autoFocus
        error={tried && !typed.name.trim() ? say('unplanned.needName') : undefined}
      />
      <TextField label={say('unplanned.bookedFor')} kind="date" value={typed.bookedFor} onChange={(bookedFor) => set({ bookedFor })} />
      {activities.length > 0 && (
        <fieldset className={classes.set}>
          <legend>{say('unplanned.activities')}</legend>
          {activities.map(({ key, name }) => (
            <TickField
              key={key}
              label={name}
              checked={typed.activities.includes(key)}
              onChange={(ticked) =>
                set({ activities: ticked ? [...typed.activities, key] : typed.activities.filter((each) => each !== key) })
              }
            />
          ))}
        </fieldset>
      )}
    </DrawerForm>
  );
}
