// The next step of a deviation: what to decide, what the step asks for, then one button.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import {
  currentOf,
  Button,
  ChoiceField,
  ConfirmPreview,
  LongTextField,
  notify,
  Problem,
  StatusWord,
  TextField,
  useLanguage,
  type Change,
  type Say,
  refusalInWords,
} from '#ui';
import classes from './deviations.module.css';
import { monitoringApi, type Deviation } from './queries.ts';
import { assessmentBody, blankAssessment, fieldsOf, type TypedAssessment } from './typed-assessment.ts';
import { useMonitoringWords } from './words.ts';

/** The form; what was typed stays until it is saved. */
export function AssessmentForm({ deviation }: { readonly deviation: Deviation }) {
  const say = useMonitoringWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const [typed, setTyped] = useState(() => blankAssessment(deviation));
  const [tried, setTried] = useState(false);
  const assess = useMutation(
    monitoringApi.assess.mutationOptions({
      onSuccess: async (done) => {
        notify({ tone: 'good', text: say('savedAs', { state: say(`state.${done.state}`) }) });
        await requests.invalidateQueries();
      },
    }),
  );
  const outcome = assessmentBody(typed, deviation);
  const refusal = tried && 'refusal' in outcome ? outcome.refusal : undefined;
  const send = (version: number) => {
    setTried(true);
    if ('body' in outcome)
      assess.mutate({
        params: { deviationId: deviation.id },
        headers: { 'if-match': String(version) },
        body: outcome.body,
      });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!assess.isPending) send(deviation.version);
  };
  const current = currentOf<Deviation>(assess.error);
  return (
    <form onSubmit={submit} noValidate className={classes.form} aria-label={say('nextStep')}>
      <ChoiceField
        label={say('nextStep')}
        value={typed.to}
        onChange={(to) => setTyped({ ...typed, to: deviation.next.find((state) => state === to) ?? '' })}
        choices={[{ value: '', label: say('chooseStep') }, ...deviation.next.map((value) => ({ value, label: say(`step.${value}`) }))]}
        required
        error={refusal === 'step-missing' ? say('refusal.step-missing') : undefined}
      />
      <StepFields typed={typed} onChange={setTyped} refusal={refusal} say={say} />
      {refusal && !besideField.has(refusal) && (
        <div role="alert">
          <StatusWord tone="blocked" look="plain">
            {say(`refusal.${refusal}`, { reportableTo: deviation.reportableTo.join(', ') })}
          </StatusWord>
        </div>
      )}
      {current && (
        <Conflict
          current={current}
          typed={typed}
          pending={assess.isPending}
          onSaveMine={() => send(current.version)}
          onTakeTheirs={() => {
            assess.reset();
            void requests.invalidateQueries();
          }}
        />
      )}
      {assess.error && !current && <Problem error={refusalInWords(assess.error, say, language)} />}
      <Button type="submit" loading={assess.isPending}>
        {typed.to === '' ? say('takeStep') : say(`step.${typed.to}`)}
      </Button>
    </form>
  );
}

/** Refusals that stand beside the field they are about. */
const besideField: ReadonlySet<string> = new Set([
  'step-missing',
  'importance-missing',
  'recipients-missing',
  'root-cause-missing',
  'reason-missing',
]);

interface StepFieldsProps {
  readonly typed: TypedAssessment;
  readonly onChange: (typed: TypedAssessment) => void;
  readonly refusal: string | undefined;
  readonly say: Say;
}

function StepFields({ typed, onChange, refusal, say }: StepFieldsProps) {
  const fields = fieldsOf(typed.to);
  const fault = (code: string) => (refusal === code ? say(`refusal.${code}`) : undefined);
  return (
    <>
      {fields.includes('important') && (
        <ChoiceField
          label={say('importance')}
          hint={say('importanceHint')}
          value={typed.important}
          onChange={(value) => onChange({ ...typed, important: value === 'yes' || value === 'no' ? value : '' })}
          choices={[
            { value: '', label: say('choose') },
            { value: 'yes', label: say('important') },
            { value: 'no', label: say('notImportant') },
          ]}
          required
          error={fault('importance-missing')}
        />
      )}
      {fields.includes('reportableTo') && (
        <TextField
          label={say('reportableTo')}
          hint={say('reportableHint')}
          value={typed.reportableTo}
          onChange={(reportableTo) => onChange({ ...typed, reportableTo })}
          required={typed.to === 'reporting-due'}
          error={fault('recipients-missing')}
        />
      )}
      {fields.includes('rootCause') && (
        <LongTextField
          label={say('rootCause')}
          hint={say('rootCauseHint')}
          value={typed.rootCause}
          onChange={(rootCause) => onChange({ ...typed, rootCause })}
          required={typed.to === 'root-cause-found'}
          error={fault('root-cause-missing')}
        />
      )}
      {fields.includes('reason') && (
        <LongTextField
          label={say('voidReason')}
          hint={say('voidHint')}
          value={typed.reason}
          onChange={(reason) => onChange({ ...typed, reason })}
          required
          error={fault('reason-missing')}
        />
      )}
    </>
  );
}

interface ConflictProps {
  readonly current: Deviation;
  readonly typed: TypedAssessment;
  readonly pending: boolean;
  readonly onSaveMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Somebody else was quicker: what stands now beside what was typed. */
function Conflict({ current, typed, pending, onSaveMine, onTakeTheirs }: ConflictProps) {
  const say = useMonitoringWords();
  const stillPossible = typed.to !== '' && current.next.includes(typed.to);
  const important = (value: boolean | null) => (value === null ? say('notYet') : say(value ? 'important' : 'notImportant'));
  const changes: readonly Change[] = [
    { what: say('standing'), before: say(`state.${current.state}`), after: typed.to === '' ? '' : say(`state.${typed.to}`) },
    {
      what: say('importance'),
      before: important(current.important),
      after: important(typed.important === '' ? null : typed.important === 'yes'),
    },
    { what: say('reportableTo'), before: current.reportableTo.join(', ') || say('nobody'), after: typed.reportableTo || say('nobody') },
    { what: say('rootCause'), before: current.rootCause ?? say('notYet'), after: typed.rootCause || say('notYet') },
  ];
  return (
    <ConfirmPreview
      title={say('conflict.title')}
      changes={changes.filter((change) => change.before !== change.after)}
      effects={[say(stillPossible ? 'conflict.text' : 'conflict.gone')]}
      confirmLabel={say(stillPossible ? 'conflict.saveMine' : 'conflict.see')}
      onConfirm={stillPossible ? onSaveMine : onTakeTheirs}
      {...(stillPossible ? { onCancel: onTakeTheirs } : {})}
      pending={pending}
    />
  );
}
