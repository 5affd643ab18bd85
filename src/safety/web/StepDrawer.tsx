// What follows the record of an adverse event: its end, the judgement of causality, a report that was sent.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField, DrawerForm, LongTextField, notify, refusalInWords, TextField, useLanguage, type Say } from '#ui';
import { causalities, partialDate } from '../rules.ts';
import { DayAndTime } from './DayAndTime.tsx';
import { safetyApi, type AdverseEvent } from './queries.ts';
import { instantOf, wallOf } from './typed-event.ts';
import { useSafetyWords } from './words.ts';

/** What can be done next. */
export type EventStep = 'resolve' | 'judge' | 'report';

export interface StepDrawerProps {
  readonly event: AdverseEvent;
  readonly step: EventStep;
  /** The server's time, which the sending of a report begins with. */
  readonly now: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

interface Typed {
  readonly outcome: string;
  readonly endedOn: string;
  readonly causality: string;
  readonly reason: string;
  readonly day: string;
  readonly time: string;
  readonly sentTo: string;
}

const titles = { resolve: 'resolveTitle', judge: 'judgeTitle', report: 'reportTitle' } as const;

/** The drawer. */
export function StepDrawer({ event, step, now, opened, onClose }: StepDrawerProps) {
  const say = useSafetyWords();
  const language = useLanguage();
  const [kept, setKept] = useState<Typed>();
  const [tried, setTried] = useState(false);
  const wall = wallOf(now, event.timeZone);
  const typed = kept ?? { outcome: 'recovered', endedOn: '', causality: '', reason: '', ...wall, sentTo: '' };
  const { resolve, judge, report } = useSteps(say, () => {
    setKept(undefined);
    setTried(false);
    onClose();
  });
  const faults = faultsOf(step, typed, event.timeZone);
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const to = { params: { adverseEventId: event.id }, headers: { 'if-match': String(event.version) } };
    const causality = causalities.find((each) => each === typed.causality);
    const outcome = typed.outcome === 'recovered' ? ('recovered' as const) : ('recovered-with-sequelae' as const);
    if (step === 'resolve') resolve.mutate({ ...to, body: { outcome, endedOn: typed.endedOn.trim() } });
    else if (step === 'judge' && causality) judge.mutate({ ...to, body: { causality, reason: typed.reason.trim() || null } });
    else report.mutate({ ...to, body: { sentAt: String(instantOf(typed.day, typed.time, event.timeZone)), sentTo: typed.sentTo.trim() } });
  };
  const error = resolve.error ?? judge.error ?? report.error;
  const fault = (field: keyof Typed) => (tried && faults[field] ? say(faults[field]) : undefined);
  return (
    <DrawerForm
      title={say(titles[step], { term: event.term })}
      opened={opened}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={say(step)}
      pending={resolve.isPending || judge.isPending || report.isPending}
      error={refusalInWords(error, say, language)}
      dirty={kept !== undefined}
    >
      <StepFields step={step} typed={typed} onChange={setKept} fault={fault} say={say} />
    </DrawerForm>
  );
}

function useSteps(say: Say, done: () => void) {
  const requests = useQueryClient();
  const then = (key: string) => ({
    onSuccess: () => {
      notify({ tone: 'good', text: say(key) });
      done();
      return requests.invalidateQueries();
    },
  });
  return {
    resolve: useMutation(safetyApi.resolve.mutationOptions(then('resolved'))),
    judge: useMutation(safetyApi.judge.mutationOptions(then('judged'))),
    report: useMutation(safetyApi.report.mutationOptions(then('reported'))),
  };
}

function faultsOf(step: EventStep, typed: Typed, timeZone: string): Partial<Record<keyof Typed, string>> {
  if (step === 'judge') return typed.causality === '' ? { causality: 'need.causality' } : {};
  if (step === 'resolve') {
    if (typed.endedOn.trim() === '') return { endedOn: 'need.end' };
    return partialDate(typed.endedOn.trim()) === null ? { endedOn: 'refusal.date-impossible' } : {};
  }
  return {
    ...(instantOf(typed.day, typed.time, timeZone) === null ? { day: 'need.sent' } : {}),
    ...(typed.sentTo.trim() === '' ? { sentTo: 'need.sentTo' } : {}),
  };
}

interface StepFieldsProps {
  readonly step: EventStep;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly fault: (field: keyof Typed) => string | undefined;
  readonly say: Say;
}

function StepFields({ step, typed, onChange, fault, say }: StepFieldsProps) {
  const field = (name: keyof Typed) => ({
    value: typed[name],
    onChange: (value: string) => onChange({ ...typed, [name]: value }),
    error: fault(name),
  });
  if (step === 'judge')
    return (
      <>
        <ChoiceField
          label={say('judgeQuestion')}
          {...field('causality')}
          choices={[{ value: '', label: say('choose') }, ...causalities.map((value) => ({ value, label: say(`causality.${value}`) }))]}
          required
        />
        <LongTextField label={say('judgeReason')} hint={say('judgeReasonHint')} {...field('reason')} />
      </>
    );
  if (step === 'resolve')
    return (
      <>
        <ChoiceField
          label={say('outcomeTitle')}
          {...field('outcome')}
          choices={(['recovered', 'recovered-with-sequelae'] as const).map((value) => ({ value, label: say(`outcome.${value}`) }))}
          required
        />
        <TextField label={say('end')} hint={say('onsetHint')} {...field('endedOn')} required />
      </>
    );
  return (
    <>
      <DayAndTime
        dayLabel={say('sentDay')}
        timeLabel={say('sentTime')}
        day={typed.day}
        time={typed.time}
        onDay={field('day').onChange}
        onTime={field('time').onChange}
        error={fault('day')}
      />
      <TextField label={say('sentTo')} hint={say('sentToHint')} {...field('sentTo')} required />
    </>
  );
}
