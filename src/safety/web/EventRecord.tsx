// One adverse event, opened from the list: all that is known, its clock and reports, and what can be done.
import { HistoryButton } from '#audit/web';
import { Button, InstantText, KeyFacts, StatusWord, useLanguage, type Say } from '#ui';
import { clockInWords, partialInWords, seriousnessInWords, severityInWords, toneOfClock } from './event-words.ts';
import type { AdverseEvent } from './queries.ts';
import classes from './safety.module.css';
import type { EventStep } from './StepDrawer.tsx';
import { useSafetyWords } from './words.ts';

export interface EventRecordProps {
  readonly event: AdverseEvent;
  readonly onAmend: () => void;
  readonly onStep: (step: EventStep) => void;
  readonly onClose: () => void;
}

/** The record. */
export function EventRecord({ event, onAmend, onStep, onClose }: EventRecordProps) {
  const say = useSafetyWords();
  const language = useLanguage();
  const { can } = event;
  return (
    <section className={classes.record} aria-label={event.term}>
      <h2 className={classes.title}>{event.term}</h2>
      <KeyFacts facts={factsOf(event, say, language)} />
      {event.clock && (
        <p className={classes.line}>
          <StatusWord tone={toneOfClock(event.clock)}>{clockInWords(event.clock, say)}</StatusWord> {say('clock.due')}{' '}
          <InstantText at={event.clock.dueAt} timeZone={event.timeZone} />
        </p>
      )}
      {event.reports.map(({ number, sentAt, sentTo }) => (
        <p key={number} className={classes.line}>
          {say('reportLine', { number, to: sentTo })} <InstantText at={sentAt} timeZone={event.timeZone} />
        </p>
      ))}
      {event.followUpDue && (
        <p className={classes.line}>
          <StatusWord tone="attention">{say('followUpDue')}</StatusWord>
        </p>
      )}
      <div className={classes.actions}>
        {can.judge && <Button onClick={() => onStep('judge')}>{say('judge')}</Button>}
        {can.report && (
          <Button variant={can.judge ? 'default' : 'filled'} onClick={() => onStep('report')}>
            {say('report')}
          </Button>
        )}
        {can.resolve && (
          <Button variant="default" onClick={() => onStep('resolve')}>
            {say('resolve')}
          </Button>
        )}
        {can.amend && (
          <Button variant="default" onClick={onAmend}>
            {say('correct')}
          </Button>
        )}
        <HistoryButton
          recordId={event.id}
          of={event.term}
          back={`/subjects/${event.subjectId}?section=events`}
          timeZone={event.timeZone}
          keyed={false}
        />
        <Button variant="default" onClick={onClose}>
          {say('close')}
        </Button>
      </div>
    </section>
  );
}

function factsOf(event: AdverseEvent, say: Say, language: string) {
  const date = (text: string | null) => (text === null ? say('notSaid') : partialInWords(text, language));
  return [
    { term: say('onset'), value: date(event.startedOn) },
    ...(event.endedOn === null ? [] : [{ term: say('end'), value: date(event.endedOn) }]),
    { term: say('severityTitle'), value: severityInWords(event, say) },
    { term: say('seriousness'), value: seriousnessInWords(event, say) },
    { term: say('causalityTitle'), value: causalityInWords(event, say) },
    { term: say('outcomeTitle'), value: event.outcome === null ? say('notSaid') : say(`outcome.${event.outcome}`) },
    { term: say('actionTitle'), value: event.actionTaken === null ? say('notSaid') : say(`action.${event.actionTaken}`) },
    ...(event.awareAt === null ? [] : [{ term: say('aware'), value: <InstantText at={event.awareAt} timeZone={event.timeZone} /> }]),
    ...(event.codedTerm === null ? [] : [{ term: say('coded'), value: event.codedTerm }]),
    ...(event.source === 'imported' ? [{ term: say('source'), value: say('imported') }] : []),
  ];
}

/** The judgement with its judge, or that it waits; an event taken over waits for nobody here. */
export function causalityInWords({ causality, judgedByName, source }: AdverseEvent, say: Say): string {
  if (causality === null) return say(source === 'imported' ? 'notSaid' : 'notJudged');
  const word = say(`causality.${causality}`);
  return judgedByName === null ? word : say('judgedBy', { causality: word, name: judgedByName });
}
