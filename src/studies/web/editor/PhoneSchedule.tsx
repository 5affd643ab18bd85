// A schedule to read and not to write, on a phone or once it is released: a sentence for each visit.
import type { PlannedSchedule, PlannedVisit } from '../../rules/planned-schedule.ts';
import { draftOf } from '../../rules/schedule-draft.ts';
import { referenceOf } from '../grid-shape.ts';
import type { GridVisit } from '../queries.ts';
import { timingWords } from '../timing-words.ts';
import type { Books } from './cell-words.ts';
import classes from './ScheduleEditor.module.css';

/** The timing as the grid of the study's page has it, so that both say it in the same words. */
function timingShown({ timing }: PlannedVisit): GridVisit['timing'] {
  if (!timing) return null;
  const { anchor, offset, windowBeforeDays, windowAfterDays } = timing;
  const key = anchor.kind === 'visit' ? anchor.visitKey : anchor.kind === 'milestone' ? anchor.milestone : null;
  const shown = offset.kind === 'duration' ? { ...offset, direction: offset.direction ?? ('after' as const) } : offset;
  return { anchor: { kind: anchor.kind, key }, offset: shown, windowBeforeDays, windowAfterDays };
}

/** One sentence a visit. */
export function PhoneSchedule({ planned, books }: { readonly planned: PlannedSchedule; readonly books: Books }) {
  const { say, studies } = books;
  const draft = draftOf(planned);
  const names = new Map(draft.visits.map(({ key, name }) => [key, name || key]));
  const timed = planned.visits.map((visit) => ({ key: visit.key, timing: timingShown(visit) }));
  const reference = referenceOf(timed);
  return (
    <ol className={classes.sentences} aria-label={say('schedule')}>
      {timed.map((visit, at) => {
        const marks = draft.visits[at]?.marks ?? {};
        const when = visit.timing ? timingWords(visit, names, reference, studies) : say('chosen');
        const activities = draft.activities.filter(({ key }) => Object.hasOwn(marks, key)).map(({ name }) => name);
        const sentence = activities.length > 0 ? 'sentence.activities' : 'sentence.plain';
        const name = names.get(visit.key) ?? visit.key;
        return <li key={`${at}`}>{say(sentence, { name, when, activities: activities.join(', ') })}</li>;
      })}
    </ol>
  );
}
