// Which count outlooks stand on: saying so with a reason, and who said it.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, DrawerForm, formatInstant, LongTextField, notify, PageLink, refusalInWords, useLanguage, zoneHere } from '#ui';
import type { Choice } from './activity-queries.ts';
import { useActivityWords } from './activity-words.ts';
import { useMarketChanged } from './held-queries.ts';
import classes from './held.module.css';
import { marketApi } from './queries.ts';

export interface ChooseActivityProps {
  /** Null: no count, but the shipped weights. */
  readonly importId: string | null;
}

/** The button, and the drawer in which the reason is said. */
export function ChooseActivity({ importId }: ChooseActivityProps) {
  const say = useActivityWords();
  const language = useLanguage();
  const changed = useMarketChanged();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const close = () => {
    setOpened(false);
    setTried(false);
    setReason('');
  };
  const choose = useMutation(
    marketApi.chooseActivity.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('choose.done') });
        close();
        await changed();
      },
    }),
  );
  const isMissing = reason.trim() === '';
  const submit = () => {
    setTried(true);
    if (!isMissing) choose.mutate({ body: { importId, reason } });
  };
  const label = say(importId === null ? 'choose.none' : 'choose.this');
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {label}
      </Button>
      <DrawerForm
        title={label}
        opened={opened}
        onClose={close}
        onSubmit={submit}
        submitLabel={say('choose.submit')}
        pending={choose.isPending}
        error={refusalInWords(choose.error, say, language)}
        dirty={!isMissing}
      >
        <p>{say('choose.text')}</p>
        <LongTextField
          label={say('choose.reason')}
          value={reason}
          onChange={setReason}
          error={tried && isMissing ? say('choose.reasonMissing') : undefined}
          required
        />
      </DrawerForm>
    </>
  );
}

/** Who chose what outlooks stand on, and why. */
export function ChoiceSaid({ of: { by, at, reason } }: { readonly of: Choice }) {
  const say = useActivityWords();
  const language = useLanguage();
  return (
    <p className={classes.quiet}>
      {say('choose.said', { by, at: formatInstant(at, zoneHere(), { language }), reason })}{' '}
      <PageLink to="/market">{say('choose.see')}</PageLink>
    </p>
  );
}
