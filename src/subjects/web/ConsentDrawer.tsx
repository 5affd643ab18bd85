// Recording a consent: the date at the site; the number is issued by the program.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DrawerForm, formatZone, notify, TextField, useGo, useLanguage, refusalInWords } from '#ui';
import { subjectsApi } from './queries.ts';
import { useSubjectsWords } from './words.ts';

export interface ConsentDrawerProps {
  readonly studySiteId: string;
  readonly timeZone: string;
  /** Civil date of today at the site; undefined until it is known. */
  readonly today: string | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The drawer; opens the new participant's page when done. */
export function ConsentDrawer({ studySiteId, timeZone, today, opened, onClose }: ConsentDrawerProps) {
  const say = useSubjectsWords();
  const language = useLanguage();
  const go = useGo();
  const requests = useQueryClient();
  const [typed, setTyped] = useState<string>();
  const [tried, setTried] = useState(false);
  const consentedOn = typed ?? today ?? '';
  const consent = useMutation(
    subjectsApi.consent.mutationOptions({
      networkMode: 'always',
      onSuccess: (subject) => {
        notify({ tone: 'good', text: say('consent.done', { number: subject.number }) });
        setTyped(undefined);
        setTried(false);
        onClose();
        go(`/subjects/${subject.id}`);
        void requests.invalidateQueries();
      },
    }),
  );
  const submit = () => {
    setTried(true);
    if (consentedOn) consent.mutate({ params: { studySiteId }, body: { consentedOn } });
  };
  return (
    <DrawerForm
      title={say('consent.title')}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say('consent.submit')}
      pending={consent.isPending}
      error={refusalInWords(consent.error, say, language)}
      dirty={typed !== undefined}
    >
      <TextField
        label={say('consent.on')}
        kind="date"
        value={consentedOn}
        onChange={setTyped}
        hint={say('consent.zone', { zone: formatZone(consentedOn || '2026-01-01', timeZone, language) })}
        required
        autoFocus
        error={tried && !consentedOn ? say('consent.needDate') : undefined}
      />
      <p style={{ marginBottom: 16 }}>{say('consent.effect')}</p>
    </DrawerForm>
  );
}
