// Moving a participant to the next state: which, when, and what that step asks for.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import classes from './AdvanceDrawer.module.css';
import {
  currentOf,
  ChoiceField,
  ConfirmPreview,
  DrawerForm,
  LongTextField,
  notify,
  StatusWord,
  TextField,
  TickField,
  useLanguage,
  type Say,
  refusalInWords,
} from '#ui';
import { advanceFaults, asksArm, asksLastDose, blankStep, needsReason, stepBody, type TypedStep } from './advance-step.ts';
import { withdrawalScopes } from '../rules.ts';
import { subjectsApi, type Subject } from './queries.ts';
import { useSubjectsWords } from './words.ts';

export interface AdvanceDrawerProps {
  readonly subject: Subject;
  /** Civil date of today at the site. */
  readonly today: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The drawer; where somebody else was quicker it shows both and lets the person choose. */
export function AdvanceDrawer({ subject, today, opened, onClose }: AdvanceDrawerProps) {
  const say = useSubjectsWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState<TypedStep>();
  const [tried, setTried] = useState(false);
  const step = typed ?? blankStep(today);
  const leave = () => {
    setTyped(undefined);
    setTried(false);
    advance.reset();
    onClose();
  };
  const advance = useMutation(
    subjectsApi.advance.mutationOptions({
      networkMode: 'always',
      onSuccess: (changed) => {
        notify({ tone: 'good', text: say('advance.done', { number: changed.number, status: say(`state.${changed.status}`) }) });
        leave();
        return requests.invalidateQueries();
      },
    }),
  );
  const send = (version: number) => {
    setTried(true);
    const body = stepBody(step);
    if (body && advanceFaults(step).length === 0)
      advance.mutate({ params: { subjectId: subject.id }, headers: { 'if-match': String(version) }, body });
  };
  const current = currentOf<Pick<Subject, 'status' | 'version'>>(advance.error);
  return (
    <DrawerForm
      title={say('advance.title', { number: subject.number })}
      opened={opened}
      onClose={onClose}
      onSubmit={() => send(subject.version)}
      submitLabel={say('advance.submit')}
      pending={advance.isPending}
      error={current ? undefined : refusalInWords(advance.error, say, language)}
      dirty={typed !== undefined}
    >
      {current && (
        <ConfirmPreview
          title={say('advance.conflictTitle')}
          changes={[{ what: say('status'), before: say(`state.${current.status}`), after: step.to && say(`state.${step.to}`) }]}
          effects={[say('advance.conflictEffect')]}
          confirmLabel={say('advance.conflictSave')}
          onConfirm={() => send(current.version)}
          onCancel={() => {
            leave();
            void requests.invalidateQueries();
          }}
          pending={advance.isPending}
        />
      )}
      <StepFields subject={subject} step={step} onChange={setTyped} faults={tried ? advanceFaults(step) : []} say={say} />
    </DrawerForm>
  );
}

interface StepFieldsProps {
  readonly subject: Subject;
  readonly step: TypedStep;
  readonly onChange: (step: TypedStep) => void;
  readonly faults: readonly string[];
  readonly say: Say;
}

function StepFields({ subject, step, onChange, faults, say }: StepFieldsProps) {
  const set = <K extends keyof TypedStep>(key: K, value: TypedStep[K]) => onChange({ ...step, [key]: value });
  const fault = (key: string) => (faults.includes(key) ? say(`advance.${key}`) : undefined);
  const hasDose = subject.milestones.some((milestone) => milestone.kind === 'first-dose');
  return (
    <>
      <p className={classes.now}>{say('advance.now', { status: say(`state.${subject.status}`) })}</p>
      <ChoiceField
        label={say('advance.to')}
        value={step.to}
        onChange={(to) => set('to', to as TypedStep['to'])}
        required
        choices={[
          { value: '', label: say('advance.choose') },
          ...subject.next.map((state) => ({ value: state, label: say(`state.${state}`) })),
        ]}
        error={fault('needTo')}
      />
      <TextField label={say('advance.on')} kind="date" value={step.on} onChange={(on) => set('on', on)} required error={fault('needOn')} />
      {asksArm(step.to) && (
        <TextField label={say('advance.arm')} value={step.arm} onChange={(arm) => set('arm', arm)} hint={say('advance.armHint')} />
      )}
      {step.to === 'withdrawn' && (
        <fieldset className={classes.set}>
          <legend>{say('advance.scope')}</legend>
          {withdrawalScopes.map((scope) => (
            <TickField
              key={scope}
              label={say(`advance.${scope}`)}
              checked={step.scopes.includes(scope)}
              onChange={(on) => set('scopes', on ? [...step.scopes, scope] : step.scopes.filter((each) => each !== scope))}
            />
          ))}
          {fault('needScope') && (
            <div role="alert">
              <StatusWord tone="blocked" look="plain">
                {fault('needScope')}
              </StatusWord>
            </div>
          )}
        </fieldset>
      )}
      {hasDose && asksLastDose(step.to) && (
        <TextField
          label={say('advance.lastDose')}
          kind="date"
          value={step.lastDoseOn}
          onChange={(on) => set('lastDoseOn', on)}
          hint={say('advance.lastDoseHint')}
        />
      )}
      <LongTextField
        label={say('advance.reason')}
        value={step.reason}
        onChange={(reason) => set('reason', reason)}
        required={needsReason(step.to)}
        error={fault('needReason')}
      />
    </>
  );
}
