// The schedule on a phone: a sentence for each visit, to read and not to write.
import type { ScheduleDraft } from '../../rules/schedule-draft.ts';
import { anchorWords, type Books } from './cell-words.ts';
import classes from './ScheduleEditor.module.css';

/** One sentence a visit. */
export function PhoneSchedule({ draft, books }: { readonly draft: ScheduleDraft; readonly books: Books }) {
  const { say } = books;
  return (
    <ol className={classes.sentences} aria-label={say('schedule')}>
      {draft.visits.map((visit) => {
        const anchor = anchorWords(visit, draft, books);
        const when = visit.anchor.kind === 'chosen' ? anchor : [visit.when, visit.window, `(${anchor})`].filter(Boolean).join(' ');
        const activities = draft.activities.filter(({ key }) => Object.hasOwn(visit.marks, key)).map(({ name }) => name);
        const sentence = activities.length > 0 ? 'sentence.activities' : 'sentence.plain';
        return <li key={visit.id}>{say(sentence, { name: visit.name || visit.key, when, activities: activities.join(', ') })}</li>;
      })}
    </ol>
  );
}
