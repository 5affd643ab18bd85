// The fields of an adverse event: what, when, how strong, how serious, how it ended, and when the site knew.
import { ChoiceField, TextField, TickField, type Say } from '#ui';
import { grades, outcomes, seriousnessCriteria, severities, treatmentActions } from '../rules.ts';
import { DayAndTime } from './DayAndTime.tsx';
import classes from './safety.module.css';
import type { TypedEvent } from './typed-event.ts';

export interface EventFieldsProps {
  readonly typed: TypedEvent;
  readonly onChange: (typed: TypedEvent) => void;
  /** What is wrong at a field of the record, in words. */
  readonly fault: (field: string) => string | undefined;
  readonly timeZone: string;
  readonly amends: boolean;
  readonly say: Say;
}

/** The fields, in the order in which a person tells it. */
export function EventFields(props: EventFieldsProps) {
  const { typed, onChange, fault, timeZone, amends, say } = props;
  const put = (field: keyof TypedEvent) => (value: string) => onChange({ ...typed, [field]: value });
  return (
    <>
      <TextField label={say('term')} hint={say('termHint')} value={typed.term} onChange={put('term')} required error={fault('term')} />
      <TextField
        label={say('onset')}
        hint={say('onsetHint')}
        value={typed.startedOn}
        onChange={put('startedOn')}
        required
        error={fault('startedOn')}
      />
      <Strength {...props} />
      <Seriousness {...props} />
      <Ending {...props} />
      <DayAndTime
        dayLabel={say('awareDay')}
        timeLabel={say('awareTime')}
        day={typed.awareDay}
        time={typed.awareTime}
        onDay={put('awareDay')}
        onTime={put('awareTime')}
        error={fault('awareAt')}
      />
      <p className={classes.hint}>{say('awareHint', { zone: timeZone })}</p>
      {amends && typed.serious === 'yes' && (
        <DayAndTime
          dayLabel={say('seriousDay')}
          timeLabel={say('seriousTime')}
          day={typed.seriousDay}
          time={typed.seriousTime}
          onDay={put('seriousDay')}
          onTime={put('seriousTime')}
          error={fault('seriousAwareAt')}
        />
      )}
    </>
  );
}

function Strength({ typed, onChange, fault, say }: EventFieldsProps) {
  return (
    <div className={classes.pair}>
      <ChoiceField
        label={say('severityTitle')}
        value={typed.severity}
        onChange={(severity) => onChange({ ...typed, severity })}
        choices={[{ value: '', label: say('choose') }, ...severities.map((value) => ({ value, label: say(`severity.${value}`) }))]}
        error={fault('severity')}
      />
      <ChoiceField
        label={say('gradeTitle')}
        value={typed.grade}
        onChange={(grade) => onChange({ ...typed, grade })}
        choices={[
          { value: '', label: say('choose') },
          ...grades.map((value) => ({ value: String(value), label: say(`gradeChoice.${value}`) })),
        ]}
      />
    </div>
  );
}

function Seriousness({ typed, onChange, fault, say }: EventFieldsProps) {
  const tick = (criterion: (typeof seriousnessCriteria)[number], on: boolean) =>
    onChange({ ...typed, criteria: seriousnessCriteria.filter((each) => (each === criterion ? on : typed.criteria.includes(each))) });
  return (
    <>
      <ChoiceField
        label={say('seriousQuestion')}
        hint={say('seriousHint')}
        value={typed.serious}
        onChange={(serious) => onChange({ ...typed, serious })}
        choices={[
          { value: '', label: say('choose') },
          { value: 'no', label: say('no') },
          { value: 'yes', label: say('yes') },
        ]}
        required
        error={fault('serious')}
      />
      {typed.serious === 'yes' && (
        <fieldset className={classes.set}>
          <legend>{say('grounds')}</legend>
          {seriousnessCriteria.map((criterion, index) => (
            <TickField
              key={criterion}
              label={say(`criterion.${criterion}`)}
              checked={typed.criteria.includes(criterion)}
              onChange={(on) => tick(criterion, on)}
              error={index === 0 ? fault('criteria') : undefined}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

function Ending({ typed, onChange, fault, say }: EventFieldsProps) {
  return (
    <>
      <ChoiceField
        label={say('outcomeTitle')}
        value={typed.outcome}
        onChange={(outcome) => onChange({ ...typed, outcome })}
        choices={outcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))}
        required
        error={fault('outcome')}
      />
      <TextField
        label={say('end')}
        hint={say('endHint')}
        value={typed.endedOn}
        onChange={(endedOn) => onChange({ ...typed, endedOn })}
        error={fault('endedOn')}
      />
      <ChoiceField
        label={say('actionTitle')}
        value={typed.actionTaken}
        onChange={(actionTaken) => onChange({ ...typed, actionTaken })}
        choices={treatmentActions.map((value) => ({ value, label: say(`action.${value}`) }))}
        required
        error={fault('actionTaken')}
      />
    </>
  );
}
