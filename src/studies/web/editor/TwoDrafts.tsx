// Two versions of one draft that must become one: what somebody else saved, or what this browser kept from an earlier sitting.
import type { ReactNode } from 'react';
import { Button, formatInstant, useLanguage, zoneHere } from '#ui';
import type { PlannedSchedule } from '../../rules.ts';
import { scheduleDifference } from '../../rules/schedule-difference.ts';
import { scheduleOfDraft } from '../../rules/schedule-draft.ts';
import { plannedOf } from '../queries.ts';
import type { Books } from './cell-words.ts';
import { changeWords } from './change-words.ts';
import classes from './ScheduleEditor.module.css';
import type { DraftWork } from './use-draft.ts';

const shown = 40;

interface Choice {
  readonly title: string;
  readonly text: string;
  readonly before: PlannedSchedule;
  readonly after: PlannedSchedule;
  readonly books: Books;
  readonly children: ReactNode;
}

function Differences({ title, text, before, after, books, children }: Choice) {
  const changes = scheduleDifference(before, after);
  return (
    <section aria-label={title} className={classes.panel} role="alert">
      <h2 className={classes.heading}>{title}</h2>
      <p>{text}</p>
      <ul className={classes.changes}>
        {changes.length === 0 && <li>{books.say('conflict.same')}</li>}
        {changes.slice(0, shown).map((change, at) => (
          <li key={at}>{changeWords(change, books.studies)}</li>
        ))}
        {changes.length > shown && <li>…</li>}
      </ul>
      <div className={classes.tools}>{children}</div>
    </section>
  );
}

/** Asks what to do while there are two; nothing otherwise. */
export function TwoDrafts({ work, books }: { readonly work: DraftWork; readonly books: Books }) {
  const language = useLanguage();
  const { say } = books;
  const at = (instant: string) => formatInstant(instant, zoneHere(), { language });
  const mine = scheduleOfDraft(work.draft).schedule;
  if (work.theirs) {
    const { savedBy, savedAt } = work.theirs.version;
    return (
      <Differences
        title={say('conflict.title')}
        text={say('conflict.text', { name: savedBy ?? '', at: at(savedAt) })}
        before={plannedOf(work.theirs)}
        after={mine}
        books={books}
      >
        <Button onClick={() => work.settle(true)}>{say('conflict.mine')}</Button>
        <Button variant="default" onClick={() => work.settle(false)}>
          {say('conflict.theirs')}
        </Button>
      </Differences>
    );
  }
  if (!work.kept) return null;
  return (
    <Differences
      title={say('kept.title')}
      text={say('kept.text', { at: at(work.kept.at) })}
      before={mine}
      after={scheduleOfDraft(work.kept.draft).schedule}
      books={books}
    >
      <Button onClick={() => work.settleKept(true)}>{say('kept.use')}</Button>
      <Button variant="default" onClick={() => work.settleKept(false)}>
        {say('kept.drop')}
      </Button>
    </Differences>
  );
}
