// The next step of a signal: take it, say what it was, close it with an outcome; what was typed stays until it is saved.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button, ChoiceField, LongTextField, Problem, StatusWord, currentOf, notify, refusalInWords, useLanguage } from '#ui';
import { signalOutcomes } from '../rules/signal.ts';
import classes from './deviations.module.css';
import { useIndicatorWords } from './indicator-words.ts';
import { monitoringApi, type Signal } from './queries.ts';

const blank = { to: '', comment: '', outcome: '' };

/** What the typed step lacks; undefined where it can be sent. */
export function lackOf({ to, comment, outcome }: typeof blank): string | undefined {
  if (to === '') return 'step-missing';
  if ((to === 'explained' || to === 'acted-on') && comment.trim() === '') return 'comment-missing';
  return to === 'closed' && outcome === '' ? 'outcome-missing' : undefined;
}

/** The form. */
export function SignalForm({ signal }: { readonly signal: Signal }) {
  const say = useIndicatorWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState({ ...blank, to: signal.state === 'new' ? 'being-looked-at' : '' });
  const [tried, setTried] = useState(false);
  const handle = useMutation(
    monitoringApi.handleSignal.mutationOptions({
      onSuccess: async ({ state }) => {
        notify({ tone: 'good', text: say('savedAs', { state: say(`state.${state}`) }) });
        await requests.invalidateQueries();
      },
      onError: (error) => {
        if (currentOf(error)) void requests.invalidateQueries();
      },
    }),
  );
  const to = signal.next.find((state) => state === typed.to);
  const outcome = signalOutcomes.find((each) => each === typed.outcome);
  const comment = typed.comment.trim();
  const lack = tried ? lackOf(typed) : undefined;
  const fault = (code: string) => (lack === code ? say(`refusal.${code}`) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (handle.isPending || !to || lackOf(typed)) return;
    const body = { to, ...(comment ? { comment } : {}), ...(to === 'closed' && outcome ? { outcome } : {}) };
    handle.mutate({ params: { signalId: signal.id }, headers: { 'if-match': String(signal.version) }, body });
  };
  const isConflict = currentOf(handle.error) !== undefined;
  return (
    <form onSubmit={submit} noValidate className={classes.form} aria-label={say('nextStep')}>
      <ChoiceField
        label={say('nextStep')}
        value={typed.to}
        onChange={(value) => setTyped({ ...typed, to: value })}
        choices={[{ value: '', label: say('choose') }, ...signal.next.map((value) => ({ value, label: say(`step.${value}`) }))]}
        required
        error={fault('step-missing')}
      />
      {typed.to === 'closed' && (
        <ChoiceField
          label={say('outcomeTitle')}
          value={typed.outcome}
          onChange={(value) => setTyped({ ...typed, outcome: value })}
          choices={[{ value: '', label: say('choose') }, ...signalOutcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))]}
          required
          error={fault('outcome-missing')}
        />
      )}
      <LongTextField
        label={say('commentTitle')}
        hint={say('commentHint')}
        value={typed.comment}
        onChange={(value) => setTyped({ ...typed, comment: value })}
        required={typed.to === 'explained' || typed.to === 'acted-on'}
        error={fault('comment-missing')}
      />
      {isConflict && (
        <div role="alert">
          <StatusWord tone="attention" look="plain">
            {say('changedMeanwhile')}
          </StatusWord>
        </div>
      )}
      {handle.error && !isConflict && <Problem error={refusalInWords(handle.error, say, language)} />}
      <Button type="submit" loading={handle.isPending}>
        {to ? say(`step.${to}`) : say('takeStep')}
      </Button>
    </form>
  );
}
