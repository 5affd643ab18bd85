// Recording that a visit took place: when, how, why outside its window, and every activity done or not.
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import {
  currentOf,
  Button,
  ChoiceField,
  formatDate,
  formatZone,
  LongTextField,
  notify,
  Problem,
  StatusWord,
  TextField,
  useLanguage,
  type Say,
  refusalInWords,
} from '#ui';
import { ActivityDecisions } from './ActivityDecisions.tsx';
import { blankCompletion, completionBody, completionFaults, notDoneKeys, typedOutBy, type TypedCompletion } from './completion-form.ts';
import classes from './CompletionForm.module.css';
import { CompletionConflict } from './CompletionConflict.tsx';
import { visitsApi, type VisitDetail } from './queries.ts';
import { useVisitsWords } from './words.ts';

/** Draws what completing the visit as typed would bring. */
export type CompletionPreview = (typed: {
  readonly visitId: string;
  readonly serviceDate: string;
  readonly notDone: readonly string[];
}) => ReactNode;

export interface CompletionFormProps {
  readonly visit: VisitDetail;
  readonly preview?: CompletionPreview;
  /** Called when the record has changed, here or elsewhere. */
  readonly onChanged: () => void;
}

/** The form of an open visit; what was typed stays until it is saved. */
export function CompletionForm({ visit, preview, onChanged }: CompletionFormProps) {
  const say = useVisitsWords();
  const language = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(() => blankCompletion(visit));
  const [tried, setTried] = useState(false);
  // Set at once: a second click may come before the pending state is drawn.
  const isSending = useRef(false);
  const complete = useMutation(
    visitsApi.complete.mutationOptions({
      networkMode: 'always',
      onSuccess: (done) => {
        notify({ tone: 'good', text: say('record.completedNotice', { name: done.name, number: done.subjectNumber }) });
        onChanged();
      },
    }),
  );
  const send = (version: number) => {
    setTried(true);
    const body = completionBody(typed, visit);
    if (isSending.current) return;
    if (body) {
      isSending.current = true;
      complete.mutate(
        { params: { visitId: visit.id }, headers: { 'if-match': String(version) }, body },
        {
          onSettled: () => {
            isSending.current = false;
          },
        },
      );
    } else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-undecided="true"]')?.focus());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete.isPending) send(visit.version);
  };
  const faults = tried ? completionFaults(typed, visit) : {};
  const fault = (field: string) => faultText(faults[field], visit, say, language);
  const current = currentOf<VisitDetail>(complete.error);
  const out = typedOutBy(typed, visit);
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.form} aria-label={say('record.title')}>
      {out !== 0 && <OutsideBanner out={out} say={say} />}
      <p className={classes.today}>
        {say('record.actualHint', {
          today: formatDate(visit.today, { language, weekday: true, year: false }),
          zone: formatZone(visit.today, visit.timeZone, language),
        })}
      </p>
      <div className={classes.fields}>
        <TextField
          label={say('record.actualDate')}
          kind="date"
          value={typed.actualDate}
          onChange={(actualDate) => setTyped({ ...typed, actualDate })}
          required
          error={fault('actualDate')}
        />
        <ChoiceField
          label={say('record.modality')}
          value={typed.modality}
          onChange={(modality) => setTyped({ ...typed, modality: modality as TypedCompletion['modality'] })}
          choices={visit.modalities.map((value) => ({ value, label: say(`modality.${value}`) }))}
        />
        {out !== 0 && <ReasonFields typed={typed} onChange={setTyped} visit={visit} fault={fault} say={say} />}
      </div>
      <ActivityDecisions visit={visit} typed={typed} onChange={setTyped} fault={fault} />
      {current && (
        <div role="alert" className={classes.conflict}>
          <CompletionConflict
            current={current}
            typed={typed}
            pending={complete.isPending}
            onSaveMine={() => send(current.version)}
            onTakeTheirs={() => {
              complete.reset();
              onChanged();
            }}
          />
        </div>
      )}
      {complete.error && !current && (
        <div className={classes.conflict}>
          <Problem error={refusalInWords(complete.error, say, language)} />
        </div>
      )}
      <div className={classes.foot}>
        {preview &&
          /^\d{4}-\d{2}-\d{2}$/.test(typed.actualDate) &&
          preview({ visitId: visit.id, serviceDate: typed.actualDate, notDone: notDoneKeys(typed) })}
        <Button type="submit" loading={complete.isPending}>
          {say('record.complete')}
        </Button>
      </div>
    </form>
  );
}

function faultText(key: string | undefined, visit: VisitDetail, say: Say, language: string): string | undefined {
  if (key === undefined) return undefined;
  const on = visit.consentedOn ? formatDate(visit.consentedOn, { language }) : '';
  return say(`record.${key}`, { today: formatDate(visit.today, { language }), on });
}

function OutsideBanner({ out, say }: { readonly out: number; readonly say: Say }) {
  return (
    <output className={classes.banner}>
      <StatusWord tone="late" look="plain">
        {say('record.outside', { count: Math.abs(out), side: say(out > 0 ? 'record.sideLate' : 'record.sideEarly') })}
      </StatusWord>
      <span className={classes.kept}>{say('record.keptNote')}</span>
    </output>
  );
}

interface ReasonFieldsProps {
  readonly typed: TypedCompletion;
  readonly onChange: (typed: TypedCompletion) => void;
  readonly visit: VisitDetail;
  readonly fault: (field: string) => string | undefined;
  readonly say: Say;
}

function ReasonFields({ typed, onChange, visit, fault, say }: ReasonFieldsProps) {
  return (
    <>
      <ChoiceField
        label={say('record.reasonCode')}
        value={typed.reasonCode}
        onChange={(reasonCode) => onChange({ ...typed, reasonCode: reasonCode as TypedCompletion['reasonCode'] })}
        choices={[
          { value: '', label: say('record.chooseReason') },
          ...visit.windowReasons.map((value) => ({ value, label: say(`reasons.${value}`) })),
        ]}
        required
        error={fault('reasonCode')}
      />
      <div className={classes.words}>
        <LongTextField
          label={say(typed.reasonCode === 'other' ? 'record.reason' : 'record.reasonOptional')}
          rows={2}
          value={typed.reason}
          onChange={(reason) => onChange({ ...typed, reason })}
          required={typed.reasonCode === 'other'}
          error={fault('reason')}
        />
      </div>
    </>
  );
}
