// Somebody else was quicker: what is recorded now beside what was typed, and the person chooses.
import { ConfirmPreview, formatDate, useLanguage, type Change } from '#ui';
import type { TypedCompletion } from './completion-form.ts';
import type { VisitDetail } from './queries.ts';
import { useVisitsWords } from './words.ts';

export interface CompletionConflictProps {
  readonly current: VisitDetail;
  readonly typed: TypedCompletion;
  readonly pending: boolean;
  readonly onSaveMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Both values; saving mine is offered only while the visit is still open. */
export function CompletionConflict({ current, typed, pending, onSaveMine, onTakeTheirs }: CompletionConflictProps) {
  const say = useVisitsWords();
  const changes = useChanges(current, typed);
  if (current.can.complete) {
    return (
      <ConfirmPreview
        title={say('conflict.title')}
        changes={changes}
        confirmLabel={say('conflict.save')}
        onConfirm={onSaveMine}
        onCancel={onTakeTheirs}
        pending={pending}
      />
    );
  }
  return (
    <ConfirmPreview
      title={say('conflict.closedTitle')}
      changes={changes}
      effects={[say('conflict.closedText')]}
      confirmLabel={say('conflict.see')}
      onConfirm={onTakeTheirs}
    />
  );
}

function useChanges(current: VisitDetail, typed: TypedCompletion): readonly Change[] {
  const say = useVisitsWords();
  const language = useLanguage();
  const dash = say('dash');
  const word = (done: boolean | null | undefined) =>
    done === null || done === undefined ? say('outcome.undecided') : say(done ? 'record.done' : 'record.notDone');
  const all: readonly (Change & { readonly differs: boolean })[] = [
    { what: say('conflict.state'), before: say(`state.${current.state}`), after: say('state.completed'), differs: true },
    {
      what: say('conflict.date'),
      before: current.actualDate ? formatDate(current.actualDate, { language }) : dash,
      after: formatDate(typed.actualDate, { language }),
      differs: current.actualDate !== typed.actualDate,
    },
    {
      what: say('conflict.modality'),
      before: current.modality ? say(`modality.${current.modality}`) : dash,
      after: say(`modality.${typed.modality}`),
      differs: current.modality !== typed.modality,
    },
    ...current.activities.map((activity) => ({
      what: activity.name,
      before: word(activity.done),
      after: word(typed.activities[activity.key]?.done),
      differs: activity.done !== (typed.activities[activity.key]?.done ?? null),
    })),
  ];
  return all.filter((change) => change.differs);
}
