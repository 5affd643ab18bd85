// Recording an adverse event of a participant, or correcting one with a reason.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmPreview, currentOf, DrawerForm, LongTextField, notify, readProblem, refusalInWords, useLanguage } from '#ui';
import { instantOf, type EventFaults, type TypedEvent, blankEvent, eventBody, eventFaults, typedOf } from './typed-event.ts';
import { EventFields } from './EventFields.tsx';
import { safetyApi, type AdverseEvent } from './queries.ts';
import { useSafetyWords } from './words.ts';

export interface EventDrawerProps {
  readonly subjectId: string;
  readonly subjectNumber: string;
  /** Zone of the site. */
  readonly timeZone: string;
  /** The server's time, which a new event begins with. */
  readonly now: string;
  /** The event to correct; left out to record a new one. */
  readonly event?: AdverseEvent;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The drawer. */
export function EventDrawer({ subjectId, subjectNumber, timeZone, now, event, opened, onClose }: EventDrawerProps) {
  const say = useSafetyWords();
  const language = useLanguage();
  const [kept, setKept] = useState<TypedEvent>();
  const [faults, setFaults] = useState<EventFaults>({});
  const typed = kept ?? (event ? typedOf(event, now) : blankEvent(now, timeZone));
  const leave = () => {
    setKept(undefined);
    setFaults({});
    onClose();
  };
  const { record, amend } = useSending(leave);
  const send = (version: number | undefined) => {
    const wrong = eventFaults(typed, timeZone, event !== undefined);
    setFaults(wrong);
    const body = eventBody(typed, timeZone);
    if (body === null || Object.keys(wrong).length > 0) return;
    if (!event || version === undefined) return record.mutate({ params: { subjectId }, body });
    const known = body.serious ? instantOf(typed.seriousDay, typed.seriousTime, timeZone) : null;
    const change = { ...body, ...(known ? { seriousAwareAt: known.toString() } : {}), reason: typed.reason.trim() };
    amend.mutate({ params: { adverseEventId: event.id }, headers: { 'if-match': String(version) }, body: change });
  };
  const error = record.error ?? amend.error;
  const current = currentOf<AdverseEvent>(error);
  const refusal = refusalInWords(error, say, language);
  const fault = (field: string) => (faults[field] === undefined ? refusedAt(field, error, refusal) : say(faults[field]));
  return (
    <DrawerForm
      title={event ? say('amendTitle', { term: event.term }) : say('recordTitle', { number: subjectNumber })}
      opened={opened}
      onClose={onClose}
      onSubmit={() => send(event?.version)}
      submitLabel={say(event ? 'correct' : 'record')}
      pending={record.isPending || amend.isPending}
      error={current ? undefined : refusal}
      dirty={kept !== undefined}
    >
      {current && (
        <ConfirmPreview
          title={say('conflict.title')}
          changes={[]}
          effects={[say('conflict.effect')]}
          confirmLabel={say('conflict.save')}
          onConfirm={() => send(current.version)}
          onCancel={leave}
          pending={amend.isPending}
        />
      )}
      <EventFields typed={typed} onChange={setKept} fault={fault} timeZone={timeZone} amends={event !== undefined} say={say} />
      {event && (
        <LongTextField
          label={say('reason')}
          value={typed.reason}
          onChange={(reason) => setKept({ ...typed, reason })}
          required
          error={fault('reason')}
        />
      )}
    </DrawerForm>
  );
}

function useSending(done: () => void) {
  const say = useSafetyWords();
  const requests = useQueryClient();
  const succeed = (text: string) => {
    notify({ tone: 'good', text });
    done();
    return requests.invalidateQueries();
  };
  const record = useMutation(
    safetyApi.record.mutationOptions({ onSuccess: ({ serious }) => succeed(say(serious ? 'recordedSerious' : 'recorded')) }),
  );
  const amend = useMutation(safetyApi.amend.mutationOptions({ onSuccess: () => succeed(say('amended')) }));
  return { record, amend };
}

/** The server's refusal once more beside the field that it names. */
function refusedAt(field: string, error: unknown, inWords: unknown): string | undefined {
  return error && readProblem(error).facts['field'] === field ? readProblem(inWords).title : undefined;
}
