// Every activity of a visit: done, or not done and why; walked with Tab and the arrow keys, or all at once.
import { Button, StatusWord, TextField, type Say } from '#ui';
import { Fragment } from 'react';
import classes from './ActivityDecisions.module.css';
import { allDone, type TypedActivity, type TypedCompletion } from './completion-form.ts';
import type { VisitDetail } from './queries.ts';
import { useVisitsWords } from './words.ts';

type Activity = VisitDetail['activities'][number];

export interface ActivityDecisionsProps {
  readonly visit: VisitDetail;
  readonly typed: TypedCompletion;
  readonly onChange: (typed: TypedCompletion) => void;
  readonly fault: (field: string) => string | undefined;
}

/** The decisions as one list. */
export function ActivityDecisions({ visit, typed, onChange, fault }: ActivityDecisionsProps) {
  const say = useVisitsWords();
  const { activities } = visit;
  if (activities.length === 0) return <p className={classes.none}>{say('record.noActivities')}</p>;
  const decided = activities.filter(({ key }) => typeof typed.activities[key]?.done === 'boolean').length;
  const set = (key: string, decision: TypedActivity) => onChange({ ...typed, activities: { ...typed.activities, [key]: decision } });
  const whole = fault('activities');
  return (
    <section aria-label={say('record.activities')}>
      <div className={classes.head}>
        <h2>{say('record.activities')}</h2>
        <span className={classes.progress}>{say('record.progress', { decided, total: activities.length })}</span>
        <Button variant="default" size="xs" onClick={() => onChange(allDone(typed))}>
          {say('record.allDone')}
        </Button>
      </div>
      <ul className={classes.list}>
        {activities.map((activity, at) => (
          <Fragment key={activity.key}>
            {activity.group !== (activities[at - 1]?.group ?? null) && activity.group && (
              <li className={classes.group}>{activity.group}</li>
            )}
            <DecisionRow
              activity={activity}
              decision={typed.activities[activity.key] ?? { done: null, why: '' }}
              onDecide={(decision) => set(activity.key, decision)}
              fault={fault(`activity ${activity.key}`)}
              say={say}
            />
          </Fragment>
        ))}
      </ul>
      {whole && (
        <div role="alert">
          <StatusWord tone="blocked" look="plain">
            {whole}
          </StatusWord>
        </div>
      )}
    </section>
  );
}

interface DecisionRowProps {
  readonly activity: Activity;
  readonly decision: TypedActivity;
  readonly onDecide: (decision: TypedActivity) => void;
  readonly fault: string | undefined;
  readonly say: Say;
}

function DecisionRow({ activity, decision, onDecide, fault, say }: DecisionRowProps) {
  const isUndecided = decision.done === null;
  return (
    <li className={classes.row}>
      <fieldset className={classes.decision}>
        <legend className={classes.name}>{activity.name}</legend>
        <span className={classes.choices}>
          {[true, false].map((done) => (
            <label key={String(done)} className={classes.choice}>
              <input
                type="radio"
                name={`activity ${activity.key}`}
                checked={decision.done === done}
                data-undecided={isUndecided && fault !== undefined}
                onChange={() => onDecide({ ...decision, done })}
              />
              {say(done ? 'record.done' : 'record.notDone')}
            </label>
          ))}
        </span>
        {isUndecided && fault && (
          <StatusWord tone="blocked" look="plain">
            {fault}
          </StatusWord>
        )}
      </fieldset>
      {decision.done === false && (
        <div className={classes.why}>
          <TextField
            label={say('record.whyFor', { name: activity.name })}
            value={decision.why}
            onChange={(why) => onDecide({ ...decision, why })}
            required
            error={fault}
          />
        </div>
      )}
    </li>
  );
}
